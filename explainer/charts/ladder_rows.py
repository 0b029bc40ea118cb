"""The rows of a ladder by day: each event that has a day, on its rung, in the lane of its actor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from explainer.charts.between import Between, betweens
from explainer.charts.dated import Dated, dated, layer_of, left_out
from explainer.charts.sequence_rows import ladder_of, step_of
from explainer.model import Direction, Explainer, Rung
from explainer.syntax import plain

EMPTY = "No event has a day here, so there are no days to draw."


@dataclass(frozen=True, slots=True)
class Since:
    """How long after another event this one was, counted from cited dates."""

    event: str
    title: str
    days: int
    words: str
    """Such as "2 days"."""
    day: date
    """Of the other event; its last, if it has several."""
    marks: tuple[str, ...]
    """What gives the two days."""


@dataclass(frozen=True, slots=True)
class Row:
    """One event, and where it stands."""

    event: str
    title: str
    first: date
    last: date
    when_words: str
    when_marks: tuple[str, ...]
    from_article: bool
    """Whether the source gives this day; if not, only other reports do."""
    who: str
    """Whose lane it stands in; empty where nobody is named."""
    rung: str
    step: int
    """Where that rung stands in `ladder`."""
    direction: Direction
    since: tuple[Since, ...]
    marks: tuple[str, ...]
    """What stands behind the event, its day, and what is counted up to it."""
    text: str
    """Inline Markdown with its marks."""
    ladder: tuple[tuple[str, Direction], ...]
    """Title and direction of every rung, so that those show too that nothing stands on."""
    left_out: tuple[str, ...]
    """Titles of the events that have no day here."""


def rows(explainer: Explainer, settings: Mapping[str, str]) -> tuple[Row, ...]:
    """One row for each event with a day in the layer, by day."""
    layer = layer_of(settings)
    found, ladder = dated(explainer, layer), ladder_of(explainer)
    pairs = betweens(settings.get("between", ""), found)
    missing = left_out(explainer, layer)
    return tuple(_row(one, _since(one, pairs), ladder, missing) for one in found)


def _since(one: Dated, pairs: Sequence[Between]) -> tuple[Since, ...]:
    return tuple(
        Since(
            event=pair.earlier.event.id,
            title=plain(pair.earlier.event.title),
            days=pair.days,
            words=pair.words,
            day=pair.earlier.last,
            marks=pair.marks,
        )
        for pair in pairs
        if pair.later.event.id == one.event.id
    )


def _row(
    one: Dated, since: tuple[Since, ...], ladder: tuple[Rung, ...], missing: tuple[str, ...]
) -> Row:
    event, step = one.event, step_of(one.event, ladder)
    counted = (mark for pair in since for mark in pair.marks)
    return Row(
        event=event.id,
        title=plain(event.title),
        first=one.first,
        last=one.last,
        when_words=one.when_words,
        when_marks=one.when_marks,
        from_article=one.from_article,
        who=plain(event.who),
        rung=plain(ladder[step].title),
        step=step,
        direction=ladder[step].direction,
        since=since,
        marks=tuple(dict.fromkeys((*one.marks, *counted))),
        text=" ".join(event.text.split()),
        ladder=tuple((plain(rung.title), rung.direction) for rung in ladder),
        left_out=missing,
    )
