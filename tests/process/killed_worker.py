"""A worker that does one task of a topic, commits, and is killed before it answers the engine."""

import os
import signal
import sys
from typing import Any

from cases.safekeeping import Safekeeping
from console.drawn import secrets_of
from console.engines import engine_for
from console.office import import_workers
from console.rehearsal import MovableClock
from console.settings import Settings
from domain.agreement_file import load
from engine.client import TopicRequest
from engine.topics import registry
from records.database import Database

LOCK = 60_000  # milliseconds


def main(tracking_code: str, topic_name: str, records_url: str, settings: Settings) -> None:
    """Dies by SIGKILL between the commit and the answer."""
    import_workers()
    engine = engine_for("worker", settings, secrets_of(settings.home))
    topic = registry()[topic_name]
    wanted = TopicRequest(
        name=topic_name, lock_ms=LOCK, variables=topic.variables, business_key=tracking_code
    )
    (task,) = engine.fetch_and_lock("killed-worker", [wanted], 1)
    safekeeping = Safekeeping(
        Database(records_url), load(settings.agreement), MovableClock(), settings.public_url, engine.evaluate
    )
    answer: dict[str, Any] = safekeeping.carry_out(topic, task)
    print(task.id, answer, flush=True)  # noqa: T201 - the test reads the task's id
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    code, name, url = sys.argv[1:]
    main(code, name, url, Settings())
