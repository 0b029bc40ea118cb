"""The problems of a lesson as text for people, as JSON, and as notes on a proposed change."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from explainer.check import reading_level
from explainer.model import Explainer, Place
from explainer.problems import Problem
from explainer.reading.files import decoded


def text(root: Path, problems: Sequence[Problem]) -> str:
    """Each problem with the line it speaks of, and what to write instead."""
    return "\n".join(_one(root, problem) for problem in problems)


def summary(lesson: Explainer, problems: Sequence[Problem], notes: Sequence[Problem]) -> str:
    """How the lesson stands as a whole: what is unused, how hard it reads, how much to mend."""
    lines = [f"{note.place}: {note.message} [{note.code}] (information)" for note in notes]
    lines += ["", *_levels(lesson), ""] if lesson.sections else []
    files = len({problem.place.file for problem in problems})
    if problems:
        lines.append(f"{count(len(problems), 'problem')} in {count(files, 'file')}.")
    else:
        lines.append(
            f"No problems. {count(len(lesson.sections), 'section')}, "
            f"{count(len(lesson.events), 'event')}, {count(len(lesson.questions), 'question')}, "
            f"{count(len(lesson.record), 'entry', 'entries')} in the record."
        )
    return "\n".join(lines)


def as_json(problems: Sequence[Problem], notes: Sequence[Problem]) -> str:
    """One object with `problems` and `information`, each with its place, its words and its code."""
    shown = {"problems": [plain(p) for p in problems], "information": [plain(n) for n in notes]}
    return json.dumps(shown, ensure_ascii=False, indent=2)


def github(problems: Sequence[Problem]) -> str:
    """Workflow commands that GitHub shows beside the line of a proposed change."""
    return "\n".join(
        f"::error file={_escaped(p.place.file, True)},line={p.place.line}{_col(p.place)}"
        f",title={p.code}::"
        f"{_escaped(f'{p.message} {p.hint}'.strip(), False)}"
        for p in problems
    )


def _col(place: Place) -> str:
    return f",col={place.column}" if place.column else ""


def _one(root: Path, problem: Problem) -> str:
    line = _line(root, problem.place)
    quoted = f"\n    > {line}" if line else ""
    hint = f"\n    {problem.hint}" if problem.hint else ""
    return printable(f"{problem.place}: {problem.message} [{problem.code}]{quoted}{hint}")


def printable(words: str) -> str:
    """What stands in a file may hold signs that steer a terminal."""
    return "".join(sign if sign.isprintable() or sign == "\n" else "\ufffd" for sign in words)


def _line(root: Path, place: Place) -> str:
    lines = _lines(root / place.file)
    written = lines[place.line - 1].strip() if place.line <= len(lines) else ""
    return written if len(written) <= 100 else f"{written[:97]}..."


@cache
def _lines(path: Path) -> tuple[str, ...]:
    """The lines of a file, as reading counts them; nothing is quoted from outside the lesson."""
    if path.is_symlink() or not path.is_file():
        return ()
    try:
        return tuple(decoded(path.read_bytes()).split("\n"))
    except OSError:
        return ()


def _levels(lesson: Explainer) -> list[str]:
    lines = ["Reading level (school grade, estimated) and words, by section:"]
    total = 0
    for section in lesson.sections:
        told = reading_level.section_text(section)
        words = reading_level.words(told)
        total += words
        lines.append(f"  {reading_level.grade(told):5.1f}  {words:5d}  {section.title}")
    every = "\n".join(reading_level.section_text(section) for section in lesson.sections)
    return [*lines, f"  {reading_level.grade(every):5.1f}  {total:5d}  the whole story"]


def plain(problem: Problem) -> dict[str, object]:
    """One problem as JSON has it."""
    return {
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column or None,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }


def _escaped(value: str, in_property: bool) -> str:
    """GitHub reads % and line ends, and in properties also : and , as its own signs."""
    value = value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return value.replace(":", "%3A").replace(",", "%2C") if in_property else value


def count(number: int, what: str, several: str = "") -> str:
    return f"{number} {what}" if number == 1 else f"{number} {several or f'{what}s'}"
