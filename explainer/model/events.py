"""What happened, who took part, and the words that need explaining."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from explainer.model.place import Place, Text
from explainer.model.scales import Coding


class Direction(StrEnum):
    """Which way a rung points."""

    RISING = "rising"
    CALMING = "calming"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Rung:
    """One worded step of the ordinal ladder. Rungs have an order and no distance."""

    id: str
    title: str
    direction: Direction
    text: str
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Saying:
    """What one speaker says of an event. Two speakers' sayings are never added up."""

    speaker: str
    topic: str
    words: str
    """Inline Markdown with its marks."""
    figure: int | None
    """The number in `words`, where the saying is a count."""
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Channel:
    """A way in which two sides deal with each other: an ambassador at a post, talks, a phone."""

    id: str
    title: str
    open: str
    """What it is called while it is open, such as "at the post"."""
    shut: str
    """And while it is not, such as "called home"."""
    place: Place = field(compare=False)


class Does(StrEnum):
    """What an event does on a channel, in the words of its setting."""

    OPENS = "opens"
    CLOSES = "closes"
    USES = "uses"
    SPEAKS_OF = "speaks of"


@dataclass(frozen=True, slots=True)
class ChannelStep:
    """What one event does on one channel."""

    does: Does
    channel: str


@dataclass(frozen=True, slots=True)
class OtherDay:
    """A day that some reports give an event, where others give it another."""

    when: str
    """EDTF."""
    marks: tuple[str, ...]
    """The reports that give it, and inferences that say why it cannot be right."""
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, in two layers: as the source tells it and as others report it."""

    id: str
    title: str
    when: str
    """EDTF, from the source; empty where the source gives no date at all."""
    after: tuple[str, ...]
    """Events the source puts before this one."""
    reported: str
    """EDTF, from other reports; empty where none is cited."""
    reported_after: tuple[str, ...]
    """Events other reports put before this one on the same day."""
    reports: tuple[str, ...]
    """The other reports that date it (s1, ...)."""
    who: str
    toward: str
    rung: str
    text: str
    sayings: tuple[Saying, ...]
    in_source: bool
    """False for an event that only other reports tell."""
    place: Place = field(compare=False)
    also_reported: tuple[OtherDay, ...] = ()
    """Days that further reports give; the order follows `reported` alone."""
    told: tuple[Text, ...] = field(default=(), compare=False, repr=False)
    """Its title and its sentences, where they were written."""
    codings: tuple[Coding, ...] = ()
    """Its codes on published scales, one for each scale that has a fitting one."""
    because: Text | None = field(default=None, compare=False)
    """Why these codes, as the authors say."""
    channel_steps: tuple[ChannelStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A card of an actor: a person, a state, a group."""

    id: str
    name: str
    role: str
    also: tuple[str, ...]
    """Other names by which the text may call them."""
    text: str
    place: Place = field(compare=False)
    told: tuple[Text, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Word:
    """An entry of the glossary."""

    id: str
    term: str
    also: tuple[str, ...]
    companion: str
    """A word that must stand near it at first mention, because it is easily confused."""
    text: str
    place: Place = field(compare=False)
    told: tuple[Text, ...] = field(default=(), compare=False, repr=False)
