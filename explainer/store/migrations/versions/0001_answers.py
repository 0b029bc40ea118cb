"""Answers, codes, linked devices and wordings."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_SEQUENCE = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _answers()
    _people()
    _wordings()


def _answers() -> None:
    op.create_table(
        "answers",
        sa.Column("sequence", _SEQUENCE, sa.Identity(), primary_key=True),
        sa.Column("learner", sa.String, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("question", sa.String, nullable=False),
        sa.Column("edition", sa.String, nullable=False),
        sa.Column("wording", sa.String, nullable=False),
        sa.Column("response", sa.JSON, nullable=False),
        sa.Column("correct", sa.Boolean, nullable=False),
        sa.Column("score", sa.Double, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("confidence", sa.Integer),
        sa.UniqueConstraint("learner", "key", name="answers_once"),
        sqlite_autoincrement=True,
    )
    op.create_index("answers_of_question", "answers", ["learner", "question"])


def _people() -> None:
    for table, name in (("codes", "code"), ("devices", "device")):
        op.create_table(
            table,
            sa.Column(name, sa.String, primary_key=True),
            sa.Column("learner", sa.String, nullable=False),
            sa.Column("at", _MOMENT, nullable=False),
        )
        op.create_index(f"ix_{table}_learner", table, ["learner"])


def _wordings() -> None:
    op.create_table(
        "wordings",
        sa.Column("sequence", _SEQUENCE, sa.Identity(), primary_key=True),
        sa.Column("question", sa.String, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("edition", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("parts", sa.JSON, nullable=False),
        sa.UniqueConstraint("question", "id", name="wordings_once"),
        sqlite_autoincrement=True,
    )
