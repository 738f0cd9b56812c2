"""When is somebody there in the week? Hours as the agreement's files write them, and in words for people."""

from collections.abc import Mapping
from itertools import groupby, pairwise
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from domain.model import Frozen
from domain.persian import digits
from domain.working_time import Interval

IN_ORDER = {5: "شنبه", 6: "یک‌شنبه", 0: "دوشنبه", 1: "سه‌شنبه", 2: "چهارشنبه", 3: "پنج‌شنبه", 4: "جمعه"}
"""The weekdays from Saturday on, by their numbers (Monday is 0)."""


def _interval(text: object) -> Interval:
    if not isinstance(text, str):
        raise ValueError("hours are a text like 08:00-14:00")
    return Interval.parse(text)


def _in_turn(hours: tuple[Interval, ...]) -> tuple[Interval, ...]:
    if any(later.opens < earlier.closes for earlier, later in pairwise(hours)):
        raise ValueError("hours overlap or are out of order; write them one after the other")
    return hours


Hours = Annotated[tuple[Annotated[Interval, BeforeValidator(_interval)], ...], AfterValidator(_in_turn)]


class WeekHours(Frozen):
    """The hours of each weekday; an empty list is a day off, and a day left out is refused."""

    monday: Hours
    tuesday: Hours
    wednesday: Hours
    thursday: Hours
    friday: Hours
    saturday: Hours
    sunday: Hours

    def by_weekday(self) -> Mapping[int, tuple[Interval, ...]]:
        """Give the hours by weekday, Monday being 0."""
        days = (
            self.monday,
            self.tuesday,
            self.wednesday,
            self.thursday,
            self.friday,
            self.saturday,
            self.sunday,
        )
        return dict(enumerate(days))

    def in_words(self) -> tuple[str, ...]:
        """Say in Persian on which days which hours are kept, days of the same hours together."""
        week = self.by_weekday()
        runs = groupby(IN_ORDER, key=lambda day: week[day])
        return tuple(_sentence(tuple(days), hours) for hours, days in runs if hours)


def _sentence(days: tuple[int, ...], hours: tuple[Interval, ...]) -> str:
    first, last = IN_ORDER[days[0]], IN_ORDER[days[-1]]
    named = first if first == last else f"{first} تا {last}"
    spans = (f"{spoken.opens:%H:%M} تا {spoken.closes:%H:%M}" for spoken in hours)
    return f"{named} " + " و ".join(digits(span) for span in spans)
