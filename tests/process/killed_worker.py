"""Workers that are killed: each does one task of a case and dies by SIGKILL at a moment of its transaction.

A line on the input, a JSON object with the fields of `Order`, begets one worker; the output answers the id of
the task that it left locked. They are forked from one process: to start Python for each takes its time.
"""

import json
import os
import signal
import sys
from dataclasses import dataclass
from datetime import datetime

from cases.safekeeping import Safekeeping
from console.drawn import secrets_of
from console.engines import engine_for
from console.office import worker_topics
from console.rehearsal import MovableClock
from console.settings import Settings
from domain.agreement import Agreement
from domain.agreement_file import load
from engine.client import TopicRequest
from tests import uncured
from tests.faults import FaultyDatabase

LOCK = 60_000  # milliseconds
WORKER = "killed-worker"


@dataclass(frozen=True)
class Order:
    """Whose task, when (`now` is ISO), and at which moment of the database the worker dies."""

    tracking_code: str
    topic: str
    moment: str
    records: str
    now: str


@dataclass(frozen=True)
class Deadly:
    """A plan by which the process does not survive that moment."""

    moment: str

    def at(self, moment: str) -> None:
        """Kills this process."""
        if moment == self.moment:
            os.kill(os.getpid(), signal.SIGKILL)


def main(settings: Settings) -> None:
    """Begets workers until the input ends."""
    agreement = load(settings.agreement)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            work(Order(**json.loads(line)), settings, agreement)
        _, status = os.waitpid(child, 0)
        assert status == signal.SIGKILL, status


def work(order: Order, settings: Settings, agreement: Agreement) -> None:
    """Dies in the task."""
    engine = engine_for("worker", settings, secrets_of(settings.home))
    topic = worker_topics()[order.topic]
    wanted = TopicRequest(
        name=topic.name, lock_ms=LOCK, variables=topic.variables, business_key=order.tracking_code
    )
    [task] = engine.fetch_and_lock(WORKER, [wanted], 1)
    sys.stdout.write(f"{task.id}\n")
    sys.stdout.flush()
    Safekeeping(
        FaultyDatabase(order.records, Deadly(order.moment)),
        agreement,
        MovableClock(datetime.fromisoformat(order.now)),
        settings.public_url,
        engine.evaluate,
    ).carry_out(topic, task)
    raise AssertionError(f"{topic.name} has no moment {order.moment}")


if __name__ == "__main__":
    uncured.heed()
    main(Settings())
