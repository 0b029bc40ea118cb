"""Every slip of a finger: what it does to a file, and what the check then says.

A file that nobody touched is read once, and what works on words alone gives the same for the
same, so their answers are kept. `tests/test_mutations.py` holds a sample against the real thing.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from explainer import reading
from explainer.check import figures, passages
from explainer.model import Explainer, Text
from explainer.problems import Problem
from explainer.reading.files import decoded, named
from tests.proof import SEED

NEAR = 2
"""So many lines may lie between a slip and what is said of it."""

SMALL = 1200
"""Letters. Of a smaller file every letter is deleted, of a larger one as many as are asked for."""

_SETTING = re.compile(r"(?:[-*+] )?([A-Za-z][\w -]{0,24}):\s+\S")
_PURE = (
    (passages, "_words"),
    *((figures, name) for name in ("unquoted", "quoted", "spelt_out", "without_days", "days")),
)


@dataclass(frozen=True, slots=True)
class Mutation:
    """One slip in one file."""

    kind: str
    file: str
    line: int
    """Counted from 1, of the first line that differs."""
    before: str
    """The lines that were there and are no more as they were."""
    text: str
    """The whole file with the slip."""
    whole: str
    """The same without it."""

    def is_named(self, said: str) -> bool:
        """Whether something is about what the slip is in, or rests on it."""
        told = part(self.whole, self.line)
        ids = re.findall(r"^- id: (\S+)|^#+ (.+)", told.casefold(), re.MULTILINE)
        marks = re.findall(r"\b[cnds]\d+[a-z]?\b", self.before)
        names = {*marks, *(name for pair in ids for name in pair if name)}
        return any(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", said) for name in names)

    def __str__(self) -> str:
        return f"{self.kind} at {self.file}:{self.line} of {self.before!r}"


def mutations(file: str, text: str, many: int) -> Iterator[Mutation]:
    """Every slip in a file; of deleted letters and misspelt words, `many` by lot if it is large."""
    lot = random.Random(f"{SEED}{file}")
    lines = text.split("\n")
    letters = [number for number, sign in enumerate(text) if sign != "\n"]
    if len(text) > SMALL or len(letters) > many * 4:
        letters = sorted(lot.sample(letters, min(many, len(letters))))
    for number in letters:
        yield _letter(file, text, number)
    for number in range(len(lines)):
        yield from _lines(file, lines, number)
        yield from _words(file, lines, number, lot)


def _letter(file: str, text: str, number: int) -> Mutation:
    line = text.count("\n", 0, number)
    without = text[:number] + text[number + 1 :]
    return Mutation("a letter deleted", file, line + 1, text.split("\n")[line], without, text)


def _lines(file: str, lines: list[str], number: int) -> Iterator[Mutation]:
    above, line, below = lines[:number], lines[number], lines[number + 1 :]
    whole = "\n".join(lines)
    yield Mutation("a line deleted", file, number + 1, line, "\n".join([*above, *below]), whole)
    doubled = "\n".join([*above, line, line, *below])
    yield Mutation("a line doubled", file, number + 1, line, doubled, whole)
    if below and below[0] != line:
        swapped = "\n".join([*above, below[0], line, *below[1:]])
        yield Mutation("two lines swapped", file, number + 1, f"{line}\n{below[0]}", swapped, whole)


def _words(file: str, lines: list[str], number: int, lot: random.Random) -> Iterator[Mutation]:
    """Each word of a setting with two of its letters changing places, or one of them another."""
    if not _SETTING.match(lines[number]):
        return
    for match in re.finditer(r"[^\W_]{2,}", lines[number]):
        word, at = match[0], lot.randrange(len(match[0]) - 1)
        wrong = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        if wrong == word:
            wrong = word[:at] + "x" + word[at + 1 :]
        line = lines[number][: match.start()] + wrong + lines[number][match.end() :]
        text, whole = "\n".join([*lines[:number], line, *lines[number + 1 :]]), "\n".join(lines)
        yield Mutation("a word misspelt", file, number + 1, lines[number], text, whole)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the check says of a slip."""

    mutation: Mutation
    problems: tuple[Problem, ...]
    told: tuple[str, ...]
    """Of each problem, the part of its file that it stands in."""
    lost: tuple[str, ...]
    """The ids of claims, events and questions that are gone."""

    @property
    def verdict(self) -> str:
        """In words; LOST and FAR must not be."""
        if self.lost and not self.problems and not self._took_away(self.lost):
            return f"LOST {', '.join(self.lost)}"
        found = [self._where(*one) for one in zip(self.problems, self.told, strict=True)]
        if "far" in found:
            return f"FAR {self.problems[found.index('far')]}"
        order = ("near", "in the same part", "where it is used")
        return next((f"said {where}" for where in order if where in found), "clean")

    def _where(self, problem: Problem, told: str) -> str:
        place, mutation = problem.place, self.mutation
        if place.file == mutation.file:
            if abs(place.line - mutation.line) <= NEAR:
                return "near"
            if told == part(mutation.text, mutation.line):
                return "in the same part"
        if mutation.file.startswith("seeds/") and problem.code in _OF_ROWS:
            return "where it is used"
        said = f"{problem.message} {problem.hint} {told}".casefold()
        quoted = re.findall(r"'([^']+)'", problem.message.casefold())
        named = any(words in mutation.before.casefold() for words in quoted)
        named = named or mutation.file in f"{problem.message} {problem.hint}"
        return "where it is used" if named or mutation.is_named(said) else "far"

    def _took_away(self, lost: tuple[str, ...]) -> bool:
        """Whether the whole row or the id itself was what the slip took away."""
        return all(re.search(rf"\b{re.escape(name)}\b", self.mutation.before) for name in lost)


