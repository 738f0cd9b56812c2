"""What every end needs: documents, withdrawals, damages, visits, plans, payouts, opinions, calls."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"


KEEP_ACCOUNTS = """
INSERT INTO refund_accounts (tracking_code, round, sheba, set_by, channel, set_at)
SELECT tracking_code, 1, refund_sheba, channel_user, channel, registered_at
FROM requests WHERE refund_sheba IS NOT NULL
"""


def upgrade() -> None:
    """Adds the tables and columns."""
    op.create_table(
        "document_contents",
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("content_hash"),
    )
    op.create_table(
        "damages",
        sa.Column("tracking_code", sa.String(), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("liability", sa.String(), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_liability", sa.String(), nullable=True),
        sa.Column("decision_reason", sa.String(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tracking_code"],
            ["requests.tracking_code"],
        ),
        sa.PrimaryKeyConstraint("tracking_code", "phase", "kind"),
    )
    op.create_table(
        "debt_plans",
        sa.Column("tracking_code", sa.String(), nullable=False),
        sa.Column("round", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("parts", postgresql.JSONB(), nullable=False),
        sa.Column("approval_number", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tracking_code"],
            ["requests.tracking_code"],
        ),
        sa.PrimaryKeyConstraint("tracking_code", "round"),
    )
    op.create_table(
        "document_reviews",
        sa.Column("tracking_code", sa.String(), nullable=False),
        sa.Column("round", sa.BigInteger(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("kinds", postgresql.JSONB(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tracking_code"],
            ["requests.tracking_code"],
        ),
        sa.PrimaryKeyConstraint("tracking_code", "round"),
    )
    op.create_table(
        "documents",
        sa.Column("tracking_code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("round", sa.BigInteger(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("filed_by", sa.String(), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["content_hash"],
            ["document_contents.content_hash"],
        ),
        sa.ForeignKeyConstraint(
            ["tracking_code"],
            ["requests.tracking_code"],
        ),
        sa.PrimaryKeyConstraint("tracking_code", "kind", "round"),
    )
    op.create_table(
        "feedback",
        sa.Column("tracking_code", sa.String(), nullable=False),
        sa.Column("rating", sa.BigInteger(), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("given_by", sa.String(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tracking_code"],
            ["requests.tracking_code"],
        ),
        sa.PrimaryKeyConstraint("tracking_code"),
    )
    op.create_table(
        "refund_accounts",
        sa.Column("tracking_code", sa.String(), nullable=False),
        sa.Column("round", sa.BigInteger(), nullable=False),
        sa.Column("sheba", sa.String(), nullable=False),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rejected_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rejected_because", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tracking_code"],
            ["requests.tracking_code"],
        ),
        sa.PrimaryKeyConstraint("tracking_code", "round"),
    )
    op.create_table(
        "visits",
        sa.Column("tracking_code", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("round", sa.BigInteger(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("remarks", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tracking_code"],
            ["requests.tracking_code"],
        ),
        sa.PrimaryKeyConstraint("tracking_code", "purpose", "round"),
    )
    op.create_table(
        "withdrawals",
        sa.Column("tracking_code", sa.String(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("submitted_by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("judged_as", sa.String(), nullable=True),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["tracking_code"],
            ["requests.tracking_code"],
        ),
        sa.PrimaryKeyConstraint("tracking_code"),
    )
    op.create_table(
        "payouts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("tracking_code", sa.String(), nullable=True),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("payment_reference", sa.String(), nullable=True),
        sa.Column("sheba", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("requested_by", sa.String(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=True),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("bank_reference", sa.String(), nullable=True),
        sa.Column("bank_reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["payment_reference"],
            ["payments.reference"],
        ),
        sa.ForeignKeyConstraint(
            ["tracking_code"],
            ["requests.tracking_code"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_payouts_tracking_code"), "payouts", ["tracking_code"], unique=False)
    op.create_table(
        "calls",
        sa.Column("tracking_code", sa.String(), nullable=False),
        sa.Column("notice_id", sa.BigInteger(), nullable=False),
        sa.Column("round", sa.BigInteger(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("called_by", sa.String(), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["outbox.id"],
        ),
        sa.ForeignKeyConstraint(
            ["tracking_code"],
            ["requests.tracking_code"],
        ),
        sa.PrimaryKeyConstraint("tracking_code", "notice_id", "round"),
    )
    op.add_column("asks", sa.Column("wanted", postgresql.JSONB(), nullable=True))
    op.add_column("outbox", sa.Column("payout_id", sa.String(), nullable=True))
    op.alter_column("outbox", "tracking_code", existing_type=sa.VARCHAR(), nullable=True)
    op.create_foreign_key(None, "outbox", "payouts", ["payout_id"], ["id"])
    op.add_column("payments", sa.Column("placed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("payments", sa.Column("placed_by", sa.String(), nullable=True))
    op.add_column("requests", sa.Column("representative_relation", sa.String(), nullable=True))
    op.add_column("requests", sa.Column("representative_national_id", sa.String(), nullable=True))
    op.add_column("requests", sa.Column("representative_name", sa.String(), nullable=True))
    op.execute(KEEP_ACCOUNTS)
    op.drop_column("requests", "refund_sheba")
