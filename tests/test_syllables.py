"""Syllables are counted as pyphen would count them."""

from __future__ import annotations

import re
from pathlib import Path

import pyphen
import pytest
from hypothesis import given
from hypothesis import strategies as some

from explainer.check.syllables import syllables

ROOT = Path(__file__).parents[1]
TEXTS = (*ROOT.glob("content/**/*.md"), *ROOT.glob("tests/valid/*/content/**/*.md"))
PYPHEN = pyphen.Pyphen(lang="en_US", left=1, right=1)


def _counted(word: str) -> int:
    return 1 + len(PYPHEN.positions(word.lower()))


def test_every_word_of_the_lessons_has_as_many_as_pyphen_says() -> None:
    words = {word for path in TEXTS for word in re.findall(r"[^\W\d_]+", path.read_text("utf-8"))}
    assert len(words) > 1500
    assert {word: syllables(word) for word in words} == {word: _counted(word) for word in words}


@given(some.text("abcdeghilmnoprstuyABÉßİ'’-.0", max_size=12))
def test_so_has_every_other_word(word: str) -> None:
    assert syllables(word) == _counted(word)


@pytest.mark.parametrize(("word", "count"), [("", 1), ("a", 1), ("ladder", 2), ("Ambassador", 3)])
def test_a_word_has_at_least_one(word: str, count: int) -> None:
    """An estimate: the dictionary breaks lines, and leaves some breaks out."""
    assert syllables(word) == count
