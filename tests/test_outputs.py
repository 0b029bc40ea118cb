"""Exports that go wrong cost nobody a lesson: what they are written over, and what they say."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from explainer.cli import app
from tests.cases import FERRY


def _export(*words: object) -> Result:
    return CliRunner().invoke(app, ["export", *map(str, words)])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(FERRY, tmp_path / "ferry")
    return tmp_path / "ferry"


def _bytes(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", ["content/lesson.md", "content/quiz.txt", "seeds/a.zip", "n.MD"])
def test_no_quiz_is_written_into_the_lesson(name: str, root: Path) -> None:
    before = _bytes(root)
    result = _export("gift", root, "-o", root / name)
    assert result.exit_code == 2
    assert "Name another file for it after -o, beside the lesson." in result.stderr
    assert _bytes(root) == before


def test_no_word_file_takes_the_place_of_what_it_was_made_of(root: Path, tmp_path: Path) -> None:
    words, link = root / "content" / "words.md", tmp_path / "link.docx"
    link.symlink_to(words)
    before = _bytes(root)
    for output in (words, link, root / "content" / "other.md", root / "seeds" / "a.docx"):
        assert _export("word", words, "-o", output).exit_code == 2
    assert _bytes(root) == before


def test_a_file_beside_the_lesson_is_written_over_and_keeps_its_mode(root: Path) -> None:
    path = root / "quiz.csv"
    path.write_bytes(b"old")
    path.chmod(0o640)
    assert _export("csv", root, "-o", path).exit_code == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbffile,")
    assert path.stat().st_mode & 0o777 == 0o640
    assert [one.name for one in root.iterdir() if one.name.startswith(".")] == []
