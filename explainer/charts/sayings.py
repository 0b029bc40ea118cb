"""The rows of every chart of sayings: what one speaker says of one event, never added up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from explainer.model import Event, Explainer, Saying
from explainer.syntax import marks, plain

ABOUT = "about"
"""The setting that picks sayings by what they are about: names with commas between them."""

EMPTY = "No event here comes with what somebody said of it, so there is nothing to compare."

_QUOTED = re.compile(r'"([^"]*)"')
_AND = re.compile(r",\s*|\s+and\s+")


@dataclass(frozen=True, slots=True)
class Row:
    """What one speaker says of one event."""

    event: str
    title: str
    """Of the event."""
    speaker: str
    """As the author wrote it."""
    party: str
    """The one that speaker is: a capital may speak for a state. Like parties look alike."""
    topic: str
    words: str
    """Plain words, the number included."""
    figure: int | None
    """The number in the words, where the saying is a count."""
    is_part: bool
    """Whether it counts some of what the same speaker counts just before."""
    is_silence: bool
    """Whether it tells what the source does not say, and so cites silences alone."""
    is_side: bool
    """Whether its speaker did it, or had it done to them."""
    marks: tuple[str, ...]
    text: str
    """The words as inline Markdown, with their marks."""


def rows(explainer: Explainer, settings: Mapping[str, str]) -> tuple[Row, ...]:
    """One row for each saying, in the order of the file."""
    wanted = topics(settings)
    parties = {
        name.casefold(): plain(person.name)
        for person in reversed(explainer.people)
        for name in (*person.also, person.name)
    }
    every = (row for event in explainer.events for row in _rows(event, parties))
    return tuple(row for row in every if not wanted or row.topic.casefold() in wanted)


def topics(settings: Mapping[str, str]) -> tuple[str, ...]:
    """What sayings have to be about; nothing where all are wanted."""
    named = (name.strip().casefold() for name in settings.get(ABOUT, "").split(","))
    return tuple(name for name in named if name)


def _rows(event: Event, parties: Mapping[str, str]) -> Iterator[Row]:
    written = plain(f"{event.who}, {event.toward}")
    sides = {_party(name, parties) for name in (event.who, event.toward, *_AND.split(written))}
    for saying, before in zip(event.sayings, (None, *event.sayings), strict=False):
        speaker, cited = plain(saying.speaker), marks(saying.words)
        party = _party(speaker, parties)
        yield Row(
            event=event.id,
            title=plain(event.title),
            speaker=speaker,
            party=party,
            topic=plain(saying.topic),
            words=_QUOTED.sub(r"“\1”", plain(saying.words)),
            figure=saying.figure,
            is_part=_is_part(saying, before),
            is_silence=bool(cited) and all(mark.startswith("n") for mark in cited),
            is_side=party in sides,
            marks=cited,
            text=saying.words,
        )


def _party(name: str, parties: Mapping[str, str]) -> str:
    return parties.get(plain(name).casefold(), plain(name))


def _is_part(saying: Saying, before: Saying | None) -> bool:
    """`of them children` and `children among them` count again what stands one line above."""
    topic = saying.topic.casefold()
    if before is None or saying.figure is None or before.figure is None:
        return False
    says_so = topic.startswith("of them") or topic.endswith("among them")
    return says_so and before.speaker == saying.speaker
