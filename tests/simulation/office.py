"""How does an office go on whose parts are killed, cut off and answered wrongly?"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property

from sqlalchemy.exc import OperationalError

from console.office import BackOffice
from console.rehearsal import Rehearsal, Stage
from engine.client import Engine, EngineAway, EngineError, Incident
from engine.retry import RetryPolicy
from engine.runtime import Worker, WorkerSettings
from engine.topics import registry
from tests.bank import Killed
from tests.faults import FaultyOffice, Plan, faulty

AT_ONCE = WorkerSettings(retry=RetryPolicy((timedelta(0),) * 4))
SURVIVED = (Killed, EngineAway, EngineError, OperationalError)
"""After each of these the daemon goes on, or is started again."""

MOST_ROUNDS = 300
BELONGS_TO_SUPERVISION = "AcceptedBeforeTheRemoval"


class Restless(AssertionError):
    """The case goes on and on by itself."""


@dataclass(frozen=True)
class UnreliableOffice(Rehearsal):
    """A rehearsal whose back office meets the faults of a plan, and starts again after each."""

    @cached_property
    def engine(self) -> Engine:
        """The engine with every right; it meets no faults."""
        return super().engine

    def settle(self, tracking_code: str) -> int:
        """Lets the case go on as far as it can, across faults; the lock of a killed worker runs out."""
        acts = (self.back.relay.ring_case, self.back.worker.work_once, self.back.sender.send_case)
        for done in range(MOST_ROUNDS):
            moved = sum(self._survive(act, tracking_code) for act in acts)
            if not moved and not self._locks_run_out(tracking_code):
                return done
        raise Restless

    def repeat_incidents(self, tracking_code: str) -> int:
        """An operator lets what failed be tried again; answers how many tasks that were."""
        failed = [task for task in self.engine.external_tasks(tracking_code) if task.retries == 0]
        for task in failed:
            self.engine.set_retries(task.id, 1)
        return len(failed)

    def incidents(self, tracking_code: str) -> list[Incident]:
        """What waits for an operator in the case."""
        return self.engine.incidents(tracking_code)

    def _survive(self, act: Callable[[str], int], tracking_code: str) -> int:
        try:
            return act(tracking_code)
        except SURVIVED:
            return 1

    def _locks_run_out(self, tracking_code: str) -> int:
        held = [task for task in self.engine.external_tasks(tracking_code) if task.worker_id]
        for task in held:
            self.engine.unlock(task.id)
        return len(held)


@contextmanager
def unreliable(stage: Stage, plan: Plan) -> Iterator[UnreliableOffice]:
    """An office with empty records whose back office meets the faults of the plan."""
    with (
        replace(stage, watch=None).rehearse() as rehearsal,
        faulty(rehearsal.office, plan) as office,
    ):
        back = _patient(office)
        yield UnreliableOffice(rehearsal.office, back, rehearsal.front, rehearsal.clock)


def _patient(office: FaultyOffice) -> BackOffice:
    back = office.back()
    engine, execute = back.worker._queue, back.worker._execute
    return replace(back, worker=Worker(engine, registry(), execute, AT_ONCE))
