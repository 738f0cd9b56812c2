"""The first tables, and the ledger's promises as triggers of the database."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

APPEND_ONLY = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only: a correction is a new entry';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_postings
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

BALANCED = """
CREATE FUNCTION require_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT sum(amount) FROM ledger_postings WHERE entry_id = NEW.entry_id) <> 0 THEN
        RAISE EXCEPTION 'entry % does not balance', NEW.entry_id;
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER balanced AFTER INSERT ON ledger_postings
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_balance();
"""


def upgrade() -> None:
    """Creates everything."""
    _create_tables()
    op.execute(APPEND_ONLY)
    op.execute(BALANCED)


def _create_tables() -> None:
    op.execute(sa.schema.CreateSequence(sa.Sequence("certificate_numbers")))
    op.create_table(
        "channel_keys",
        sa.Column("key_hash", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key_hash"),
    )
    op.create_table(
        "requests",
        sa.Column("tracking_code", sa.String(), nullable=False),
        sa.Column("bill_id", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("channel_user", sa.String(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applicant_kind", sa.String(), nullable=False),
        sa.Column("applicant_national_id", sa.String(), nullable=False),
        sa.Column("applicant_name", sa.String(), nullable=False),
        sa.Column("applicant_mobile", sa.String(), nullable=False),
        sa.Column("refund_sheba", sa.String(), nullable=True),
        sa.Column("idempotency_key", sa.String(), nullable=False),
        sa.Column("idempotency_hash", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("account_closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("tracking_code"),
        sa.UniqueConstraint("channel", "idempotency_key"),
    )
    op.create_index(
        "one_open_request_a_bill",
        "requests",
        ["bill_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "subscriptions",
        sa.Column("bill_id", sa.String(), nullable=False),
        sa.Column("connection", postgresql.JSON(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("bill_id"),
    )
    op.create_table(
        "asks",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("tracking_code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("bill_id", sa.String(), nullable=True),
        sa.Column("payment_id", sa.String(), nullable=True),
        sa.Column("proven_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", postgresql.JSONB(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminders", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_as", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tracking_code"],
            ["requests.tracking_code"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("bill_id", "payment_id"),
    )
    op.create_index(op.f("ix_asks_tracking_code"), "asks", ["tracking_code"], unique=False)
    op.create_index(
        "one_open_ask_a_kind",
        "asks",
        ["tracking_code", "kind"],
        unique=True,
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "breaches",
        sa.Column("tracking_code", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("round", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tracking_code"],
            ["requests.tracking_code"],
        ),
        sa.PrimaryKeyConstraint("tracking_code", "step", "round"),
    )
    op.create_table(
        "certificates",
        sa.Column("tracking_code", sa.String(), nullable=False),
        sa.Column("facts", postgresql.JSON(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tracking_code"],
            ["requests.tracking_code"],
        ),
        sa.PrimaryKeyConstraint("tracking_code"),
    )
    op.create_table(
        "ledger_entries",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tracking_code", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tracking_code"],
            ["requests.tracking_code"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_ledger_entries_tracking_code"), "ledger_entries", ["tracking_code"], unique=False
    )
    op.create_table(
        "looks",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tracking_code", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tracking_code"],
            ["requests.tracking_code"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_looks_tracking_code"), "looks", ["tracking_code"], unique=False)
    op.create_table(
        "meter_tests",
        sa.Column("tracking_code", sa.String(), nullable=False),
        sa.Column("round", sa.BigInteger(), nullable=False),
        sa.Column("test", postgresql.JSON(), nullable=True),
        sa.Column("doubts", postgresql.JSONB(), nullable=False),
        sa.Column("tested_by", sa.String(), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tracking_code"],
            ["requests.tracking_code"],
        ),
        sa.PrimaryKeyConstraint("tracking_code", "round"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tracking_code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("template", sa.String(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("receptor", sa.String(), nullable=True),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.BigInteger(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_as", sa.String(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tracking_code"],
            ["requests.tracking_code"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_outbox_tracking_code"), "outbox", ["tracking_code"], unique=False)
    op.create_index(
        "outbox_to_send",
        "outbox",
        ["next_attempt_at"],
        unique=False,
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.create_table(
        "quotes",
        sa.Column("tracking_code", sa.String(), nullable=False),
        sa.Column("quote", postgresql.JSON(), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tracking_code"],
            ["requests.tracking_code"],
        ),
        sa.PrimaryKeyConstraint("tracking_code"),
    )
    op.create_table(
        "removals",
        sa.Column("tracking_code", sa.String(), nullable=False),
        sa.Column("round", sa.BigInteger(), nullable=False),
        sa.Column("report", postgresql.JSON(), nullable=True),
        sa.Column("doubts", postgresql.JSONB(), nullable=False),
        sa.Column("removed_by", sa.String(), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tracking_code"],
            ["requests.tracking_code"],
        ),
        sa.PrimaryKeyConstraint("tracking_code", "round"),
    )
    op.create_table(
        "results",
        sa.Column("task_id", sa.String(), nullable=False),
        sa.Column("tracking_code", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("variables", postgresql.JSONB(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tracking_code"],
            ["requests.tracking_code"],
        ),
        sa.PrimaryKeyConstraint("task_id"),
    )
    op.create_index(op.f("ix_results_tracking_code"), "results", ["tracking_code"], unique=False)
    op.create_table(
        "service_warnings",
        sa.Column("tracking_code", sa.String(), nullable=False),
        sa.Column("percent", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tracking_code"],
            ["requests.tracking_code"],
        ),
        sa.PrimaryKeyConstraint("tracking_code", "percent"),
    )
    op.create_table(
        "settlements",
        sa.Column("tracking_code", sa.String(), nullable=False),
        sa.Column("account", postgresql.JSON(), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tracking_code"],
            ["requests.tracking_code"],
        ),
        sa.PrimaryKeyConstraint("tracking_code"),
    )
    op.create_table(
        "steps",
        sa.Column("tracking_code", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("round", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tracking_code"],
            ["requests.tracking_code"],
        ),
        sa.PrimaryKeyConstraint("tracking_code", "step", "round"),
        sa.UniqueConstraint("number"),
    )
    op.create_table(
        "bells",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tracking_code", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("ask_id", sa.String(), nullable=True),
        sa.Column("variables", postgresql.JSONB(), nullable=False),
        sa.Column("next_ring_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rings", sa.BigInteger(), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["ask_id"],
            ["asks.id"],
        ),
        sa.ForeignKeyConstraint(
            ["tracking_code"],
            ["requests.tracking_code"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "bells_to_ring",
        "bells",
        ["next_ring_at"],
        unique=False,
        postgresql_where=sa.text("stopped_at IS NULL"),
    )
    op.create_index(op.f("ix_bells_tracking_code"), "bells", ["tracking_code"], unique=False)
    op.create_table(
        "ledger_postings",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("entry_id", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["ledger_entries.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_ledger_postings_entry_id"), "ledger_postings", ["entry_id"], unique=False)
    op.create_table(
        "payments",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("bill_id", sa.String(), nullable=False),
        sa.Column("payment_id", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("paid_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tracking_code", sa.String(), nullable=True),
        sa.Column("ask_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ask_id"],
            ["asks.id"],
        ),
        sa.ForeignKeyConstraint(
            ["tracking_code"],
            ["requests.tracking_code"],
        ),
        sa.PrimaryKeyConstraint("reference"),
    )
    op.create_index(op.f("ix_payments_tracking_code"), "payments", ["tracking_code"], unique=False)
    op.create_table(
        "terms",
        sa.Column("tracking_code", sa.String(), nullable=False),
        sa.Column("round", sa.BigInteger(), nullable=False),
        sa.Column("terms", postgresql.JSON(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approval", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ask_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ask_id"],
            ["asks.id"],
        ),
        sa.ForeignKeyConstraint(
            ["tracking_code"],
            ["requests.tracking_code"],
        ),
        sa.PrimaryKeyConstraint("tracking_code", "round"),
    )
