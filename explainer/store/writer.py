"""One thread that writes everything: what waits together is made durable together.

A disk syncs perhaps a hundred times a second however little is written, so two hundred learners
who answer at once share one sync. And where only one writes, nothing is ever locked.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Condition, Thread
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection

from explainer.store.engines import Engines
from explainer.store.errors import Unavailable

MOST = 256
"""So many units of work share a transaction at most: then the first need not wait for the last."""

CLOSED = "The store is closed."

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class _Unit(Generic[Result]):
    """Something to write. It may be run again after a rollback, so it only touches the database."""

    work: Callable[[Connection], Result]
    wipes: bool
    future: Future[Result] = field(default_factory=Future)


class Writer:
    """Takes units of work from any thread."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines
        self._waiting: deque[_Unit[Any]] = deque()
        self._closed = False
        self._news = Condition()
        self._thread = Thread(target=self._run, name="store-writer", daemon=True)
        self._thread.start()

    def submit(
        self, work: Callable[[Connection], Result], *, wipes: bool = False
    ) -> Future[Result]:
        """Resolved once the work is committed, and wiped from the files where that is asked."""
        unit = _Unit(work, wipes)
        with self._news:
            if self._closed:
                unit.future.set_exception(Unavailable(CLOSED))
            else:
                self._waiting.append(unit)
                self._news.notify()
        return unit.future

    def close(self) -> None:
        """Finishes what waits."""
        with self._news:
            self._closed = True
            self._news.notify()
        self._thread.join()

    def _run(self) -> None:
        while units := self._taken():
            self._write(_started(units))

    def _taken(self) -> list[_Unit[Any]]:
        """What waits, as soon as something does; nothing once all is written and closed."""
        with self._news:
            self._news.wait_for(lambda: self._waiting or self._closed)
            return [self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))]

    def _write(self, units: Sequence[_Unit[Any]]) -> None:
        try:
            results = self._committed(units)
        except Unavailable as error:
            # Who waits behind would only wait for the same, one batch after the other.
            _refuse([*units, *_started(self._all_waiting())], error)
        except Exception as error:  # noqa: BLE001 (it is handed to whoever asked for the work)
            self._separate(units, error)
        else:
            self._settle(units, results)

    def _committed(self, units: Sequence[_Unit[Any]]) -> list[Any]:
        with self._engines.transaction() as connection:
            return [unit.work(connection) for unit in units]

    def _separate(self, units: Sequence[_Unit[Any]], error: Exception) -> None:
        """Runs each by itself, so that the one that cannot be done spoils no other."""
        if len(units) == 1:
            return _refuse(units, error)
        for unit in units:
            self._write([unit])
        return None

    def _settle(self, units: Sequence[_Unit[Any]], results: Sequence[Any]) -> None:
        done = list(zip(units, results, strict=True))
        for unit, result in done:
            if not unit.wipes:
                unit.future.set_result(result)
        self._settle_wiped([(unit, result) for unit, result in done if unit.wipes])

    def _settle_wiped(self, done: Sequence[tuple[_Unit[Any], Any]]) -> None:
        try:
            if done:
                self._engines.wipe()
        except Unavailable as error:
            return _refuse([unit for unit, _ in done], error)
        for unit, result in done:
            unit.future.set_result(result)
        return None

    def _all_waiting(self) -> list[_Unit[Any]]:
        with self._news:
            units = list(self._waiting)
            self._waiting.clear()
        return units


def _started(units: Iterable[_Unit[Any]]) -> list[_Unit[Any]]:
    """Those that nobody called off; from here on nobody can."""
    return [unit for unit in units if unit.future.set_running_or_notify_cancel()]


def _refuse(units: Iterable[_Unit[Any]], error: Exception) -> None:
    for unit in units:
        unit.future.set_exception(error)
