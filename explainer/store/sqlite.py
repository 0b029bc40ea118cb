"""A store in an SQLite file: safe when the power goes, and never locked."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, exc, inspect

from explainer.store.engines import Engines
from explainer.store.errors import StoreError, Unavailable, passing
from explainer.store.files import claim
from explainer.store.schema import migrate, revision

Connect = Callable[[str], Any]
"""Gives a DB-API connection to a file, which begins no transaction by itself."""

PATIENCE = 2.0
"""Seconds to wait for another program's lock, or for a connection to read with."""

_READING = ("query_only=ON", "wal_autocheckpoint=0")
_WRITING = (
    "journal_mode=WAL",
    # With NORMAL, the usual advice for this mode, a power cut takes back what was acknowledged.
    "synchronous=FULL",
    # macOS syncs only to the disk's own memory unless it is told to go further.
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
    "secure_delete=ON",
)

_DAMAGE = MappingProxyType(
    {
        sqlite3.SQLITE_NOTADB: "{path} is not an SQLite file: name another file for answers.",
        sqlite3.SQLITE_CORRUPT: "{path} is damaged: put back a copy of it, or name another file.",
    }
)
"""What SQLite's codes for a file that it cannot read mean for a host."""


def sqlite_connection(path: str) -> sqlite3.Connection:
    return sqlite3.connect(path, PATIENCE, isolation_level=None, check_same_thread=False)


def engines(path: Path, connect: Connect) -> Engines:
    """Ready to use, or a `StoreError`; the file is ours until they are closed.

    One connection writes and checkpoints: SQLite before 3.51.3 can damage a file where two do.
    """
    release = claim(path)
    writing = _engine(path, connect, _WRITING, 1)
    opened = Engines(
        about=str(path),
        writing=writing,
        reading=_engine(path, connect, _READING, 8),
        begin=_begin(path),
        wipe=lambda: _wipe(writing),
        release=release,
    )
    try:
        return _prepared(opened, path)
    except BaseException:
        opened.close()
        raise


def _engine(path: Path, connect: Connect, pragmas: tuple[str, ...], connections: int) -> Engine:
    def connected() -> Any:
        connection = connect(str(path))
        for pragma in (f"busy_timeout={int(PATIENCE * 1000)}", *pragmas):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    return create_engine(
        "sqlite://",
        creator=connected,
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=PATIENCE,
    )


def _begin(path: Path) -> Callable[[Connection], None]:
    file = path.stat()

    def begin(connection: Connection) -> None:
        """Asks for the lock at once: one that reads first may not get it any more."""
        try:
            now = path.stat()
        except OSError:
            now = None
        # What is written to a file that was moved away would be acknowledged, and lost.
        if now is None or (now.st_dev, now.st_ino) != (file.st_dev, file.st_ino):
            raise Unavailable(f"{path} was moved or replaced: put it back, or start again.")
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return begin


def _wipe(writing: Engine) -> None:
    """Takes the traces of what was deleted out of the file and the log beside it.

    `secure_delete` overwrites a row where it is, but copies stay where it was before its page
    was split: only a file written anew has none. That takes a second for each 100 MB or so.
    """
    with passing(), writing.connect() as connection:
        connection.exec_driver_sql("VACUUM")
        kept_back = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
    if kept_back:
        raise Unavailable("It is deleted, but another program that reads still keeps its traces.")


def _prepared(opened: Engines, path: Path) -> Engines:
    with passing():
        # With a connection that only reads: another program's file stays as it is.
        version = _looked_into(opened.reading, path)
        _check_mode(opened.writing, path)
    with opened.transaction() as connection:
        migrate(connection, str(path))
    return replace(opened, about=f"SQLite {version}, write-ahead log, every answer synced: {path}")


def _looked_into(reading: Engine, path: Path) -> str:
    """The version of SQLite, if this is a file of ours or an empty one."""
    try:
        with reading.connect() as connection:
            _check_ours(connection, path)
            return str(connection.exec_driver_sql("SELECT sqlite_version()").scalar())
    except exc.DatabaseError as error:
        said = _DAMAGE.get(getattr(error.orig, "sqlite_errorcode", 0) & 0xFF)
        if said is None:
            raise
        raise StoreError(said.format(path=path)) from error


def _check_ours(connection: Connection, path: Path) -> None:
    if inspect(connection).get_table_names() and revision(connection) is None:
        raise StoreError(
            f"{path} is an SQLite file of another program: name another file for answers."
        )


def _check_mode(writing: Engine, path: Path) -> None:
    with writing.connect() as connection:
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
    if mode != "wal":
        raise StoreError(
            f"SQLite cannot keep a write-ahead log beside {path}: "
            "name a file on a disk of this machine, or a PostgreSQL server."
        )
