"""`make bench`: our site, bare Streamlit and a naive script side by side, in one run.

    python -m tests.bench            measure everything (half an hour), and write the table
    python -m tests.bench --quick    once and small, to see that it works; writes nothing
    python -m tests.bench --charts   only one chart, beside a plain script's; writes nothing
    python -m tests.bench --live     only how soon a page shows what is saved; writes nothing

Nothing here fails because something is slow: it prints what it found.
"""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from itertools import zip_longest

import psutil
from playwright.sync_api import Browser
from playwright.sync_api import Error as BrowserError

from tests.bench import browser, charts, lessons, live, load, report, servers
from tests.bench.figures import Figures
from tests.bench.goals import CLASS, CROWD, NAIVE_CLASSES
from tests.bench.servers import BARE, NAIVE, OURS, ROOT, STATIC, Server, serving

PAGE = ROOT / "docs" / "performance.md"
QUESTION = "quiz?question=what-tit-for-tat-says"
CALM = 25.0
"""Percent of the machine that others may take before we begin."""

_BROWSED = (OURS, BARE, NAIVE, STATIC)


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured."""

    visits: int
    steps: int
    """Of a chart."""
    marks: int
    slow: bool
    rounds: int
    """Repeats of the classes."""
    ours: tuple[int, ...]
    naive: tuple[int, ...]
    answers: int
    """Of each learner."""
    seconds: float
    files: int
    patience: float
    """Seconds to wait, in all, for other programs to end."""


FULL = Plan(5, 10, 15, True, 2, (30, CLASS, CROWD), NAIVE_CLASSES, 10, 50.0, 1000, 600.0)
QUICK = Plan(1, 2, 2, False, 1, (2,), (), 1, 5.0, 0, 0.0)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="once and small; writes nothing")
    parser.add_argument("--charts", action="store_true", help="only one chart; writes nothing")
    parser.add_argument("--live", action="store_true", help="only an author's saves")
    given = parser.parse_args()
    plan = QUICK if given.quick else FULL
    if given.charts:
        drawn = charts.measured(plan.visits, plan.steps, settled=plan is FULL)
        sys.stdout.write(f"\n{charts.report(drawn)}")
        return
    if given.live:
        sys.stdout.write(f"{live.measured(3 if given.quick else 30)}\n")
        return
    text = report.report(measured(plan), plan.ours)
    sys.stdout.write(f"\n{text}")
    if plan is FULL:
        report.write(PAGE, text)


def measured(plan: Plan) -> Figures:
    bench = _Bench(plan)
    bench.measure_visits()
    bench.measure_classes()
    bench.measure_files()
    return bench.figures


def _say(words: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {words}\n")


class _Bench:
    """One run: sites take turns, so that a busy minute of the machine meets them all."""

    def __init__(self, plan: Plan) -> None:
        self.figures = Figures()
        self._plan = plan
        self._patience = plan.patience

    def _let_settle(self, site: Server) -> None:
        if self._patience > 0:
            site.settle()

    def _wait_for_calm(self) -> None:
        """Other programs may come to an end; but nobody waits for that for ever."""
        while self._patience > 0 and psutil.cpu_percent(1.0) > CALM:
            self._patience -= 1.0

    # --- in the browser -----------------------------------------------------------------

    def measure_visits(self) -> None:
        with ExitStack() as stack:
            sites = {name: stack.enter_context(serving(name)) for name in _BROWSED}
            for site in sites.values():
                self._let_settle(site)
                self.figures.add(site.name, "start", value=site.started)
            chromium = stack.enter_context(browser.chromium())
            for turn in range(self._plan.visits):
                for name in (STATIC, OURS, BARE, NAIVE):
                    self._visit(chromium, sites[name])
                self._visit(chromium, sites[OURS], QUESTION)
                for name in (STATIC, OURS, NAIVE):
                    self._mark(chromium, sites[name])
                _say(f"visits: turn {turn + 1} of {self._plan.visits}")

    def _visit(self, chromium: Browser, site: Server, path: str = "") -> None:
        """Cold, warm, and cold again in a slow network."""
        self._wait_for_calm()
        address = f"{site.address}/{'static.html' if site.name == STATIC else path}"
        chart = site.name in (OURS, NAIVE) and not path
        page = "quiz " if path else ""
        try:
            with browser.stranger(chromium) as context:
                for kind in ("cold", "warm"):
                    self._note(site, f"{page}{kind}", browser.visit(context, address, chart))
            if self._plan.slow:
                with browser.stranger(chromium) as context:
                    seen = browser.visit(context, address, chart, browser.SLOW)
                    self._note(site, f"{page}slow", seen)
        except BrowserError as error:
            _say(f"{address} was not measured this time: {error}")

    def _note(self, site: Server, kind: str, seen: browser.Visit) -> None:
        for what, value in asdict(seen).items():
            self.figures.add(site.name, kind, what, value=value)

    def _mark(self, chromium: Browser, site: Server) -> None:
        try:
            with browser.stranger(chromium) as context:
                for taken in browser.marks(context, site, self._plan.marks):
                    self.figures.add(site.name, "mark", value=taken)
        except BrowserError as error:
            _say(f"Marks of {site.name} were not measured this time: {error}")

    # --- classes, and many files --------------------------------------------------------

    def measure_classes(self) -> None:
        for turn in range(self._plan.rounds):
            for ours, naive in zip_longest(self._plan.ours, self._plan.naive):
                if ours:
                    self._measure_class(OURS, ours)
                if naive:
                    self._measure_class(NAIVE, naive)
            _say(f"classes: turn {turn + 1} of {self._plan.rounds}")

    def _measure_class(self, name: str, learners: int) -> None:
        """In a process of its own, so that its memory is that of this class alone."""
        with serving(name) as site:
            self._let_settle(site)
            self._wait_for_calm()
            met = load.attended(site, learners, self._plan.answers, self._plan.seconds)
        for seconds in met.answered:
            self.figures.add(name, learners, "answer", value=seconds)
        self.figures.add(name, learners, "errors", value=len(met.errors))
        for what, value in met.costs().items():
            self.figures.add(name, learners, what, value=value)
        self.figures.add("others", value=met.others_share)
        if met.errors:
            _say(f"{name} with {learners} learners: {load.reasons(met)}")

    def measure_files(self) -> None:
        if not self._plan.files:
            return
        few = lessons.cost(servers.ROOT, 0, 5)
        many = lessons.cost(servers.ROOT, self._plan.files, 2)
        self.figures.add("files", "few", "each", value=few.each)
        self.figures.add("files", "many", "each", value=many.each)
        self.figures.add("files", "many", "read", value=many.read)
        self.figures.add("files", "many", "render", value=many.render)


if __name__ == "__main__":
    main()