_OF_ROWS = ("claim-not-shown",)
"""What hangs on how many rows of the record stand above those that a question shows."""


def part(text: str, line: int) -> str:
    """What stands from one heading to the next, around a line."""
    lines = text.split("\n")
    line = min(line, len(lines))
    starts = [n for n, said in enumerate(lines) if re.match(r"#{1,2} ", said)]
    start = max((n for n in starts if n < line), default=0)
    end = min((n for n in starts if n >= line), default=len(lines))
    return "\n".join(lines[start:end])


class Lesson:
    """A lesson in a folder of its own, in which one file at a time has a slip."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.before, problems = reading.load(root)
        assert problems == (), problems

    def files(self) -> list[str]:
        found = (*self.root.glob("content/**/*.md"), *self.root.glob("seeds/*.md"))
        every = (path.relative_to(self.root).as_posix() for path in found)
        return sorted(name for name in every if not name.endswith("README.md"))

    def text(self, file: str) -> str:
        return (self.root / file).read_text("utf-8")

    def outcome(self, mutation: Mutation) -> Outcome:
        with self.spoilt(mutation):
            lesson, problems = reading.load(self.root)
        lost = sorted(_ids(self.before) - _ids(lesson))
        told = (self._told(problem, mutation) for problem in problems)
        return Outcome(mutation, problems, tuple(told), tuple(lost))

    def _told(self, problem: Problem, mutation: Mutation) -> str:
        file, line = problem.place.file, problem.place.line
        if file == mutation.file:
            return part(mutation.text, line)
        return part(self.text(file), line) if (self.root / file).is_file() else ""

    @contextmanager
    def spoilt(self, mutation: Mutation) -> Iterator[None]:
        path = self.root / mutation.file
        whole = path.read_bytes()
        path.write_text(mutation.text, "utf-8")
        try:
            yield
        finally:
            path.write_bytes(whole)


def copied(source: Path, target: Path) -> Path:
    """A lesson's two folders in a place of their own."""
    for name in ("content", "seeds"):
        shutil.copytree(source / name, target / name)
    return target


@contextmanager
def quick() -> Iterator[None]:
    """What gives the same for the same is asked once."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name in _PURE:
            patch.setattr(module, name, lru_cache(4096)(getattr(module, name)))
        patch.setattr(reading._Reading, "_read", _reads_once(reading._Reading._read))
        yield


def _reads_once(read: Callable[..., Any]) -> Callable[..., Any]:
    """A file with the words it had comes to what it came to before."""
    known: dict[object, tuple[Any, list[Problem], list[Text]]] = {}

    def again(self: Any, path: Path, reader: Callable[..., Any], nothing: Any) -> Any:
        key = (path, path.read_bytes())
        if key not in known:
            before, problems, texts = self.lost, len(self.found), len(self.texts)
            value = read(self, path, reader, nothing)
            if self.lost is before and len(known) < _FILES:
                known[key] = (value, self.found[problems:], self.texts[texts:])
            return value
        value, said, told = known[key]
        self.lines[named(path, self.root)] = decoded(key[1]).split("\n")
        self.found += said
        self.texts += told
        return value

    return again


_FILES = 100
"""So many are kept: those of the lesson, which are read before the first slip."""


def _ids(lesson: Explainer) -> set[str]:
    return {*lesson.record, *(event.id for event in lesson.events), *lesson.questions}
