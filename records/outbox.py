"""What must go out, and what was said by telephone instead?"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from records.repository import Repository, Unknown
from records.tables import Call, Dispatch


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
