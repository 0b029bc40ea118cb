"""The story, block by block."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from explainer.model.place import Place, Text


@dataclass(frozen=True, slots=True)
class Prose:
    """A block of the story as written: a paragraph, subheading, list, table or quotation."""

    kind: str
    """`paragraph`, `heading`, `list`, `table` or `quote`."""
    markdown: str
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Note:
    """A GitHub alert: a box that stands apart from the story."""

    kind: str
    """`note`, `tip`, `important`, `warning` or `caution`."""
    markdown: str
    place: Place = field(compare=False)
    told: tuple[Text, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Chart:
    """An author's request for a picture."""

    kind: str
    title: str
    says: str
    """What the picture shows, in a sentence, for those who do not see it."""
    settings: Mapping[str, str]
    """What this kind needs beyond title and says."""
    place: Place = field(compare=False)
    told: tuple[Text, ...] = field(default=(), compare=False, repr=False)
    """Its title and what it says, where they were written."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A place in the story where one question is put."""

    question: str
    place: Place = field(compare=False)


Block = Prose | Note | Chart | Ask


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    title: str
    blocks: tuple[Block, ...]
    place: Place = field(compare=False)
