"""The rows of claims-by-voice: every claim of the record, in the voice that says it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from explainer.model import Claim, Explainer, Voice
from explainer.syntax import plain

VOICES: Mapping[Voice, str] = MappingProxyType(
    {
        Voice.NARRATION: "Told by the reporter",
        Voice.ATTRIBUTED: "Passed on from a speaker",
        Voice.METADATA: "Page details",
    }
)
"""What each voice is called, in the order of the chart."""


@dataclass(frozen=True, slots=True)
class Row:
    """One claim."""

    id: str
    number: str
    """What is written on its mark."""
    title: str
    """What it says, in plain words."""
    voice: Voice
    speaker: str
    paragraph: int
    """0 for what stands around the text."""
    marks: tuple[str, ...]


def rows(
    explainer: Explainer,
    settings: Mapping[str, str],  # noqa: ARG001  (every kind is called alike)
) -> tuple[Row, ...]:
    """Voice by voice, speaker by speaker as they first speak, in the order of the paragraphs."""
    claims = [entry for entry in explainer.record.values() if isinstance(entry, Claim)]
    every = sorted(map(_row, claims), key=lambda row: (row.paragraph, _counted(row.number)))
    speakers = list(dict.fromkeys((row.voice, row.speaker) for row in every))
    voices = list(VOICES)
    first = {pair: at for at, pair in enumerate(speakers)}
    return tuple(
        sorted(every, key=lambda row: (voices.index(row.voice), first[row.voice, row.speaker]))
    )


def of(rows: Iterable[Row], voice: Voice) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.voice is voice)


def _row(claim: Claim) -> Row:
    return Row(
        id=claim.id,
        number=claim.id[1:],
        title=plain(claim.text),
        voice=claim.voice,
        speaker=plain(claim.speaker) or "nobody named",
        paragraph=int(claim.paragraph) if claim.paragraph.isdecimal() else 0,
        marks=(claim.id,),
    )


def _counted(number: str) -> tuple[int, str]:
    """c5 before c5b before c12."""
    digits = re.match(r"\d+", number)
    return int(digits[0]) if digits else 0, number
