"""The tables of a store. A change here is a new file in `migrations/versions` as well."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Double,
    Identity,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
    false,
)

SCHEMA = "0002"
"""The newest migration: what this version of the code reads and writes."""
VERSION_TABLE = "explainer_schema"
"""Where Alembic notes the migration; not under its own name, for a database shared with others."""


class Moment(TypeDecorator[datetime]):
    """A time in UTC; SQLite would forget the time zone, and PostgreSQL answer in the server's."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo is None:
            return value and value.replace(tzinfo=UTC)
        return value.astimezone(UTC)


# SQLite counts by itself in a column of this type and no other.
_SEQUENCE = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData()

answers = Table(
    "answers",
    metadata,
    # The order of arrival.
    Column("sequence", _SEQUENCE, Identity(), primary_key=True),
    Column("learner", String, nullable=False),
    Column("key", String, nullable=False),
    Column("question", String, nullable=False),
    Column("edition", String, nullable=False),
    Column("wording", String, nullable=False),
    Column("response", JSON, nullable=False),
    Column("correct", Boolean, nullable=False),
    Column("score", Double, nullable=False),
    Column("at", Moment, nullable=False),
    Column("confidence", Integer),
    Column("looked", Boolean, nullable=False, server_default=false()),
    Column("since", Integer),
    UniqueConstraint("learner", "key", name="answers_once"),
    Index("answers_of_question", "learner", "question"),
    sqlite_autoincrement=True,
)

codes = Table(
    "codes",
    metadata,
    # A learner may have two after two learners became one: both papers go on working.
    Column("code", String, primary_key=True),
    Column("learner", String, nullable=False, index=True),
    Column("at", Moment, nullable=False),
)

devices = Table(
    "devices",
    metadata,
    # Only devices that continue as somebody else, and never as one that does so itself.
    Column("device", String, primary_key=True),
    Column("learner", String, nullable=False, index=True),
    Column("at", Moment, nullable=False),
)

wordings = Table(
    "wordings",
    metadata,
    Column("sequence", _SEQUENCE, Identity(), primary_key=True),
    Column("question", String, nullable=False),
    Column("id", String, nullable=False),
    Column("edition", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("parts", JSON, nullable=False),
    UniqueConstraint("question", "id", name="wordings_once"),
    sqlite_autoincrement=True,
)
