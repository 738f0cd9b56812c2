import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread
from typing import Any

import pytest
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from engine.answers import LockedTask
from engine.double import TaskQueueDouble
from engine.errors import EngineError
from engine.retry import RetryPolicy
from engine.runtime import Stopped, Worker, WorkerSettings, own_worker_id
from engine.topics import BusinessError, TaskInput, TaskOutput, Topic

SECRET = "national-id-0012345679"
SETTINGS = WorkerSettings(
    threads=2,
    stock=2,
    long_poll=timedelta(milliseconds=50),
    grace=timedelta(seconds=10),
    retry=RetryPolicy(waits=(timedelta(seconds=5),)),
)


class TooLate(BusinessError):
    code = "too-late"


class Greeting(TaskInput):
    name: str


class Greeted(TaskOutput):
    said: str


def greet(task: Greeting, context: None) -> Greeted:
    return Greeted(said=f"hello {task.name}")


def refuse(task: TaskInput, context: None) -> None:
    raise TooLate


def break_down(task: TaskInput, context: None) -> None:
    raise RuntimeError(SECRET)


class Slow:
    """A handler that runs until it is let go."""

    def __init__(self) -> None:
        self.begun = Event()
        self.let_go = Event()
        self.runs = 0

    def __call__(self, *_: Any) -> None:
        self.runs += 1
        self.begun.set()
        assert self.let_go.wait(10)


def a_topic(name: str, handler: Callable[..., Any], input_type: type[TaskInput] = TaskInput) -> Topic:
    return Topic(name, __name__, input_type, None, handler, raises=(TooLate,))


def execute(topic: Topic, task: LockedTask) -> dict[str, Any]:
    return topic.run(task, None)


class Workshop:
    """A double of the queue, a worker at it, and a thread in which it runs."""

    def __init__(self, settings: WorkerSettings = SETTINGS) -> None:
        self.queue = TaskQueueDouble()
        self.slow = Slow()
        topics = [
            a_topic("greet", greet, Greeting),
            a_topic("refuse", refuse),
            a_topic("break-down", break_down),
            a_topic("slow", self.slow),
        ]
        self.worker = Worker(self.queue, {topic.name: topic for topic in topics}, execute, settings)
        self.stop = Event()
        self.how: list[Stopped] = []

    @contextmanager
    def open(self) -> Iterator[None]:
        thread = Thread(target=lambda: self.how.append(self.worker.run(self.stop)))
        thread.start()
        try:
            yield
        finally:
            self.stop.set()
            self.slow.let_go.set()
            thread.join(20)

    def ends(self, number: int) -> bool:
        return self.queue.wait_until(lambda: len(self.queue.ended) == number)

    def called(self, name: str, times: int = 1) -> bool:
        return self.queue.wait_until(lambda: self.queue.calls.count(name) >= times)


@pytest.fixture
def workshop() -> Workshop:
    return Workshop()


def test_the_tasks_of_all_topics_are_done(workshop: Workshop) -> None:
    for number in range(10):
        workshop.queue.add("greet", f"case-{number}", name=f"n{number}")
    workshop.queue.add("refuse")
    with workshop.open():
        assert workshop.ends(11)
    said = {end.variables.get("said") for end in workshop.queue.ended}
    assert said == {*(f"hello n{number}" for number in range(10)), None}
    assert [end.code for end in workshop.queue.ended if end.code] == ["too-late"]
    assert workshop.how == [Stopped.CLEAN]


def test_a_failing_handler_is_told_with_its_retries_and_without_its_words(workshop: Workshop) -> None:
    task = workshop.queue.add("break-down")
    with capture_logs() as logs, workshop.open():
        assert workshop.called("fail")
    seen = workshop.queue.external_task(task)
    assert seen is not None
    assert seen.retries == 1
    assert seen.error_message is not None
    assert seen.error_message.startswith("RuntimeError at tests.engine.test_runtime:")
    assert SECRET not in f"{workshop.queue.waiting(task)} {logs}"


def test_input_that_does_not_fit_is_an_incident_at_once(workshop: Workshop) -> None:
    workshop.queue.add("greet", other=SECRET)
    with workshop.open():
        assert workshop.called("fail")
    [incident] = workshop.queue.incidents()
    assert incident.message is not None
    assert incident.message.endswith("input of greet: name (missing)")


