"""A section of the story, behind those that are there."""

from __future__ import annotations

import re
from pathlib import Path

from explainer.making import written
from explainer.making.asked import Answers, Ask, Made, free, one_line
from explainer.making.citing import sentence
from explainer.model import Explainer
from explainer.reading.parts import slug

ASKS: tuple[Ask, ...] = (Ask("title", "What is its heading?"),)

_FOLDER = "content/story"


def make(root: Path, lesson: Explainer, answers: Answers) -> Made:
    title = one_line(answers["title"])
    name = free(slug(title), lesson)
    text = sentence(lesson, "Tell it here, and end each paragraph with the claim it rests on.")
    return written.new(root, f"{_FOLDER}/{_next(root)}-{name}.md", f"# {title}\n\n{text}\n")


def _next(root: Path) -> int:
    """A number of two digits leaves room for sections between others."""
    found = (re.match(r"\d+", path.name) for path in (root / _FOLDER).glob("*.md"))
    last = max((int(match[0]) for match in found if match), default=0)
    return last // 10 * 10 + 10
