"""Which tasks are locked for us right now, which of them run, and whose lock must be extended?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Condition
from time import monotonic

from engine import metrics
from engine.answers import LockedTask


@dataclass
class _Hold:
    task: LockedTask
    extend_at: float
    begun: bool = False
    lost: bool = False


class HeldTasks:
    """The tasks of one worker, from fetch to answer; each at most once. Shared by its threads."""

    def __init__(self, lock_seconds: float, now: Callable[[], float] = monotonic) -> None:
        self._half = lock_seconds / 2
        self._now = now
        self._holds: dict[str, _Hold] = {}
        self._changed = Condition()

    def __len__(self) -> int:
        return len(self._holds)

    def take(self, task: LockedTask) -> bool:
        """Notes a fetched task; False when it is here already, whose lock is thereby ours again."""
        with self._changed:
            known = self._holds.get(task.id)
            if known is not None:
                known.lost, known.extend_at = False, self._now() + self._half
                return False
            self._holds[task.id] = _Hold(task, self._now() + self._half)
            self._tell()
            return True

    def begin(self, task_id: str) -> bool:
        """Marks the task as running; False when it was given back, lost or begun before."""
        with self._changed:
            hold = self._holds.get(task_id)
            if hold is None or hold.begun:
                return False
            hold.begun = True
            return True

    def release(self, task_id: str) -> None:
        """Forgets a task that was answered."""
        with self._changed:
            self._holds.pop(task_id, None)
            self._tell()

    def to_extend(self) -> list[str]:
        """The tasks whose lock is past its half."""
        with self._changed:
            return [
                key for key, hold in self._holds.items() if not hold.lost and hold.extend_at <= self._now()
            ]

    def extended(self, task_id: str) -> None:
        """Counts the half time of a lock anew."""
        with self._changed:
            if hold := self._holds.get(task_id):
                hold.extend_at = self._now() + self._half

    def lose(self, task_id: str) -> None:
        """Notes a lost lock: a running task is to be dropped at its end, a waiting one never begins."""
        with self._changed:
            hold = self._holds.get(task_id)
            if hold is None:
                return
            metrics.locks_lost.labels(hold.task.topic).inc()
            hold.lost = True
            if not hold.begun:
                del self._holds[task_id]
            self._tell()

    def is_lost(self, task_id: str) -> bool:
        """Whether somebody else will answer the task."""
        with self._changed:
            hold = self._holds.get(task_id)
            return hold is None or hold.lost

    def withdraw(self, *, running: bool = False) -> list[str]:
        """Takes out the tasks not begun, or all of them, to be given back; answers their ids."""
        with self._changed:
            ids = [key for key, hold in self._holds.items() if (running or not hold.begun) and not hold.lost]
            for key in ids:
                del self._holds[key]
            self._tell()
            return ids

    def wait_until_at_most(self, number: int, seconds: float) -> bool:
        """Waits until no more than so many tasks are held; False when the time is up before."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self._holds) <= number, seconds)

    def _tell(self) -> None:
        metrics.held.set(len(self._holds))
        self._changed.notify_all()
