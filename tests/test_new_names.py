"""Ids made of what an author types: the check takes each, and so does the disk."""

from __future__ import annotations

import shutil
from pathlib import Path

import pypandoc
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


def test_titles_in_another_script_get_numbers_when_they_come_in(tmp_path: Path) -> None:
    root, sent = tmp_path / "made", tmp_path / "a.docx"
    making.lesson.make(root, ANSWERS)
    pypandoc.convert_text("# خبر\n\nOne.\n", "docx", format="markdown", outputfile=str(sent))
    for _ in range(2):
        assert CliRunner().invoke(app, ["import", str(sent), str(root)]).exit_code == 0
    assert [one.id for one in load(root)[0].sections[1:]] == ["untitled", "untitled-2"]


# --- a lesson -------------------------------------------------------------------------


def test_a_long_name_of_a_publisher_makes_a_lesson(tmp_path: Path) -> None:
    made = making.lesson.make(tmp_path / "made", {**ANSWERS, "publisher": "x" * 300})
    assert all(one.file.exists() for one in made)
    assert [path.name for path in tmp_path.iterdir()] == ["made"]


@pytest.mark.parametrize("is_there", [True, False])
def test_a_lesson_is_made_whole_or_not_at_all(
    is_there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "made"
    if is_there:
        (folder / ".git").mkdir(parents=True)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(UnicodeEncodeError):
        making.lesson.make(folder, {**ANSWERS, "title": "\udcff"})
    assert sorted(tmp_path.rglob("*")) == before
    monkeypatch.chdir(folder if is_there else tmp_path)
    making.lesson.make(Path() if is_there else folder, ANSWERS)
    assert load(folder)[1] == ()
    assert (folder / ".git").exists() == is_there


def test_what_is_no_letter_and_what_is_blank_is_asked_again(tmp_path: Path) -> None:
    options = [word for name, answer in ANSWERS.items() for word in (f"--{name}", answer)]
    result = _new(tmp_path / "made", *options, "--title", "a\udcff")
    assert result.exit_code == 2
    assert "--title: It holds a sign that is no letter here." in result.stderr
    assert not (tmp_path / "made").exists()
    blank = [tmp_path / "made", *options, "--title", " "]
    asked = CliRunner().invoke(app, ["new", *map(str, blank)], input="Boats\n")
    assert "What is the title of the article?" in asked.stdout
    assert load(tmp_path / "made")[0].sources[0].title == "Boats"


# --- ids ------------------------------------------------------------------------------


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
