"""How did a task end? Three small values, each of which reports itself to the engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar

from engine.retry import NO_WAIT
from engine.task_queue import TaskQueue


@dataclass(frozen=True)
class Complete:
    """Done, with the variables that the process goes on with."""

    variables: Mapping[str, Any]
    name: ClassVar[str] = "completed"

    def report(self, queue: TaskQueue, task_id: str, worker_id: str) -> None:
        """Tells the engine."""
        queue.complete(task_id, worker_id, self.variables)


@dataclass(frozen=True)
class BpmnError:
    """Refused by the business, with a code that the model catches."""

    code: str
    name: ClassVar[str] = "bpmn-error"

    def report(self, queue: TaskQueue, task_id: str, worker_id: str) -> None:
        """Tells the engine."""
        queue.bpmn_error(task_id, worker_id, self.code)


@dataclass(frozen=True)
class Failure:
    """Not done; an incident once no retries are left. Message and details hold no value of the case."""

    message: str
    details: str
    retries: int = 0
    wait: timedelta = NO_WAIT
    name: ClassVar[str] = "failed"

    def report(self, queue: TaskQueue, task_id: str, worker_id: str) -> None:
        """Tells the engine."""
        pause = int(self.wait / timedelta(milliseconds=1))
        queue.fail(task_id, worker_id, self.message, self.details, self.retries, pause)


Outcome = Complete | BpmnError | Failure
