"""One behaviour for the double and the real engine: what a worker may count on."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from time import monotonic
from typing import Any, Protocol

import pytest

from engine.answers import ExternalTask, Incident, LockedTask, TopicRequest
from engine.client import Engine, EngineError
from engine.double import TaskQueueDouble
from engine.task_queue import TaskQueue
from tests.engine.trial import TOPIC, new_case

LOCK_MS = 60_000


class Inspectable(TaskQueue, Protocol):
    """What tests look at besides."""

    def external_tasks(self, business_key: str | None = None) -> list[ExternalTask]: ...

    def incidents(self, business_key: str | None = None) -> list[Incident]: ...

    def set_retries(self, task_id: str, retries: int) -> None: ...


class Place:
    """A queue with one case in it, and a clock that can be made to pass."""

    def __init__(self, queue: Inspectable) -> None:
        self.queue = queue
        self.case = new_case()

    def add(self, **variables: Any) -> None:
        raise NotImplementedError

    def pass_time(self, milliseconds: int) -> None:
        raise NotImplementedError

    def fetch(
        self, worker: str = "first", lock_ms: int = LOCK_MS, variables: Sequence[str] = (), poll_ms: int = 0
    ) -> list[LockedTask]:
        request = TopicRequest(
            name=TOPIC, lock_ms=lock_ms, variables=tuple(variables), business_key=self.case
        )
        return self.queue.fetch_and_lock(worker, [request], 10, poll_ms)

    def fetch_one(self, worker: str = "first", lock_ms: int = LOCK_MS) -> str:
        [task] = self.fetch(worker, lock_ms)
        return task.id

    def fail(self, task: str, retries: int, pause_ms: int = 0, message: str = "it failed") -> None:
        self.queue.fail(task, "first", message, "details", retries, pause_ms)


class InMemory(Place):
    """The double."""

    def __init__(self) -> None:
        self.double = TaskQueueDouble()
        super().__init__(self.double)

    def add(self, **variables: Any) -> None:
        self.double.add(TOPIC, self.case, **variables)

    def pass_time(self, milliseconds: int) -> None:
        self.double.pass_time(timedelta(milliseconds=milliseconds))


class OnEngine(Place):
    """The real engine; time passes there by itself, so only spans of a few milliseconds are asked for."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        super().__init__(engine)

    def add(self, **variables: Any) -> None:
        self.engine.correlate("trial-started", business_key=self.case, variables=variables)

    def pass_time(self, milliseconds: int) -> None:
        end = monotonic() + milliseconds / 1000
        while monotonic() < end:
            self.engine.external_tasks(self.case)


@pytest.fixture(params=["in memory", pytest.param("on the engine", marks=pytest.mark.engine)])
def place(request: pytest.FixtureRequest) -> Place:
    if request.param == "in memory":
        return InMemory()
    return OnEngine(request.getfixturevalue("trial_engine"))


def refused(status: int) -> Any:
    return pytest.raises(EngineError, check=lambda error: error.status == status)


def test_what_one_worker_fetched_no_other_gets(place: Place) -> None:
    place.add()
    assert place.fetch_one("first")
    assert place.fetch("second") == []
    assert place.fetch("first") == []


def test_a_task_says_whose_it_is_and_has_no_retries_before_its_first_failure(place: Place) -> None:
    place.add()
    [task] = place.fetch()
    assert (task.topic, task.business_key, task.retries) == (TOPIC, place.case, None)


def test_a_task_says_how_long_ago_the_process_came_to_it(place: Place) -> None:
    place.add()
    place.pass_time(50)
    [task] = place.fetch()
    assert timedelta(milliseconds=50) <= task.age < timedelta(seconds=20)
    age = task.age
    assert task.age > age


def test_only_the_variables_that_were_asked_for_come(place: Place) -> None:
    place.add(first=3_000_000_000, second="متن", third=True, fourth=2.5, fifth=None)
    [task] = place.fetch(variables=("first", "third", "fourth", "fifth", "absent"))
    assert task.variables == {"first": 3_000_000_000, "third": True, "fourth": 2.5, "fifth": None}


def test_without_a_wish_no_variables_come(place: Place) -> None:
    place.add(first=1)
    [task] = place.fetch()
    assert task.variables == {}


