"""How are the records asked and added to? One repository a table, in the words of the service."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, false, func, or_, select
from sqlalchemy.orm import Session

from domain.connection import Connection
from domain.ledger import Account, Entry
from records.inspection import Inspection
from records.repository import Repository
from records.repository import Unknown as Unknown
from records.retention import Retention
from records.tables import (
    CERTIFICATE_NUMBERS,
    Ask,
    Attempt,
    Bell,
    Breach,
    Call,
    Certificate,
    ChannelKey,
    DebtPlan,
    Dispatch,
    Document,
    DocumentContent,
    DocumentReview,
    Feedback,
    FiledDamage,
    FiledQuote,
    FiledRemoval,
    FiledTerms,
    FiledTest,
    LedgerEntry,
    LedgerPosting,
    Look,
    Payment,
    Payout,
    RefundAccount,
    Request,
    Result,
    ServiceWarning,
    Settlement,
    Step,
    Subscription,
    Visit,
    Withdrawal,
)


class Connections(Repository):
    """The billing system's register of connections."""

    def find(self, bill_id: str) -> Connection | None:
        """The connection of that bill id, or None where the register has none."""
        row = self._session.get(Subscription, bill_id)
        return row.connection if row else None

    def get(self, bill_id: str) -> Connection:
        """The connection of that bill id; `Unknown` where the register has none."""
        connection = self.find(bill_id)
        if connection is None:
            raise Unknown("the register has no connection for the case's bill id")
        return connection

    def replace(self, connections: Sequence[Connection], imported_at: datetime) -> None:
        """Adds each connection, in place of an older description of the same bill id."""
        for connection in connections:
            self._session.merge(
                Subscription(bill_id=connection.bill_id, connection=connection, imported_at=imported_at)
            )
        self._session.flush()


class Requests(Repository):
    """The requests; to lock one is to lock its case."""

    def find(self, tracking_code: str) -> Request | None:
        """The request of that tracking code, or None."""
        return self._session.get(Request, tracking_code)

    def get(self, tracking_code: str) -> Request:
        """The request of that tracking code; `Unknown` where there is none."""
        request = self.find(tracking_code)
        if request is None:
            raise Unknown(f"no request has the tracking code {tracking_code}")
        return request

    def lock(self, tracking_code: str) -> Request:
        """The request, held by this transaction until its end; `Unknown` where there is none."""
        request = self._session.get(Request, tracking_code, with_for_update=True, populate_existing=True)
        if request is None:
            raise Unknown(f"no request has the tracking code {tracking_code}")
        return request

    def codes(self) -> Sequence[str]:
        """The tracking codes of all requests, ended ones too."""
        return self._session.scalars(select(Request.tracking_code).order_by(Request.registered_at)).all()

    def named(
        self,
        most: int,
        *,
        tracking_code: str | None = None,
        bill_id: str | None = None,
        person: str | None = None,
        mobile: str | None = None,
    ) -> Sequence[Request]:
        """The newest requests that any of the numbers names; `person` is applicant or representative."""
        asked = (
            (Request.tracking_code, tracking_code),
            (Request.bill_id, bill_id),
            (Request.applicant_national_id, person),
            (Request.representative_national_id, person),
            (Request.applicant_mobile, mobile),
        )
        # A number that is not given would ask for what has none.
        names = or_(false(), *(column == number for column, number in asked if number is not None))
        query = select(Request).where(names).order_by(Request.registered_at.desc())
        return self._session.scalars(query.limit(most)).all()

    def of_idempotency_key(self, channel: str, key: str) -> Request | None:
        """The request that this channel registered under that key, if any."""
        return self._session.scalar(select(Request).filter_by(channel=channel, idempotency_key=key))

    def open_of_bill(self, bill_id: str) -> Request | None:
        """The request of that connection which has not ended, if any."""
        return self._session.scalar(select(Request).filter_by(bill_id=bill_id, ended_at=None))

    def unended(self) -> Sequence[Request]:
        """All requests that have not ended, in the order in which they were registered."""
        query = select(Request).filter_by(ended_at=None)
        return self._session.scalars(query.order_by(Request.registered_at, Request.tracking_code)).all()

    def was_served(self, bill_id: str) -> bool:
        """Whether that connection was removed and settled under an earlier request."""
        return (
            self._session.scalar(select(Request.tracking_code).filter_by(bill_id=bill_id, outcome="served"))
            is not None
        )


