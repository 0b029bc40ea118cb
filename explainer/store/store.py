"""The store: answers given, learners found again, and the words that questions had."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection

from explainer.model import Answer, Wording
from explainer.store import statements
from explainer.store.engines import Engines
from explainer.store.errors import Unavailable, passing
from explainer.store.rows import First, Stored, answer_row, check_names, wording_row
from explainer.store.writer import CLOSED, Writer

PORTION = 1000
"""So many answers are deleted at a time, since new ones wait meanwhile, or are read at a time."""

Result = TypeVar("Result")


class Store:
    """What is written comes back as a future that is resolved when it is durable, not before.

    Everything raises `Unavailable`, at once or in its future, while the database cannot be
    reached or written, and works again when it can. A name that no database could look up (empty,
    too long, with control characters) is a `ValueError` at once. Any thread may use a store.
    """

    def __init__(self, engines: Engines) -> None:
        self.about = engines.about
        """What it is and where, for a host to read; no password is in it."""
        self._engines = engines
        self._writer = Writer(engines)
        self._closed = False

    def add(self, answer: Answer) -> Future[Stored]:
        """Keeps an answer; the second with a learner's key changes nothing and gives the first."""
        row = answer_row(answer)
        return self._writer.submit(lambda connection: statements.add(connection, row))

    def answers(self, learner: str) -> tuple[Answer, ...]:
        """All of a learner, by arrival."""
        check_names(learner)
        return self._read(lambda connection: statements.answers_of(connection, learner))

    def learner(self, device: str) -> str:
        """Whom a device continues as: itself, unless it was linked."""
        check_names(device)
        return self._read(lambda connection: statements.learner_of(connection, device))

    def set_code(self, learner: str, code: str) -> Future[None]:
        """A hash of the code that continues as a learner elsewhere, in place of an older one.

        A code that another learner has fails with a `ValueError`.
        """
        check_names(learner, code)
        at = datetime.now(UTC)
        return self._writer.submit(
            lambda connection: statements.set_code(connection, learner, code, at)
        )

    def link(self, device: str, code: str) -> Future[str | None]:
        """Makes a device continue as the learner with this code, and gives that learner.

        What the device answered as itself goes with it. None, and no change, if nobody has it.
        """
        check_names(device, code)
        at = datetime.now(UTC)
        return self._writer.submit(lambda connection: statements.link(connection, device, code, at))

    def forget(self, learner: str) -> Future[int]:
        """Deletes all that is kept of a learner, and says how many answers that were."""
        check_names(learner)
        return self._writer.submit(
            lambda connection: statements.forget(connection, learner), wipes=True
        )

    def expire(self, before: datetime) -> Future[int]:
        """Deletes what is older, with the codes and links of learners who have nothing left."""
        total: Future[int] = Future()
        # From here on nobody can call it off, which would be found out too late.
        total.set_running_or_notify_cancel()
        self._expire(before, 0, total)
        return total

    def record(self, wordings: Sequence[Wording]) -> Future[None]:
        """Keeps those wordings of questions that are not there yet."""
        rows = [wording_row(wording) for wording in wordings]
        return self._writer.submit(lambda connection: statements.record(connection, rows))

    def wordings(self) -> tuple[Wording, ...]:
        """All that were recorded, by arrival."""
        return self._read(statements.all_wordings)

    def counts(self) -> Mapping[tuple[str, str], int]:
        """How many answers there are, by question and edition."""
        return self._read(statements.counts)

    def first(self, question: str, edition: str, most: int) -> tuple[First, ...]:
        """What each learner answered first to a question, the newest learners first.

        At most so many; and nothing says whose they are.
        """
        check_names(question, edition)
        return self._read(lambda connection: statements.first(connection, question, edition, most))

    def every_first(self) -> tuple[Answer, ...]:
        """The first answer of each learner to each question in each of its editions, by arrival."""
        return self._read(statements.every_first)

    def every(self) -> Iterator[Answer]:
        """All answers by arrival, a portion at a time, so that there may be any number."""
        last = 0
        while found := self._read(partial(statements.after, last=last, most=PORTION)):
            yield from found.values()
            last = max(found)

    def close(self) -> None:
        """Finishes what is queued; afterwards everything is `Unavailable`."""
        if not self._closed:
            self._closed = True
            self._writer.close()
            self._engines.close()

    def _read(self, query: Callable[[Connection], Result]) -> Result:
        if self._closed:
            raise Unavailable(CLOSED)
        with passing(), self._engines.reading.connect() as connection:
            return query(connection)

    def _expire(self, before: datetime, so_far: int, total: Future[int]) -> None:
        """Takes one portion, and then sees to the next, until there is none."""

        def done(portion: Future[int]) -> None:
            if error := portion.exception():
                total.set_exception(error)
            elif portion.result():
                self._expire(before, so_far + portion.result(), total)
            else:
                self._wipe(so_far, total)

        self._writer.submit(
            lambda connection: statements.expire(connection, before, PORTION)
        ).add_done_callback(done)

    def _wipe(self, count: int, total: Future[int]) -> None:
        """Once for all portions, since it may take long; not at all where nothing went."""

        def done(wiped: Future[int]) -> None:
            if error := wiped.exception():
                total.set_exception(error)
            else:
                total.set_result(count)

        self._writer.submit(lambda _: count, wipes=count > 0).add_done_callback(done)
