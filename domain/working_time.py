"""When is a promise due, and how much working time has passed?

Working time is what the company's week offers: the hours of each weekday, without holidays and closures. A
working day is as long as the longest day of that week, so working days and moments turn into each other.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from domain.persian import TEHRAN
from domain.public_holidays import PublicHolidays

NOTHING = datetime.timedelta()
WEEKLY_REST = "تعطیل هفتگی"


class Interval(NamedTuple):
    """Hours of one day in which the company works, on Tehran's clocks."""

    opens: datetime.time
    closes: datetime.time

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `08:00-14:00`; a `ValueError` says how hours are written."""
        opens, _, closes = text.partition("-")
        try:
            interval = cls(datetime.time.fromisoformat(opens), datetime.time.fromisoformat(closes))
        except ValueError:
            raise ValueError("hours are written like 08:00-14:00") from None
        if interval.closes <= interval.opens:
            raise ValueError("hours end after they begin")
        return interval

    def on(self, day: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
        """Name the two moments at which these hours begin and end on that day."""
        return (
            datetime.datetime.combine(day, self.opens, TEHRAN),
            datetime.datetime.combine(day, self.closes, TEHRAN),
        )


class SpecialHours(NamedTuple):
    """Other hours by weekday from one day to another, both included; those of Ramadan, say."""

    first: datetime.date
    last: datetime.date
    reason: str
    week: Mapping[int, tuple[Interval, ...]]


@dataclass(frozen=True)
class WorkingCalendar:
    """The company's working time: hours by weekday (Monday is 0), in order and without overlap.

    A holiday or closure has no hours, whatever week it lies in. A week without hours is refused: in it no
    promise would ever fall due.
    """

    week: Mapping[int, tuple[Interval, ...]]
    holidays: PublicHolidays
    closures: Mapping[datetime.date, str]
    special: Sequence[SpecialHours] = ()

    def __post_init__(self) -> None:
        if not any(self.week.values()):
            raise ValueError("a week needs working hours")

    @property
    def day_length(self) -> datetime.timedelta:
        """What one working day is worth in working time."""
        return max(sum((_length(hours) for hours in day), NOTHING) for day in self.week.values())

    def days(self, number: float) -> datetime.timedelta:
        """Turn working days into working time."""
        return number * self.day_length

    def is_working_day(self, day: datetime.date) -> bool:
        """Tell whether the company works on that day at all."""
        return bool(self._hours(day))

    def closed_because(self, day: datetime.date) -> str | None:
        """Say in Persian why the company is closed on that day; None when it works."""
        if self._hours(day):
            return None
        return self.closures.get(day) or self.holidays.name(day) or WEEKLY_REST

    def hours_of(self, day: datetime.date) -> Iterator[tuple[datetime.datetime, datetime.datetime]]:
        """List the stretches of working time of a day, from moment to moment."""
        return (hours.on(day) for hours in self._hours(day))

    def due(self, start: datetime.datetime, working_days: float) -> datetime.datetime:
        """Give the earliest moment, in Tehran, by which so many working days have passed since the start."""
        return self.after(start, self.days(working_days))

    def after(self, start: datetime.datetime, working_time: datetime.timedelta) -> datetime.datetime:
        """Give the earliest moment, in Tehran, by which so much working time has passed since the start."""
        left = working_time
        if not left:
            return start.astimezone(TEHRAN)
        for opens, closes in self._working_hours(start):
            if left <= closes - opens:
                return opens + left
            left -= closes - opens
        raise AssertionError("a calendar with working hours never ends")

    def elapsed(self, start: datetime.datetime, end: datetime.datetime) -> datetime.timedelta:
        """Sum the working time between two moments; none when the end comes before the start."""
        until = end.astimezone(TEHRAN)
        passed = NOTHING
        for opens, closes in self._working_hours(start):
            if opens >= until:
                break
            passed += min(closes, until) - opens
        return passed

    def unconfirmed_years(self) -> tuple[int, ...]:
        """List the Jalali years whose lunar holidays are still estimates, so that due times may move."""
        return self.holidays.unconfirmed_years()

    def _hours(self, day: datetime.date) -> tuple[Interval, ...]:
        if day in self.closures or self.holidays.name(day):
            return ()
        week = next((hours.week for hours in self.special if hours.first <= day <= hours.last), self.week)
        return week.get(day.weekday(), ())

    def _working_hours(
        self, start: datetime.datetime
    ) -> Iterator[tuple[datetime.datetime, datetime.datetime]]:
        """From the start on and without end, what is left of each stretch of working hours."""
        first = start.astimezone(TEHRAN)
        day = first.date()
        while True:
            for opens, closes in self.hours_of(day):
                if closes > first:
                    yield max(opens, first), closes
            day += datetime.timedelta(days=1)


def _length(hours: Interval) -> datetime.timedelta:
    opens, closes = hours.on(datetime.date.min)
    return closes - opens
