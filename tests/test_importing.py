"""Word files and tables: what came in is what went out, and what could not come in is said."""

from __future__ import annotations

import base64
import dataclasses
import re
import shutil
import sys
from enum import Enum
from pathlib import Path
from types import MappingProxyType

import pypandoc
import pytest
from typer.testing import CliRunner, Result

from explainer.cli import app
from explainer.exports import word as word_export
from explainer.importing import IMPORTS, losses, text, word
from explainer.model import Explainer, Place
from explainer.reading import load
from explainer.reading.files import readable
from tests.cases import FERRY, SMALLEST
from tests.conftest import ROOT
from tests.proof import IS_FULL

SHORT = ("story", "quiz", "seeds")
"""Folders whose files go through Word in the short form of the proof."""
LESSONS = (FERRY, ROOT) if IS_FULL else (FERRY,)


def _run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def _docx(markdown: str, path: Path, form: str = "markdown") -> Path:
    """As somebody writes it in Word who never saw the dialect."""
    pypandoc.convert_text(markdown, "docx", format=form, outputfile=str(path))
    return path


def _told(value: object) -> object:
    """What is said, wherever it stands: lines may be broken elsewhere."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return " ".join(value.split())
    if dataclasses.is_dataclass(value) and not isinstance(value, Place):
        named = [field.name for field in dataclasses.fields(value) if field.compare]
        return tuple(_told(getattr(value, name)) for name in named)
    if isinstance(value, tuple):
        return tuple(map(_told, value))
    if isinstance(value, dict | MappingProxyType):
        return {name: _told(one) for name, one in value.items()}
    return None if isinstance(value, Place) else value


# --- Word and back --------------------------------------------------------------------


def _there_and_back(root: Path, folder: Path) -> Explainer:
    """The lesson with its files written anew from Word."""
    shutil.copytree(root / "content", folder / "lesson" / "content")
    shutil.copytree(root / "seeds", folder / "lesson" / "seeds")
    for path in (path for path in readable(root) if IS_FULL or path.parent.name in SHORT):
        name = path.relative_to(root)
        sent = folder / "file.docx"
        sent.write_bytes(word_export.write(path.read_text("utf-8")))
        draft = word.read(sent)
        assert [str(one) for one in losses(draft.lines, str(name))] == []
        (folder / "lesson" / name).write_text(text(draft.lines), "utf-8")
    lesson, problems = load(folder / "lesson")
    assert [str(problem) for problem in problems] == []
    return lesson


@pytest.mark.proof
@pytest.mark.parametrize("root", LESSONS, ids=lambda path: path.name)
def test_a_lesson_that_went_through_word_is_the_same(root: Path, tmp_path: Path) -> None:
    """Ticks, tables, order, marks, settings, charts, notes: all of every file."""
    before, after = load(root)[0], _there_and_back(root, tmp_path)
    for field in dataclasses.fields(Explainer):
        if field.name != "texts":
            assert _told(getattr(after, field.name)) == _told(getattr(before, field.name))


def test_one_file_goes_out_and_comes_in_by_command(tmp_path: Path) -> None:
    root, sent = tmp_path / "ferry", tmp_path / "quiz.docx"
    shutil.copytree(FERRY, root)
    quiz = root / "content" / "quiz" / "10-bells-and-fish.md"
    assert _run("export", "word", quiz, "--output", sent).exit_code == 0
    quiz.unlink()
    result = _run("import", sent, root)
    assert result.exit_code == 0
    assert result.stdout.startswith("content/quiz/10-bells-and-fish.md:1: here is what came in.")
    lesson, problems = load(root)
    assert problems == ()
    assert _told(lesson.quizzes) == _told(load(FERRY)[0].quizzes)


def test_word_is_told_what_it_does_not_show(tmp_path: Path) -> None:
    story = FERRY / "content" / "story" / "10-a-bell-at-night.md"
    result = _run("export", "word", story, "--output", tmp_path / "story.docx")
    assert f"{story}:4: a link inside the lesson leads nowhere in Word." in result.stderr
    assert f"{story}:12: this block goes as its text, and not as what it shows." in result.stderr


# --- what somebody writes in Word -----------------------------------------------------

WRITTEN = """# Who counted?

- id: who-counted

- ☑ Norrey
    - Yes, it did.
- ☐ Sudrey
- □ 3 * 4 _or_ `code`

Why: **It ** did.^c5^ And so[^1] it [said]{.underline}.[^2] One.[^3]

[^1]: c5, c6
[^2]: A word of thanks to my aunt.
[^3]: [^c7]

![A bell](bell.png)\

Then [Take this out.]{.deletion author="A" date="2031-05-04T00:00:00Z"}this
[A remark.]{.comment-start id="0" author="A" date="2031-05-04T00:00:00Z"}stays.
[]{.comment-end id="0"}

1. first
2. second

> [!TIP] Look twice. It helps.

| a | b |
|---|---|
| 1 \\| 2 | $x^2$ |
"""

READ = """# Who counted?

- id: who-counted

- [x] Norrey
  - Yes, it did.
- [ ] Sudrey
- [ ] 3 \\* 4 *or* `code`

Why: **It** did. [^c5]
And so [^c5] [^c6] it said.
One. [^c7]

Then this stays.

1. first
2. second

> [!TIP]
> Look twice.
> It helps.

