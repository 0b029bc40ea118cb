"""How an answer was given: with the text open, and how long after reading."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    looked = sa.Column("looked", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("answers", looked)
    op.add_column("answers", sa.Column("since", sa.Integer))
