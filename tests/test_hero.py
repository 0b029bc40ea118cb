"""The head of the story shows what a lesson says of itself, and leaves no empty place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from explainer.reading import load
from explainer.views import story
from tests.cases import FERRY, SMALLEST
from tests.conftest import ROOT


@pytest.mark.parametrize("folder", [ROOT, FERRY, SMALLEST], ids=lambda path: path.name)
def test_nothing_in_it_is_empty(folder: Path) -> None:
    lesson = load(folder)[0]
    html = story.hero(lesson)
    assert re.findall(r"<(\w+)[^>]*>\s*</\1>", html) == []
    assert ("xp-content-note" in html) == bool(lesson.site.note)
    assert ("xp-kick" in html) == bool(lesson.site.kicker)
