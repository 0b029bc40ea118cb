"""Word files and tables: what came in is what went out, and what could not come in is said."""

from __future__ import annotations

import dataclasses
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
from explainer.importing import losses, text, word
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


def test_a_bar_that_parts_nothing_is_told(tmp_path: Path) -> None:
    path = tmp_path / "quiz.md"
    path.write_text("# Q\n\nAnswer: yes\\|no | no\n\n| a \\| b | c |\n|---|---|\n", "utf-8")
    told = _run("export", "word", path, "-o", tmp_path / "quiz.docx").stderr
    assert told.count("which parts answers when it comes back") == 1
    assert f"{path}:3: '\\|' goes as '|'" in told


def test_brackets_in_the_name_of_a_file_are_a_name(tmp_path: Path) -> None:
    draft = word.read(_docx("# The bell\n", tmp_path / "a.docx").rename(tmp_path / "w[1].docx"))
    assert text(draft.lines) == "# The bell\n"


# --- what is written, and what cannot be ------------------------------------------------


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
