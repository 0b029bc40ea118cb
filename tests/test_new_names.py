"""Ids made of what an author types: the check takes each, and so does the disk."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from explainer import making, mending
from explainer.cli import app
from explainer.importing.lines import guarded
from explainer.making import PARTS
from explainer.making.lesson import ASKS
from explainer.reading import load
from explainer.reading.parts import id_of, new_id
from tests.cases import FERRY

TYPED = ("The boats", "The Post", "2031-05-04", "https://example.org/boats")
ANSWERS = dict(zip((ask.name for ask in ASKS), TYPED, strict=True))


def _new(*words: object) -> Result:
    return CliRunner().invoke(app, ["new", *map(str, words)])


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("3 days in May", "the-3-days-in-may"),
        ("May", "may"),
        ("خبر", "untitled"),
        ("so " * 40, "so" + "-so" * 19),
        ("y" * 300, "y" * 60),
    ],
)
def test_an_id_is_one(title: str, name: str) -> None:
    assert new_id(title) == name


@pytest.mark.parametrize("title", ["3 days", "خبر", "y" * 300])
def test_parts_have_ids_that_the_check_takes(title: str, tmp_path: Path) -> None:
    making.lesson.make(tmp_path / "made", ANSWERS)
    for part in ("section", "event", "question", "event", "section"):
        assert part in PARTS
        assert _new(part, tmp_path / "made", "--title", title).exit_code == 0
    assert {one.code for one in load(tmp_path / "made")[1]} <= {"number-not-in-record"}


def test_the_check_recommends_an_id_and_fix_writes_it(tmp_path: Path) -> None:
    root = tmp_path / "ferry"
    shutil.copytree(FERRY, root)
    events = root / "content" / "events.md"
    events.write_text(events.read_text("utf-8").replace("- id: ", "- id: 3 ", 1), "utf-8")
    (bad,) = (one for one in load(root)[1] if one.code == "bad-id")
    assert "  - id: the-3-" in bad.hint
    for change in mending.changes(root):
        mending.write(change)
    assert "bad-id" not in {one.code for one in load(root)[1]}
    assert id_of("3 days") == "the-3-days"


def test_a_number_and_a_point_are_words_where_they_came_as_words() -> None:
    assert [guarded(line) for line in ("12. of May", "2031", "- a", "#1", "# a")] == [
        r"12\. of May", "2031", r"\- a", "#1", r"\# a",
    ]  # fmt: skip
