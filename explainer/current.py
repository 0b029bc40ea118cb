"""What this process serves: the lesson as its files stand now, and the store of its answers.

Both are opened once and shared by all visitors. A store that cannot be reached is tried again;
the lesson is read again when a file has changed.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Mapping

from explainer import editions, item_analysis, settings
from explainer.item_analysis import Report
from explainer.model import Explainer, Wording
from explainer.problems import Problem
from explainer.reading import fingerprint
from explainer.reading.last_good import LastGood
from explainer.store import First, Store, Unavailable, open_store

LOOK_SECONDS = 1.0
"""How long the files are believed to be unchanged: looking costs a call for each of them."""

AUTHOR_SECONDS = 0.1
"""The same where an author waits to see a change."""

PATIENCE_SECONDS = 4.0
"""How long anybody waits for the store: a learner is told of a failure within five seconds."""

CLASS_SECONDS = 2.0
"""How long it is believed that nobody else has answered: a page may show many such counts."""

CLASS_MOST = 500
"""So many learners are counted at most, the newest."""

REPORT_SECONDS = 20.0
"""How long a report on the questions is shown before it is made anew, which takes seconds."""

RETRY_SECONDS = 2.0
"""How long after a failure the store is not tried again, so that readers do not wait for it."""


class Served:
    """One state of the lesson's files, with the series its questions go on with."""

    def __init__(
        self, lesson: Explainer, problems: tuple[Problem, ...], revision: str = ""
    ) -> None:
        self.lesson = lesson
        self.problems = problems
        self.revision = revision
        """Another for each state of the files, and nothing can be read off it."""
        self._lock = threading.Lock()
        self._series: Mapping[str, Wording] = {}
        self._known: Mapping[tuple[str, str], Wording] = {}
        self._report: tuple[float, Report | None] = (0.0, None)
        self._firsts: dict[str, tuple[float, tuple[First, ...]]] = {}

    def series(self) -> Mapping[str, Wording]:
        """Each question's wording as it stands, by the question's id. Raises Unavailable."""
        self._resolve()
        return self._series

    def known(self, question: str, wording: str) -> Wording | None:
        """The wording an answer was given to, where the store has it. Raises Unavailable."""
        self._resolve()
        return self._known.get((question, wording))

    def firsts(self, question: str) -> tuple[First, ...]:
        """What each learner answered first, in whatever wording. Raises Unavailable."""
        read, found = self._firsts.get(question, (-CLASS_SECONDS, ()))
        now = time.monotonic()
        if now - read >= CLASS_SECONDS:
            found = store().first(question, self.series()[question].edition, CLASS_MOST)
            self._firsts[question] = now, found
        return found

    def report(self) -> Report:
        """How the questions fare, counted anew once in a while. Raises Unavailable."""
        made, report = self._report
        if report is None or time.monotonic() - made >= REPORT_SECONDS:
            report = item_analysis.of_store(self.lesson, store())
            self._report = time.monotonic(), report
        return report

    def _resolve(self) -> None:
        """Asks the store once; what it cannot say now is asked again next time."""
        with self._lock:
            if self._series or not self.lesson.answerable:
                return
            before = store().wordings()
            series = editions.series(self.lesson, before)
            store().record(tuple(series.values())).result(PATIENCE_SECONDS)
            self._known = {(each.question, each.id): each for each in (*before, *series.values())}
            self._series = series


class _Process:
    """What is opened once: held here, and nowhere else, because every visitor shares it."""

    def __init__(self) -> None:
        self.reading = threading.Lock()
        self.opening = threading.Lock()
        """Another than for reading: who reads must not wait for a store that is away."""
        self.served: Served | None = None
        self.last_good = LastGood()
        self.stamp: object = None
        self.looked = 0.0
        self.store: Store | None = None
        self.failed = -RETRY_SECONDS


_process = _Process()


def served() -> Served:
    """The lesson as its files stand now. Raises NotALesson where there is none."""
    with _process.reading:
        now = time.monotonic()
        patience = AUTHOR_SECONDS if settings.author() else LOOK_SECONDS
        if _process.served is None or now - _process.looked >= patience:
            root = settings.folder()
            stamp = (root, fingerprint(root))
            if _process.served is None or stamp != _process.stamp:
                revision = hashlib.sha256(repr(stamp).encode()).hexdigest()[:16]
                _process.served = Served(*_process.last_good.read(root), revision)
                _process.stamp = stamp
            _process.looked = time.monotonic()
        return _process.served


def store() -> Store:
    """The store of this process, opened at the first call.

    Raises Unavailable while it cannot be reached, and StoreError where it never will be.
    """
    with _process.opening:
        if _process.store is None:
            if time.monotonic() - _process.failed < RETRY_SECONDS:
                raise Unavailable("The store could not be reached a moment ago.")
            try:
                _process.store = open_store(settings.store_url())
            except Unavailable:
                _process.failed = time.monotonic()
                raise
        return _process.store


def close() -> None:
    """Finish what is under way and let go of the store; it would be opened anew."""
    with _process.opening, _process.reading:
        opened, _process.store, _process.served = _process.store, None, None
        _process.last_good = LastGood()
        _process.failed = -RETRY_SECONDS
    if opened is not None:
        opened.close()
