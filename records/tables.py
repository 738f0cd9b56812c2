"""Which facts does the service keep? One class a table; the clause of a fact stands beside it.

People's names, ids, mobiles and account numbers are here and nowhere else: the engine never gets them.
"""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, ForeignKey, Identity, Index, Sequence, String, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeEngine

from domain.agreement import AskKind
from domain.certificate import CertificateFacts
from domain.connection import Connection
from domain.cost import Quote
from domain.meter import MeterTest
from domain.removal import RemovalReport
from domain.settlement import ClosingAccount
from domain.terms import Terms
from records.columns import AsJson, Moment


class Base(DeclarativeBase):
    """The tables of the records."""

    type_annotation_map: ClassVar[dict[Any, TypeEngine[Any] | type[TypeEngine[Any]]]] = {
        datetime: Moment(),
        int: BigInteger(),
        dict[str, Any]: JSONB(),
    }


CASE = "requests.tracking_code"
CERTIFICATE_NUMBERS = Sequence("certificate_numbers", metadata=Base.metadata)


class Subscription(Base):
    """A connection as the billing system's register last described it."""

    __tablename__ = "subscriptions"

    bill_id: Mapped[str] = mapped_column(primary_key=True)
    connection: Mapped[Connection] = mapped_column(AsJson(Connection))
    imported_at: Mapped[datetime]


class Request(Base):
    """A request for permanent removal, and how it ended (SLA-3.1, SLA-3.2, SLA-7.2).

    This row is the lock of its case: whoever writes anything of the case holds it.
    """

    __tablename__ = "requests"
    __table_args__ = (
        UniqueConstraint("channel", "idempotency_key"),
        Index("one_open_request_a_bill", "bill_id", unique=True, postgresql_where=text("ended_at IS NULL")),
    )

    tracking_code: Mapped[str] = mapped_column(primary_key=True)
    bill_id: Mapped[str]
    channel: Mapped[str]
    channel_user: Mapped[str]
    registered_at: Mapped[datetime]
    applicant_kind: Mapped[str]
    applicant_national_id: Mapped[str]
    applicant_name: Mapped[str]
    applicant_mobile: Mapped[str]
    representative_relation: Mapped[str | None] = mapped_column(default=None)
    representative_national_id: Mapped[str | None] = mapped_column(default=None)
    representative_name: Mapped[str | None] = mapped_column(default=None)
    idempotency_key: Mapped[str]
    idempotency_hash: Mapped[str]
    outcome: Mapped[str | None] = mapped_column(default=None)
    reason: Mapped[str | None] = mapped_column(default=None)
    account_closed_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)


