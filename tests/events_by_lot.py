"""Lessons whose events are drawn by lot, written as an author writes them: no rule is broken.

Everything but the events is the ferry's: its record, its ladder, its people.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path

from hypothesis import strategies as st

from explainer import dates
from tests.cases import FERRY, SMALLEST

MANY = 60
_FIRST = date(2031, 3, 20)
_WITHOUT = ("story", "quiz", "charts", "lesson.md")
"""Of the ferry: what links to its events."""

_DATING = ("| s1 ", "| s2 ")
"""The reports that give the days."""

_HUES = "amber birch copper dusky early faded green heavy".split()
_THINGS = (
    "bell", "lamp", "net", "boat with a sail that nobody had mended in all those years",
    "rope", "song", "gate", "kettle on the stove of the keeper",
)  # fmt: skip
TITLES = tuple(f"The {hue} {thing}" for thing, hue in product(_THINGS, _HUES))
RUNGS = ("closed-doors", "held-back", "background", "calm-words", "talks", "together")
SAYINGS = (
    "| Norrey | rings in one night | 9 times [^c5] |",
    "| Sudrey | rings in one night | 2 times, and only in fog [^c6] |",
    "| Norrey | visitors lost | 40 a day [^c15] |",
    "| Sudrey | visitors lost | 25 a day [^c16] |",
    "| Sudrey | the bell | only in fog [^c6] |",
)


@dataclass(frozen=True)
class Happening:
    """One event, before it has a name."""

    day: int
    """Counted from the first day; no earlier event has a later one."""
    form: str
    """How exactly the source dates it."""
    after: tuple[int, ...]
    """How many events back the ones are that come before it."""
    rung: str
    reported: str
    """How other reports date it; empty where none does."""
    reported_after: bool
    in_source: bool
    sayings: tuple[str, ...]


_FORMS = ("", "day", "span", "month", "about", "since")
_happening = st.builds(
    Happening,
    day=st.integers(0, 70),
    form=st.sampled_from(_FORMS),
    after=st.lists(st.integers(1, 4), max_size=2, unique=True).map(tuple),
    rung=st.sampled_from(RUNGS),
    reported=st.sampled_from(("", "day", "span")),
    reported_after=st.booleans(),
    in_source=st.sampled_from((True, True, False)),
    sayings=st.lists(st.sampled_from(SAYINGS), max_size=3, unique=True).map(tuple),
)
_undated = _happening.map(lambda one: replace(one, form="", reported=""))
_same_day = _happening.map(lambda one: replace(one, day=7, form="day", reported="day"))


def _several(kind: st.SearchStrategy[Happening]) -> st.SearchStrategy[list[Happening]]:
    size = st.sampled_from((1, 2, 5, 12))
    return size.flatmap(lambda n: st.lists(kind, min_size=n, max_size=n))


happenings = st.one_of(
    _several(_happening),
    _several(_undated),
    _several(_same_day),
    st.lists(_happening, min_size=MANY, max_size=MANY),
)


def write(root: Path, told: list[Happening], order: list[int] | None = None) -> Path:
    """A lesson with these events; in the file they stand in the order that is given."""
    shutil.copytree(FERRY, root, dirs_exist_ok=True)
    for name in _WITHOUT:
        path = root / "content" / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    shutil.copytree(SMALLEST / "content" / "story", root / "content" / "story")
    events = [_event(n, one) for n, one in enumerate(sorted(told, key=lambda one: one.day))]
    text = "\n\n".join(events[n] for n in order or range(len(events)))
    (root / "content" / "events.md").write_text(f"# What happened\n\n{text}\n", "utf-8")
    _report(root / "seeds" / "other-reports.md", told)
    return root


def _report(path: Path, told: list[Happening]) -> None:
    """The reports that give the events their days have these days in their rows."""
    given = (_when(one.day, one.reported) for one in told if one.reported)
    said = "; ".join(dict.fromkeys(map(dates.words, given)))
    rows = path.read_text("utf-8").split("\n")
    path.write_text(
        "\n".join(
            row.removesuffix("|") + f"It has {said}. |" if said and row[:5] in _DATING else row
            for row in rows
        ),
        "utf-8",
    )


def _event(n: int, one: Happening) -> str:
    before = ", ".join(f"e{n - back}" for back in one.after if back <= n)
    settings = {
        "id": f"e{n}",
        "when": _when(one.day, one.form) if one.in_source else "",
        "after": before if one.in_source else "",
        "rung": one.rung,
        "reported": f"{_when(one.day, one.reported)} [^s1] [^s2]" if one.reported else "",
        "reported after": f"e{n - 1}" if one.reported and one.reported_after and n else "",
    }
    bullets = "\n".join(f"- {name}: {value}" for name, value in settings.items() if value)
    sentence = "So it was told. [^c2]" if one.in_source else "So it was told elsewhere. [^s1]"
    rows = "\n".join(one.sayings if one.in_source else ())
    table = f"\n\n| who says it | about | what |\n|---|---|---|\n{rows}" if rows else ""
    return f"## {TITLES[n]}\n\n{bullets}\n\n{sentence}{table}"


def _when(day: int, form: str) -> str:
    start = _FIRST + timedelta(days=day)
    match form:
        case "day":
            return start.isoformat()
        case "span":
            return f"{start.isoformat()}/{(start + timedelta(days=2)).isoformat()}"
        case "month":
            return start.isoformat()[:7]
        case "about":
            return f"{start.isoformat()}~"
        case "since":
            return f"{start.isoformat()}/.."
    return ""


def rich() -> list[Happening]:
    """Sixty events with something of everything."""
    return [
        Happening(
            day=n,
            form=_FORMS[n % len(_FORMS)],
            after=(1,) if n % 3 else (),
            rung=RUNGS[n * 5 % len(RUNGS)],
            reported=("day", "", "span")[n % 3],
            reported_after=n % 2 == 0,
            in_source=n % 5 != 4,
            sayings=SAYINGS[n % len(SAYINGS) :][:2] if n % 4 == 0 else (),
        )
        for n in range(MANY)
    ]
