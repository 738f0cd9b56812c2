"""Where does a case stand? Read from its asks, steps and end; stored nowhere."""

from dataclasses import dataclass
from datetime import datetime

from domain.requests import Outcome, Status
from records.repositories import Records
from records.tables import Ask, Request, Step

WAITING = {
    "payment": Status.AWAITING_PAYMENT,
    "consent": Status.AWAITING_CONSENT,
    "debt-payment": Status.SETTLING,
}
AT_WORK = {
    "test-meter": Status.AWAITING_TEST,
    "approve-terms": Status.AWAITING_TEST,
    "remove-connection": Status.AWAITING_REMOVAL,
    "correct-removal": Status.AWAITING_REMOVAL,
}
AFTER = {
    "await-payment": Status.AWAITING_TEST,
    "test-meter": Status.AWAITING_TEST,
    "await-answer": Status.AWAITING_REMOVAL,
}
"""What comes after a step that is done, while nothing is open."""


@dataclass(frozen=True)
class Progress:
    """A case as its applicant may see it: no name, no id, no number."""

    request: Request
    status: Status
    steps: tuple[Step, ...]
    ask: Ask | None

    @property
    def due(self) -> datetime | None:
        """Until when the applicant may do what is waited for."""
        return self.ask.deadline if self.ask else None


def progress_of(records: Records, request: Request) -> Progress:
    """Where the case stands, from the records of this moment."""
    steps = tuple(records.steps.of_case(request.tracking_code))
    ask = records.asks.open(request.tracking_code)
    return Progress(request, _status(records, request, steps, ask), steps, ask)


def _status(records: Records, request: Request, steps: tuple[Step, ...], ask: Ask | None) -> Status:
    if request.ended_at is not None:
        return Status.ENDED if request.outcome == Outcome.SERVED else Status.ARCHIVED
    if ask is not None:
        return WAITING[ask.kind]
    at_work = [AT_WORK[step.step] for step in steps if step.closed_at is None and step.step in AT_WORK]
    return at_work[0] if at_work else _between(records, request, steps)


def _between(records: Records, request: Request, steps: tuple[Step, ...]) -> Status:
    """Nothing is open: the service is at it, or the engine has not heard yet what came last."""
    if records.removals.accepted(request.tracking_code) is not None:
        return Status.SETTLING
    if not steps:
        return Status.REGISTERED
    if steps[-1].step == "approve-terms":
        terms = records.terms.get(request.tracking_code)
        return Status.AWAITING_TEST if terms.approval == "test-again" else Status.AWAITING_CONSENT
    return AFTER.get(steps[-1].step, Status.SETTLING)
