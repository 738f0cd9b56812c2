"""Why is nothing that was accepted ever lost, and nothing done twice?

The records decide, the engine moves. Four promises, all kept in this module:

1. **An answer is accepted by being written.** `answer` judges it and writes it to its open ask inside the
   caller's own transaction, together with a bell. If the caller got a yes, it is in the database.
2. **A message is only a doorbell.** It carries no data and may be lost, doubled or late: the relay
   (`cases.relay`) rings it with growing pauses until it is stopped, and rings nothing that is stopped.
3. **One worker reads the ask.** The message and the deadline timer of a wait lead to the same task, whose
   handler calls `read_answer` under the case's lock. So an answer in time beats the timer, whichever the
   engine saw first; a timer that fires too early gets "still open" and a later time.
4. **One handler, one transaction.** `carry_out` locks the case, gives back what it returned before if the
   task came before, else lets the handler act, saves what it returns, and commits; only then does the
   engine hear of it. What a decision table must say of a form is asked before the transaction opens: a
   read, harmless to repeat, and stored with the finding. Whatever goes out (an SMS, a wiping, an order to
   the bank) is a row that this transaction files, and that the sender (`cases.sender`) sends later under a
   key that makes a repetition harmless.

Kill the process at any statement: before the commit nothing happened and the task comes again; after it,
the task comes again and gets the saved result.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from cases.context import Context
from cases.damages import DamagesForm, Decide, liabilities
from cases.outbox import file_wiping
from cases.refusals import AnsweredOtherwise, TooLate
from cases.steps import CALL, close_step, open_step
from cases.supervision import notice_breaches
from domain.agreement import Agreement, AskKind
from domain.damage import DamageKind, Liability
from engine.client import LockedTask
from engine.topics import Topic
from records.database import Database
from records.repositories import Records
from records.tables import Ask, Bell, Request, Result

Clock = Callable[[], datetime]

OUTLIVES_THE_CASE = frozenset({"send-notice", "record-breach", "order-call", "record-call"})
"""Topics whose handlers may still write when the case has ended; they change no money, ask or outcome."""

LEAST_POSTPONEMENT = timedelta(minutes=1)
"""A timer that came too early is set at least this much behind the deadline."""


@dataclass(frozen=True)
class Safekeeping:
    """Carries out tasks of the engine on the records; `decide` evaluates a decision table of the engine."""

    database: Database
    agreement: Agreement
    clock: Clock
    public_url: str
    decide: Decide

    def carry_out(self, topic: Topic, task: LockedTask) -> dict[str, Any]:
        """What the engine is to be told for the task; acts at most once, however often the task comes."""
        decided = self._decided(topic, task)
        with self.database.transaction() as records:
            request = records.requests.lock(task.business_key or "")
            saved = records.results.of(task.id)
            if saved is not None:
                return saved
            if request.ended_at is not None and topic.name not in OUTLIVES_THE_CASE:
                return {}
            context = Context(records, self.agreement, self.clock(), self.public_url, decided)
            return self._act(topic, task, request, context)

    def _decided(self, topic: Topic, task: LockedTask) -> Mapping[DamageKind, Liability]:
        form = topic.read(task)
        return liabilities(form, self.decide) if isinstance(form, DamagesForm) else {}

    def _act(self, topic: Topic, task: LockedTask, request: Request, context: Context) -> dict[str, Any]:
        variables = topic.run(task, context)
        context.records.results.add(
            Result(
                task_id=task.id,
                tracking_code=request.tracking_code,
                topic=topic.name,
                variables=variables,
                saved_at=context.now,
            )
        )
        return variables


def ring(records: Records, request: Request, message: str, now: datetime, **more: Any) -> None:
    """Files a bell, to be rung from now on until it is stopped."""
    records.bells.add(Bell(tracking_code=request.tracking_code, message=message, next_ring_at=now, **more))


def ask(context: Context, request: Request, kind: AskKind, deadline: datetime, **more: Any) -> Ask:
    """Opens an ask, whose id is the correlation key of the wait, and the wait as its owner's step."""
    row = Ask(
        id=str(uuid4()),
        tracking_code=request.tracking_code,
        kind=kind,
        opened_at=context.now,
        deadline=deadline,
        **more,
    )
    context.records.asks.add(row)
    open_step(context, request, WAITS[kind].step, beyond=deadline)
    return row


