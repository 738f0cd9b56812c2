"""Tries that failed are counted, and a look says what was looked at."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Adds the table and the column; the looks until now were at the page of a case or what it leads to."""
    op.create_table(
        "attempts",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("attempts_of_somebody", "attempts", ["who", "failed_at"])
    op.create_index(op.f("ix_attempts_failed_at"), "attempts", ["failed_at"])
    op.add_column("looks", sa.Column("what", sa.String(), nullable=False, server_default="case"))
    op.alter_column("looks", "what", server_default=None)
