"""The figures as Markdown tables: goals first, as ratios, then what they are made of."""

from __future__ import annotations

import math
import os
import platform
from datetime import UTC, datetime
from pathlib import Path

import psutil

from tests.bench.figures import Figures
from tests.bench.goals import GOALS, NAIVE_CLASSES, Goal, most_learners
from tests.bench.servers import BARE, NAIVE, OURS, STATIC

BEGIN = "<!-- `make bench` writes from here -->"
END = "<!-- to here -->"
NAMES = {OURS: "ours", BARE: "bare Streamlit", NAIVE: "naive Streamlit", STATIC: "static page"}
_VISITS = (
    (STATIC, "", "static page, one question"),
    (OURS, "", "ours, the story"),
    (OURS, "quiz ", "ours, a question"),
    (BARE, "", "bare Streamlit"),
    (NAIVE, "", "naive Streamlit"),
)


def report(figures: Figures, classes: tuple[int, ...]) -> str:
    parts = (_setting(figures), _goals(figures, classes), _visits(figures), _marks(figures))
    return "\n\n".join((*parts, _classes(figures, classes), _starts(figures))) + "\n"


def write(path: Path, text: str) -> None:
    """Between the markers, and nowhere else."""
    before, _, rest = path.read_text("utf-8").partition(BEGIN)
    _, found, after = rest.partition(END)
    if not found:
        raise SystemExit(f"{path} has no lines\n{BEGIN}\n{END}")
    path.write_text(f"{before}{BEGIN}\n\n{text}\n{END}{after}", "utf-8")


def _setting(figures: Figures) -> str:
    day = datetime.now(UTC).date().isoformat()
    cores = os.cpu_count()
    memory = psutil.virtual_memory().total / 2**30
    others = 100 * figures.median("others")
    return (
        f"Measured on {day}, on {platform.system()} with {cores} cores and {memory:.0f} GB, "
        f"Python {platform.python_version()}, servers and clients on the same machine.\n"
        f"While classes answered, other programs took {others:.0f}% of the machine (median; "
        f"at most {100 * max(figures.all('others'), default=math.nan):.0f}%).\n"
        "Every figure is the median of the repeats, which took turns; "
        "percentiles are taken over all answers of all repeats."
    )


def _goals(figures: Figures, classes: tuple[int, ...]) -> str:
    rows = [_goal(goal, goal.reach(figures)) for goal in GOALS]
    ours = most_learners(figures, OURS, classes)
    naive = most_learners(figures, NAIVE, NAIVE_CLASSES)
    return (
        _table(("what", "against", "goal: at most", "reached", ""), rows)
        + f"\n\nThe largest class tried whose marks came within a second at p95, without an error: "
        f"{ours} learners with ours, {naive or 'none'} with naive Streamlit "
        f"(tried: {_listed(classes)}; {_listed(NAIVE_CLASSES)})."
    )


def _goal(goal: Goal, reached: float) -> tuple[str, ...]:
    if math.isnan(reached):
        said = "not measured"
    else:
        said = "reached" if reached <= goal.limit else "**missed**"
    return goal.what, goal.against, _number(goal.limit), _number(reached), said


def _visits(figures: Figures) -> str:
    rows = [
        (
            name,
            *_moments(figures, site, f"{page}cold"),
            *_moments(figures, site, f"{page}slow"),
            _weight(figures, site, f"{page}cold"),
            _weight(figures, site, f"{page}warm"),
        )
        for site, page, name in _VISITS
    ]
    header = (
        "in the browser",
        "first text, cold (ms)",
        "the app's own",
        "first chart",
        "first text at 8 Mbit/s",
        "the app's own",
        "first chart",
        "first visit (MB, requests)",
        "second visit",
    )
    return _table(header, rows)


def _moments(figures: Figures, site: str, visit: str) -> tuple[str, ...]:
    return tuple(_whole(figures.median(site, visit, what)) for what in ("text", "own", "chart"))


def _weight(figures: Figures, site: str, visit: str) -> str:
    size = figures.median(site, visit, "size")
    if math.isnan(size):
        return "–"
    return f"{size / 1e6:.2f}, {figures.median(site, visit, 'requests'):.0f}"


def _marks(figures: Figures) -> str:
    rows = [
        (
            NAMES[site],
            *(_tenth(figures.percentile(share, site, "mark")) for share in (0.5, 0.95)),
            str(len(figures.all(site, "mark"))),
        )
        for site in (STATIC, OURS, NAIVE)
    ]
    return _table(("click to result on the screen", "p50 (ms)", "p95", "answers"), rows)


def _classes(figures: Figures, classes: tuple[int, ...]) -> str:
    every = [(OURS, learners) for learners in classes]
    every += [(NAIVE, learners) for learners in NAIVE_CLASSES]
    rows = [_class(figures, site, n) for site, n in every if figures.all(site, n, "answer")]
    header = (
        "a class",
        "learners",
        "p50 (ms)",
        "p95",
        "p99",
        "answers",
        "errors",
        "processor per session opened (ms)",
        "per answer",
        "memory per session (MB)",
        "memory with one, all, after the answers",
        "client: share of a core, late at p95 (ms)",
    )
    return _table(header, rows)


def _class(figures: Figures, site: str, learners: int) -> tuple[str, ...]:
    def of(what: str) -> float:
        return figures.median(site, learners, what)

    marks = (
        _tenth(1000 * figures.percentile(share, site, learners, "answer"))
        for share in (0.5, 0.95, 0.99)
    )
    memory = ", ".join(f"{of(f'memory {when}'):.0f}" for when in ("one", "all", "after"))
    return (
        NAMES[site],
        str(learners),
        *marks,
        str(len(figures.all(site, learners, "answer"))),
        f"{figures.sum(site, learners, 'errors'):.0f}",
        _tenth(of("open cost")),
        f"{of('answer cost'):.2f}",
        f"{of('session memory'):.3f}",
        memory,
        f"{of('client share'):.2f}, {1000 * of('client lag'):.0f}",
    )


def _starts(figures: Figures) -> str:
    starts = ", ".join(
        f"{NAMES[site]} {figures.median(site, 'start'):.1f} s" for site in (OURS, BARE, NAIVE)
    )
    return f"From the command to the first answer of the server: {starts}."


def _table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [header, ("---",) * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _listed(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers))


def _number(value: float) -> str:
    if not math.isfinite(value):
        return "–" if math.isnan(value) else "errors"
    return f"1/{1 / value:.0f}" if 0 < value < 0.15 else f"{value:.2f}"


def _whole(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:,.0f}"


def _tenth(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:,.1f}"
