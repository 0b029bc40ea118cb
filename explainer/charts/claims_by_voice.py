"""Claims by voice: every claim of the record, with the one who says it, as the source goes on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from explainer.charts.claims_by_voice_figure import EMPTY, figure
from explainer.charts.claims_by_voice_rows import VOICES, Row, of, rows
from explainer.charts.table import Table, cited, counted, listed
from explainer.model import Voice

__all__ = ["EMPTY", "IS_WIDE", "Row", "alt", "figure", "rows", "table"]

IS_WIDE = True


def table(rows: Sequence[Row]) -> Table:
    header = ("Claim", "Where", "Who says it", "In whose voice", "What it says")
    return Table(header, tuple(_cells(row) for row in rows))


def alt(rows: Sequence[Row]) -> str:
    """One paragraph: how many claims each voice has, and each speaker, counted by us."""
    if not rows:
        return EMPTY
    told = " ".join(_told(of(rows, voice), voice) for voice in VOICES)
    return f"{counted(len(rows), 'claim')}, counted by us. {told}".strip()


def _cells(row: Row) -> tuple[str, ...]:
    where = f"paragraph {row.paragraph}" if row.paragraph else "page details"
    return f"{row.id}{cited(row.marks)}", where, row.speaker, VOICES[row.voice], row.title


def _told(rows: Sequence[Row], voice: Voice) -> str:
    if not rows:
        return ""
    speakers = [_said(tuple(said)) for _, said in groupby(rows, key=lambda row: row.speaker)]
    return f"{VOICES[voice]}: {len(rows)}, by {'; '.join(speakers)}."


def _said(rows: Sequence[Row]) -> str:
    return f"{rows[0].speaker} ({listed(row.id for row in rows)})"
