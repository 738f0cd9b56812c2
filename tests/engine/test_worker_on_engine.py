"""The worker at the real engine: it does all there is, and leaves no lock behind, whatever ends it."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Thread
from typing import Any

import pytest

from engine.access import WORKER
from engine.client import Engine
from engine.retry import NO_WAIT, RetryPolicy
from engine.runtime import Stopped, Worker, WorkerSettings
from engine.topics import TaskInput, Topic
from tests.engine.accounts import engine_as, new_account
from tests.engine.trial import new_case
from tests.until import until

pytestmark = pytest.mark.engine

AT_ONCE = RetryPolicy((NO_WAIT,) * 2)
LOCK = 2.0
"""Seconds: a lock that is watched; half of it is how late its extension may come."""


def start_runs(engine: Engine, topic: str, number: int) -> list[str]:
    cases = [new_case() for _ in range(number)]
    for case in cases:
        engine.correlate("trial-run-started", business_key=case, variables={"topic": topic})
    return cases


def a_topic(name: str, handler: Callable[[TaskInput, None], None]) -> Topic:
    return Topic(name, __name__, TaskInput, None, handler, raises=())


def execute(topic: Topic, task: Any) -> dict[str, Any]:
    return topic.run(task, None)


@contextmanager
def working(engine: Engine, topics: Sequence[Topic], **more: Any) -> Iterator[list[Stopped]]:
    """A worker of this process; how it stopped is known at the end."""
    account = engine_as(engine, new_account(engine, rights=WORKER))
    settings = WorkerSettings(threads=4, stock=4, long_poll=timedelta(seconds=1), retry=AT_ONCE)
    worker = Worker(account, {topic.name: topic for topic in topics}, execute, settings, **more)
    stop, how = Event(), list[Stopped]()
    thread = Thread(target=lambda: how.append(worker.run(stop)))
    thread.start()
    try:
        yield how
    finally:
        stop.set()
        thread.join(20)


@dataclass(frozen=True)
class Program:
    """A worker process: what it says, and what it is told."""

    process: subprocess.Popen[str]

    def begins(self, cases: Sequence[str]) -> str:
        """The case whose handler began."""
        return next(line for line in self._lines() if line in cases)

    def hears_sigterm(self) -> None:
        """Asks it to end."""
        self.process.send_signal(signal.SIGTERM)
        assert "stopping" in self._lines()

    def freezes(self) -> None:
        """Stops it by SIGSTOP, and has seen it stand still."""
        self.process.send_signal(signal.SIGSTOP)
        assert os.waitid(os.P_PID, self.process.pid, os.WSTOPPED) is not None

    def goes_on(self) -> None:
        """Lets its waiting handlers return."""
        assert self.process.stdin is not None
        self.process.stdin.close()

    def ends(self) -> int:
        """Its exit code."""
        return self.process.wait(30)

    def _lines(self) -> Iterator[str]:
        assert self.process.stdout is not None
        return (line.strip() for line in self.process.stdout)


@contextmanager
def program(
    engine: Engine, topic: str, *, threads: int = 1, lock: float = 30, grace: float = 30
) -> Iterator[Program]:
    """A worker process with an account of its own; killed at the end, if it is there still."""
    account = new_account(engine, rights=WORKER)
    command = [sys.executable, "-m", "tests.engine.worker_program", engine.url, account.id, topic]
    with subprocess.Popen(
        [*command, str(threads), str(lock), str(grace)],
        env={**os.environ, "TRIAL_PASSWORD": account.password},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield Program(process)
        finally:
            process.kill()


def test_all_tasks_are_done_and_each_once_by_one_of_two_workers(trial_engine: Engine) -> None:
    done: list[tuple[str, str]] = []
    name = new_case()

    def topic_of(worker: str) -> list[Topic]:
        return [a_topic(name, lambda task, _: done.append((task.tracking_code, worker)))]

    cases = start_runs(trial_engine, name, 40)
    with (
        working(trial_engine, topic_of("one"), worker_id="one") as one,
        working(trial_engine, topic_of("two"), worker_id="two") as two,
    ):
        assert until(lambda: not any(trial_engine.running(case) for case in cases))
    assert sorted(case for case, _ in done) == sorted(cases)
    assert {worker for _, worker in done} == {"one", "two"}
    assert one == two == [Stopped.CLEAN]


def test_a_poisoned_task_becomes_an_incident_and_those_beside_it_are_done(trial_engine: Engine) -> None:
    good, poisoned = new_case(), new_case()
    tries: list[str] = []

    def fall_ill(task: TaskInput, _: None) -> None:
        tries.append(task.tracking_code)
        raise RuntimeError

    [ill] = start_runs(trial_engine, poisoned, 1)
    well = start_runs(trial_engine, good, 12)
    with working(trial_engine, [a_topic(good, lambda *_: None), a_topic(poisoned, fall_ill)]) as how:
        assert until(lambda: not any(trial_engine.running(case) for case in well))
        assert until(lambda: trial_engine.incidents(ill))
    assert tries == [ill] * (1 + len(AT_ONCE.waits))
    assert how == [Stopped.CLEAN]


def test_sigterm_finishes_what_runs_gives_back_the_rest_and_leaves_no_lock(trial_engine: Engine) -> None:
    topic = new_case()
    cases = start_runs(trial_engine, topic, 5)
    with program(trial_engine, topic) as worker:
        begun = worker.begins(cases)
        worker.hears_sigterm()
        worker.goes_on()
        assert worker.ends() == Stopped.CLEAN
    assert trial_engine.running(begun) == []
    left = [task for case in cases for task in trial_engine.external_tasks(case)]
    assert [task.worker_id for task in left] == [None] * 4


def test_a_worker_stopped_for_longer_than_its_lock_drops_its_answer_and_works_on(
    trial_engine: Engine,
) -> None:
    name, done = new_case(), list[str]()
    topic = a_topic(name, lambda task, _: done.append(task.tracking_code))
    other = Worker(trial_engine, {name: topic}, execute, worker_id="other")
    [case] = start_runs(trial_engine, name, 1)
    with program(trial_engine, name, lock=1) as worker:
        worker.begins([case])
        worker.freezes()
        assert until(lambda: other.work_once(case)), "the lock runs out"
        worker.process.send_signal(signal.SIGCONT)
        worker.goes_on()
        [later] = start_runs(trial_engine, name, 1)
        worker.begins([later])
        assert until(lambda: not trial_engine.running(later))
        worker.hears_sigterm()
        assert worker.ends() == Stopped.CLEAN
    assert done == [case]
    assert trial_engine.running(case) == []


def test_a_handler_that_never_returns_keeps_its_lock_and_nobody_waiting_and_is_given_back_at_the_end(
    trial_engine: Engine,
) -> None:
    name = new_case()
    [stuck] = start_runs(trial_engine, f"{name}-forever", 1)
    with program(trial_engine, name, threads=2, lock=LOCK, grace=0.5) as worker:
        worker.begins([stuck])
        first = expiry(trial_engine, stuck)
        assert until(lambda: expiry(trial_engine, stuck) > first)
        locked_anew = expiry(trial_engine, stuck) - timedelta(seconds=LOCK)
        assert locked_anew < first, "it stays locked"
        quick = start_runs(trial_engine, f"{name}-quick", 6)
        assert until(lambda: not any(trial_engine.running(case) for case in quick))
        worker.hears_sigterm()
        assert worker.ends() == Stopped.GAVE_BACK_LATE
    [task] = trial_engine.external_tasks(stuck)
    assert task.worker_id is None


def expiry(engine: Engine, case: str) -> datetime:
    [task] = engine.external_tasks(case)
    told = engine.call("GET", f"/external-task/{task.id}")["lockExpirationTime"]
    return datetime.strptime(told, "%Y-%m-%dT%H:%M:%S.%f%z")
