"""How does an answer reach the engine, when either of them may be gone for a while?

An answer is repeated until the engine takes or refuses it. After a refusal the task is looked at, and if it
is still ours, the refusal is reported as a failure, so that nothing hangs in silence.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from threading import Event

from tenacity import RetryCallState, Retrying, retry_if_exception, wait_random_exponential

from engine.answers import LockedTask
from engine.errors import EngineAway, EngineError
from engine.outcome import Failure, Outcome
from engine.retry import RetryPolicy
from engine.task_queue import TaskQueue

MOST_REFUSALS = 5  # answers of 500 in a row; a lost race is over after one or two
HOPELESS_CODES = (10001, 10002)  # a foreign key, a value too long: the same again
LONGEST_PAUSE = 1.0  # seconds; so soon after its return the engine has its answers


class Delivery(StrEnum):
    """What became of an answer."""

    TAKEN = "taken"
    GONE = "gone"
    """The task no longer exists: ended, or cancelled by the process."""
    LOST = "lost"
    """The lock went to another worker, who will answer."""
    MAYBE_DONE = "maybe-done"
    """The engine failed while taking it, and the task is gone: taken, as far as can be seen."""
    REFUSED = "refused"
    """The engine does not take this answer; a failure was reported in its place."""
    UNANSWERED = "unanswered"
    """The engine stayed away; the lock runs out and the task comes again."""


class Courier:
    """Brings answers of one worker to the engine, each for up to `patience` seconds."""

    def __init__(
        self, queue: TaskQueue, worker_id: str, retry: RetryPolicy, patience: float, halt: Event
    ) -> None:
        self._queue = queue
        self._worker_id = worker_id
        self._retry = retry
        self._patience = patience
        self._halt = halt

    def deliver(self, task: LockedTask, outcome: Outcome) -> Delivery:
        """Reports the outcome; never raises for anything that engine or network do."""
        try:
            self._insist(partial(outcome.report, self._queue, task.id, self._worker_id))
        except EngineAway:
            return Delivery.UNANSWERED
        except EngineError as refusal:
            return self._after_refusal(task, refusal)
        return Delivery.TAKEN

    def give_back(self, task_id: str, patience: float) -> bool:
        """Unlocks a task; False when the engine could not be told, so that the lock has to run out."""
        try:
            self._insist(partial(self._queue.unlock, task_id), patience)
        except EngineAway:
            return False
        except EngineError as refusal:
            return refusal.status == 404
        return True

    def _after_refusal(self, task: LockedTask, refusal: EngineError) -> Delivery:
        if refusal.status == 404:
            return Delivery.GONE
        try:
            if not self._still_ours(task):
                return Delivery.LOST if refusal.status < 500 else Delivery.MAYBE_DONE
            self._insist(partial(self._failure(task, refusal).report, self._queue, task.id, self._worker_id))
        except (EngineAway, EngineError):
            return Delivery.UNANSWERED
        return Delivery.REFUSED

    def _still_ours(self, task: LockedTask) -> bool:
        found = self._queue.external_task(task.id)
        return found is not None and found.worker_id == self._worker_id

    def _failure(self, task: LockedTask, refusal: EngineError) -> Failure:
        message = f"the engine refused the answer: {refusal.status} {refusal.type} (code {refusal.code})"
        if _may_pass(refusal):
            return Failure(message, message, *self._retry.after(task.retries))
        return Failure(message, message)

    def _insist(self, report: Callable[[], None], patience: float | None = None) -> None:
        limit = self._patience if patience is None else patience
        Retrying(
            retry=retry_if_exception(_may_pass),
            wait=wait_random_exponential(multiplier=0.1, max=LONGEST_PAUSE),
            stop=partial(self._enough, limit),
            sleep=self._nap,
            reraise=True,
        )(report)

    def _nap(self, seconds: float) -> None:
        self._halt.wait(seconds)

    def _enough(self, limit: float, state: RetryCallState) -> bool:
        fault = state.outcome.exception() if state.outcome else None
        if self._halt.is_set() or (state.seconds_since_start or 0) >= limit:
            return True
        return isinstance(fault, EngineError) and state.attempt_number >= MOST_REFUSALS


def _may_pass(fault: BaseException) -> bool:
    """A page or a redirect came from something between us and the engine, which has refused nothing."""
    if isinstance(fault, EngineError):
        return not 400 <= fault.status < 500 and fault.code not in HOPELESS_CODES
    return isinstance(fault, EngineAway)
