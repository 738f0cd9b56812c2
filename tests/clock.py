"""A clock that only the test moves."""

from datetime import datetime, timedelta

from domain.persian import TEHRAN


class HandMovedClock:
    """A clock that stands still until a test moves it; it begins on 1405/09/03 at nine, in Tehran."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 9, 0, tzinfo=TEHRAN)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        """Moves on by that `timedelta`."""
        self.now += timedelta(**by)
