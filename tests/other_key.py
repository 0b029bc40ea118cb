"""A lesson that asks the same and has another key: its ticks, steps, pairs and answers are moved.

Whoever has not answered must not be able to tell it from the first one.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from explainer.model import Explainer
from explainer.questions import evidence
from explainer.reading import load

_TICK = re.compile(r"- \[[ x]\] ")
_STEP = re.compile(r"\d+\. ")
_MARK = re.compile(r"\[\^\w+\]")
_NUMBER = re.compile(r"\d+")
_CLAIM = re.compile(r"c\d+")
_EVIDENCE = re.compile(r"(?m)^Evidence: (.*)$")
_OTHER = " Something quite different is said. "
_PLACE = re.compile(r"(?m)^Place: (.*)$")
_SAID = re.compile(r"- (?!(?:id|about|skill|like): )[\w-]+: ")


def with_another_key(folder: Path, place: Path) -> Path:
    """A copy of a lesson; what it says after an answer is other too."""
    shutil.copytree(folder / "content", place / "content")
    shutil.copytree(folder / "seeds", place / "seeds")
    lesson = load(folder)[0]
    for path in sorted((place / "content" / "quiz").glob("*.md")):
        path.write_text(_changed(path.read_text("utf-8"), lesson), "utf-8")
    return place


def _changed(text: str, lesson: Explainer) -> str:
    text = _EVIDENCE.sub(lambda line: f"Evidence: {_neighbour(line[1], lesson)}", text)
    text = _PLACE.sub(lambda line: f"Place: {_other_place(line[1], lesson)}", text)
    parts = re.split(r"(?m)^(?=## )", text)
    return "".join("\n".join(_question(part.split("\n"))) for part in parts)


def _question(lines: list[str]) -> list[str]:
    lines = [_told(line) for line in lines]
    for pattern in (_TICK, _STEP):
        places = [at for at, line in enumerate(lines) if pattern.match(line)]
        for at, line in zip(places, _moved([lines[at] for at in places], pattern), strict=True):
            lines[at] = line
    return list(_with_other_pairs(lines))


def _neighbour(names: str, lesson: Explainer) -> str:
    """Another claim, among the same choices."""
    right = _CLAIM.findall(names)
    return next(claim.id for claim in evidence.around(lesson, right[0]) if claim.id not in right)


def _other_place(names: str, lesson: Explainer) -> str:
    """Another place with an area; where all that have one are right, one of them."""
    right = names.split(" | ")
    places = [place.id for place in lesson.locations if place.area]
    return next(name for name in (*places[::-1], *right) if name not in right[:1])


def _told(line: str) -> str:
    """What is said after an answer, in other words; and another answer of the same kind."""
    if line.startswith("Why: "):
        return line.replace("Why: ", "Why: Quite another reason stands here today. ")
    if claim := _SAID.match(line):
        return f"{claim[0]}{_OTHER.strip()}"
    if line.startswith("  - "):
        # The page of sources says which questions rest on a claim, whatever their answer.
        return f"  - Something quite different is said. {' '.join(_MARK.findall(line))}"
    if line.startswith("Answer: "):
        number = _NUMBER.match(line, len("Answer: "))
        # Between quotes, since no claim gives this number.
        return f'Answer: "{int(number[0]) + 1}"' if number else "Answer: something else"
    return line


def _moved(lines: Sequence[str], pattern: re.Pattern[str]) -> list[str]:
    """Marks go one line on: ticks to other choices, and numbers to other steps."""
    marks = [found[0] for line in lines if (found := pattern.match(line))]
    words = [line[len(mark) :] for line, mark in zip(lines, marks, strict=True)]
    if pattern is _STEP:
        words = words[-1:] + words[:-1]
        return [mark + word for mark, word in zip(marks, words, strict=True)]
    for _ in lines:
        marks = marks[-1:] + marks[:-1]
        moved = [mark + word for mark, word in zip(marks, words, strict=True)]
        # For this answer the check wants a silence that the question does not cite.
        if "- [x] Not stated" not in moved:
            return moved
    return []


def _with_other_pairs(lines: Sequence[str]) -> Iterator[str]:
    for is_table, rows in groupby(lines, key=lambda line: line.startswith("|")):
        if not is_table:
            yield from rows
            continue
        head, rule, *pairs = rows
        cells = [row.strip("|").split("|") for row in pairs]
        yield from (head, rule)
        for (left, *_), (cited, right, *said) in zip(cells, cells[-1:] + cells[:-1], strict=True):
            # A mark belongs to the speaker, who has to say what it cites.
            words = f"{_MARK.sub('', left)}{' '.join(_MARK.findall(cited))}"
            yield f"|{'|'.join((words, right, *(_OTHER for _ in said)))}|"
