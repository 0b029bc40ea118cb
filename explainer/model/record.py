"""The record: what sources say, and what they leave open."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from explainer.model.place import Place


class Voice(StrEnum):
    """In whose voice a source says a thing."""

    NARRATION = "narration"
    ATTRIBUTED = "attributed"
    METADATA = "metadata"


@dataclass(frozen=True, slots=True)
class Source:
    """A document the lesson is built from. Its text is never kept, only its fingerprint."""

    id: str
    title: str
    publisher: str
    author: str
    date: str
    """EDTF, as precise as the document."""
    address: str
    sha256: str
    """Of the text that was read, in hexadecimal."""
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing a source says, in our words (c1, c2, ...)."""

    id: str
    source: str
    paragraph: str
    speaker: str
    voice: Voice
    text: str
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Silence:
    """One thing a source does not say (n1, n2, ...)."""

    id: str
    source: str
    text: str
    elsewhere: str
    """What other reports say of it; may be empty."""
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Inference:
    """One thing that follows from what is said, though nobody says it (d1, d2, ...)."""

    id: str
    source: str
    text: str
    basis: str
    """The marks it follows from."""
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Report:
    """What another publisher reports (s1, s2, ...). Never merged with the source's claims."""

    id: str
    publisher: str
    date: str
    """EDTF."""
    address: str
    text: str
    place: Place = field(compare=False)


Entry = Claim | Silence | Inference | Report
"""Anything in the record that a mark can point to."""
