"""A worker as its own process, for tests that end one.

`python -m tests.engine.worker_program URL USER TOPIC`, with the password in TRIAL_PASSWORD. Its handler says
on the output that it began, and goes on when a line comes on the input. It says, too, that it heard a
SIGTERM: a test that lets the handler go on before that would race with it.
"""

import os
import signal
import sys
from datetime import timedelta
from threading import Event
from typing import Any

from engine.client import Engine
from engine.runtime import Worker, WorkerSettings
from engine.topics import TaskInput, Topic


def wait_for_a_line(task: TaskInput, context: None) -> None:
    sys.stdout.write(f"{task.tracking_code}\n")
    sys.stdout.flush()
    sys.stdin.readline()


def main() -> int:
    """Works until SIGTERM; answers the exit code."""
    url, user, name = sys.argv[1:]
    engine = Engine(url, user, os.environ["TRIAL_PASSWORD"])
    stop = Event()

    def heard(*_: Any) -> None:
        stop.set()
        sys.stdout.write("stopping\n")
        sys.stdout.flush()

    signal.signal(signal.SIGTERM, heard)
    topic = Topic(name, __name__, TaskInput, None, wait_for_a_line, raises=())
    settings = WorkerSettings(threads=1, stock=3, long_poll=timedelta(seconds=1))
    return Worker(engine, {topic.name: topic}, run, settings).run(stop)


def run(topic: Topic, task: Any) -> dict[str, Any]:
    """Runs a task without records."""
    return topic.run(task, None)


if __name__ == "__main__":
    sys.exit(main())