class Asks(Repository):
    """What the service waits for from outside."""

    def find(self, ask_id: str) -> Ask | None:
        """The ask of that id, or None."""
        return self._session.get(Ask, ask_id)

    def open(self, tracking_code: str, kind: str | None = None) -> Ask | None:
        """The open ask of the case, of that kind if one is named."""
        query = select(Ask).filter_by(tracking_code=tracking_code, closed_at=None)
        return self._session.scalar(query.filter_by(kind=kind) if kind else query)

    def latest(self, tracking_code: str, kind: str) -> Ask | None:
        """The last ask of that kind, open or closed; an open one is later than any closed at its opening."""
        query = select(Ask).filter_by(tracking_code=tracking_code, kind=kind)
        latest_first = query.order_by(Ask.opened_at.desc(), Ask.closed_at.desc().nulls_first())
        return self._session.scalar(latest_first.limit(1))

    def of_case(self, tracking_code: str) -> Sequence[Ask]:
        """All asks of the case, in the order in which they were opened."""
        return self._session.scalars(
            select(Ask).filter_by(tracking_code=tracking_code).order_by(Ask.opened_at)
        ).all()

    def of_payment_ids(self, bill_id: str, payment_id: str) -> Ask | None:
        """The one ask that these two ids name, for ever."""
        return self._session.scalar(select(Ask).filter_by(bill_id=bill_id, payment_id=payment_id))

    def payments_asked(self, bill_id: str) -> int:
        """How often a payment was asked for under that bill id, over all cases."""
        return self._session.scalar(select(func.count()).select_from(Ask).filter_by(bill_id=bill_id)) or 0


class Bells(Repository):
    """Messages that the engine must hear."""

    def get_to_ring(self, bell_id: int) -> Bell | None:
        """The bell, held by this transaction; None where it is stopped or another relay holds it."""
        query = select(Bell).filter_by(id=bell_id, stopped_at=None).with_for_update(skip_locked=True)
        return self._session.scalar(query.execution_options(populate_existing=True))

    def due(self, now: datetime, limit: int = 100) -> Sequence[int]:
        """The ids of the bells to be rung by now, the longest waiting first."""
        return self._ids(
            select(Bell.id).where(Bell.next_ring_at <= now).order_by(Bell.next_ring_at).limit(limit)
        )

    def unstopped(self, tracking_code: str) -> Sequence[int]:
        """The ids of the case's bells that are still to be rung, due or not."""
        return self._ids(select(Bell.id).filter_by(tracking_code=tracking_code).order_by(Bell.id))

    def stop(
        self, tracking_code: str, now: datetime, *, ask_id: str | None = None, message: str | None = None
    ) -> None:
        """Stops the bells of that ask or message, or all of the case where neither is named."""
        chosen = {name: value for name, value in (("ask_id", ask_id), ("message", message)) if value}
        query = select(Bell).filter_by(tracking_code=tracking_code, stopped_at=None, **chosen)
        for bell in self._session.scalars(query):
            bell.stopped_at = now

    def find(self, tracking_code: str, message: str, variables: dict[str, Any]) -> Bell | None:
        """The case's bell of that message with those variables, stopped or not."""
        query = select(Bell).filter_by(tracking_code=tracking_code, message=message, variables=variables)
        return self._session.scalar(query.limit(1))

    def _ids(self, query: Select[int]) -> Sequence[int]:
        return self._session.scalars(query.where(Bell.stopped_at.is_(None))).all()


