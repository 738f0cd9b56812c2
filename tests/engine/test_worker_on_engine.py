"""The worker at the real engine: it does all there is, and leaves no lock behind, whatever ends it."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from threading import Event, Thread
from time import monotonic
from typing import Any

import pytest

from engine.access import WORKER
from engine.client import Engine
from engine.runtime import Stopped, Worker, WorkerSettings
from engine.topics import TaskInput, Topic
from tests.engine.accounts import engine_as, new_account
from tests.engine.trial import new_case

pytestmark = pytest.mark.engine


def until(condition: Callable[[], bool], seconds: float = 20) -> bool:
    """Looks again and again; each look is a call of the engine, and takes its time."""
    end = monotonic() + seconds
    while monotonic() < end:
        if condition():
            return True
    return False


def start_runs(engine: Engine, topic: str, number: int) -> list[str]:
    cases = [new_case() for _ in range(number)]
    for case in cases:
        engine.correlate("trial-run-started", business_key=case, variables={"topic": topic})
    return cases


def test_all_tasks_are_done_and_each_once(trial_engine: Engine) -> None:
    done: list[str] = []

    def note(task: TaskInput, context: None) -> None:
        done.append(task.tracking_code)

    def execute(topic: Topic, task: Any) -> dict[str, Any]:
        return topic.run(task, None)

    topic = Topic(new_case(), __name__, TaskInput, None, note, raises=())
    cases = start_runs(trial_engine, topic.name, 40)
    account = engine_as(trial_engine, new_account(trial_engine, rights=WORKER))
    settings = WorkerSettings(threads=4, stock=4, long_poll=timedelta(seconds=1))
    worker = Worker(account, {topic.name: topic}, execute, settings)
    stop, how = Event(), list[Stopped]()
    thread = Thread(target=lambda: how.append(worker.run(stop)))
    thread.start()
    assert until(lambda: not any(trial_engine.running(case) for case in cases))
    stop.set()
    thread.join(20)
    assert sorted(done) == sorted(cases)
    assert how == [Stopped.CLEAN]


def test_sigterm_finishes_what_runs_gives_back_the_rest_and_leaves_no_lock(trial_engine: Engine) -> None:
    topic = new_case()
    cases = start_runs(trial_engine, topic, 5)
    account = new_account(trial_engine, rights=WORKER)
    program = [sys.executable, "-m", "tests.engine.worker_program"]
    with subprocess.Popen(
        [*program, trial_engine.url, account.id, topic],
        env={**os.environ, "TRIAL_PASSWORD": account.password},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        begun = next(line.strip() for line in process.stdout if line.strip() in cases)
        process.send_signal(signal.SIGTERM)
        assert any(line.strip() == "stopping" for line in process.stdout)
        process.stdin.write("go on\n")
        process.stdin.close()
        process.stdout.read()
        assert process.wait(30) == Stopped.CLEAN
    assert trial_engine.running(begun) == []
    left = [task for case in cases for task in trial_engine.external_tasks(case)]
    assert len(left) == 4
    assert [task.worker_id for task in left] == [None] * 4
