"""What can go wrong with a store: for good, or just now."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc


class StoreError(Exception):
    """A store cannot be opened. The text tells a host what is wrong and what to do."""


class Unavailable(Exception):
    """A store cannot be reached or written just now: what failed may be tried again later."""


@contextmanager
def passing() -> Iterator[None]:
    """Turns what a later attempt may get over into `Unavailable`; our own mistakes stay loud."""
    try:
        yield
    except (exc.DBAPIError, exc.TimeoutError) as error:
        if not _passes(error):
            raise
        raise Unavailable(f"Answers cannot be kept just now: {reason(error)}") from error


def _passes(error: exc.SQLAlchemyError) -> bool:
    if isinstance(error, exc.OperationalError):
        # SQLite's general error is what a misspelt statement gets, not a full disk or a lock.
        return getattr(error.orig, "sqlite_errorcode", None) != sqlite3.SQLITE_ERROR
    # A bare DatabaseError is SQLite's word for a damaged file; an InternalError is how PostgreSQL
    # says that it may only be read, or that it gave up on a transaction.
    return type(error) is exc.DatabaseError or isinstance(
        error, exc.InternalError | exc.InterfaceError | exc.TimeoutError
    )


def reason(error: exc.SQLAlchemyError) -> str:
    """What the database itself says, in one line: SQLAlchemy would add the whole statement."""
    said = error.orig if isinstance(error, exc.DBAPIError) else error
    return str(said).strip().partition("\n")[0]
