"""A lesson's folder to an Explainer and its problems. The one place where files are opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from explainer.check.lost import CHARTS, QUIZ, RECORD, STORY, Lost
from explainer.model import Entry, Explainer, Map, Text
from explainer.problems import Problem
from explainer.reading import (
    cards,
    events,
    maps,
    missing,
    places,
    quiz,
    record,
    scales,
    site,
    story,
)
from explainer.reading.columns import with_columns
from explainer.reading.files import fingerprint, markdown, named, strangers, text
from explainer.reading.files import maps as every_map
from explainer.reading.front_matter import without_front_matter
from explainer.reading.settings import Found
from explainer.reading.slips import slips
from explainer.syntax import Block, parse, texts

__all__ = ["NotALesson", "fingerprint", "load"]

_Read = TypeVar("_Read")
_Reader = Callable[[tuple[Block, ...], str, Found], _Read]


class NotALesson(Exception):
    """The folder holds nothing to read; says so in a sentence."""


def load(root: Path) -> tuple[Explainer, tuple[Problem, ...]]:
    """Read all that can be read; what cannot is among the problems, sorted by place.

    Raises NotALesson if there is no content folder at all.
    """
    if not (root / "content").is_dir():
        raise NotALesson(f"There is no folder 'content' in {root.resolve()}.")
    reading = _Reading(root)
    explainer = _explainer(reading)
    across = missing.checked(explainer, root, reading.lost)
    every = {*reading.found, *strangers(root), *across}
    return explainer, tuple(sorted(with_columns(every, reading.lines)))


class _Reading:
    """One pass over the files of a lesson, and what it meets on the way."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.found: Found = []
        self.texts: list[Text] = []
        self.lines: dict[str, list[str]] = {}
        """As they were written, by file."""
        self.lost = Lost()

    def one(self, name: str, read: _Reader[_Read], nothing: _Read) -> _Read:
        path = self.root / "content" / name
        if not path.exists() and not path.is_symlink():
            return nothing
        return self._read(path, read, nothing)

    def all(self, folder: str, read: _Reader[_Read]) -> list[_Read]:
        every = (self._read(path, read, None) for path in markdown(self.root, folder))
        return [value for value in every if value is not None]

    def maps(self) -> tuple[Map, ...]:
        """A map is no Markdown, and what is wrong with one leaves its areas unknown."""
        found = (self._map(path) for path in every_map(self.root))
        return tuple(drawn for drawn in found if drawn)

    def _map(self, path: Path) -> Map | None:
        file = named(path, self.root)
        written = self._text(path)
        before = len(self.found)
        drawn = maps.read(written, file, self.found) if written is not None else None
        if drawn is None or len(self.found) > before:
            self.lost = missing.unread(self.lost, file)
        return drawn

    def _text(self, path: Path) -> str | None:
        written = text(path, self.root, self.found)
        self.lines[named(path, self.root)] = (written or "").split("\n")
        return written

    def _read(self, path: Path, read: _Reader[_Read], nothing: _Read) -> _Read:
        file = named(path, self.root)
        written = self._text(path)
        if written is None:
            self.lost = missing.unread(self.lost, file)
            return nothing
        blocks = parse(without_front_matter(written, file, self.found), file)
        self.found += slips(blocks)
        self.texts += texts(blocks)
        return read(blocks, file, self.found)


def _explainer(reading: _Reading) -> Explainer:
    records = reading.all(RECORD, record.read)
    entries = [entry for _, some in records for entry in some]
    reading.one("lesson.md", _nothing, None)
    lesson = Explainer(
        site=reading.one("site.md", site.read, site.nothing("content/site.md")),
        sources=tuple(source for source, _ in records if source),
        record=MappingProxyType(_by_id(entries, reading.found)),
        sections=tuple(reading.all(STORY, story.read)),
        ladder=reading.one("ladder.md", cards.read_ladder, ()),
        events=reading.one("events.md", events.read, ()),
        channels=reading.one("channels.md", cards.read_channels, ()),
        people=reading.one("people.md", cards.read_people, ()),
        words=reading.one("words.md", cards.read_words, ()),
        quizzes=tuple(reading.all(QUIZ, quiz.read)),
        charts=tuple(reading.all(CHARTS, story.read)),
        locations=reading.one("places.md", places.read, ()),
        maps=reading.maps(),
        scales=reading.one("scales.md", scales.read, ()),
        misreadings=reading.one("misreadings.md", cards.read_misreadings, ()),
        skills=reading.one("skills.md", cards.read_skills, ()),
        texts=tuple(reading.texts),
    )
    every = [quiz.whole(each, lesson) for each in lesson.quizzes]
    quizzes, predictions = quiz.parted(every)
    return replace(lesson, quizzes=quizzes, predictions=predictions)


def _nothing(_blocks: tuple[Block, ...], _file: str, _found: Found) -> None:
    """Teachers' notes are no part of the site; their slips and links are looked at all the same."""


def _by_id(entries: Iterable[Entry], found: Found) -> dict[str, Entry]:
    known: dict[str, Entry] = {}
    for entry in entries:
        if entry.id in known:
            hint = f"The first stands at {known[entry.id].place}; give this one a new number."
            found.append(
                Problem(entry.place, f"The id '{entry.id}' is used twice.", hint, "id-twice")
            )
        known.setdefault(entry.id, entry)
    return known
