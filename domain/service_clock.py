"""How long has the company had the request in its hands (SLA-2.2)?"""

import datetime
from collections.abc import Iterable, Iterator

from domain.model import Frozen
from domain.working_time import WorkingCalendar

Span = tuple[datetime.datetime, datetime.datetime]


class Wait(Frozen):
    """Time in which the service waits for the subscriber: until the answer, or else until its deadline."""

    opened: datetime.datetime
    deadline: datetime.datetime
    answered: datetime.datetime | None = None

    @property
    def ended(self) -> datetime.datetime:
        """When the request came back to the company, however late an answer was."""
        return min(self.answered or self.deadline, self.deadline)


def service_time(
    registered: datetime.datetime,
    waits: Iterable[Wait],
    until: datetime.datetime,
    calendar: WorkingCalendar,
) -> datetime.timedelta:
    """Sum the working time since registration, less that of the waits, where two at once count once."""
    waited = sum((calendar.elapsed(*span) for span in _union(waits, registered, until)), datetime.timedelta())
    return calendar.elapsed(registered, until) - waited


def _union(waits: Iterable[Wait], start: datetime.datetime, end: datetime.datetime) -> Iterator[Span]:
    reached = start
    for wait in sorted(waits, key=lambda wait: wait.opened):
        opens, closes = max(wait.opened, reached), min(wait.ended, end)
        if opens < closes:
            yield opens, closes
            reached = closes