class Outbox(Repository):
    """What must go out."""

    def due(self, now: datetime, limit: int = 100) -> Sequence[int]:
        """The ids of what is to be sent by now, in the order in which it was filed."""
        query = select(Dispatch.id).where(Dispatch.done_at.is_(None), Dispatch.next_attempt_at <= now)
        return self._session.scalars(query.order_by(Dispatch.id).limit(limit)).all()

    def undone(self, tracking_code: str) -> Sequence[int]:
        """The ids of what the case has still to send, due or not."""
        query = select(Dispatch.id).filter_by(tracking_code=tracking_code, done_at=None)
        return self._session.scalars(query.order_by(Dispatch.id)).all()

    def get_to_send(self, dispatch_id: int, due_by: datetime | None = None) -> Dispatch | None:
        """The row, held by this transaction; None where it is done or another sender has it.

        With `due_by` also where it is not due: another sender claimed it since it was found.
        """
        query = select(Dispatch).filter_by(id=dispatch_id, done_at=None).with_for_update(skip_locked=True)
        if due_by is not None:
            query = query.where(Dispatch.next_attempt_at <= due_by)
        return self._session.scalar(query.execution_options(populate_existing=True))

    def get(self, dispatch_id: int) -> Dispatch:
        """The row of that id; `Unknown` where there is none."""
        row = self._session.get(Dispatch, dispatch_id)
        if row is None:
            raise Unknown(f"no outbox row {dispatch_id}")
        return row

    def of_case(self, tracking_code: str, kind: str) -> Sequence[Dispatch]:
        """All rows of that kind, in the order in which they were filed."""
        query = select(Dispatch).filter_by(tracking_code=tracking_code, kind=kind)
        return self._session.scalars(query.order_by(Dispatch.id)).all()

    def lock(self, dispatch_id: int) -> Dispatch:
        """The row, held by this transaction until its end; `Unknown` where there is none."""
        row = self._session.get(Dispatch, dispatch_id, with_for_update=True, populate_existing=True)
        if row is None:
            raise Unknown(f"no outbox row {dispatch_id}")
        return row

    def of_message(self, provider: str, message_id: int) -> Dispatch | None:
        """The row that this provider took under that number of its own, if any."""
        query = select(Dispatch).filter_by(held_by=provider, message_id=message_id)
        return self._session.scalar(query.limit(1))

    def to_ask(self, provider: str, now: datetime, limit: int) -> Sequence[Dispatch]:
        """What this provider took and is to be asked about by now, the longest waiting first."""
        query = select(Dispatch).filter_by(held_by=provider).where(Dispatch.receipt_due_at <= now)
        return self._session.scalars(query.order_by(Dispatch.receipt_due_at).limit(limit)).all()


class Results(Repository):
    """What handlers returned."""

    def of(self, task_id: str) -> dict[str, Any] | None:
        """What was returned for that task, or None where it was not done yet."""
        row = self._session.get(Result, task_id)
        return row.variables if row else None


class Steps(Repository):
    """The steps of cases."""

    def open(self, tracking_code: str, step: str) -> Step | None:
        """The open round of that step, if any."""
        return self._session.scalar(
            select(Step).filter_by(tracking_code=tracking_code, step=step, closed_at=None)
        )

    def latest(self, tracking_code: str, step: str) -> Step | None:
        """The last round of that step, open or closed."""
        query = select(Step).filter_by(tracking_code=tracking_code, step=step).order_by(Step.round.desc())
        return self._session.scalar(query.limit(1))

    def round(self, tracking_code: str, step: str, number: int) -> Step | None:
        """That round of the step, if there was one."""
        return self._session.get(Step, (tracking_code, step, number))

    def all_open(self, tracking_code: str) -> Sequence[Step]:
        """The case's open steps."""
        return self._session.scalars(
            select(Step).filter_by(tracking_code=tracking_code, closed_at=None)
        ).all()

    def rounds(self, tracking_code: str, step: str) -> int:
        """How many rounds of that step there were."""
        query = select(func.count()).select_from(Step).filter_by(tracking_code=tracking_code, step=step)
        return self._session.scalar(query) or 0

    def of_case(self, tracking_code: str) -> Sequence[Step]:
        """All steps of the case, in the order in which they were opened."""
        query = select(Step).filter_by(tracking_code=tracking_code)
        return self._session.scalars(query.order_by(Step.number)).all()