def test_an_engine_that_comes_back_is_served_again(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.runtime.RETURN", 0.01)
    workshop.queue.fault("fetch_and_lock", times=2)
    workshop.queue.fault("fetch_and_lock", EngineError(500, "RestException"))
    workshop.queue.add("greet", name="n")
    with workshop.open():
        assert workshop.ends(1)
    assert workshop.queue.calls.count("fetch_and_lock") > 3
    assert workshop.worker.ready


def test_no_more_is_fetched_than_there_are_places(workshop: Workshop) -> None:
    for _ in range(9):
        workshop.queue.add("slow")
    with workshop.open():
        assert workshop.slow.begun.wait(10)
        assert workshop.called("fetch_and_lock")
        assert len(workshop.queue.locked) == 4, "two threads and a stock of two"
        workshop.slow.let_go.set()
        assert workshop.ends(9)


def test_when_stopped_the_worker_finishes_what_runs_and_gives_back_what_waits() -> None:
    workshop = Workshop(WorkerSettings(threads=1, stock=3, long_poll=timedelta(milliseconds=50)))
    for _ in range(4):
        workshop.queue.add("slow")
    with workshop.open():
        assert workshop.slow.begun.wait(10)
        workshop.stop.set()
        assert workshop.called("unlock", times=3)
        workshop.slow.let_go.set()
    assert (len(workshop.queue.ended), workshop.slow.runs) == (1, 1)
    assert workshop.queue.locked == []
    assert workshop.how == [Stopped.CLEAN]


def test_what_the_open_poll_still_brings_is_given_back() -> None:
    workshop = Workshop(WorkerSettings(threads=1, long_poll=timedelta(seconds=10)))
    with workshop.open():
        assert workshop.queue.wait_until(lambda: workshop.queue.polling)
        workshop.stop.set()
        workshop.queue.add("slow")
        assert workshop.called("unlock")
    assert workshop.slow.runs == 0
    assert workshop.queue.locked == []
    assert workshop.how == [Stopped.CLEAN]


def test_a_task_that_runs_too_long_at_the_end_is_given_back_and_its_answer_dropped() -> None:
    workshop = Workshop(
        WorkerSettings(threads=1, long_poll=timedelta(milliseconds=50), grace=timedelta(milliseconds=50))
    )
    workshop.queue.add("slow")
    with workshop.open():
        assert workshop.slow.begun.wait(10)
        workshop.stop.set()
        assert workshop.called("unlock")
    assert workshop.queue.locked == []
    assert workshop.queue.ended == []
    assert workshop.how == [Stopped.GAVE_BACK_LATE]


def test_what_cannot_be_given_back_is_told_by_the_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.runtime.GIVING_BACK", 0)
    workshop = Workshop(
        WorkerSettings(threads=1, long_poll=timedelta(milliseconds=50), grace=timedelta(milliseconds=50))
    )
    workshop.queue.fault("unlock", times=99)
    workshop.queue.add("slow")
    with workshop.open():
        assert workshop.slow.begun.wait(10)
        workshop.stop.set()
        assert workshop.called("unlock")
    assert workshop.how == [Stopped.LEFT_LOCKED]


def test_an_answer_that_the_engine_did_not_get_before_the_end_is_told_by_the_exit_code() -> None:
    workshop = Workshop(
        WorkerSettings(threads=1, lock=timedelta(milliseconds=80), long_poll=timedelta(milliseconds=50))
    )
    workshop.queue.add("slow")
    with workshop.open():
        assert workshop.slow.begun.wait(10)
        workshop.queue.fault("complete", times=99)
        workshop.stop.set()
        workshop.slow.let_go.set()
    assert workshop.how == [Stopped.LEFT_LOCKED]


def test_the_lock_of_a_running_task_is_extended_also_while_the_worker_ends() -> None:
    workshop = Workshop(
        WorkerSettings(threads=1, lock=timedelta(milliseconds=80), long_poll=timedelta(milliseconds=50))
    )
    workshop.queue.add("slow")
    with workshop.open():
        assert workshop.called("extend_lock", times=2)
        workshop.stop.set()
        assert workshop.called("extend_lock", times=workshop.queue.calls.count("extend_lock") + 2)
        workshop.slow.let_go.set()
    assert len(workshop.queue.ended) == 1


def test_the_answer_of_a_task_that_was_cancelled_meanwhile_is_dropped() -> None:
    workshop = Workshop(
        WorkerSettings(threads=1, lock=timedelta(milliseconds=80), long_poll=timedelta(milliseconds=50))
    )
    task = workshop.queue.add("slow")
    with workshop.open():
        assert workshop.slow.begun.wait(10)
        workshop.queue.cancel(task)
        assert workshop.called("extend_lock")
        workshop.slow.let_go.set()
    assert "complete" not in workshop.queue.calls
    assert workshop.how == [Stopped.CLEAN]


def test_a_task_never_runs_twice_at_once_though_its_lock_ran_out_and_it_was_fetched_again() -> None:
    workshop = Workshop(WorkerSettings(threads=2, stock=2, long_poll=timedelta(milliseconds=50)))
    workshop.queue.add("slow")
    with workshop.open():
        assert workshop.slow.begun.wait(10)
        workshop.queue.pass_time(timedelta(minutes=1))
        assert workshop.queue.wait_until(lambda: workshop.queue.locked != []), "fetched again, by us"
        workshop.queue.add("greet", name="n")
        assert workshop.ends(1), "the other thread is free for what was fetched behind it"
        workshop.slow.let_go.set()
        assert workshop.ends(2)
    assert workshop.slow.runs == 1


def test_a_worker_that_may_see_nothing_says_so(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop.queue, "may_work", lambda: False)
    with capture_logs() as logs, workshop.open():
        pass
    assert any("may not fetch" in line["event"] for line in logs)


def test_one_case_is_worked_in_the_callers_own_thread(workshop: Workshop) -> None:
    workshop.queue.add("greet", "ours", name="a")
    workshop.queue.add("greet", "ours", name="b")
    workshop.queue.add("greet", "theirs", name="c")
    assert workshop.worker.work_once("ours") == 2
    assert workshop.worker.work_once("ours") == 0
    assert [end.variables["said"] for end in workshop.queue.ended] == ["hello a", "hello b"]
    assert [task.business_key for task in workshop.queue.external_tasks()] == ["theirs"]


def test_each_line_of_the_log_names_the_case_and_the_task(workshop: Workshop) -> None:
    task = workshop.queue.add("greet", "14050000000097", name=SECRET)
    with capture_logs(processors=[merge_contextvars]) as logs:
        workshop.worker.work_once("14050000000097")
    [line] = logs
    assert (line["tracking_code"], line["task_id"], line["topic"]) == ("14050000000097", task, "greet")
    assert (line["outcome"], line["delivery"]) == ("completed", "taken")
    assert SECRET not in str(line)


def test_a_worker_is_named_by_host_and_process() -> None:
    assert own_worker_id().endswith(f"-{os.getpid()}")
