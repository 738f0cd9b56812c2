"""How are external tasks done? One loop fetches, a few threads work, one keeps the locks.

Nothing is locked longer than it is worked on: what was fetched is done and answered, or given back.
The engine may come and go; only `stop` ends the worker.
"""

from __future__ import annotations

import os
import random
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import IntEnum
from queue import SimpleQueue
from threading import Event, Thread
from time import monotonic, perf_counter

import structlog
from structlog.contextvars import bound_contextvars

from engine import metrics
from engine.answers import LockedTask, TopicRequest
from engine.delivery import Courier, Delivery
from engine.errors import EngineError
from engine.gate import Execute, describe, details, judge
from engine.held import HeldTasks
from engine.outcome import Failure, Outcome
from engine.retry import RetryPolicy
from engine.task_queue import TaskQueue
from engine.topics import Topic

RETURN = 1.0  # seconds; at most so long after the engine's return we are back
GIVING_BACK = 5.0  # seconds to try; after the first task that could not be given back, one try each

log = structlog.get_logger(__name__)


class Stopped(IntEnum):
    """How the worker ended, as the exit code of its process."""

    CLEAN = 0
    """Every task that had begun was finished; nothing is locked."""
    GAVE_BACK_LATE = 3
    """Some tasks ran too long and were given back while running; nothing is locked."""
    LEFT_LOCKED = 4
    """The engine could not be told; some tasks stay locked until their lock runs out."""


@dataclass(frozen=True)
class WorkerSettings:
    """How much is done at once, and how long things may take."""

    threads: int = 8
    stock: int = 8
    """Tasks locked ahead of free threads."""
    lock: timedelta = timedelta(seconds=30)
    """Extended at half time, so it only says how long a dead worker's tasks stay locked."""
    long_poll: timedelta = timedelta(seconds=5)
    """Also the longest time that a task given a pause, or left by another worker, waits too long."""
    grace: timedelta = timedelta(seconds=30)
    """For running tasks at the end; systemd must allow more."""
    retry: RetryPolicy = field(default_factory=RetryPolicy)


def own_worker_id() -> str:
    """Host and process, so that a lock in Cockpit says whose it is."""
    return f"{socket.gethostname()}-{os.getpid()}"


