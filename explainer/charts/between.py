"""The days between two events that an author names, each counted from the cited dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from explainer import dates
from explainer.charts.dated import Dated
from explainer.charts.table import counted
from explainer.order import Layer
from explainer.problems import did_you_mean

EXAMPLE = "between: event-a to event-b, event-c to event-d"


@dataclass(frozen=True, slots=True)
class Between:
    """Two events of which the second came days later than the first."""

    earlier: Dated
    later: Dated
    days: int
    """From the last day of the one to the first day of the other."""

    @property
    def words(self) -> str:
        return counted(self.days, "day")

    @property
    def marks(self) -> tuple[str, ...]:
        """What gives the two days."""
        both = (one.when_marks or one.marks for one in (self.earlier, self.later))
        return tuple(dict.fromkeys(mark for some in both for mark in some))


def betweens(written: str, dated: Sequence[Dated]) -> tuple[Between, ...]:
    """Those of the pairs that can be counted; what is wrong with the others, `slips` says."""
    known = {one.event.id: one for one in dated}
    found = (_between(pair, known) for pair in _pairs(written))
    return tuple(one for one in found if isinstance(one, Between))


def slips(
    written: str, dated: Sequence[Dated], events: Sequence[str], layer: Layer
) -> Iterator[tuple[str, str, str, str]]:
    """Of each pair that cannot be counted: the event it fails for or ""; then what is said."""
    known = {one.event.id: one for one in dated}
    if not _pairs(written):
        yield (
            "",
            "'between' names no events.",
            f"Write two events and 'to' between them:  {EXAMPLE}",
            "not-two-events",
        )
    for pair in _pairs(written):
        if len(pair) != 2:
            said = f"'{' to '.join(pair)}' does not name two events."
            hint = f"Write 'to' between two, and a comma between pairs:  {EXAMPLE}"
            yield "", said, hint, "not-two-events"
            continue
        lost = [name for name in pair if name not in known]
        for name in lost:
            yield (name, *_lost(name, events, layer))
        if not lost and not _between(pair, known):
            yield ("", *_not_later(known[pair[0]], known[pair[1]]))


def _pairs(written: str) -> list[list[str]]:
    """Each once, with the names in it, which should be two."""
    parts = dict.fromkeys(" ".join(part.split()) for part in written.split(","))
    return [[name.strip() for name in _parted(part)] for part in parts if part]


def _parted(part: str) -> list[str]:
    return [name for name in f" {part} ".split(" to ") if name.strip()]


def _between(pair: Sequence[str], known: Mapping[str, Dated]) -> Between | None:
    if len(pair) != 2 or not known.keys() >= set(pair):
        return None
    earlier, later = known[pair[0]], known[pair[1]]
    days = dates.days(earlier.last, later.first)
    return Between(earlier, later, days) if days > 0 else None


def _lost(name: str, events: Sequence[str], layer: Layer) -> tuple[str, str, str]:
    if name not in events:
        return f"There is no event '{name}'.", did_you_mean(name, events), "unknown-event"
    if layer == "article":
        hint = "Name an event that has one, or let other reports give it:  layer: reports"
        return f"By the article alone, the event '{name}' has no day.", hint, "event-without-day"
    hint = "Name an event that has one, or date it in events.md, as in  - when: 2031-05-04"
    return f"The event '{name}' has no day.", hint, "event-without-day"


def _not_later(one: Dated, other: Dated) -> tuple[str, str, str]:
    said = f"'{other.event.id}' did not come a day or more after '{one.event.id}'"
    hint = f"Write the earlier one first; they are dated {one.when_words} and {other.when_words}."
    return f"{said}, so there are no days to count.", hint, "no-days-between"
