"""What do the records know of people, and how is it taken out of them?

The ledger, amounts, dates, decisions and the certificate's number stay: they are the company's books.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, Final

from sqlalchemy import CursorResult, Delete, Update, delete, exists, func, select, update

from domain.ledger import Account
from domain.persian import TEHRAN
from records.repository import Repository
from records.tables import (
    Base,
    Bell,
    Call,
    Certificate,
    DebtPlan,
    Dispatch,
    Document,
    DocumentContent,
    DocumentReview,
    Feedback,
    FiledDamage,
    FiledRemoval,
    FiledTerms,
    FiledTest,
    LedgerEntry,
    LedgerPosting,
    Payout,
    RefundAccount,
    Request,
    Result,
    Step,
    Subscription,
    Visit,
    Withdrawal,
)

REMOVED: Final = "removed"
"""The content to which documents point whose own is taken out."""

BLANKS: Final[Mapping[type[Base], Mapping[str, Any]]] = {
    Request: {
        "channel_user": "",
        "applicant_national_id": "",
        "applicant_name": "",
        "applicant_mobile": "",
        "representative_national_id": None,
        "representative_name": None,
        "idempotency_hash": "",
    },
    Withdrawal: {"submitted_by": "", "reason": ""},
    DocumentReview: {"reason": ""},
    FiledDamage: {"decision_reason": None},
    Visit: {"remarks": ""},
    DebtPlan: {"reason": ""},
    Payout: {"sheba": "", "bank_reason": None},
    Feedback: {"comment": "", "given_by": ""},
    Call: {"note": ""},
    FiledTerms: {"note": None},
    Step: {"note": None},
    Document: {"content_hash": REMOVED, "filed_by": ""},
    Dispatch: {"text": "", "receptor": ""},
}
"""The columns of a case in which a person may be named, by what is typed freely too."""

GOES: Final[tuple[type[Base], ...]] = (RefundAccount, Result)
"""The rows of a case that are of no use any more."""

Counts = Counter[str]
"""Rows by table."""


class Retention(Repository):
    """Cases whose people are to be forgotten."""

    def remembered(self) -> Sequence[Request]:
        """The requests that have ended and still know their people, the longest ended first."""
        query = select(Request).where(Request.ended_at.is_not(None), Request.applicant_national_id != "")
        return self._session.scalars(query.order_by(Request.ended_at)).all()

    def is_busy(self, tracking_code: str) -> bool:
        """Whether the ended case still owes something: money, a message, a ring, a call."""
        of_case = {"tracking_code": tracking_code}
        return any(
            self._session.scalar(select(exists(query)))
            for query in (
                select(Dispatch.id).filter_by(**of_case, done_at=None),
                select(Bell.id).filter_by(**of_case, stopped_at=None),
                select(Step.number).filter_by(**of_case, closed_at=None),
                select(Payout.id).filter_by(**of_case).where(Payout.state.in_(("requested", "pending"))),
                self._owed(tracking_code),
            )
        )

    def forget(self, request: Request) -> Counts:
        """Takes the people out of a case that has ended, its documents and saved results too."""
        code = request.tracking_code
        self._ensure_removed_content()
        counts = Counts()
        for table, values in BLANKS.items():
            counts[table.__tablename__] += self._count(_of(update(table), table, code).values(**values))
        counts["outbox"] = self._count(
            _of(delete(Dispatch), Dispatch, code).where(Dispatch.id.not_in(select(Call.notice_id)))
        )
        for table in GOES:
            counts[table.__tablename__] += self._count(_of(delete(table), table, code))
        self._forget_who_named_the_account(code)
        self._forget_in_reports(code)
        counts["document_contents"] += self._drop_contents()
        counts["subscriptions"] += self._drop_subscription(request)
        return +counts

    def forget_caseless(self, before: date) -> Counts:
        """The same for money that belonged to no case and was paid back before that day."""
        moment = datetime.combine(before, time(), TEHRAN)
        done = delete(Dispatch).filter_by(tracking_code=None).where(Dispatch.done_at < moment)
        paid = update(Payout).filter_by(tracking_code=None).where(Payout.answered_at < moment)
        counts = Counts(outbox=self._count(done))
        counts["payouts"] = self._count(paid.where(Payout.sheba != "").values(**BLANKS[Payout]))
        return +counts

    def _owed(self, tracking_code: str) -> Any:
        owed = select(LedgerPosting.account).join(LedgerEntry, LedgerEntry.id == LedgerPosting.entry_id)
        waiting = (Account.SUBSCRIBER, Account.TO_RETURN, Account.PAYOUT)
        owed = owed.where(LedgerEntry.tracking_code == tracking_code, LedgerPosting.account.in_(waiting))
        return owed.group_by(LedgerPosting.account).having(func.sum(LedgerPosting.amount) != 0)

    def _forget_who_named_the_account(self, tracking_code: str) -> None:
        """A refund is asked for by the subscriber's own user of a channel; other payouts by staff."""
        refunds = update(Payout).filter_by(tracking_code=tracking_code, purpose="refund")
        self._session.execute(refunds.values(requested_by=""))

    def _forget_in_reports(self, tracking_code: str) -> None:
        """What is kept as a whole is written anew without its free text."""
        for test in self._session.scalars(select(FiledTest).filter_by(tracking_code=tracking_code)):
            test.test = test.test and test.test.model_copy(update={"remarks": ""})
        for removal in self._session.scalars(select(FiledRemoval).filter_by(tracking_code=tracking_code)):
            removal.report = removal.report and removal.report.model_copy(update={"remarks": ""})
        certificate = self._session.get(Certificate, tracking_code)
        if certificate is not None:
            certificate.facts = certificate.facts.model_copy(update={"subscriber_name": ""})

    def _ensure_removed_content(self) -> None:
        if self._session.get(DocumentContent, REMOVED) is None:
            self.add(DocumentContent(content_hash=REMOVED, content=b""))

    def _drop_contents(self) -> int:
        """Contents that no document has any more; two cases may have had the same."""
        unused = delete(DocumentContent).where(DocumentContent.content_hash != REMOVED)
        return self._count(unused.where(DocumentContent.content_hash.not_in(select(Document.content_hash))))

    def _drop_subscription(self, request: Request) -> int:
        """A connection that was removed has no subscriber any more."""
        if request.outcome != "served":
            return 0
        under_way = select(Request.bill_id).filter_by(ended_at=None)
        row = delete(Subscription).filter_by(bill_id=request.bill_id)
        return self._count(row.where(Subscription.bill_id.not_in(under_way)))

    def _count(self, change: Update | Delete) -> int:
        result = self._session.execute(change)
        return result.rowcount if isinstance(result, CursorResult) else 0


def _of(change: Any, table: type[Base], tracking_code: str) -> Any:
    return change.where(table.__table__.c.tracking_code == tracking_code)
