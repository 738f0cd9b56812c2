"""A worker as its own process, which holds still in its first transaction, just before the commit.

`python -m tests.process.held_worker CODE RECORDS NOW LOCK SILENCE` does the tasks of that case until SIGTERM,
with lock and longest silence of a transaction in seconds. It says on the output that it holds still; a line
on the input lets it go on.
"""

import sys
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cases.safekeeping import Safekeeping
from console.drawn import secrets_of
from console.engines import engine_for
from console.office import worker_topics
from console.rehearsal import MovableClock
from console.running import stop_on_signals
from console.settings import Settings
from domain.agreement_file import load
from engine.answers import TopicRequest
from engine.runtime import Stopped, Worker, WorkerSettings
from tests import uncured
from tests.faults import FaultyDatabase
from tests.killed import COMMIT

SHORT_POLL = timedelta(milliseconds=500)


class CaseWorker(Worker):
    """Does the tasks of one case alone, on an engine that others use too."""

    def __init__(self, tracking_code: str, *others: Any, **more: Any) -> None:
        super().__init__(*others, **more)
        self._tracking_code = tracking_code

    def _requests(self, business_key: str | None = None) -> list[TopicRequest]:
        return super()._requests(business_key or self._tracking_code)


@dataclass
class HoldingStill:
    """A plan by which the first commit waits for a line."""

    waits: bool = True

    def at(self, moment: str) -> None:
        """Holds still, once."""
        if moment == COMMIT and self.waits:
            self.waits = False
            sys.stdout.write("holding\n")
            sys.stdout.flush()
            sys.stdin.readline()


def main(settings: Settings) -> Stopped:
    """Works until SIGTERM; answers the exit code."""
    code, records, now, lock, silence = sys.argv[1:]
    engine = engine_for("worker", settings, secrets_of(settings.home))
    safekeeping = Safekeeping(
        FaultyDatabase(records, HoldingStill(), longest_silence=timedelta(seconds=float(silence))),
        load(settings.agreement),
        MovableClock(datetime.fromisoformat(now)),
        settings.public_url,
        engine.evaluate,
    )
    how = WorkerSettings(threads=1, lock=timedelta(seconds=float(lock)), long_poll=SHORT_POLL)
    worker = CaseWorker(code, engine, worker_topics(), safekeeping.carry_out, how)
    return worker.run(stop_on_signals())


if __name__ == "__main__":
    uncured.heed()
    sys.exit(main(Settings()))
