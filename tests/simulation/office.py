"""How does an office go on whose parts are killed, cut off and answered wrongly?"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from secrets import token_hex
from typing import Any

import requests
from pydantic import SecretStr
from sqlalchemy.exc import OperationalError

from console.office import BackOffice, Office
from console.rehearsal import PATIENCE, Rehearsal, Stage
from console.served import Served
from console.settings import Settings
from domain.connection import Connection
from engine.client import Engine, EngineAway, EngineError, Incident
from engine.retry import RetryPolicy
from engine.runtime import Worker, WorkerSettings
from engine.start import free_port
from engine.topics import registry
from gateways.billing_simulator import create_app as billing_simulator
from gateways.sms_ir_simulator import create_app as second_sms_simulator
from tests.bank import Killed
from tests.faults import FaultyOffice, Plan, faulty

AT_ONCE = WorkerSettings(retry=RetryPolicy((timedelta(0),) * 4))
SURVIVED = (Killed, EngineAway, EngineError, OperationalError)
"""After each of these the daemon goes on, or is started again."""

MOST_ROUNDS = 300
MOST_CALLS = 30
AWAY = 503
BELONGS_TO_SUPERVISION = "AcceptedBeforeTheRemoval"


EXPLAINED = (
    "OperationalError",
    "BillingError",
    "EngineAway",
    "EngineError",
    "the engine refused the answer",
    BELONGS_TO_SUPERVISION,
)
"""How a failure begins that the plan's faults or people's acts bring about."""


class Restless(AssertionError):
    """The case goes on and on by itself."""


class Unexplained(AssertionError):
    """A handler failed of what nobody brought about."""


@dataclass(frozen=True)
class UnreliableOffice(Rehearsal):
    """A rehearsal that meets the faults of a plan; its back office starts again after each.

    Whoever calls the API and hears that it is away calls again, with the same words.
    """

    @cached_property
    def engine(self) -> Engine:
        """The engine with every right; it meets no faults."""
        return super().engine

    def put(self, *connections: Connection) -> None:
        """Enters connections in the billing system, and what was imported of it before."""
        super().put(*connections)
        for connection in connections:
            body = connection.model_dump(mode="json")
            url = f"{self.office.settings.billing_url}/subscriptions"
            requests.put(url, json=body, timeout=PATIENCE).raise_for_status()

    def call(self, *asked: Any, **how: Any) -> requests.Response:
        """One call of our API, until it is answered."""
        return insist(lambda: super(UnreliableOffice, self).call(*asked, **how))

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
        tasks = self.engine.external_tasks(tracking_code)
        for task in tasks:
            if task.error_message and not task.error_message.startswith(EXPLAINED):
                raise Unexplained(f"{task.topic}: {task.error_message}")
        held = [task for task in tasks if task.worker_id]
        for task in held:
            self.engine.unlock(task.id)
        return len(held)


def insist(call: Callable[[], requests.Response]) -> requests.Response:
    """The answer of a call that is made again and again while the service is away."""
    for _ in range(MOST_CALLS):
        answer = call()
        if answer.status_code != AWAY:
            return answer
    raise Restless


@contextmanager
def unreliable(stage: Stage, plan: Plan) -> Iterator[UnreliableOffice]:
    """An office with empty records that meets the faults of the plan, and a world of simulators around it."""
    with ExitStack() as stack:
        rehearsal = stack.enter_context(replace(stage, watch=None).rehearse())
        settings = _with_all_gateways(stack, rehearsal.office)
        office = stack.enter_context(faulty(replace(rehearsal.office, settings=settings), plan))
        front = office.front()
        stack.enter_context(Served(front, settings.api_port, "The API", "BARCHIN_API_PORT"))
        outside = replace(rehearsal.office, settings=settings)
        yield UnreliableOffice(outside, _patient(office), front, rehearsal.clock)


def _with_all_gateways(stack: ExitStack, office: Office) -> Settings:
    """Billing over REST and a second SMS provider, too, and another API."""
    billing, second = (SecretStr(token_hex()) for _ in range(2))
    servers = {
        "billing_url": billing_simulator(billing.get_secret_value()),
        "sms_second_provider": second_sms_simulator(second.get_secret_value(), office.clock),
    }
    urls = {
        name: stack.enter_context(Served(app, 0, "A simulator", "none")).url for name, app in servers.items()
    }
    keys = {"billing_secret": billing, "sms_second_key": second, "sms_second_line": "30001234"}
    keys |= {"sms_receivers": "everybody"}
    return office.settings.model_copy(update={**urls, **keys, "api_port": free_port()})


def _patient(office: FaultyOffice) -> BackOffice:
    back = office.back()
    engine, execute = back.worker._queue, back.worker._execute
    return replace(back, worker=Worker(engine, registry(), execute, AT_ONCE))