def test_a_completed_task_is_gone(place: Place) -> None:
    place.add()
    task = place.fetch_one()
    place.queue.complete(task, "first", {"outcome": "paid"})
    assert place.queue.external_task(task) is None
    again: tuple[Callable[[], None], ...] = (
        lambda: place.queue.complete(task, "first"),
        lambda: place.fail(task, retries=1),
        lambda: place.queue.bpmn_error(task, "first", "no-luck"),
        lambda: place.queue.extend_lock(task, "first", LOCK_MS),
        lambda: place.queue.unlock(task),
    )
    for deed in again:
        with refused(404):
            deed()


def test_nobody_answers_for_a_worker_that_holds_the_task(place: Place) -> None:
    place.add()
    task = place.fetch_one("first")
    answers: tuple[Callable[[], None], ...] = (
        lambda: place.queue.complete(task, "second"),
        lambda: place.queue.fail(task, "second", "it failed", "", 1, 0),
        lambda: place.queue.bpmn_error(task, "second", "no-luck"),
        lambda: place.queue.extend_lock(task, "second", LOCK_MS),
    )
    for deed in answers:
        with refused(400):
            deed()


def test_an_answer_after_the_lock_ran_out_is_taken_as_long_as_nobody_took_the_task(place: Place) -> None:
    place.add()
    task = place.fetch_one(lock_ms=1)
    place.pass_time(5)
    place.queue.complete(task, "first")
    assert place.queue.external_task(task) is None


def test_a_lock_that_ran_out_is_not_extended(place: Place) -> None:
    place.add()
    task = place.fetch_one(lock_ms=1)
    place.pass_time(5)
    with refused(400):
        place.queue.extend_lock(task, "first", LOCK_MS)


def test_an_extended_lock_holds_on(place: Place) -> None:
    place.add()
    task = place.fetch_one(lock_ms=LOCK_MS)
    place.queue.extend_lock(task, "first", 2 * LOCK_MS)
    assert place.fetch("second") == []


def test_a_lock_that_ran_out_goes_to_whoever_asks_next(place: Place) -> None:
    place.add()
    task = place.fetch_one("first", lock_ms=1)
    place.pass_time(5)
    assert place.fetch_one("second") == task
    with refused(400):
        place.queue.complete(task, "first")


def test_a_task_given_back_is_there_at_once(place: Place) -> None:
    place.add()
    task = place.fetch_one("first")
    place.queue.unlock(task)
    assert place.fetch_one("second") == task


def test_a_failed_task_waits_out_its_pause(place: Place) -> None:
    place.add()
    task = place.fetch_one()
    place.fail(task, retries=2, pause_ms=LOCK_MS)
    assert place.fetch("second") == []


def test_a_failed_task_comes_again_with_the_retries_that_were_left_to_it(place: Place) -> None:
    place.add()
    place.fail(place.fetch_one(), retries=2)
    place.pass_time(5)
    [task] = place.fetch("second")
    assert task.retries == 2


def test_a_task_without_retries_is_an_incident_until_somebody_gives_it_one(place: Place) -> None:
    place.add()
    task = place.fetch_one()
    place.fail(task, retries=0, message="a sentence")
    place.pass_time(5)
    assert place.fetch() == []
    assert [incident.message for incident in place.queue.incidents(place.case)] == ["a sentence"]
    place.queue.set_retries(task, 1)
    assert place.queue.incidents(place.case) == []
    assert place.fetch_one() == task


def test_a_long_message_is_cut(place: Place) -> None:
    place.add()
    task = place.fetch_one()
    place.fail(task, retries=1, message="m" * 1000)
    seen = place.queue.external_task(task)
    assert seen is not None
    assert seen.error_message == "m" * 666


def test_a_task_that_failed_still_names_its_worker(place: Place) -> None:
    place.add()
    task = place.fetch_one()
    place.fail(task, retries=1, pause_ms=LOCK_MS)
    seen = place.queue.external_task(task)
    assert seen is not None
    assert seen.worker_id == "first"


def test_a_business_error_ends_the_task(place: Place) -> None:
    place.add()
    task = place.fetch_one()
    place.queue.bpmn_error(task, "first", "no-luck")
    assert place.queue.external_tasks(place.case) == []


def test_a_task_is_seen_with_its_holder(place: Place) -> None:
    place.add()
    task = place.fetch_one()
    [seen] = place.queue.external_tasks(place.case)
    assert (seen.id, seen.worker_id, seen.topic) == (task, "first", TOPIC)


def test_a_poll_with_nothing_to_fetch_comes_back_empty(place: Place) -> None:
    assert place.fetch(poll_ms=20) == []


def test_everybody_with_the_right_may_work(place: Place) -> None:
    assert place.queue.may_work()
