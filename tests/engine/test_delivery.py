from datetime import timedelta
from threading import Event
from typing import Any

import pytest

from engine.answers import LockedTask, TopicRequest
from engine.delivery import Courier, Delivery
from engine.double import TaskQueueDouble
from engine.errors import EngineError
from engine.outcome import Complete, Failure
from engine.retry import RetryPolicy

DONE = Complete({"outcome": "paid"})
RETRY = RetryPolicy(waits=(timedelta(seconds=5),))
LOCK_MS = 30_000


class NoNap(Event):
    """Pauses that take no time."""

    def wait(self, *_: Any, **__: Any) -> bool:
        return self.is_set()


class Office:
    """A queue with one task that "worker" holds, and the courier of that worker."""

    def __init__(self, patience: float = 60) -> None:
        self.queue = TaskQueueDouble()
        self.queue.add("trial")
        self.halt = NoNap()
        self.courier = Courier(self.queue, "worker", RETRY, patience, self.halt)
        self.task = self.fetch("worker")

    def fetch(self, worker: str) -> LockedTask:
        return self.queue.fetch_and_lock(worker, [TopicRequest(name="trial", lock_ms=LOCK_MS)], 1)[0]

    def another_worker_takes_over(self) -> None:
        self.queue.pass_time(timedelta(milliseconds=LOCK_MS))
        self.fetch("another")

    def tried(self) -> int:
        return self.queue.calls.count("complete")


@pytest.fixture
def office() -> Office:
    return Office()


def test_an_answer_is_taken(office: Office) -> None:
    assert office.courier.deliver(office.task, DONE) is Delivery.TAKEN
    assert office.queue.ended[0].variables == {"outcome": "paid"}


def test_an_answer_is_repeated_while_the_engine_is_away(office: Office) -> None:
    office.queue.fault("complete", times=7)
    assert office.courier.deliver(office.task, DONE) is Delivery.TAKEN
    assert office.tried() == 8


def test_an_answer_is_repeated_after_a_lost_race(office: Office) -> None:
    office.queue.fault("complete", EngineError(500, "OptimisticLockingException", code=1))
    assert office.courier.deliver(office.task, DONE) is Delivery.TAKEN


@pytest.mark.parametrize("status", [200, 302])
def test_a_page_in_place_of_the_engine_s_answer_is_no_refusal_of_the_engine(
    office: Office, status: int
) -> None:
    office.queue.fault("complete", EngineError(status, "HTML"))
    assert office.courier.deliver(office.task, DONE) is Delivery.TAKEN
    assert office.queue.incidents() == []


def test_a_deed_whose_answer_was_lost_is_done_once(office: Office) -> None:
    office.queue.fault("complete", done=True)
    assert office.courier.deliver(office.task, DONE) is Delivery.GONE
    assert len(office.queue.ended) == 1


def test_a_task_that_the_process_cancelled_is_dropped(office: Office) -> None:
    office.queue.cancel(office.task.id)
    assert office.courier.deliver(office.task, DONE) is Delivery.GONE
    assert office.tried() == 1


def test_a_task_that_another_worker_holds_is_dropped(office: Office) -> None:
    office.another_worker_takes_over()
    assert office.courier.deliver(office.task, DONE) is Delivery.LOST
    assert office.tried() == 1
    assert office.queue.ended == []


def test_an_answer_that_broke_the_engine_and_whose_task_is_gone_may_be_done(office: Office) -> None:
    office.queue.fault("complete", EngineError(500, "ProcessEngineException"), done=True)
    office.queue.fault("complete", EngineError(500, "ProcessEngineException"), times=4)
    assert office.courier.deliver(office.task, DONE) is Delivery.MAYBE_DONE


def test_an_answer_that_always_breaks_the_engine_becomes_a_failure_that_is_tried_again(
    office: Office,
) -> None:
    office.queue.fault("complete", EngineError(500, "RestException", "value 0012345679", 0), times=5)
    assert office.courier.deliver(office.task, DONE) is Delivery.REFUSED
    seen = office.queue.external_task(office.task.id)
    assert seen is not None
    assert seen.retries == 1
    assert seen.error_message == "the engine refused the answer: 500 RestException (code 0)"


@pytest.mark.parametrize(
    "refusal",
    [
        EngineError(400, "InvalidRequestException"),
        EngineError(500, "ProcessEnginePersistenceException", code=10002),
    ],
)
def test_an_answer_of_bad_data_is_not_repeated_and_becomes_an_incident(
    office: Office, refusal: EngineError
) -> None:
    office.queue.fault("complete", refusal)
    assert office.courier.deliver(office.task, DONE) is Delivery.REFUSED
    assert office.tried() == 1
    assert len(office.queue.incidents()) == 1


def test_an_engine_that_stays_away_is_not_waited_for_longer_than_our_patience() -> None:
    office = Office(patience=0)
    office.queue.fault("complete", times=2)
    assert office.courier.deliver(office.task, DONE) is Delivery.UNANSWERED
    assert office.tried() == 1


def test_nothing_is_waited_for_once_the_worker_halts(office: Office) -> None:
    office.halt.set()
    office.queue.fault("complete", times=9)
    assert office.courier.deliver(office.task, DONE) is Delivery.UNANSWERED
    assert office.tried() == 1


def test_a_refused_failure_is_reported_once_more_and_no_further(office: Office) -> None:
    office.queue.fault("fail", EngineError(500, "RestException"), times=99)
    assert office.courier.deliver(office.task, Failure("it failed", "")) is Delivery.UNANSWERED
    assert office.queue.calls.count("fail") == 10


def test_a_task_is_given_back(office: Office) -> None:
    assert office.courier.give_back(office.task.id, patience=1)
    assert office.queue.locked == []


def test_giving_back_what_is_gone_is_no_fault(office: Office) -> None:
    office.queue.cancel(office.task.id)
    assert office.courier.give_back(office.task.id, patience=1)


def test_giving_back_to_an_engine_that_is_away_is_told(office: Office) -> None:
    office.queue.fault("unlock", times=2)
    assert not office.courier.give_back(office.task.id, patience=0)