class Breaches(Repository):
    """Targets that were missed, and warnings about the service's own."""

    def find(self, step: Step) -> Breach | None:
        """The breach recorded for that round of the step, if any."""
        return self._session.get(Breach, (step.tracking_code, step.step, step.round))

    def of_case(self, tracking_code: str) -> Sequence[Breach]:
        """All breaches of the case."""
        return self._session.scalars(select(Breach).filter_by(tracking_code=tracking_code)).all()

    def newest(self, most: int) -> Sequence[Breach]:
        """The newest breaches of all cases."""
        return self._session.scalars(select(Breach).order_by(Breach.recorded_at.desc()).limit(most)).all()

    def newest_warnings(self, most: int) -> Sequence[ServiceWarning]:
        """The newest warnings of all cases, the gravest of a moment first."""
        query = select(ServiceWarning).order_by(
            ServiceWarning.recorded_at.desc(), ServiceWarning.percent.desc()
        )
        return self._session.scalars(query.limit(most)).all()

    def warned(self, tracking_code: str) -> set[int]:
        """The percentages of the service's target that were warned about."""
        return set(
            self._session.scalars(select(ServiceWarning.percent).filter_by(tracking_code=tracking_code))
        )


class Documents(Repository):
    """What was handed in, and what was decided about it."""

    def latest(self, tracking_code: str, kind: str) -> Document | None:
        """The document of that kind that was handed in last, if any."""
        query = select(Document).filter_by(tracking_code=tracking_code, kind=kind)
        return self._session.scalar(query.order_by(Document.round.desc()).limit(1))

    def of_case(self, tracking_code: str) -> Sequence[Document]:
        """All documents of the case, replaced ones too, in the order in which they were handed in."""
        query = select(Document).filter_by(tracking_code=tracking_code)
        return self._session.scalars(query.order_by(Document.filed_at, Document.kind, Document.round)).all()

    def keep(self, content_hash: str, content: bytes) -> None:
        """Keeps the bytes under their hash, once."""
        if self._session.get(DocumentContent, content_hash) is None:
            self.add(DocumentContent(content_hash=content_hash, content=content))

    def content(self, content_hash: str) -> bytes:
        """The bytes of that hash; `Unknown` where there are none."""
        row = self._session.get(DocumentContent, content_hash)
        if row is None:
            raise Unknown("no document has that content")
        return row.content

    def review(self, tracking_code: str) -> DocumentReview | None:
        """The last review of the case's documents, if any."""
        query = select(DocumentReview).filter_by(tracking_code=tracking_code)
        return self._session.scalar(query.order_by(DocumentReview.round.desc()).limit(1))


class Withdrawals(Repository):
    """Withdrawals, at most one a case."""

    def find(self, tracking_code: str) -> Withdrawal | None:
        """The case's withdrawal, if one was accepted."""
        return self._session.get(Withdrawal, tracking_code)


class Damages(Repository):
    """Damages that were found."""

    def of_case(self, tracking_code: str) -> Sequence[FiledDamage]:
        """All damages of the case, those of the test first."""
        query = select(FiledDamage).filter_by(tracking_code=tracking_code)
        return self._session.scalars(query.order_by(FiledDamage.phase.desc(), FiledDamage.kind)).all()

    def find(self, tracking_code: str, phase: str, kind: str) -> FiledDamage | None:
        """That damage, if it was found."""
        return self._session.get(FiledDamage, (tracking_code, phase, kind))

    def forget(self, tracking_code: str, phase: str) -> None:
        """Takes back what an earlier round of that phase found: the meter was tested again."""
        self._session.execute(delete(FiledDamage).filter_by(tracking_code=tracking_code, phase=phase))


class Visits(Repository):
    """Visits that came to nothing."""

    def of_case(self, tracking_code: str, purpose: str | None = None) -> Sequence[Visit]:
        """The case's visits in order, of one purpose if it is named."""
        query = select(Visit).filter_by(tracking_code=tracking_code)
        chosen = query.filter_by(purpose=purpose) if purpose else query
        return self._session.scalars(chosen.order_by(Visit.filed_at, Visit.round)).all()


class DebtPlans(Repository):
    """Arrangements for debts."""

    def latest(self, tracking_code: str) -> DebtPlan | None:
        """The plan in force, if any."""
        query = select(DebtPlan).filter_by(tracking_code=tracking_code)
        return self._session.scalar(query.order_by(DebtPlan.round.desc()).limit(1))

    def rounds(self, tracking_code: str) -> int:
        """How many plans there were."""
        query = select(func.count()).select_from(DebtPlan).filter_by(tracking_code=tracking_code)
        return self._session.scalar(query) or 0


