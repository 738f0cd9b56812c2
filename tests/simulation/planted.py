"""Three mistakes that would lose or double something: would the seeds find them? Each replaces one method."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest

from cases.context import Context
from cases.payouts import Payer
from cases.relay import Relay
from cases.safekeeping import Safekeeping
from engine.client import LockedTask
from engine.delivery import Courier, Delivery
from engine.outcome import Complete, Outcome
from engine.topics import Topic
from gateways.bank_orders import OrderState
from records.database import Database
from records.tables import Bell, Payout, Request, Result
from tests.simulation.run import Run


def save_results_after_the_answer(patch: pytest.MonkeyPatch) -> None:
    """A worker remembers what it returned only when the engine has taken it."""
    waiting: dict[str, tuple[Database, Result]] = {}
    deliver = Courier.deliver

    def act(self: Safekeeping, topic: Topic, task: LockedTask, request: Request, context: Context) -> Any:
        variables = topic.run(task, context)
        waiting[task.id] = (
            self.database,
            Result(
                task_id=task.id,
                tracking_code=request.tracking_code,
                topic=topic.name,
                variables=variables,
                saved_at=context.now,
            ),
        )
        return variables

    def deliver_and_save(self: Courier, task: LockedTask, outcome: Outcome) -> Delivery:
        delivery = deliver(self, task, outcome)
        if isinstance(outcome, Complete) and task.id in waiting:
            database, result = waiting.pop(task.id)
            with database.transaction() as records:
                records.results.add(result)
        return delivery

    patch.setattr(Safekeeping, "_act", act)
    patch.setattr(Courier, "deliver", deliver_and_save)


def pay_without_the_key(patch: pytest.MonkeyPatch) -> None:
    """Each attempt goes to the bank under an id of its own."""
    ask_or_order = Payer._ask_or_order

    def ask_or_order_anew(self: Payer, payout: Payout) -> OrderState:
        anew = Payout(id=str(uuid4()), sheba=payout.sheba, amount=payout.amount)
        return ask_or_order(self, anew)

    patch.setattr(Payer, "_ask_or_order", ask_or_order_anew)


def stop_bells_too_early(patch: pytest.MonkeyPatch) -> None:
    """A bell that was rung is thought heard."""
    ring = Relay._ring

    def ring_once(self: Relay, bell: Bell, now: Any) -> bool:
        heard = ring(self, bell, now)
        bell.stopped_at = now
        return heard

    patch.setattr(Relay, "_ring", ring_once)


@dataclass(frozen=True)
class Mistake:
    """A planted mistake, and words of the breaches to which it leads."""

    plant: Callable[[pytest.MonkeyPatch], None]
    breaches: tuple[str, ...]

    def is_found_by(self, run: Run) -> bool:
        """Whether the run ended with one of them."""
        return any(breach in wrong for breach in self.breaches for wrong in run.wrong)


PLANTED: Mapping[str, Mistake] = {
    "results are saved after the answer": Mistake(
        save_results_after_the_answer, ("was filed", "Unexplained")
    ),
    "a payout goes out without its key": Mistake(pay_without_the_key, ("the bank paid",)),
    "a bell is stopped before it was heard": Mistake(
        stop_bells_too_early, ("the engine has ended it", "nobody read")
    ),
}
