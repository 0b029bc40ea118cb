"""The rows of a sequence: each event with its slot in the order and its rung on the ladder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from explainer import dates, order
from explainer.model import Direction, Event, Explainer, Inference, Place, Rung
from explainer.order import Layer
from explainer.syntax import marks, plain, without_marks

EMPTY = "No event is told here, so there is no order to draw."
NOT_DATED = "not dated"
_OFF_LADDER = Rung("", "Not on the ladder", Direction.ASIDE, "", Place(""))


@dataclass(frozen=True, slots=True)
class Row:
    """One event, and where it stands."""

    event: str
    number: int
    """Its step, counted from 1: by slot, then as the file has it."""
    title: str
    when: str
    """EDTF as this layer gives it; empty where it gives none."""
    when_words: str
    who: str
    rung: str
    """The title of its rung."""
    step: int
    """Where that rung stands in `ladder`."""
    direction: Direction
    slot: int
    latest: int
    """The last slot it may stand in; the same as `slot` where its place is stated."""
    unordered: tuple[int, ...]
    """Numbers of the events before or after which it is not stated to come."""
    layer: Layer
    """`article` for an event of the source, `reports` for one that only other reports tell."""
    marks: tuple[str, ...]
    """What stands behind it in the record."""
    when_marks: tuple[str, ...]
    """What gives its date, where the source does not print it: reports, or inferences."""
    other_days: tuple[tuple[str, tuple[str, ...]], ...]
    """Days in words that further reports give, each with its marks; the order ignores them."""
    text: str
    """Inline Markdown with its marks."""
    sentence: str
    """The same without marks."""
    ladder: tuple[tuple[str, Direction], ...]
    """Title and direction of every rung, so that those show too that nothing stands on."""


def rows(explainer: Explainer, settings: Mapping[str, str]) -> tuple[Row, ...]:
    """One row for each event of the layer, in the order of their numbers."""
    layer: Layer = "reports" if settings.get("layer") == "reports" else "article"
    events = {event.id: event for event in order.layer_events(explainer, layer)}
    slots = sorted(order.slots(explainer, layer), key=lambda slot: slot.earliest)
    numbers = {slot.event: number for number, slot in enumerate(slots, start=1)}
    stated, ladder = order.before(explainer, layer), ladder_of(explainer)
    return tuple(
        _row(
            events[slot.event],
            (layer, _dated_by(explainer, events[slot.event], layer)),
            slot,
            _unordered(slot.event, numbers, stated),
            ladder,
        )
        for slot in slots
    )


def worked_out(explainer: Explainer, event: Event) -> tuple[str, ...]:
    """The inferences that give the date of an event, where the source does not print it.

    An event may cite inferences for many things: those that give its date are those that say it.
    """
    said = dates.words(event.when) if event.when else ""
    cited = [explainer.record.get(mark) for mark in marks(event.text)]
    return tuple(
        entry.id
        for entry in cited
        if isinstance(entry, Inference) and said and said in plain(entry.text)
    )


def _dated_by(explainer: Explainer, event: Event, layer: Layer) -> tuple[str, ...]:
    if layer == "reports" and event.reported:
        return event.reports
    return worked_out(explainer, event)


def _unordered(one: str, numbers: Mapping[str, int], stated: order.Pairs) -> tuple[int, ...]:
    """The event's own number first, then those of the events it has no order with."""
    return numbers[one], *(
        number
        for other, number in numbers.items()
        if other != one and (one, other) not in stated and (other, one) not in stated
    )


def ladder_of(explainer: Explainer) -> tuple[Rung, ...]:
    """The rungs, and a last one for events on none of them if there are such."""
    known = {rung.id for rung in explainer.ladder}
    stray = any(event.rung not in known for event in explainer.events)
    return (*explainer.ladder, _OFF_LADDER) if stray else explainer.ladder


def step_of(event: Event, ladder: tuple[Rung, ...]) -> int:
    names = [rung.id for rung in ladder]
    return names.index(event.rung) if event.rung in names else len(names) - 1


def _row(
    event: Event,
    dated: tuple[Layer, tuple[str, ...]],
    slot: order.Slot,
    numbers: tuple[int, ...],
    ladder: tuple[Rung, ...],
) -> Row:
    (layer, dated_by), (number, *others) = dated, numbers
    step, when = step_of(event, ladder), order.date_of(event, layer)
    days = event.also_reported if layer == "reports" else ()
    cited = (*dated_by, *(mark for day in days for mark in day.marks))
    return Row(
        event=event.id,
        number=number,
        title=plain(event.title),
        when=when,
        when_words=dates.words(when) if when else NOT_DATED,
        who=plain(event.who),
        rung=plain(ladder[step].title),
        step=step,
        direction=ladder[step].direction,
        slot=slot.earliest,
        latest=slot.latest,
        unordered=tuple(others),
        layer="article" if event.in_source else "reports",
        marks=tuple(dict.fromkeys((*marks(event.text), *cited))),
        when_marks=dated_by,
        other_days=tuple((dates.words(day.when), day.marks) for day in days),
        text=" ".join(event.text.split()),
        sentence=without_marks(event.text),
        ladder=tuple((plain(rung.title), rung.direction) for rung in ladder),
    )