class RefundAccounts(Repository):
    """Accounts named for refunds."""

    def latest(self, tracking_code: str) -> RefundAccount | None:
        """The account named last, rejected or not."""
        query = select(RefundAccount).filter_by(tracking_code=tracking_code)
        return self._session.scalar(query.order_by(RefundAccount.round.desc()).limit(1))

    def in_force(self, tracking_code: str) -> RefundAccount | None:
        """The account to be paid to: the one named last, unless it was rejected."""
        row = self.latest(tracking_code)
        return row if row is not None and row.rejected_at is None else None

    def rejected(self, tracking_code: str) -> set[str]:
        """The accounts that the bank or finance rejected."""
        query = select(RefundAccount.sheba).filter_by(tracking_code=tracking_code)
        return set(self._session.scalars(query.where(RefundAccount.rejected_at.is_not(None))))


class Payouts(Repository):
    """Money on its way back."""

    def get(self, payout_id: str) -> Payout:
        """The payout of that id; `Unknown` where there is none."""
        row = self._session.get(Payout, payout_id)
        if row is None:
            raise Unknown("no such payout")
        return row

    def lock(self, payout_id: str) -> Payout:
        """The payout, held by this transaction until its end."""
        row = self._session.get(Payout, payout_id, with_for_update=True, populate_existing=True)
        if row is None:
            raise Unknown("no such payout")
        return row

    def of_case(self, tracking_code: str) -> Sequence[Payout]:
        """All payouts of the case, in the order in which they were filed."""
        query = select(Payout).filter_by(tracking_code=tracking_code)
        return self._session.scalars(query.order_by(Payout.filed_at, Payout.id)).all()

    def pending(self, tracking_code: str | None = None) -> Sequence[Payout]:
        """What the bank has not answered yet, of one case or of all."""
        query = select(Payout).filter_by(state="pending")
        chosen = query.filter_by(tracking_code=tracking_code) if tracking_code else query
        return self._session.scalars(chosen.order_by(Payout.filed_at)).all()


class Opinions(Repository):
    """What people thought of the service."""

    def find(self, tracking_code: str) -> Feedback | None:
        """The opinion given on that case, if any."""
        return self._session.get(Feedback, tracking_code)

    def all(self) -> Sequence[Feedback]:
        """All opinions, the newest first."""
        return self._session.scalars(select(Feedback).order_by(Feedback.given_at.desc())).all()


class Calls(Repository):
    """Calls to people whom a notice did not reach."""

    def of_notice(self, tracking_code: str, notice_id: int) -> Sequence[Call]:
        """The calls about that notice, in order."""
        query = select(Call).filter_by(tracking_code=tracking_code, notice_id=notice_id)
        return self._session.scalars(query.order_by(Call.round)).all()

    def was_made(self, tracking_code: str, moment: datetime) -> bool:
        """Whether a call of the case was recorded at that very moment."""
        query = select(Call).filter_by(tracking_code=tracking_code, called_at=moment)
        return self._session.scalars(query).first() is not None


class Quotes(Repository):
    """Costs as announced."""

    def find(self, tracking_code: str) -> FiledQuote | None:
        """The case's quote, if it was calculated."""
        return self._session.get(FiledQuote, tracking_code)

    def get(self, tracking_code: str) -> FiledQuote:
        """The case's quote; `Unknown` before it was calculated."""
        row = self.find(tracking_code)
        if row is None:
            raise Unknown("the cost has not been calculated")
        return row


class Tests(Repository):
    """Meter tests as sent."""

    __test__ = False

    def latest(self, tracking_code: str) -> FiledTest | None:
        """The last test sent, accepted or doubted."""
        query = select(FiledTest).filter_by(tracking_code=tracking_code).order_by(FiledTest.round.desc())
        return self._session.scalar(query.limit(1))

    def accepted(self, tracking_code: str) -> FiledTest:
        """The last test that nothing was doubted about; `Unknown` where there is none."""
        query = select(FiledTest).filter_by(tracking_code=tracking_code).where(FiledTest.doubts == [])
        row = self._session.scalar(query.order_by(FiledTest.round.desc()).limit(1))
        if row is None:
            raise Unknown("no meter test has been accepted")
        return row


