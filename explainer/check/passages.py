"""Every piece of text a reader meets, with its place and the marks it may rest on."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from explainer.check.lost import Lost
from explainer.model import (
    Ask,
    Chart,
    Claim,
    Entry,
    Event,
    Explainer,
    Inference,
    Note,
    Place,
    Prose,
    Question,
    Report,
    Saying,
    Scale,
    Section,
    Silence,
    Text,
)
from explainer.syntax import marks, meant_marks, plain_lines, without_almost_marks

FREE = ("heading", "question", "content note", "scale", "code", "reason")
"""Passages that need no mark of their own: a scale has its source, and an event its claims."""

TITLED = ("event", "chart", "place")
"""Passages whose first text is a title, which needs no mark."""


@dataclass(frozen=True)
class Passage:
    """A run of text that rests on one set of marks. Several rules ask for the same of it."""

    what: str
    """What the author calls it: paragraph, note, chart, event ..."""
    place: Place
    texts: tuple[Text, ...]
    """What it tells as true, as it was written."""
    marks: tuple[str, ...]
    """The marks its facts may rest on: its own, and those of what it belongs to."""

    @cached_property
    def text(self) -> str:
        return "\n".join(text.text for text in self.texts)

    @cached_property
    def meant(self) -> tuple[str, ...]:
        """The marks it may rest on, with those that are misspelt and a slip already."""
        return tuple(dict.fromkeys((*self.marks, *meant_marks(self.text))))

    @cached_property
    def cited(self) -> tuple[str, ...]:
        """The marks that stand in its own words."""
        return marks(self.text)


@dataclass(frozen=True, slots=True)
class Lesson:
    """An explainer, taken apart once for all rules."""

    explainer: Explainer
    passages: tuple[Passage, ...]
    plain: tuple[tuple[str, ...], ...]
    """Of each passage, its texts as plain words with their line ends."""
    texts: Mapping[str, Sequence[Text]]
    """All that is written, by file."""
    starts: Mapping[str, Sequence[int]]
    """The lines on which things begin, by file."""
    lost: Lost
    """What is there to be named, although the explainer does not have it."""

    def setting(self, place: Place, name: str, value: str = "") -> Place:
        """The line of a setting of the thing that stands at a place; else the place itself.

        Where several may have the name, the first with the value.
        """
        behind = rf"\s*{re.escape(value)}\s*$" if value else ""
        wanted = re.compile(rf"{re.escape(name)}\s*:{behind}", re.IGNORECASE)
        for text in self._within(place):
            for number, line in enumerate(text.text.split("\n")):
                if wanted.match(line.strip()):
                    return text.line(number)
        return place

    def _within(self, place: Place) -> Sequence[Text]:
        """What is written from a place to the next thing in its file."""
        texts, starts = self.texts.get(place.file, ()), self.starts.get(place.file, ())
        first = bisect_right(texts, place.line, key=lambda text: text.place.line)
        after = bisect_right(starts, place.line)
        if after == len(starts):
            return texts[first:]
        return texts[first : bisect_left(texts, starts[after], key=lambda text: text.place.line)]


def lesson(explainer: Explainer, lost: Lost) -> Lesson:
    every = tuple(passages(explainer))
    plain = (tuple(_words(text) for text in passage.texts) for passage in every)
    texts: dict[str, list[Text]] = defaultdict(list)
    for text in explainer.texts:
        texts[text.place.file].append(text)
    known = lost.and_written(explainer.texts)
    return Lesson(explainer, every, tuple(plain), texts, _starts(explainer), known)


def _words(text: Text) -> str:
    return plain_lines(without_almost_marks(text.text))


def passages(explainer: Explainer) -> Iterator[Passage]:
    """All of them, in the order of the files."""
    site = explainer.site
    yield Passage("content note", site.place, site.told, marks(site.note))
    for section in explainer.every_section:
        yield from _section(section)
    for event in explainer.events:
        yield from _event(event)
    for person in explainer.people:
        yield Passage("card", person.place, person.told, marks(person.text))
    for word in explainer.words:
        yield Passage("word", word.place, word.told, marks(word.text))
    for location in explainer.locations:
        every = marks(location.text) + location.at_marks
        yield Passage("place", location.place, location.told, every)
    for scale in explainer.scales:
        yield from _scale(scale)
    for question in explainer.every_question:
        yield _question(question)


def evidence(explainer: Explainer, cited: tuple[str, ...]) -> tuple[Entry, ...]:
    """What the marks of a passage point to."""
    return tuple(explainer.record[mark] for mark in cited if mark in explainer.record)


def evidence_text(entry: Entry) -> str:
    """All that an entry says, for looking up a number or a day in it."""
    match entry:
        case Claim() | Inference():
            return entry.text
        case Silence():
            return f"{entry.text} {entry.elsewhere}"
        case Report():
            return f"{entry.publisher} {entry.text}"


def _starts(explainer: Explainer) -> Mapping[str, Sequence[int]]:
    charts = (b for s in explainer.every_section for b in s.blocks if isinstance(b, Chart | Ask))
    starts: dict[str, list[int]] = defaultdict(list)
    named = (*explainer.things, *explainer.ladder, *explainer.scales, *explainer.channels)
    named = (*named, *explainer.every_question)
    for thing in (*named, *explainer.skills, *explainer.misreadings, *charts):
        starts[thing.place.file].append(thing.place.line)
    return {file: sorted(lines) for file, lines in starts.items()}


def _section(section: Section) -> Iterator[Passage]:
    title = Text(section.title, section.place)
    told = [*_blocks(section)]
    every = tuple(mark for passage in told for mark in passage.marks)
    yield Passage("heading", section.place, (title,), every)
    for passage in told:
        free = passage.what == "heading"
        yield Passage("heading", passage.place, passage.texts, every) if free else passage


def _blocks(section: Section) -> Iterator[Passage]:
    for block in section.blocks:
        match block:
            case Prose():
                text = Text(block.markdown, block.place)
                yield Passage(block.kind, block.place, (text,), marks(block.markdown))
            case Note():
                yield Passage("note", block.place, block.told, marks(block.markdown))
            case Chart():
                yield Passage("chart", block.place, block.told, marks(block.says))


def _event(event: Event) -> Iterator[Passage]:
    reported = event.reports + tuple(mark for day in event.also_reported for mark in day.marks)
    said = tuple(mark for saying in event.sayings for mark in marks(saying.words))
    every = marks(event.text) + reported + said
    yield Passage("event", event.place, event.told, every)
    for saying in event.sayings:
        yield _row(saying)
    if event.because:
        yield Passage("reason", event.place, (event.because,), every)


def _row(saying: Saying) -> Passage:
    text = Text(f"{saying.speaker} | {saying.topic} | {saying.words}", saying.place)
    return Passage("row", saying.place, (text,), marks(saying.words))


def _scale(scale: Scale) -> Iterator[Passage]:
    every = tuple(dict.fromkeys((*scale.source, *marks(scale.text))))
    yield Passage("scale", scale.place, scale.told, every)
    for code in scale.codes:
        yield Passage("code", code.place, (Text(code.meaning, code.place),), every)


def _question(question: Question) -> Passage:
    """The claims to choose from are all of its marks, so that none of them is told apart."""
    shown = tuple(option.claim for option in question.options if option.claim)
    every = tuple(dict.fromkeys((*shown, *marks("\n".join(t.text for t in question.told)))))
    return Passage("question", question.place, question.told, every)
