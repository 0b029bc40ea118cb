"""Brings the tables of a database to what this version of the code needs; never back."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table

from explainer.store.errors import StoreError
from explainer.store.tables import SCHEMA, VERSION_TABLE

MIGRATIONS = Path(__file__).parent / "migrations"
NEWER = "{store} was made by a newer explainer: install that version again, or name another store."


def migrate(connection: Connection, store: str) -> None:
    """All or nothing, in the connection's transaction, which nobody else may be writing beside."""
    found = revision(connection)
    if found != SCHEMA:
        _upgrade(connection, found, store)


def revision(connection: Connection) -> str | None:
    """The last migration that the database has seen, if any."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.scalar(select(column("version_num")).select_from(table(VERSION_TABLE)))


def _upgrade(connection: Connection, found: str | None, store: str) -> None:
    # Alembic takes longer to import than a store to open, and is seldom needed.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    # A percent sign would begin the name of another setting.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise StoreError(NEWER.format(store=store))
    command.upgrade(config, "head")
