"""When does the company work, as `calendar.toml` says? A week left open is refused, never taken for 24/7."""

from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from domain.entries import one_each
from domain.figures import Figure, JalaliDate, Source, as_written
from domain.hours import WeekHours
from domain.model import Frozen
from domain.persian import jalali_year
from domain.public_holidays import PublicHolidays
from domain.working_time import SpecialHours, WorkingCalendar


class Week(WeekHours, Figure):
    """The hours of the plain week."""

    unit: Literal["hours of the day"]

    @model_validator(mode="after")
    def _has_hours(self) -> Self:
        if not any(self.by_weekday().values()):
            raise ValueError("a week without working hours; write those of at least one day")
        return self


class SpecialWeek(WeekHours):
    """Other hours from one day to another, both included, such as those of Ramadan."""

    model_config = ConfigDict(validate_by_name=True)

    first: JalaliDate = Field(alias="from")
    last: JalaliDate = Field(alias="until")
    reason: str = Field(min_length=1)
    source: Source

    @model_validator(mode="after")
    def _ends_after_its_beginning(self) -> Self:
        if self.last < self.first:
            raise ValueError("`until` comes before `from`; correct one of them")
        return self


def _apart(weeks: tuple[SpecialWeek, ...]) -> tuple[SpecialWeek, ...]:
    ordered = tuple(sorted(weeks, key=lambda week: week.first))
    for earlier, later in pairwise(ordered):
        if later.first <= earlier.last:
            raise ValueError(f"two special hours hold on {as_written(later.first)}; end one before the other")
    return ordered


class Closure(Frozen):
    """A day on which the company is closed by announcement."""

    day: JalaliDate
    reason: str = Field(min_length=1)
    source: Source


class LunarHoliday(Frozen):
    """A lunar holiday on the day of the official calendar."""

    day: JalaliDate
    title: str = Field(min_length=1)


class LunarYear(Frozen):
    """All lunar holidays of a Jalali year whose official calendar is published."""

    year: int = Field(ge=1400, le=1499)
    holidays: tuple[LunarHoliday, ...] = Field(min_length=1)
    source: Source

    @model_validator(mode="after")
    def _keeps_to_its_year(self) -> Self:
        if any(jalali_year(holiday.day) != self.year for holiday in self.holidays):
            raise ValueError("a holiday lies in another year; write it there")
        return self


class CalendarFile(Frozen):
    """`calendar.toml`."""

    week: Week
    special_hours: Annotated[tuple[SpecialWeek, ...], AfterValidator(_apart)] = ()
    closure: Annotated[tuple[Closure, ...], AfterValidator(one_each("day"))] = ()
    lunar_year: Annotated[tuple[LunarYear, ...], AfterValidator(one_each("year"))] = ()

    def calendar(self, jalali_years: range) -> WorkingCalendar:
        """Make the working calendar that promises of these years are counted in."""
        confirmed = {year.year: {day.day: day.title for day in year.holidays} for year in self.lunar_year}
        return WorkingCalendar(
            week=self.week.by_weekday(),
            holidays=PublicHolidays(jalali_years, confirmed),
            closures={closure.day: closure.reason for closure in self.closure},
            special=tuple(
                SpecialHours(week.first, week.last, week.reason, week.by_weekday())
                for week in self.special_hours
            ),
        )
