"""A step keeps the amount that its owner was shown."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """What is asked for now was shown without one: it comes back once, with its amount."""
    op.add_column("steps", sa.Column("amount", sa.BigInteger(), nullable=True))
