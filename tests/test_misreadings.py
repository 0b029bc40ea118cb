"""Misreadings: read with their words, named by wrong choices, and missed where there is none."""

from __future__ import annotations

import shutil
from pathlib import Path

from explainer.check import information
from explainer.reading import load
from tests.cases import FERRY

SWAPPED = "who-counted-nine"


def _spoilt(tmp_path: Path, old: str, new: str) -> Path:
    root = Path(shutil.copytree(FERRY, tmp_path / "ferry"))
    path = root / "content" / "quiz" / "10-bells-and-fish.md"
    written = path.read_text("utf-8")
    assert old in written
    path.write_text(written.replace(old, new, 1), "utf-8")
    return root


def test_a_wrong_choice_names_its_misreading_and_shows_no_trace_of_it() -> None:
    lesson, problems = load(FERRY)
    options = {option.text: option for option in lesson.questions[SWAPPED].options}
    known = {misreading.id: misreading for misreading in lesson.misreadings}
    assert not problems
    assert options["Sudrey"].misreading == "voice-swapped"
    assert options["Norrey"].misreading == ""
    assert "misreading" not in options["Sudrey"].feedback
    assert known["voice-swapped"].ask
    assert known["voice-swapped"].text
    assert not any("voice-swapped" in text.text for text in lesson.questions[SWAPPED].told)


def test_a_misreading_that_is_nowhere_is_said_at_its_line(tmp_path: Path) -> None:
    root = _spoilt(tmp_path, "misreading: voice-swapped", "Misreading: voice swaped")
    (problem,) = load(root)[1]
    lines = (root / problem.place.file).read_text("utf-8").split("\n")
    assert lines[problem.place.line - 1].strip() == "- Misreading: voice swaped"
    assert problem.message == "There is no misreading 'voice swaped' in misreadings.md."
    assert problem.hint == "Did you mean 'voice-swapped'?"


def test_a_file_that_is_missing_is_said_once(tmp_path: Path) -> None:
    root = Path(shutil.copytree(FERRY, tmp_path / "ferry"))
    (root / "content" / "misreadings.md").unlink()
    (problem,) = load(root)[1]
    assert problem.message == "This file is missing."
    assert problem.hint.startswith("Write the misreadings that the wrong choices name")


def test_what_no_choice_names_is_information(tmp_path: Path) -> None:
    root = _spoilt(tmp_path, "  - misreading: not-in-source\n", "")
    lesson, problems = load(root)
    assert not problems
    assert [note.message for note in information(lesson) if note.code == "unused-misreading"] == [
        "No wrong choice names the misreading 'not-in-source'."
    ]
    assert not any(note.code == "unused-misreading" for note in information(load(FERRY)[0]))
