"""Where does a case stand? Read from its asks, steps and end; stored nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.agreement import AskKind
from domain.requests import Outcome, Status
from records.repositories import Records
from records.tables import Ask, Request, Step

WAITING: Final[Mapping[AskKind, Status]] = {
    "documents": Status.AWAITING_DOCUMENTS,
    "payment": Status.AWAITING_PAYMENT,
    "consent": Status.AWAITING_CONSENT,
    "debt-payment": Status.SETTLING,
    "refund-account": Status.SETTLING,
    "payout": Status.SETTLING,
}
AT_WORK: Final[Mapping[str, Status]] = {
    "review-documents": Status.AWAITING_DOCUMENTS,
    "test-meter": Status.AWAITING_TEST,
    "approve-terms": Status.AWAITING_TEST,
    "remove-connection": Status.AWAITING_REMOVAL,
    "correct-removal": Status.AWAITING_REMOVAL,
    "follow-up-debt": Status.SETTLING,
    "approve-refund": Status.SETTLING,
}
AFTER: Final[Mapping[str, Status]] = {
    "await-documents": Status.AWAITING_DOCUMENTS,
    "await-payment": Status.AWAITING_TEST,
    "test-meter": Status.AWAITING_TEST,
    "await-answer": Status.AWAITING_REMOVAL,
    "remove-connection": Status.AWAITING_REMOVAL,
}
"""What comes after a step that is done, while nothing is open."""

BESIDE_THE_WAY: Final = "call-subscriber"
"""A step that says nothing of where the case stands."""


@dataclass(frozen=True)
class Progress:
    """A case as its applicant may see it: no name, no id, no number; `ask` is what they are asked for."""

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
    of_the_bank = ask is not None and ask.kind == "payout"
    return Progress(request, _status(records, request, steps, ask), steps, None if of_the_bank else ask)


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
    last = next((step.step for step in reversed(steps) if step.step != BESIDE_THE_WAY), None)
    return _after(records, request, last) if last else Status.REGISTERED


def _after(records: Records, request: Request, last: str) -> Status:
    if last == "review-documents":
        review = records.documents.review(request.tracking_code)
        accepted = review is not None and review.decision == "accepted"
        return Status.AWAITING_PAYMENT if accepted else Status.AWAITING_DOCUMENTS
    if last == "approve-terms":
        terms = records.terms.get(request.tracking_code)
        return Status.AWAITING_CONSENT if terms.approval == "approved" else Status.AWAITING_TEST
    return AFTER.get(last, Status.SETTLING)