class TermsOffered(Repository):
    """Terms of each round."""

    def latest(self, tracking_code: str) -> FiledTerms | None:
        """The terms of the last round, if any."""
        query = select(FiledTerms).filter_by(tracking_code=tracking_code).order_by(FiledTerms.round.desc())
        return self._session.scalar(query.limit(1))

    def get(self, tracking_code: str) -> FiledTerms:
        """The terms of the last round; `Unknown` before the first."""
        row = self.latest(tracking_code)
        if row is None:
            raise Unknown("no terms have been estimated")
        return row


class Removals(Repository):
    """Crews' reports as sent."""

    def latest(self, tracking_code: str) -> FiledRemoval | None:
        """The last report sent, accepted or doubted."""
        query = (
            select(FiledRemoval).filter_by(tracking_code=tracking_code).order_by(FiledRemoval.round.desc())
        )
        return self._session.scalar(query.limit(1))

    def accepted(self, tracking_code: str) -> FiledRemoval | None:
        """The report that nothing was doubted about: the removal is recorded."""
        query = select(FiledRemoval).filter_by(tracking_code=tracking_code).where(FiledRemoval.doubts == [])
        return self._session.scalar(query.limit(1))


class Settlements(Repository):
    """Closing accounts."""

    def find(self, tracking_code: str) -> Settlement | None:
        """The closing account of the case, if it was made."""
        return self._session.get(Settlement, tracking_code)


class Payments(Repository):
    """Money that came."""

    def find(self, reference: str) -> Payment | None:
        """The payment of that bank reference, if it was told to us before."""
        return self._session.get(Payment, reference)

    def paid_between(self, begin: datetime, end: datetime) -> Sequence[Payment]:
        """What was paid from the one moment until before the other, in that order."""
        query = select(Payment).where(Payment.paid_at >= begin, Payment.paid_at < end)
        return self._session.scalars(query.order_by(Payment.paid_at, Payment.reference)).all()

    def unmatched(self) -> Sequence[Payment]:
        """Money that belongs to no case and was neither placed nor paid back, the oldest first."""
        query = select(Payment).filter_by(tracking_code=None, placed_at=None)
        return self._session.scalars(query.order_by(Payment.received_at)).all()

    def of_case(self, tracking_code: str) -> Sequence[Payment]:
        """What was paid in the case, in the order in which it came."""
        query = select(Payment).filter_by(tracking_code=tracking_code)
        return self._session.scalars(query.order_by(Payment.received_at, Payment.reference)).all()

    def of_ask(self, ask_id: str) -> Sequence[Payment]:
        """What was paid for that ask, in the order in which it came."""
        query = select(Payment).filter_by(ask_id=ask_id).order_by(Payment.received_at, Payment.reference)
        return self._session.scalars(query).all()


