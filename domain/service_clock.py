"""How long has the company had the request in its hands, and on which days (SLA-2.2)?

A pure function of registration, waits, end and calendar. There is no counter: a calendar that changes, or an
answer that is found late, changes the time and nothing else.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice
from operator import sub

from domain.model import Frozen
from domain.persian import TEHRAN
from domain.working_time import WorkingCalendar

Span = tuple[datetime.datetime, datetime.datetime]
NO_TIME = datetime.timedelta()
ONE_DAY = datetime.timedelta(days=1)


class Wait(Frozen):
    """Time in which the service waits for the subscriber: until the answer, or else until its deadline.

    `what` says in Persian what for, where somebody is to read it.
    """

    opened: datetime.datetime
    deadline: datetime.datetime
    answered: datetime.datetime | None = None
    what: str = ""

    @property
    def ended(self) -> datetime.datetime:
        """When the request came back to the company, however late an answer was."""
        return min(self.answered or self.deadline, self.deadline)


class Day(Frozen):
    """What one day took of the promised time.

    `closed` says why the company did not work, `waiting` what it waited for, both in Persian. `used` is the
    company's working time, `waited` the subscriber's; `left` is what the promise had left at the day's end,
    and below zero how far it was overrun.
    """

    day: datetime.date
    closed: str | None
    waiting: tuple[str, ...]
    used: datetime.timedelta
    waited: datetime.timedelta
    left: datetime.timedelta


def service_time(
    registered: datetime.datetime,
    waits: Iterable[Wait],
    until: datetime.datetime,
    calendar: WorkingCalendar,
) -> datetime.timedelta:
    """Sum the working time since registration, less that of the waits, where two at once count once."""
    waited = sum((calendar.elapsed(*span) for span in _union(waits, registered, until)), NO_TIME)
    return calendar.elapsed(registered, until) - waited


def reached(used: datetime.timedelta, target: datetime.timedelta, percents: Iterable[int]) -> tuple[int, ...]:
    """List those percentages of the target that have been used up.

    >>> reached(datetime.timedelta(hours=32), datetime.timedelta(hours=42), [75, 100, 150])
    (75,)
    """
    return tuple(percent for percent in percents if 100 * used >= percent * target)


def explain(
    registered: datetime.datetime,
    waits: Sequence[Wait],
    until: datetime.datetime,
    calendar: WorkingCalendar,
    working_days: float,
) -> tuple[Day, ...]:
    """Account for the promised time day by day; what the days used is the `service_time`, to the second."""
    spans = tuple(_days(registered, until))
    used = [service_time(start, waits, end, calendar) for start, end in spans]
    left = accumulate(used, sub, initial=calendar.days(working_days))
    return tuple(
        Day(
            day=start.date(),
            closed=calendar.closed_because(start.date()),
            waiting=_waited_for(waits, start, end),
            used=spent,
            waited=calendar.elapsed(start, end) - spent,
            left=rest,
        )
        for (start, end), spent, rest in zip(spans, used, islice(left, 1, None), strict=True)
    )


def _days(registered: datetime.datetime, until: datetime.datetime) -> Iterator[Span]:
    """Cut the time at each midnight in Tehran."""
    start, last = registered.astimezone(TEHRAN), until.astimezone(TEHRAN)
    while start < last:
        midnight = datetime.datetime.combine(start.date() + ONE_DAY, datetime.time(), TEHRAN)
        yield start, min(midnight, last)
        start = midnight


def _waited_for(waits: Iterable[Wait], start: datetime.datetime, end: datetime.datetime) -> tuple[str, ...]:
    """Name what was waited for at any time of the span, each once."""
    return tuple(dict.fromkeys(wait.what for wait in waits if wait.opened < end and wait.ended > start))


def _union(waits: Iterable[Wait], start: datetime.datetime, end: datetime.datetime) -> Iterator[Span]:
    counted = start
    for wait in sorted(waits, key=lambda wait: wait.opened):
        opens, closes = max(wait.opened, counted), min(wait.ended, end)
        if opens < closes:
            yield opens, closes
            counted = closes
