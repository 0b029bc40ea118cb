"""The rows of the scales: what each published scale gives for the type of each event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from explainer.agreement import of_orders, words
from explainer.charts.table import counted
from explainer.model import Coding, Event, Explainer, Scale
from explainer.syntax import plain

_ENOUGH = 3
"""Events of which it makes sense to say how far scales agree on their order."""


@dataclass(frozen=True, slots=True)
class Row:
    """One code of one event on one scale."""

    event: str
    title: str
    """Of the event."""
    scale: str
    """The title of the scale."""
    ends: tuple[str, ...]
    """What the lowest and the highest number of the scale stand for, if it says so."""
    code: str
    value: float
    written: str
    """The value as the scale prints it."""
    meaning: str
    """Of the code: a type of action."""
    is_choice: bool
    """False for another code that would fit as well."""
    because: str
    """Why the authors chose this code, if they say so."""
    marks: tuple[str, ...]
    """The reports that give the value."""


def rows(
    explainer: Explainer,
    settings: Mapping[str, str],  # noqa: ARG001  (every kind is called alike)
) -> tuple[Row, ...]:
    """Event by event and scale by scale; the chosen code first, then those that also fit."""
    scales = [scale for scale in explainer.scales if scale.source]
    return tuple(
        row
        for event in explainer.events
        for scale in scales
        for coding in event.codings
        if coding.scale == scale.id
        for row in _rows(event, scale, coding)
    )


def _rows(event: Event, scale: Scale, coding: Coding) -> Iterator[Row]:
    for number, name in enumerate(coding.codes):
        code = scale.code(name)
        if code:
            yield Row(
                event=event.id,
                title=plain(event.title),
                scale=plain(scale.title),
                ends=scale.ends,
                code=code.code,
                value=code.value,
                written=code.written,
                meaning=code.meaning,
                is_choice=number == 0,
                because=plain(event.because.text) if event.because else "",
                marks=scale.source,
            )


def scales_of(rows: Iterable[Row]) -> tuple[str, ...]:
    """Their titles, in the order of the file."""
    return tuple(dict.fromkeys(row.scale for row in rows))


def compared(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The chosen codes of events that have one on every scale; none where there is one scale."""
    chosen = [row for row in rows if row.is_choice]
    scales = scales_of(rows)
    whole = {
        event
        for event in {row.event for row in chosen}
        if sum(row.event == event for row in chosen) == len(scales)
    }
    return tuple(row for row in chosen if row.event in whole) if len(scales) > 1 else ()


def agreement(rows: Sequence[Row]) -> tuple[str, ...]:
    """How far the scales agree, in sentences that say that we worked it out, and how."""
    both = compared(rows)
    events = tuple(dict.fromkeys(row.event for row in both))
    if len(events) < _ENOUGH:
        return ()
    low, high = (_of_sign(both, sign) for sign in (-1, 1))
    parts = [_alpha(both, f"for all {len(events)} events")]
    if len(low) + len(high) == len(events):
        parts += [
            _alpha([row for row in both if row.event in some], f"for the {len(some)} {where} zero")
            for some, where in ((low, "below"), (high, "above"))
            if _ENOUGH <= len(some) < len(events)
        ]
    return _signs(len(low) + len(high), len(events)), (
        "On the order (Krippendorff’s alpha on ranks, worked out by us: 1 − Do/De, where 1 is"
        f" full agreement and 0 is chance): {'; '.join(parts)}."
    )


def _signs(agreed: int, every: int) -> str:
    if agreed == every:
        return f"On the sign, above or below zero, the scales agree for all {every} events."
    return f"On the sign, above or below zero, the scales agree for {agreed} of {every} events."


def _of_sign(rows: Sequence[Row], sign: int) -> frozenset[str]:
    """Events to which every scale gives that sign."""
    events = {row.event for row in rows}
    other = {row.event for row in rows if row.value * sign <= 0}
    return frozenset(events - other)


def _alpha(rows: Sequence[Row], what: str) -> str:
    ratings = [
        {row.event: row.value for row in rows if row.scale == scale} for scale in scales_of(rows)
    ]
    found = of_orders(ratings)
    if not found:
        return f"{words(None)} {what}"
    ends = f" ({words(found.low)} to {words(found.high)} if one event is left out)"
    return f"{words(found.alpha)}{ends if found.low < found.high else ''} {what}"


def told_scales(rows: Sequence[Row]) -> str:
    return counted(len(scales_of(rows)), "published scale")