class Ledger(Repository):
    """The double entries."""

    def post(self, entry: Entry, tracking_code: str | None, now: datetime) -> None:
        """Adds the entry; None is money that belongs to no case."""
        row = LedgerEntry(tracking_code=tracking_code, kind=entry.kind, posted_at=now)
        self.add(row)
        for posting in entry.postings:
            self._session.add(LedgerPosting(entry_id=row.id, account=posting.account, amount=posting.amount))
        self._session.flush()

    def balance(self, tracking_code: str, account: Account) -> int:
        """The balance of that account in the case, in Rials: above zero is a debit."""
        query = select(func.coalesce(func.sum(LedgerPosting.amount), 0)).join(LedgerEntry)
        return int(
            self._session.scalar(
                query.where(LedgerEntry.tracking_code == tracking_code, LedgerPosting.account == account)
            )
            or 0
        )

    def balances(self, tracking_code: str | None = None) -> dict[str, int]:
        """Every account's balance, of one case or of all."""
        query = select(LedgerPosting.account, func.sum(LedgerPosting.amount)).join(LedgerEntry)
        if tracking_code is not None:
            query = query.where(LedgerEntry.tracking_code == tracking_code)
        return {
            account: int(amount)
            for account, amount in self._session.execute(query.group_by(LedgerPosting.account))
        }

    def standing(self, account: Account) -> list[tuple[str, int]]:
        """The cases in which something stands on that account, with its balance there, in Rials."""
        balance = func.sum(LedgerPosting.amount)
        query = select(LedgerEntry.tracking_code, balance).join(LedgerPosting).filter_by(account=account)
        query = query.where(LedgerEntry.tracking_code.is_not(None)).group_by(LedgerEntry.tracking_code)
        rows = self._session.execute(query.having(balance != 0).order_by(LedgerEntry.tracking_code))
        return [(str(code), int(amount)) for code, amount in rows]

    def entries(self, tracking_code: str) -> list[Entry]:
        """The case's entries as they were posted, in order."""
        rows = self._session.scalars(
            select(LedgerEntry).filter_by(tracking_code=tracking_code).order_by(LedgerEntry.id)
        )
        return [self._entry(row) for row in rows]

    def _entry(self, row: LedgerEntry) -> Entry:
        postings = self._session.scalars(
            select(LedgerPosting).filter_by(entry_id=row.id).order_by(LedgerPosting.id)
        )
        return Entry.model_validate(
            {"kind": row.kind, "postings": [{"account": p.account, "amount": p.amount} for p in postings]}
        )


class Certificates(Repository):
    """What certificates show."""

    def find(self, tracking_code: str) -> Certificate | None:
        """The case's certificate, if one was issued."""
        return self._session.get(Certificate, tracking_code)

    def next_number(self) -> int:
        """A number that no other certificate has or will have."""
        return self._session.scalars(select(CERTIFICATE_NUMBERS.next_value())).one()


class Looks(Repository):
    """Who looked at what."""

    def of_case(self, tracking_code: str) -> Sequence[Look]:
        """The looks at the case, in order."""
        return self._session.scalars(
            select(Look).filter_by(tracking_code=tracking_code).order_by(Look.id)
        ).all()


class Keys(Repository):
    """Callers' keys."""

    def channel_of(self, key_hash: str) -> str | None:
        """The channel whose key has that hash, if any."""
        row = self._session.get(ChannelKey, key_hash)
        return row.channel if row else None

    def set(self, channel: str, key_hash: str, now: datetime) -> None:
        """Lets that key speak for the channel, too."""
        self._session.merge(ChannelKey(key_hash=key_hash, channel=channel, made_at=now))
        self._session.flush()


class Attempts(Repository):
    """Tries that failed."""

    def since(self, who: str, moment: datetime) -> tuple[int, datetime | None]:
        """How often they failed since then, and when last."""
        query = select(func.count(), func.max(Attempt.failed_at)).filter_by(who=who)
        failures, last = self._session.execute(query.where(Attempt.failed_at > moment)).one()
        return failures, last

    def forget(self, moment: datetime) -> None:
        """Forgets what failed until then."""
        self._session.execute(delete(Attempt).where(Attempt.failed_at <= moment))


class Records:
    """All repositories, in one transaction."""

    def __init__(self, session: Session) -> None:
        self.connections = Connections(session)
        self.requests = Requests(session)
        self.asks = Asks(session)
        self.bells = Bells(session)
        self.outbox = Outbox(session)
        self.results = Results(session)
        self.steps = Steps(session)
        self.breaches = Breaches(session)
        self.quotes = Quotes(session)
        self.tests = Tests(session)
        self.terms = TermsOffered(session)
        self.removals = Removals(session)
        self.settlements = Settlements(session)
        self.payments = Payments(session)
        self.ledger = Ledger(session)
        self.certificates = Certificates(session)
        self.documents = Documents(session)
        self.withdrawals = Withdrawals(session)
        self.damages = Damages(session)
        self.visits = Visits(session)
        self.debt_plans = DebtPlans(session)
        self.refund_accounts = RefundAccounts(session)
        self.payouts = Payouts(session)
        self.opinions = Opinions(session)
        self.calls = Calls(session)
        self.looks = Looks(session)
        self.keys = Keys(session)
        self.inspection = Inspection(session)
        self.retention = Retention(session)
        self.attempts = Attempts(session)