class Worker:
    """Does the tasks of its topics; `execute` runs one of them and answers its variables.

    `run` works in threads until stopped, `work_once` in the caller's thread; both judge and answer alike.
    """

    def __init__(
        self,
        queue: TaskQueue,
        topics: Mapping[str, Topic],
        execute: Execute,
        settings: WorkerSettings | None = None,
        worker_id: str | None = None,
    ) -> None:
        self._queue = queue
        self._topics = topics
        self._execute = execute
        self._settings = settings or WorkerSettings()
        self.worker_id = worker_id or own_worker_id()
        lock = self._settings.lock.total_seconds()
        self._stop = Event()
        self._halt = Event()
        self._held = HeldTasks(lock)
        self._courier = Courier(queue, self.worker_id, self._settings.retry, lock, self._halt)
        self._stock: SimpleQueue[LockedTask | None] = SimpleQueue()
        self._engine_answers = True
        self._told = True
        self._turned = monotonic()

    @property
    def ready(self) -> bool:
        """Whether the engine answered the last fetch."""
        return self._engine_answers

    @property
    def idle_for(self) -> timedelta:
        """How long ago the fetch loop last came round: with the engine away too, some seconds at the most."""
        return timedelta(seconds=monotonic() - self._turned)

    def work_once(self, business_key: str) -> int:
        """Does the tasks of one case that wait now, one after the other; answers how many there were."""
        tasks = self._queue.fetch_and_lock(self.worker_id, self._requests(business_key), self._capacity)
        for task in tasks:
            self._held.take(task)
            self._attend(task)
        return len(tasks)

    def run(self, stop: Event) -> Stopped:
        """Works until `stop` is set, then finishes what runs and gives back the rest."""
        self._stop = stop
        self._say_what_we_see()
        keeper = Thread(target=self._keep_locks, daemon=True)
        hands = [Thread(target=self._hand, daemon=True) for _ in range(self._settings.threads)]
        for thread in (keeper, *hands):
            thread.start()
        while not stop.is_set():
            self._fetch_when_there_is_room()
            self._turned = monotonic()
        return self._leave(keeper)

    # Fetching

    @property
    def _capacity(self) -> int:
        return self._settings.threads + self._settings.stock

    def _requests(self, business_key: str | None = None) -> list[TopicRequest]:
        lock_ms = int(self._settings.lock / timedelta(milliseconds=1))
        return [
            TopicRequest(
                name=topic.name, lock_ms=lock_ms, variables=topic.variables, business_key=business_key
            )
            for topic in self._topics.values()
        ]

    def _fetch_when_there_is_room(self) -> None:
        # A fetch is the engine's dearest call, so it waits for half of the places rather than for one.
        if not self._held.wait_until_at_most(self._capacity // 2, seconds=0.5):
            return
        for task in self._fetch():
            if self._held.take(task):
                self._stock.put(task)

    def _fetch(self) -> list[LockedTask]:
        room = self._capacity - len(self._held)
        poll_ms = int(self._settings.long_poll / timedelta(milliseconds=1))
        try:
            tasks = self._queue.fetch_and_lock(self.worker_id, self._requests(), room, poll_ms)
        except Exception as fault:  # noqa: BLE001  nothing that the engine does may end the worker
            self._note_fault(fault)
            self._stop.wait(RETURN * random.uniform(0.2, 1.0))  # noqa: S311  no secret: spreads the workers' returns
            return []
        self._note_answer()
        return tasks

    def _note_fault(self, fault: Exception) -> None:
        metrics.fetch_faults.labels(type(fault).__name__).inc()
        if self._engine_answers:
            log.warning("engine does not serve us", fault=type(fault).__name__, status=_status(fault))
        self._engine_answers = False

    def _note_answer(self) -> None:
        if not self._engine_answers:
            log.info("engine serves us again")
        self._engine_answers = True

    def _say_what_we_see(self) -> None:
        try:
            if not self._queue.may_work():
                log.error(
                    "this account may not fetch tasks: no READ_INSTANCE and UPDATE_INSTANCE",
                    id=self.worker_id,
                )
        except Exception as fault:  # noqa: BLE001  nothing that the engine does may end the worker
            self._note_fault(fault)

    # Working

    def _hand(self) -> None:
        while (task := self._stock.get()) is not None:
            if not self._stop.is_set():
                self._attend_safely(task)

    def _attend_safely(self, task: LockedTask) -> None:
        try:
            self._attend(task)
        except Exception as fault:  # noqa: BLE001  a fault of ours must not cost a thread
            log.error("task was dropped", task_id=task.id, fault=describe(fault), details=details(fault))

    def _attend(self, task: LockedTask) -> None:
        if not self._held.begin(task.id):
            return
        try:
            with bound_contextvars(topic=task.topic, tracking_code=task.business_key, task_id=task.id):
                self._do(task)
        finally:
            self._held.release(task.id)

    def _do(self, task: LockedTask) -> None:
        begun = perf_counter()
        outcome = judge(self._topics[task.topic], task, self._execute, self._settings.retry)
        lost = self._held.is_lost(task.id)
        delivery = Delivery.LOST if lost else self._courier.deliver(task, outcome)
        if delivery is Delivery.UNANSWERED and self._stop.is_set():
            self._told = False
        _report(task, outcome, delivery, perf_counter() - begun)

    # Keeping and giving back

    def _keep_locks(self) -> None:
        tick = min(1.0, self._settings.lock.total_seconds() / 8)
        while not self._halt.wait(tick):
            if self._stop.is_set():
                self._give_back(self._held.withdraw())
            for task_id in self._held.to_extend():
                self._extend(task_id)

    def _extend(self, task_id: str) -> None:
        lock_ms = int(self._settings.lock / timedelta(milliseconds=1))
        try:
            self._queue.extend_lock(task_id, self.worker_id, lock_ms)
        except Exception as fault:  # noqa: BLE001  whatever it was, the next tick tries again
            if _status(fault) in (400, 404):
                self._held.lose(task_id)
        else:
            self._held.extended(task_id)

    def _give_back(self, task_ids: list[str]) -> None:
        for task_id in task_ids:
            patience = GIVING_BACK if self._told else 0
            self._told = self._courier.give_back(task_id, patience) and self._told

    def _leave(self, keeper: Thread) -> Stopped:
        self._give_back(self._held.withdraw())
        finished = self._held.wait_until_at_most(0, self._settings.grace.total_seconds())
        late = self._held.withdraw(running=True)
        self._give_back(late)
        self._halt.set()
        keeper.join()  # it may be giving back, too
        for _ in range(self._settings.threads):
            self._stock.put(None)
        ended = _how_it_ended(finished=finished or not late, told=self._told)
        log.info("worker stopped", ended=ended.name, given_back_late=len(late))
        return ended


def _how_it_ended(*, finished: bool, told: bool) -> Stopped:
    if not told:
        return Stopped.LEFT_LOCKED
    return Stopped.CLEAN if finished else Stopped.GAVE_BACK_LATE


def _status(fault: Exception) -> int | None:
    return fault.status if isinstance(fault, EngineError) else None


def _report(task: LockedTask, outcome: Outcome, delivery: Delivery, seconds: float) -> None:
    metrics.answers.labels(task.topic, outcome.name, delivery.value).inc()
    metrics.seconds.labels(task.topic).observe(seconds)
    said = {"outcome": outcome.name, "delivery": delivery.value, "seconds": round(seconds, 3)}
    if isinstance(outcome, Failure):
        log.warning(
            "task failed", **said, fault=outcome.message, details=outcome.details, left=outcome.retries
        )
    else:
        log.info("task answered", **said)
