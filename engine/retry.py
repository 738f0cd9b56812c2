"""When a task fails: how often is it tried again, and after what pause?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

NO_WAIT = timedelta(0)


@dataclass(frozen=True)
class RetryPolicy:
    """One pause per repetition, growing; when they are used up the engine raises an incident."""

    waits: tuple[timedelta, ...] = (
        timedelta(seconds=5),
        timedelta(seconds=30),
        timedelta(minutes=2),
        timedelta(minutes=10),
    )

    def after(self, retries: int | None) -> tuple[int, timedelta]:
        """The retries left after one more failure, and the pause before the next try.

        The engine says None until the first failure; an operator may have set any number.
        """
        left = len(self.waits) if retries is None else max(retries - 1, 0)
        return left, self._pause(left)

    def _pause(self, left: int) -> timedelta:
        if left == 0 or not self.waits:
            return NO_WAIT
        return self.waits[max(len(self.waits) - left, 0)]
