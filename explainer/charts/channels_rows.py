"""The rows of the channels: each step on each channel, and what holds from it to the next.

A state is told from an event to the next one on the same channel. Before the first event and
after the last, and after a use of a channel of which nobody says that it opened, nothing is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import zip_longest

from explainer.charts.dated import Dated, dated, layer_of, left_out
from explainer.model import Channel, Does, Explainer
from explainer.syntax import plain

EMPTY = "No step on a channel between the sides has a day here, so there is nothing to draw."


class State(StrEnum):
    OPEN = "open"
    SHUT = "shut"
    NOT_TOLD = "not told here"


@dataclass(frozen=True, slots=True)
class Row:
    """One step on one channel."""

    channel: str
    """The title of the channel."""
    does: Does
    word: str
    """What the channel is from then on, or that it was used or spoken of."""
    event: str
    title: str
    """Of the event."""
    first: date
    last: date
    when_words: str
    when_marks: tuple[str, ...]
    from_article: bool
    """Whether the source gives this day; if not, only other reports do."""
    then: State
    """What is told of the channel from this step to the next."""
    then_words: str
    until: date | None
    """The first day of the next step; None after the last."""
    marks: tuple[str, ...]
    text: str
    """Inline Markdown with its marks."""
    left_out: tuple[str, ...]
    """Titles of the events on channels that have no day here."""


def rows(explainer: Explainer, settings: Mapping[str, str]) -> tuple[Row, ...]:
    """Channel by channel as the file has them, and by day in each."""
    layer = layer_of(settings)
    found = dated(explainer, layer)
    on_channels = {plain(event.title) for event in explainer.events if event.channel_steps}
    missing = tuple(title for title in left_out(explainer, layer) if title in on_channels)
    return tuple(row for channel in explainer.channels for row in _rows(channel, found, missing))


def _rows(channel: Channel, found: Sequence[Dated], missing: tuple[str, ...]) -> Iterator[Row]:
    steps = [(one, does) for one in found if (does := _does(one, channel))]
    state = State.NOT_TOLD
    for (one, does), after in zip_longest(steps, steps[1:]):
        state = _state(does, state)
        lasts = after is not None and not (after[1] is Does.USES and state is State.SHUT)
        then = state if lasts else State.NOT_TOLD
        yield _row(channel, (one, does), then, after[0].first if after else None, missing)


def _does(one: Dated, channel: Channel) -> Does | None:
    steps = one.event.channel_steps
    return next((step.does for step in steps if step.channel == channel.id), None)


def _state(does: Does, before: State) -> State:
    """To speak of a channel changes nothing; whatever is used is no longer told to be shut."""
    match does:
        case Does.OPENS:
            return State.OPEN
        case Does.CLOSES:
            return State.SHUT
        case Does.USES:
            return State.OPEN if before is State.OPEN else State.NOT_TOLD
        case Does.SPEAKS_OF:
            return before


def _row(
    channel: Channel,
    step: tuple[Dated, Does],
    then: State,
    until: date | None,
    missing: tuple[str, ...],
) -> Row:
    one, does = step
    names = {State.OPEN: channel.open, State.SHUT: channel.shut}
    words = {
        Does.OPENS: channel.open,
        Does.CLOSES: channel.shut,
        Does.USES: "used",
        Does.SPEAKS_OF: "spoken of",
    }
    return Row(
        channel=plain(channel.title),
        does=does,
        word=plain(words[does]),
        event=one.event.id,
        title=plain(one.event.title),
        first=one.first,
        last=one.last,
        when_words=one.when_words,
        when_marks=one.when_marks,
        from_article=one.from_article,
        then=then,
        then_words=plain(names.get(then, then)),
        until=until,
        marks=one.marks,
        text=" ".join(one.event.text.split()),
        left_out=missing,
    )
