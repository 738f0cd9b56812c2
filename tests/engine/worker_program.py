"""A worker as its own process, for tests that end or stop one.

`python -m tests.engine.worker_program URL USER TOPIC THREADS LOCK GRACE`, with lock and grace in seconds and
the password in TRIAL_PASSWORD. Its handler says on the output that it began, and goes on when a line comes on
the input. It says, too, that it heard a SIGTERM: a test that lets the handler go on before that would race.
Of two topics more, the handler of TOPIC-forever begins and never returns, that of TOPIC-quick has no work.
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
from tests import uncured


def wait_for_a_line(task: TaskInput, context: None) -> None:
    say(task.tracking_code)
    sys.stdin.readline()


def never_return(task: TaskInput, context: None) -> None:
    say(task.tracking_code)
    Event().wait()


def return_at_once(task: TaskInput, context: None) -> None:
    """Has nothing to do."""


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


HANDLERS = {"": wait_for_a_line, "-forever": never_return, "-quick": return_at_once}


def main() -> int:
    """Works until SIGTERM; answers the exit code."""
    url, user, name, threads, lock, grace = sys.argv[1:]
    engine = Engine(url, user, os.environ["TRIAL_PASSWORD"])
    stop = Event()

    def heard(*_: Any) -> None:
        stop.set()
        say("stopping")

    signal.signal(signal.SIGTERM, heard)
    topics = {
        name + more: Topic(name + more, __name__, TaskInput, None, handler, raises=())
        for more, handler in HANDLERS.items()
    }
    settings = WorkerSettings(
        threads=int(threads),
        stock=3,
        lock=timedelta(seconds=float(lock)),
        long_poll=timedelta(seconds=1),
        grace=timedelta(seconds=float(grace)),
    )
    return Worker(engine, topics, run, settings).run(stop)


def run(topic: Topic, task: Any) -> dict[str, Any]:
    """Runs a task without records."""
    return topic.run(task, None)


if __name__ == "__main__":
    uncured.heed()
    sys.exit(main())
