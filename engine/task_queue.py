"""What does a worker need of the engine? The external-task calls, by which `Engine` and its double agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from engine.answers import ExternalTask, LockedTask, TopicRequest


class TaskQueue(Protocol):
    """The calls of `engine.client.Engine` that the worker runtime uses; each may raise as that one does."""

    def fetch_and_lock(
        self, worker_id: str, topics: Sequence[TopicRequest], max_tasks: int, long_poll_ms: int = 0
    ) -> list[LockedTask]:
        """Locks what waits for the worker."""

    def complete(self, task_id: str, worker_id: str, variables: Mapping[str, Any] | None = None) -> None:
        """Ends a task with its results."""

    def fail(
        self, task_id: str, worker_id: str, message: str, details: str, retries: int, retry_timeout_ms: int
    ) -> None:
        """Reports that a task could not be done."""

    def bpmn_error(
        self, task_id: str, worker_id: str, code: str, variables: Mapping[str, Any] | None = None
    ) -> None:
        """Ends a task by an error that the model catches."""

    def extend_lock(self, task_id: str, worker_id: str, lock_ms: int) -> None:
        """Counts a lock anew."""

    def unlock(self, task_id: str) -> None:
        """Gives a task back."""

    def external_task(self, task_id: str) -> ExternalTask | None:
        """Looks at a task."""

    def may_work(self) -> bool:
        """Whether the account sees any task at all."""
