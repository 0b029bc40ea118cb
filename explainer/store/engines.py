"""A database made ready for a store, whichever it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from explainer.store.errors import passing


@dataclass(frozen=True, slots=True)
class Engines:
    """The ways into a database: one connection that writes, and several that only read."""

    about: str
    writing: Engine
    reading: Engine
    begin: Callable[[Connection], object]
    """Makes sure that nobody else writes until the transaction ends."""
    wipe: Callable[[], object]
    """Takes what was deleted out of the files too."""
    release: Callable[[], object]
    """Lets others have the database."""

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        with passing(), self.writing.begin() as connection:
            self.begin(connection)
            yield connection

    def close(self) -> None:
        # The last connection to leave an SQLite file tidies it up, so the writer leaves last.
        self.reading.dispose()
        self.writing.dispose()
        self.release()
