"""How much of the promised time is used, and which day took how much of it (SLA-2.2)?"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from cases.context import Context
from cases.supervision import waits_of
from domain.persian import digits, long_date
from domain.service_clock import Day, explain
from records.tables import Request

MINUTE: Final = timedelta(minutes=1)
NO_TIME: Final = timedelta()
NOTHING: Final = "هیچ"


@dataclass(frozen=True)
class DayShown:
    """One day of the request, in words."""

    day: str
    says: str
    used: str
    left: str


@dataclass(frozen=True)
class ClockShown:
    """The promised time, what of it was used, and the days that used it, or did not."""

    promised: str
    used: str
    overrun: bool
    days: tuple[DayShown, ...]

    @property
    def says(self) -> str:
        """How much of the promise is used, in a sentence."""
        if self.used == NOTHING:
            return f"از {self.promised} هنوز چیزی به کار نرفته است"
        return f"{self.used} از {self.promised} به کار رفته است"


def clock_of(context: Context, request: Request) -> ClockShown:
    """The service clock until now, or until the request ended."""
    target = context.agreement.target_working_days
    until = request.ended_at or context.now
    waits = waits_of(context, request.tracking_code)
    days = explain(request.registered_at, waits, until, context.agreement.calendar, target)
    used = sum((day.used for day in days), NO_TIME)
    return ClockShown(
        promised=f"{digits(target)} روز کاری ({_hours(context.agreement.calendar.days(target))})",
        used=_hours(used),
        overrun=used > context.agreement.calendar.days(target),
        days=tuple(map(_day, days)),
    )


def _day(day: Day) -> DayShown:
    return DayShown(day=long_date(day.day), says=_says(day), used=_hours(day.used), left=_left(day.left))


def _says(day: Day) -> str:
    if day.closed:
        return day.closed if day.closed.startswith("تعطیل") else f"تعطیل: {day.closed}"
    if day.waiting and day.waited:
        return f"در انتظار مشترک: {'، '.join(day.waiting)}"
    return "در دست شرکت"


def _left(left: timedelta) -> str:
    return f"{_hours(-left)} بیش از مهلت" if left < NO_TIME else _hours(left)


def _hours(time: timedelta) -> str:
    hours, minutes = divmod(time // MINUTE, 60)
    words = [f"{digits(hours)} ساعت"] if hours else []
    words += [f"{digits(minutes)} دقیقه"] if minutes else []
    return " و ".join(words) or NOTHING
