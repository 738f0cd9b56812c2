"""What became of an SMS: who took it, its receipt, and when to ask for that."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

# Until now there was one provider, and whatever was tried may be there.
NAME_THE_HOLDER = "UPDATE outbox SET held_by = 'kavenegar' WHERE kind = 'sms' AND attempts > 0"


def upgrade() -> None:
    """Adds the columns and their indexes."""
    op.add_column("outbox", sa.Column("held_by", sa.String(), nullable=True))
    op.add_column("outbox", sa.Column("receipt", sa.String(), nullable=True))
    op.add_column("outbox", sa.Column("receipt_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("outbox", sa.Column("receipt_due_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("outbox_of_messages", "outbox", ["message_id"], unique=False)
    op.create_index(
        "outbox_to_ask",
        "outbox",
        ["receipt_due_at"],
        unique=False,
        postgresql_where=sa.text("receipt_due_at IS NOT NULL"),
    )
    op.execute(NAME_THE_HOLDER)