| a | b |
|---|---|
| 1 \\| 2 | |
"""


PICTURE = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhf"
    "DwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
SAID = """
file.md:10: The underlining of 'said' is left out; the words stay.
file.md:10: a footnote is left out: 'A word of thanks to my aunt.'. Make a claim of it, or a sentence.
file.md:14: a picture is left out: 'A bell'. A chart or a map can say what it showed.
file.md:14: words that were taken away in Word stay away: 'Take this out.'.
file.md:14: a comment is left out: 'A remark.'.
file.md:25: a formula is left out: 'x^{2}'.
"""  # noqa: E501 (each is a line on the screen)


def test_ticks_tables_order_and_marks_are_what_they_were_meant_as(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bell.png").write_bytes(base64.b64decode(PICTURE))
    draft = word.read(_docx(WRITTEN, tmp_path / "a.docx"))
    assert text(draft.lines) == READ
    said = [f"{one.place}: {one.message}" for one in losses(draft.lines, "file.md")]
    assert said == SAID.strip().split("\n")


def test_a_title_of_words_own_is_the_title(tmp_path: Path) -> None:
    path = _docx(
        "---\ntitle: The bell\n---\n\nIt rang. [^c5]\n", tmp_path / "a.docx", "markdown-footnotes"
    )
    draft = word.read(path)
    assert text(draft.lines) == "# The bell\n\nIt rang. [^c5]\n"
    assert (draft.target, draft.title) == ("content/story", "The bell")


def test_what_came_in_never_takes_the_place_of_what_is_there(tmp_path: Path) -> None:
    root = tmp_path / "lesson"
    shutil.copytree(SMALLEST, root)
    path = _docx("# The bell\n\nIt rang.\n", tmp_path / "bell.docx")
    for name in ("20-the-bell.md", "30-the-bell.md"):
        assert f"content/story/{name}:1" in _run("import", path, root).stdout
    result = _run("import", path, root, "--to", "content/story/20-the-bell.md")
    assert result.exit_code == 2
    assert "is there already, and was left as it is." in result.stderr
    assert "This paragraph cites nothing." in _run("import", path, root).stdout


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.docx", "cannot be read as a Word file. Save it as .docx once more."),
        ("a.pdf", "is none of the files that can be read: they end in .docx and .csv."),
        ("a.csv", "has no column 'Year' and no 'Headline': its first line names the columns."),
        ("not-there.docx", "No such file"),
    ],
)
def test_what_cannot_be_read_is_said(name: str, said: str, tmp_path: Path) -> None:
    if not name.startswith("not"):
        (tmp_path / name).write_text("no such thing", "utf-8")
    result = _run("import", tmp_path / name, FERRY)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    (tmp_path / "a.docx").write_bytes(b"")
    for words in (
        ("import", tmp_path / "a.docx", FERRY),
        ("export", "word", FERRY / "content" / "words.md", "-o", tmp_path / "b.docx"),
    ):
        result = _run(*words)
        assert result.exit_code == 2
        assert "pip install 'explainer[word]'" in result.stderr


# --- a table of events ----------------------------------------------------------------

TABLE = """\
Year,Month,Day,Time,End Year,End Month,End Day,Display Date,Headline,Text,Media,Type,Group
,,,,,,,,The bells,"An <b>overview</b> &amp; more",,title,
2031,4,,,,,,April,A bell rings,It rang at night.,https://example.org/bell.jpg,,Norrey
2031,5,3,10:00,2031,5,5,,The mayors meet,"They met,
and talked.",,,

-44,3,15,,,,,,An old day,,,,
,5,,,,,,,No year,,,,
"""
EVENTS = """## The bells

- id: the-bells

An overview & more

## A bell rings

- id: a-bell-rings
- when: 2031-04

It rang at night.

## The mayors meet

- id: the-mayors-meet
- when: 2031-05-03/2031-05-05

They met, and talked.

## An old day

- id: an-old-day

An old day

## No year

- id: no-year

No year
"""
LEFT = """
content/events.md:0: row 2: its type is left out: 'title'.
content/events.md:0: row 2: who says so is not in the table: add a mark.
content/events.md:6: row 3: media is left out: 'https://example.org/bell.jpg'.
content/events.md:6: row 3: group is left out: 'Norrey'.
content/events.md:6: row 3: display date is left out: 'April'.
content/events.md:6: row 3: who says so is not in the table: add a mark.
content/events.md:13: row 4: time is left out: '10:00'.
content/events.md:13: row 4: who says so is not in the table: add a mark.
content/events.md:20: row 6: '-44-3-15' is no date here, and is left out.
content/events.md:26: row 7: '5' is no date without a year.
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_timeline_becomes_events_below_those_that_are_there(
    encoding: str, tmp_path: Path
) -> None:
    root, table = tmp_path / "ferry", tmp_path / "timeline.csv"
    shutil.copytree(FERRY, root)
    events = root / "content" / "events.md"
    before = events.read_text("utf-8")
    table.write_text(TABLE, encoding)
    result = _run("import", table, root)
    assert result.exit_code == 0
    assert events.read_text("utf-8") == f"{before}\n{EVENTS}"
    first = before.count("\n") + 2
    said = re.sub(r":(\d+):", lambda match: f":{int(match[1]) - first}:", result.stderr)
    assert said.strip() == LEFT.strip()
    assert f"content/events.md:{first}: here is what came in." in result.stdout
    assert {one.code for one in load(root)[1]} == {"missing-setting", "cites-nothing"}


def test_a_timeline_makes_the_file_of_events(tmp_path: Path) -> None:
    root, table = tmp_path / "lesson", tmp_path / "timeline.csv"
    shutil.copytree(SMALLEST, root)
    table.write_text(TABLE, "utf-8")
    result = _run("import", table, root)
    assert (root / "content" / "events.md").read_text("utf-8") == f"# What happened\n\n{EVENTS}"
    assert "content/events.md:3: row 2: its type is left out" in result.stderr


def test_every_import_is_told_in_the_help() -> None:
    told = " ".join(_run("import", "--help").stdout.split())
    assert all(one.HELP.split(",")[0] in told for one in IMPORTS.values())
