"""A store on a PostgreSQL server, which several of our processes may share."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    NullPool,
    QueuePool,
    create_engine,
    event,
    exc,
    func,
    select,
)

from explainer.store.engines import Engines
from explainer.store.errors import StoreError, passing, reason
from explainer.store.schema import migrate

PATIENCE = 2.5
"""Seconds for one statement."""

MIGRATION_PATIENCE = 60.0
"""Seconds for one statement of a migration, or until another replica is done with its own."""

POOL_PATIENCE = 1.0
"""Seconds to wait for a connection to read with."""

LOCK = 0x6578706C61696E
"""What all our processes ask for before they write."""

READ_ONLY = MappingProxyType({"default_transaction_read_only": "on"})


def engines(url: URL) -> Engines:
    """Ready to use; a `StoreError` where it cannot be, and `Unavailable` where nobody answers."""
    _check_psycopg()
    url = url.set(drivername="postgresql+psycopg")
    about = _prepare(url)
    return Engines(
        about=about,
        writing=_writing(url),
        reading=_reading(url),
        begin=_begin,
        wipe=lambda: None,
        release=lambda: None,
    )


def _check_psycopg() -> None:
    try:
        import psycopg  # noqa: F401, PLC0415 (an extra, which most do without)
    except ImportError as error:
        raise StoreError(
            "A store on PostgreSQL needs psycopg: pip install 'explainer[postgres]'."
        ) from error


def _prepare(url: URL) -> str:
    """Makes or changes the tables, and says what the server is."""
    place = _place(url)
    engine = _engine(url, MIGRATION_PATIENCE, poolclass=NullPool)
    try:
        with passing(), engine.begin() as connection:
            _begin(connection)
            migrate(connection, place)
            return f"{_kind(connection)}: {place}"
    except exc.ProgrammingError as error:
        raise StoreError(
            f"Our tables cannot be made in {place} ({reason(error)}): "
            "give us a database of our own, and a user who owns it."
        ) from error


def _place(url: URL) -> str:
    """Where it is, without a password, which options can hold as well."""
    bare = URL.create("postgresql", url.username, None, url.host, url.port, url.database)
    return bare.render_as_string()


def _kind(connection: Connection) -> str:
    version, fsync = connection.execute(
        select(func.current_setting("server_version"), func.current_setting("fsync"))
    ).one()
    synced = "every answer synced" if fsync == "on" else "which does not sync (fsync is off)"
    return f"PostgreSQL {version.partition(' ')[0]}, {synced}"


def _begin(connection: Connection) -> None:
    """One writes at a time, in all processes: what it reads still holds when it writes."""
    connection.execute(select(func.pg_advisory_xact_lock(LOCK)))


def _writing(url: URL) -> Engine:
    return _engine(url, PATIENCE, poolclass=QueuePool, pool_size=1, max_overflow=0)


def _reading(url: URL) -> Engine:
    return _engine(
        url,
        PATIENCE,
        READ_ONLY,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=4,
        pool_timeout=POOL_PATIENCE,
        # Each read is one statement, which needs no transaction around it.
        isolation_level="AUTOCOMMIT",
        skip_autocommit_rollback=True,
    )


def _engine(
    url: URL, patience: float, settings: Mapping[str, str] = MappingProxyType({}), **pool: Any
) -> Engine:
    from explainer.store.line import PARAMETERS, Line  # noqa: PLC0415 (it imports psycopg)

    line = Line(patience, settings)
    # What the address says goes first.
    parameters = {name: value for name, value in PARAMETERS.items() if name not in url.query}
    engine = create_engine(url, connect_args=parameters, pool_pre_ping=True, **pool)

    def connect(_dialect: Any, _record: Any, _arguments: Any, found: dict[str, Any]) -> Any:
        return line.connect(found)

    event.listen(engine, "do_connect", connect)
    return engine