class Ask(Base):
    """What the service waits for from somebody outside; its id is the only correlation key of the wait."""

    __tablename__ = "asks"
    __table_args__ = (
        UniqueConstraint("bill_id", "payment_id"),
        Index(
            "one_open_ask_a_kind",
            "tracking_code",
            "kind",
            unique=True,
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    tracking_code: Mapped[str] = mapped_column(ForeignKey(CASE), index=True)
    kind: Mapped[AskKind] = mapped_column(String)
    opened_at: Mapped[datetime]
    deadline: Mapped[datetime]
    amount: Mapped[int | None] = mapped_column(default=None)
    bill_id: Mapped[str | None] = mapped_column(default=None)
    payment_id: Mapped[str | None] = mapped_column(default=None)
    wanted: Mapped[list[str] | None] = mapped_column(JSONB, default=None)
    proven_at: Mapped[datetime | None] = mapped_column(default=None)
    answer: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    reminders: Mapped[int] = mapped_column(default=0)
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    closed_as: Mapped[str | None] = mapped_column(default=None)


class Bell(Base):
    """A message that the engine must hear: rung again and again until it is stopped."""

    __tablename__ = "bells"
    __table_args__ = (Index("bells_to_ring", "next_ring_at", postgresql_where=text("stopped_at IS NULL")),)

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    tracking_code: Mapped[str] = mapped_column(ForeignKey(CASE), index=True)
    message: Mapped[str]
    ask_id: Mapped[str | None] = mapped_column(ForeignKey("asks.id"), default=None)
    variables: Mapped[dict[str, Any]] = mapped_column(default=dict)
    next_ring_at: Mapped[datetime]
    rings: Mapped[int] = mapped_column(default=0)
    stopped_at: Mapped[datetime | None] = mapped_column(default=None)


class Dispatch(Base):
    """Something that must go out, once: its id is the key that makes a repetition harmless over there.

    `held_by` is the SMS provider that has the text or may have it; `receipt` is what finally became of it.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("outbox_to_send", "next_attempt_at", postgresql_where=text("done_at IS NULL")),
        Index("outbox_to_ask", "receipt_due_at", postgresql_where=text("receipt_due_at IS NOT NULL")),
        Index("outbox_of_messages", "message_id"),
    )

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    tracking_code: Mapped[str | None] = mapped_column(ForeignKey(CASE), index=True)
    kind: Mapped[str]
    template: Mapped[str | None] = mapped_column(default=None)
    version: Mapped[int | None] = mapped_column(default=None)
    text: Mapped[str | None] = mapped_column(default=None)
    receptor: Mapped[str | None] = mapped_column(default=None)
    payout_id: Mapped[str | None] = mapped_column(ForeignKey("payouts.id"), default=None)
    filed_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None] = mapped_column(default=None)
    done_as: Mapped[str | None] = mapped_column(default=None)
    message_id: Mapped[int | None] = mapped_column(default=None)
    held_by: Mapped[str | None] = mapped_column(default=None)
    receipt: Mapped[str | None] = mapped_column(default=None)
    receipt_at: Mapped[datetime | None] = mapped_column(default=None)
    receipt_due_at: Mapped[datetime | None] = mapped_column(default=None)


class Result(Base):
    """What a handler returned for a task: a task that comes again gets the same answer, not a second act."""

    __tablename__ = "results"

    task_id: Mapped[str] = mapped_column(primary_key=True)
    tracking_code: Mapped[str] = mapped_column(ForeignKey(CASE), index=True)
    topic: Mapped[str]
    variables: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]


class Step(Base):
    """A step that somebody owes, with its target time; breaches, clock, pages read only these (SLA-2.2)."""

    __tablename__ = "steps"

    tracking_code: Mapped[str] = mapped_column(ForeignKey(CASE), primary_key=True)
    step: Mapped[str] = mapped_column(primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(Identity(), unique=True)
    owner: Mapped[str]
    opened_at: Mapped[datetime]
    due: Mapped[datetime]
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    closed_by: Mapped[str | None] = mapped_column(default=None)
    note: Mapped[str | None] = mapped_column(default=None)
    amount: Mapped[int | None] = mapped_column(default=None)
    """What its owner was shown, in Rials, where the step is to approve it."""


class Breach(Base):
    """A target that was missed: written once for case, step and round by whoever notices first (SLA-2.2)."""

    __tablename__ = "breaches"

    tracking_code: Mapped[str] = mapped_column(ForeignKey(CASE), primary_key=True)
    step: Mapped[str] = mapped_column(primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True)
    recorded_at: Mapped[datetime]


class ServiceWarning(Base):
    """A share of the service's target time that has passed, in percent; each once (SLA-2.2)."""

    __tablename__ = "service_warnings"

    tracking_code: Mapped[str] = mapped_column(ForeignKey(CASE), primary_key=True)
    percent: Mapped[int] = mapped_column(primary_key=True)
    recorded_at: Mapped[datetime]


class Document(Base):
    """A document as it was handed in, and what its reviewer decided (SLA-4.1)."""

    __tablename__ = "documents"

    tracking_code: Mapped[str] = mapped_column(ForeignKey(CASE), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True)
    content_hash: Mapped[str] = mapped_column(ForeignKey("document_contents.content_hash"))
    media_type: Mapped[str]
    size: Mapped[int]
    channel: Mapped[str]
    filed_by: Mapped[str]
    filed_at: Mapped[datetime]
    decision: Mapped[str | None] = mapped_column(default=None)
    decided_by: Mapped[str | None] = mapped_column(default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)


class DocumentContent(Base):
    """The bytes of a document, once for each content."""

    __tablename__ = "document_contents"

    content_hash: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes]


class DocumentReview(Base):
    """What a reviewer decided about all documents of a round (SLA-4.1)."""

    __tablename__ = "document_reviews"

    tracking_code: Mapped[str] = mapped_column(ForeignKey(CASE), primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True)
    decision: Mapped[str]
    kinds: Mapped[list[str]] = mapped_column(JSONB)
    reason: Mapped[str]
    decided_by: Mapped[str]
    decided_at: Mapped[datetime]


class Withdrawal(Base):
    """That the applicant withdraws, accepted by being written, and what it was judged as (SLA-4.2)."""

    __tablename__ = "withdrawals"

    tracking_code: Mapped[str] = mapped_column(ForeignKey(CASE), primary_key=True)
    submitted_at: Mapped[datetime]
    channel: Mapped[str]
    submitted_by: Mapped[str]
    reason: Mapped[str]
    judged_as: Mapped[str | None] = mapped_column(default=None)
    judged_at: Mapped[datetime | None] = mapped_column(default=None)


class FiledDamage(Base):
    """A damage that was found, who bears it by the decision, and by whom that was corrected (SLA-3.9)."""

    __tablename__ = "damages"

    tracking_code: Mapped[str] = mapped_column(ForeignKey(CASE), primary_key=True)
    phase: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    cause: Mapped[str]
    liability: Mapped[str]
    filed_at: Mapped[datetime]
    decided_liability: Mapped[str | None] = mapped_column(default=None)
    decision_reason: Mapped[str | None] = mapped_column(default=None)
    decided_by: Mapped[str | None] = mapped_column(default=None)

    @property
    def borne_by(self) -> str:
        """Who bears it: what a person decided, before what the decision table said."""
        return self.decided_liability or self.liability


class Visit(Base):
    """A visit that came to nothing, of a tester or of a crew (SLA-3.5, SLA-3.8)."""

    __tablename__ = "visits"

    tracking_code: Mapped[str] = mapped_column(ForeignKey(CASE), primary_key=True)
    purpose: Mapped[str] = mapped_column(primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True)
    result: Mapped[str]
    remarks: Mapped[str]
    recorded_by: Mapped[str]
    filed_at: Mapped[datetime]


class DebtPlan(Base):
    """How finance arranged the payment of a debt; the last one is in force (SLA-3.9)."""

    __tablename__ = "debt_plans"

    tracking_code: Mapped[str] = mapped_column(ForeignKey(CASE), primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    parts: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    approval_number: Mapped[str | None] = mapped_column(default=None)
    reason: Mapped[str]
    decided_by: Mapped[str]
    decided_at: Mapped[datetime]


class RefundAccount(Base):
    """An account that the subscriber named for a refund; a rejected one is not tried again (SLA-3.8)."""

    __tablename__ = "refund_accounts"

    tracking_code: Mapped[str] = mapped_column(ForeignKey(CASE), primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True)
    sheba: Mapped[str]
    set_by: Mapped[str]
    channel: Mapped[str]
    set_at: Mapped[datetime]
    rejected_at: Mapped[datetime | None] = mapped_column(default=None)
    rejected_because: Mapped[str | None] = mapped_column(default=None)


class Payout(Base):
    """Money that goes back: pending under its id before the bank is called, then posted or void (SLA-7.1)."""

    __tablename__ = "payouts"

    id: Mapped[str] = mapped_column(primary_key=True)
    tracking_code: Mapped[str | None] = mapped_column(ForeignKey(CASE), index=True, default=None)
    purpose: Mapped[str]
    payment_reference: Mapped[str | None] = mapped_column(ForeignKey("payments.reference"), default=None)
    sheba: Mapped[str]
    amount: Mapped[int]
    state: Mapped[str] = mapped_column(default="pending")
    requested_by: Mapped[str]
    approved_by: Mapped[str | None] = mapped_column(default=None)
    filed_at: Mapped[datetime]
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    bank_reference: Mapped[str | None] = mapped_column(default=None)
    bank_reason: Mapped[str | None] = mapped_column(default=None)


class Feedback(Base):
    """What somebody thought of the service, also whoever was turned away (SLA-1.2)."""

    __tablename__ = "feedback"

    tracking_code: Mapped[str] = mapped_column(ForeignKey(CASE), primary_key=True)
    rating: Mapped[int]
    comment: Mapped[str]
    channel: Mapped[str]
    given_by: Mapped[str]
    given_at: Mapped[datetime]


class Call(Base):
    """A call to somebody whom a notice did not reach (SLA-3.6)."""

    __tablename__ = "calls"

    tracking_code: Mapped[str] = mapped_column(ForeignKey(CASE), primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("outbox.id"), primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True)
    result: Mapped[str]
    note: Mapped[str]
    called_by: Mapped[str]
    called_at: Mapped[datetime]


class FiledQuote(Base):
    """The cost of removal as announced, line by line; a later tariff never changes it (SLA-3.3, SLA-5.1)."""

    __tablename__ = "quotes"

    tracking_code: Mapped[str] = mapped_column(ForeignKey(CASE), primary_key=True)
    quote: Mapped[Quote] = mapped_column(AsJson(Quote))
    filed_at: Mapped[datetime]


class FiledTest(Base):
    """A meter test as it was sent, with what was doubted about it; none doubted means accepted (SLA-3.5)."""

    __tablename__ = "meter_tests"

    tracking_code: Mapped[str] = mapped_column(ForeignKey(CASE), primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True)
    test: Mapped[MeterTest | None] = mapped_column(AsJson(MeterTest))
    doubts: Mapped[list[str]] = mapped_column(JSONB)
    tested_by: Mapped[str]
    filed_at: Mapped[datetime]


class FiledTerms(Base):
    """The technical and financial terms of a round, and what staff decided about them (SLA-3.6)."""

    __tablename__ = "terms"

    tracking_code: Mapped[str] = mapped_column(ForeignKey(CASE), primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True)
    terms: Mapped[Terms] = mapped_column(AsJson(Terms))
    verdict: Mapped[str]
    filed_at: Mapped[datetime]
    approval: Mapped[str | None] = mapped_column(default=None)
    note: Mapped[str | None] = mapped_column(default=None)
    decided_by: Mapped[str | None] = mapped_column(default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    ask_id: Mapped[str | None] = mapped_column(ForeignKey("asks.id"), default=None)


class FiledRemoval(Base):
    """A crew's report as it was sent, with what was doubted about it (SLA-3.8)."""

    __tablename__ = "removals"

    tracking_code: Mapped[str] = mapped_column(ForeignKey(CASE), primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True)
    report: Mapped[RemovalReport | None] = mapped_column(AsJson(RemovalReport))
    doubts: Mapped[list[str]] = mapped_column(JSONB)
    removed_by: Mapped[str]
    filed_at: Mapped[datetime]


class Settlement(Base):
    """The closing account, line by line (SLA-3.8, SLA-3.9)."""

    __tablename__ = "settlements"

    tracking_code: Mapped[str] = mapped_column(ForeignKey(CASE), primary_key=True)
    account: Mapped[ClosingAccount] = mapped_column(AsJson(ClosingAccount))
    filed_at: Mapped[datetime]


class Payment(Base):
    """Money that the bank says has come; the reference is the bank's own (SLA-3.4, SLA-3.9)."""

    __tablename__ = "payments"

    reference: Mapped[str] = mapped_column(primary_key=True)
    bill_id: Mapped[str]
    payment_id: Mapped[str]
    amount: Mapped[int]
    paid_at: Mapped[datetime]
    received_at: Mapped[datetime]
    tracking_code: Mapped[str | None] = mapped_column(ForeignKey(CASE), index=True, default=None)
    ask_id: Mapped[str | None] = mapped_column(ForeignKey("asks.id"), default=None)
    placed_at: Mapped[datetime | None] = mapped_column(default=None)
    placed_by: Mapped[str | None] = mapped_column(default=None)


class LedgerEntry(Base):
    """A double entry; the database refuses to change or delete it, and to commit it unbalanced."""

    __tablename__ = "ledger_entries"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    tracking_code: Mapped[str | None] = mapped_column(ForeignKey(CASE), index=True)
    kind: Mapped[str]
    posted_at: Mapped[datetime]


class LedgerPosting(Base):
    """One side of an entry, in Rials: debit above zero, credit below."""

    __tablename__ = "ledger_postings"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("ledger_entries.id"), index=True)
    account: Mapped[str]
    amount: Mapped[int]


class Certificate(Base):
    """The facts that a certificate shows; the PDF is made from them whenever it is asked for (SLA-7.2)."""

    __tablename__ = "certificates"

    tracking_code: Mapped[str] = mapped_column(ForeignKey(CASE), primary_key=True)
    facts: Mapped[CertificateFacts] = mapped_column(AsJson(CertificateFacts))
    issued_at: Mapped[datetime]


class Look(Base):
    """Who of the staff looked at what of a case, or of money of none; `what` is a word of ours, no person."""

    __tablename__ = "looks"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    tracking_code: Mapped[str | None] = mapped_column(ForeignKey(CASE), index=True)
    user: Mapped[str]
    what: Mapped[str]
    looked_at: Mapped[datetime]


class ChannelKey(Base):
    """A caller's key, of one channel, kept only as its hash."""

    __tablename__ = "channel_keys"

    key_hash: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str]
    made_at: Mapped[datetime]


class Attempt(Base):
    """A try that failed by a wrong code, id or password, by somebody who is told by a keyed hash alone."""

    __tablename__ = "attempts"
    __table_args__ = (Index("attempts_of_somebody", "who", "failed_at"),)

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    who: Mapped[str]
    failed_at: Mapped[datetime] = mapped_column(index=True)
