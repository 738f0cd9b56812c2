"""What is owed, paid, paid back and accounted for?"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from domain.ledger import Account, Entry
from records.repository import Repository, Unknown
from records.tables import (
    CERTIFICATE_NUMBERS,
    Certificate,
    DebtPlan,
    FiledQuote,
    LedgerEntry,
    LedgerPosting,
    Payment,
    Payout,
    RefundAccount,
    Settlement,
)


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


class Settlements(Repository):
    """Closing accounts."""

    def find(self, tracking_code: str) -> Settlement | None:
        """The closing account of the case, if it was made."""
        return self._session.get(Settlement, tracking_code)


class Certificates(Repository):
    """What certificates show."""

    def find(self, tracking_code: str) -> Certificate | None:
        """The case's certificate, if one was issued."""
        return self._session.get(Certificate, tracking_code)

    def next_number(self) -> int:
        """A number that no other certificate has or will have."""
        return self._session.scalars(select(CERTIFICATE_NUMBERS.next_value())).one()
