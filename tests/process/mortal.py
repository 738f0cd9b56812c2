"""What if the tasks of a case kill two workers of each topic, one before its commit and one behind it?"""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import IO

from console.rehearsal import Stage
from tests.faults import SetPlan
from tests.killed import COMMIT, COMMITTED
from tests.process.killed_worker import Order
from tests.simulation.office import UnreliableOffice, unreliable

MOMENTS = (COMMIT, COMMITTED)


@dataclass(frozen=True)
class Nursery:
    """Workers that will die; `deaths` counts them by topic and moment."""

    orders: IO[str]
    answers: IO[str]
    deaths: Counter[tuple[str, str]]

    def kill(self, order: Order) -> str:
        """The id of the task in which a worker died."""
        self.orders.write(json.dumps(asdict(order)) + "\n")
        self.orders.flush()
        self.deaths[order.topic, order.moment] += 1
        task_id = self.answers.readline().strip()
        assert task_id, "the worker before did not die where it should have"
        return task_id


@dataclass(frozen=True)
class MortalOffice(UnreliableOffice):
    """An office in which nobody comes to a topic before two have died of it."""

    nursery: Nursery = field(kw_only=True)

    def settle(self, tracking_code: str) -> int:
        """Lets the case go on as far as it can."""
        done = 0
        while moved := self._turn(tracking_code):
            done += moved
        return done

    def _turn(self, code: str) -> int:
        rung = self.back.relay.ring_case(code)
        for task in self.engine.external_tasks(code):
            self._die_of(task.topic, code)
        return rung + self.back.worker.work_once(code) + self.back.sender.send_case(code)

    def _die_of(self, topic: str, code: str) -> None:
        """The lock of who died runs out at once."""
        for moment in MOMENTS:
            if not self.nursery.deaths[topic, moment]:
                order = Order(code, topic, moment, self.office.database.url, self.clock().isoformat())
                self.engine.unlock(self.nursery.kill(order))


@contextmanager
def mortal(stage: Stage) -> Iterator[MortalOffice]:
    """An office with empty records whose workers are processes, and die."""
    settings = stage.settings
    environment = {"BARCHIN_HOME": str(settings.home), "BARCHIN_ENGINE_PORT": str(settings.engine_port)}
    with (
        unreliable(stage, SetPlan()) as office,
        subprocess.Popen(
            [sys.executable, "-m", "tests.process.killed_worker"],
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process,
    ):
        assert process.stdin is not None
        assert process.stdout is not None
        nursery = Nursery(process.stdin, process.stdout, Counter())
        yield MortalOffice(office.office, office.back, office.front, office.clock, nursery=nursery)
        process.stdin.close()
        assert process.wait(20) == 0