def extend(context: Context, request: Request, open_ask: Ask, deadline: datetime) -> None:
    """Gives the ask a later deadline: a new round of its wait begins, for its owner too."""
    open_ask.deadline = deadline
    close_step(context, request, WAITS[open_ask.kind].step)
    open_step(context, request, WAITS[open_ask.kind].step, beyond=deadline)


def answer(records: Records, request: Request, open_ask: Ask, given: dict[str, Any], now: datetime) -> bool:
    """Writes the answer to the ask and files its bell, under the case's lock.

    True says that it was given before, the same: a replay. A different second answer and an answer
    after the deadline are refused (`AnsweredOtherwise`, `TooLate`).
    """
    if open_ask.answered_at is not None:
        if open_ask.answer != given:
            raise AnsweredOtherwise
        return True
    if open_ask.closed_at is not None or now > open_ask.deadline:
        raise TooLate
    open_ask.answer, open_ask.answered_at = given, now
    ring(records, request, WAITS[open_ask.kind].message, now, ask_id=open_ask.id)
    return False


@dataclass(frozen=True)
class Reading:
    """What the one reader of an ask found: an answer, silence beyond the deadline, or neither yet."""

    ask: Ask
    answered: bool = False
    look_again: datetime | None = None


def read_answer(context: Context, request: Request, kind: str) -> Reading:
    """Closes the ask as answered or expired and stops its bell; or says when to look again."""
    row = context.records.asks.latest(request.tracking_code, kind)
    if row is None or row.closed_at is not None:
        raise LookupError(f"no open ask of the kind {kind}")
    if row.answered_at is None and context.now < row.deadline:
        return Reading(row, look_again=row.deadline + max(row.deadline - context.now, LEAST_POSTPONEMENT))
    close(context, request, row, "answered" if row.answered_at else "expired")
    return Reading(row, answered=row.answered_at is not None)


def close(context: Context, request: Request, row: Ask, how: str) -> None:
    """Closes the ask, its wait and its bells: nobody may answer it any more."""
    row.closed_at, row.closed_as = context.now, how
    context.records.bells.stop(request.tracking_code, context.now, ask_id=row.id)
    close_step(context, request, WAITS[row.kind].step)


def end_case(context: Context, request: Request, outcome: str) -> None:
    """Ends the case: no ask stays open, no bell rings on, its history is to be wiped.

    No step is owed any more, but to call somebody whom a notice did not reach; what was late is recorded.
    """
    for row in context.records.asks.of_case(request.tracking_code):
        if row.closed_at is None:
            close(context, request, row, "case-ended")
    for step in context.records.steps.all_open(request.tracking_code):
        if step.step != CALL:
            step.closed_at = context.now
    notice_breaches(context, request.tracking_code)
    context.records.bells.stop(request.tracking_code, context.now)
    file_wiping(context, request)
    request.outcome, request.ended_at = outcome, context.now


@dataclass(frozen=True)
class Wait:
    """How a kind of ask stands in the models: the step that waits, and the message that wakes it."""

    step: str
    message: str


WAITS: Mapping[AskKind, Wait] = {
    "payment": Wait("await-payment", "payment-received"),
    "debt-payment": Wait("await-payment", "payment-received"),
    "consent": Wait("await-answer", "terms-answered"),
    "documents": Wait("await-documents", "documents-submitted"),
    "refund-account": Wait("await-refund-account", "refund-account-submitted"),
    "payout": Wait("await-payout", "payout-answered"),
}
