"""Which telling stands beside which, and where nobody speaks: plain groups, and no drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from explainer.charts.sayings import Row

COLUMNS = 2
"""So many fit beside each other on a phone; more tellings stand below each other."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is told of an act, such as how many were hurt."""

    topic: str
    cells: tuple[tuple[Row, ...], ...]
    """One for each column of the act; empty where that party says nothing of it."""
    others: tuple[Row, ...]
    """Said by those who have no column."""
    silent: tuple[str, ...]
    """Parties of the act of whom nothing is cited here, and who have no column either."""


@dataclass(frozen=True, slots=True)
class Act:
    """An event with all its tellings."""

    event: str
    title: str
    columns: tuple[str, ...]
    """Names of those who tell it, in the order of the file; none if they are too many."""
    lines: tuple[Line, ...]


def acts(rows: Sequence[Row]) -> tuple[Act, ...]:
    """In the order of the file; like parties keep their order in all acts."""
    order = tuple(dict.fromkeys(row.party for row in rows))
    return tuple(_act(tuple(told), order) for _, told in groupby(rows, key=lambda row: row.event))


def _act(told: tuple[Row, ...], order: Sequence[str]) -> Act:
    there = {row.party for row in told}
    parties = tuple(party for party in order if party in there)
    columns = _columns(told, parties)
    topics = _topics(told)
    lines = tuple(_line(topic, of_it, parties, columns) for topic, of_it in topics.items())
    names = tuple(_name(party, told) for party in columns)
    return Act(told[0].event, told[0].title, names, lines)


def _name(party: str, told: Sequence[Row]) -> str:
    """As the act calls them, while it uses one name: Lind, and not Asta Lind, mayor."""
    names = {row.speaker for row in told if row.party == party}
    return names.pop() if len(names) == 1 else party


def _columns(told: Sequence[Row], parties: tuple[str, ...]) -> tuple[str, ...]:
    """Whoever speaks, if they are few; else those whose act it is, if these are few."""
    sides = {row.party for row in told if row.is_side}
    for some in (parties, tuple(party for party in parties if party in sides)):
        if some and len(some) <= COLUMNS:
            return some
    return ()


def _topics(told: Sequence[Row]) -> dict[str, list[Row]]:
    """What is said of each thing; a part of a number stands with its whole."""
    found: dict[str, list[Row]] = {}
    topic = ""
    for row in told:
        topic = topic if row.is_part and topic else row.topic
        found.setdefault(topic, []).append(row)
    return found


def _line(
    topic: str, told: Sequence[Row], parties: Sequence[str], columns: tuple[str, ...]
) -> Line:
    others = tuple(row for row in told if row.party not in columns)
    speak = {row.party for row in told}
    return Line(
        topic=topic,
        cells=tuple(tuple(row for row in told if row.party == party) for party in columns),
        others=tuple(sorted(others, key=lambda row: parties.index(row.party))),
        silent=() if columns else tuple(party for party in parties if party not in speak),
    )
