"""A step keeps what whoever closed it wrote, and a look may be at money that belongs to no case."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Earlier steps have no note."""
    op.add_column("steps", sa.Column("note", sa.String(), nullable=True))
    op.alter_column("looks", "tracking_code", nullable=True)
