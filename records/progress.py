"""How far is a case: what does it wait for, which step is open, what is late, what must the engine hear?"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from records.repository import Repository
from records.tables import Ask, Bell, Breach, Result, ServiceWarning, Step


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


class Results(Repository):
    """What handlers returned."""

    def of(self, task_id: str) -> dict[str, Any] | None:
        """What was returned for that task, or None where it was not done yet."""
        row = self._session.get(Result, task_id)
        return row.variables if row else None
