"""What do the records say about their own health? Questions of the doctor, which change nothing."""

from datetime import datetime

from sqlalchemy import func, select

from domain.ledger import Account
from records.repository import Repository
from records.tables import Bell, Dispatch, LedgerEntry, LedgerPosting, Payment, Payout, Request


class Inspection(Repository):
    """Looks over all cases at once."""

    def now(self) -> datetime:
        """The moment by the database's own clock."""
        moment: datetime = self._session.scalars(select(func.clock_timestamp())).one()
        return moment

    def unbalanced_entries(self) -> list[int]:
        """The ids of the entries whose debits and credits differ, or that have none."""
        query = select(LedgerEntry.id).outerjoin(LedgerPosting).group_by(LedgerEntry.id)
        differing = func.coalesce(func.sum(LedgerPosting.amount), 1) != 0
        return list(self._session.scalars(query.having(differing).order_by(LedgerEntry.id)))

    def unsettled_ends(self) -> list[str]:
        """The cases that have ended while their subscriber still owes or is owed something (SLA-7.1)."""
        query = select(Request.tracking_code).join(
            LedgerEntry, LedgerEntry.tracking_code == Request.tracking_code
        )
        query = query.join(LedgerPosting).where(Request.ended_at.is_not(None))
        query = query.where(LedgerPosting.account == Account.SUBSCRIBER).group_by(Request.tracking_code)
        rows = query.having(func.sum(LedgerPosting.amount) != 0).order_by(Request.tracking_code)
        return list(self._session.scalars(rows))

    def at_the_bank(self) -> int:
        """What the bank must hold for us by payments that came and payouts that went, in Rials."""
        came = select(func.coalesce(func.sum(Payment.amount), 0))
        went = select(func.coalesce(func.sum(Payout.amount), 0)).filter_by(state="posted")
        return int(self._session.scalars(came).one()) - int(self._session.scalars(went).one())

    def stuck_dispatches(self, filed_before: datetime, due_before: datetime, *kinds: str) -> int:
        """How many outbox rows of those kinds wait so long; what is kept for later does not count."""
        query = select(func.count()).select_from(Dispatch).filter_by(done_at=None)
        query = query.where(Dispatch.filed_at < filed_before, Dispatch.next_attempt_at < due_before)
        return self._session.scalars(query.where(Dispatch.kind.in_(kinds))).one()

    def kinds_in_the_outbox(self) -> set[str]:
        """The kinds of what has still to go out."""
        return set(self._session.scalars(select(Dispatch.kind).filter_by(done_at=None).distinct()))

    def unheard_bells(self, rings: int, due_before: datetime) -> int:
        """How many bells were rung so often in vain, or should have been rung before that moment."""
        query = select(func.count()).select_from(Bell).filter_by(stopped_at=None)
        return self._session.scalars(
            query.where((Bell.rings >= rings) | (Bell.next_ring_at < due_before))
        ).one()
