"""A task queue in memory that behaves as the engine's does, for tests of workers without an engine.

External tasks only: it never walks a model. Its clock moves by hand, and it can lose answers or be away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from threading import Condition
from typing import Any, TypeVar

from engine.answers import ExternalTask, Incident, LockedTask, TopicRequest
from engine.errors import EngineAway, EngineError
from engine.variables import decode, encode

T = TypeVar("T")

START = datetime(2026, 11, 21, 4, 30, tzinfo=UTC)
MESSAGE_LENGTH = 666  # the engine cuts a failure's message here


@dataclass
class Waiting:
    """One task of the double, open to the test's eye."""

    id: str
    topic: str
    business_key: str
    variables: dict[str, Any]
    free_at: datetime
    created: datetime
    worker_id: str | None = None
    paused: bool = False
    retries: int | None = None
    message: str | None = None
    details: str | None = None


@dataclass
class Ended:
    """How a task ended: its results, or the code of its error."""

    task: Waiting
    variables: dict[str, Any]
    code: str | None = None


@dataclass
class TaskQueueDouble:
    """Answers as `Engine` does for external tasks; what happened is in `ended` and `calls`."""

    now: datetime = START
    ended: list[Ended] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    polling: bool = False
    _tasks: dict[str, Waiting] = field(default_factory=dict)
    _faults: dict[str, list[tuple[Exception, bool]]] = field(default_factory=dict)
    _ids: Iterable[int] = field(default_factory=lambda: count(1))
    _changed: Condition = field(default_factory=Condition)

    # For the test

    def add(self, topic: str, business_key: str = "case", **variables: Any) -> str:
        """A task waits; answers its id."""
        with self._changed:
            task_id = f"task-{next(iter(self._ids))}"
            self._tasks[task_id] = Waiting(task_id, topic, business_key, variables, self.now, self.now)
            self._changed.notify_all()
            return task_id

    def cancel(self, task_id: str) -> None:
        """The process went another way; the task is gone."""
        with self._changed:
            del self._tasks[task_id]

    def pass_time(self, span: timedelta) -> None:
        """Moves the clock; locks and pauses may end by that."""
        with self._changed:
            self.now += span
            self._changed.notify_all()

    def fault(self, call: str, error: Exception | None = None, *, times: int = 1, done: bool = False) -> None:
        """The next calls fail: by default without an answer, with `done` after the deed was done."""
        faults = self._faults.setdefault(call, [])
        faults.extend([(error or EngineAway("memory", "fault"), done)] * times)

    def wait_until(self, condition: Callable[[], bool], seconds: float = 10) -> bool:
        """Waits in real time until it holds; looked at after each call. False when it never did."""
        with self._changed:
            return self._changed.wait_for(condition, seconds)

    def waiting(self, task_id: str) -> Waiting:
        """A task with everything that was said of it."""
        return self._tasks[task_id]

    @property
    def locked(self) -> list[str]:
        """The ids of the tasks that a worker holds; not of those that only wait out a pause."""
        tasks = self._tasks.values()
        return [task.id for task in tasks if task.worker_id and not task.paused and task.free_at > self.now]

    # As the engine

    def may_work(self) -> bool:
        """Everybody may."""
        return self._call("may_work", lambda: True)

    def fetch_and_lock(
        self, worker_id: str, topics: Sequence[TopicRequest], max_tasks: int, long_poll_ms: int = 0
    ) -> list[LockedTask]:
        """Locks what waits, oldest first; waits in real time for up to the long poll."""
        with self._changed:
            self.polling = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: any(map(self._fit, topics)), long_poll_ms / 1000)
            self.polling = False
        return self._call("fetch_and_lock", lambda: self._lock(worker_id, topics, max_tasks))

    def complete(self, task_id: str, worker_id: str, variables: Mapping[str, Any] | None = None) -> None:
        """Ends the task, also after its lock has run out, as long as no other worker took it."""
        results = decode(encode(variables or {}))
        self._call("complete", lambda: self._end(task_id, worker_id, results))

    def bpmn_error(
        self, task_id: str, worker_id: str, code: str, variables: Mapping[str, Any] | None = None
    ) -> None:
        """Ends the task by an error; whether a model catches the code is not known here."""
        results = decode(encode(variables or {}))
        self._call("bpmn_error", lambda: self._end(task_id, worker_id, results, code))

    def fail(
        self, task_id: str, worker_id: str, message: str, details: str, retries: int, retry_timeout_ms: int
    ) -> None:
        """Frees the task after the pause, or never, with an incident, when no retries are left."""

        def do() -> None:
            task = self._held(task_id, worker_id)
            # The engine keeps naming the worker: a pause is to it a lock that runs out.
            task.paused, task.retries = True, retries
            task.message, task.details = message[:MESSAGE_LENGTH], details
            task.free_at = self.now + timedelta(milliseconds=retry_timeout_ms)

        self._call("fail", do)

    def extend_lock(self, task_id: str, worker_id: str, lock_ms: int) -> None:
        """Counts the lock anew; 400 when it has run out."""

        def do() -> None:
            task = self._held(task_id, worker_id)
            if task.free_at <= self.now:
                raise EngineError(400, "RestException", "Cannot extend a lock that expired", 0)
            task.free_at = self.now + timedelta(milliseconds=lock_ms)

        self._call("extend_lock", do)

    def unlock(self, task_id: str) -> None:
        """Frees the task, whoever holds it."""

        def do() -> None:
            task = self._known(task_id)
            task.worker_id, task.free_at = None, self.now

        self._call("unlock", do)

    def set_retries(self, task_id: str, retries: int) -> None:
        """Lets a task be tried again; its incident goes."""

        def do() -> None:
            self._known(task_id).retries = retries

        self._call("set_retries", do)

    def external_task(self, task_id: str) -> ExternalTask | None:
        """The task as it stands, or None."""
        return self._call("external_task", lambda: _seen(self._tasks.get(task_id)))

    def external_tasks(self, business_key: str | None = None) -> list[ExternalTask]:
        """Every task that waits or is being done."""
        return [seen for task in self._of(business_key) if (seen := _seen(task))]

    def incidents(self, business_key: str | None = None) -> list[Incident]:
        """The tasks without retries."""
        return [
            Incident(id=f"incident-{task.id}", kind="failedExternalTask", message=task.message)
            for task in self._of(business_key)
            if task.retries == 0
        ]

    # Inside

    def _call(self, name: str, deed: Callable[[], T]) -> T:
        with self._changed:
            self.calls.append(name)
            self._changed.notify_all()
            error, done = self._next_fault(name)
            if error is not None and not done:
                raise error
            answer = deed()
            if error is not None:
                raise error
            return answer

    def _next_fault(self, name: str) -> tuple[Exception | None, bool]:
        faults = self._faults.get(name)
        return faults.pop(0) if faults else (None, True)

    def _of(self, business_key: str | None) -> list[Waiting]:
        with self._changed:
            return [task for task in self._tasks.values() if business_key in (None, task.business_key)]

    def _lock(self, worker_id: str, topics: Sequence[TopicRequest], most: int) -> list[LockedTask]:
        fitting = [
            (task, topic) for task in self._tasks.values() for topic in topics if self._fits(task, topic)
        ]
        return [self._lock_one(worker_id, task, topic) for task, topic in fitting[:most]]

    def _lock_one(self, worker_id: str, task: Waiting, topic: TopicRequest) -> LockedTask:
        task.worker_id, task.paused = worker_id, False
        task.free_at = self.now + timedelta(milliseconds=topic.lock_ms)
        return LockedTask(
            id=task.id,
            topic=task.topic,
            business_key=task.business_key,
            retries=task.retries,
            lock_expires=task.free_at,
            created=task.created,
            lock_ms=topic.lock_ms,
            variables={name: task.variables[name] for name in topic.variables if name in task.variables},
        )

    def _fit(self, topic: TopicRequest) -> bool:
        return any(self._fits(task, topic) for task in self._tasks.values())

    def _fits(self, task: Waiting, topic: TopicRequest) -> bool:
        return (
            task.topic == topic.name
            and topic.business_key in (None, task.business_key)
            and task.retries != 0
            and task.free_at <= self.now
        )

    def _known(self, task_id: str) -> Waiting:
        if task_id not in self._tasks:
            raise EngineError(404, "RestException", f"External task with id {task_id} does not exist", 0)
        return self._tasks[task_id]

    def _held(self, task_id: str, worker_id: str) -> Waiting:
        task = self._known(task_id)
        if task.worker_id != worker_id:
            raise EngineError(400, "RestException", "It is locked by another worker", 0)
        return task

    def _end(self, task_id: str, worker_id: str, variables: dict[str, Any], code: str | None = None) -> None:
        self.ended.append(Ended(self._held(task_id, worker_id), variables, code))
        del self._tasks[task_id]


def _seen(task: Waiting | None) -> ExternalTask | None:
    if task is None:
        return None
    return ExternalTask(
        id=task.id,
        topic=task.topic,
        business_key=task.business_key,
        worker_id=task.worker_id,
        retries=task.retries,
        error_message=task.message,
    )
