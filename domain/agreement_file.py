"""Do the files of `agreement/` make an agreement, and if not, what is to be done?

Everything that is wrong is told at once, with file, line, key and remedy; nothing is guessed or filled in.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal, Self, TypeVar, get_args

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from domain.agreement import (
    Agreement,
    AskKind,
    ChannelRights,
    ClauseText,
    CompanyCode,
    Deadline,
    Declaration,
    ErrorLimit,
    NoticeTemplate,
    Reminders,
    ServiceFacts,
    StepTarget,
    Target,
    Validity,
    Warnings,
)
from domain.figures import Figure, JalaliDate, Source
from domain.model import Frozen
from domain.persian import jalali_year
from domain.public_holidays import PublicHolidays
from domain.requests import Channel
from domain.tariff import TariffBook
from domain.toml_file import AgreementError, Problem, read
from domain.working_time import Interval, WorkingCalendar

__all__ = ["AgreementError", "load"]

Entries = TypeVar("Entries", bound=tuple[object, ...])


def one_each(key: str, expected: Iterable[str] = ()) -> Callable[[Entries], Entries]:
    """Make a check that no entry repeats another's key, and that none of the expected ones is missing."""

    def check(entries: Entries) -> Entries:
        given = [str(getattr(entry, key)) for entry in entries]
        repeated = {name for name in given if given.count(name) > 1}
        missing = set(expected) - set(given)
        if repeated:
            raise ValueError(f"{key} {', '.join(sorted(repeated))} stands twice; keep one")
        if missing:
            raise ValueError(f"no entry for {key} {', '.join(sorted(missing))}; add it")
        return entries

    return check


class ValidityFile(Frozen):
    """`validity.toml`."""

    validity: Validity


class ServiceFile(Frozen):
    """`service.toml`."""

    service: ServiceFacts
    target: Target
    company_code: CompanyCode
    error_limit: ErrorLimit
    warnings: Warnings
    declaration: Declaration


class StepsFile(Frozen):
    """`steps.toml`."""

    step: Annotated[tuple[StepTarget, ...], AfterValidator(one_each("id"))]
    deadline: Annotated[tuple[Deadline, ...], AfterValidator(one_each("kind", get_args(AskKind)))]
    reminders: Annotated[tuple[Reminders, ...], AfterValidator(one_each("kind", get_args(AskKind)))]


class ChannelsFile(Frozen):
    """`channels.toml`."""

    channel: Annotated[tuple[ChannelRights, ...], AfterValidator(one_each("id", Channel))]


class NoticesFile(Frozen):
    """`notices.toml`."""

    notice: Annotated[tuple[NoticeTemplate, ...], AfterValidator(one_each("key"))]


def _interval(text: object) -> Interval:
    if not isinstance(text, str):
        raise ValueError("hours are a text like 08:00-14:00")
    return Interval.parse(text)


def _in_turn(hours: tuple[Interval, ...]) -> tuple[Interval, ...]:
    if any(later.opens < earlier.closes for earlier, later in pairwise(hours)):
        raise ValueError("hours overlap or are out of order; write them one after the other")
    return hours


Hours = Annotated[tuple[Annotated[Interval, BeforeValidator(_interval)], ...], AfterValidator(_in_turn)]


class Week(Figure):
    """The hours of each weekday; an empty list is a day off, and a day left out is refused."""

    unit: Literal["hours of the day"]
    monday: Hours
    tuesday: Hours
    wednesday: Hours
    thursday: Hours
    friday: Hours
    saturday: Hours
    sunday: Hours

    @model_validator(mode="after")
    def _has_hours(self) -> Self:
        if not any(self.by_weekday().values()):
            raise ValueError("a week without working hours; write those of at least one day")
        return self

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


class Closure(Frozen):
    """A day on which the company is closed by announcement."""

    day: JalaliDate
    reason: str
    source: Source


class LunarHoliday(Frozen):
    """A lunar holiday on the day of the official calendar."""

    day: JalaliDate
    title: str


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
    closure: Annotated[tuple[Closure, ...], AfterValidator(one_each("day"))] = ()
    lunar_year: Annotated[tuple[LunarYear, ...], AfterValidator(one_each("year"))] = ()

    def calendar(self, jalali_years: range) -> WorkingCalendar:
        """Make the working calendar that promises of these years are counted in."""
        confirmed = {year.year: {day.day: day.title for day in year.holidays} for year in self.lunar_year}
        return WorkingCalendar(
            week=self.week.by_weekday(),
            holidays=PublicHolidays(jalali_years, confirmed),
            closures={closure.day: closure.reason for closure in self.closure},
        )


class ClausesFile(Frozen):
    """`clauses.toml`."""

    clause: Annotated[tuple[ClauseText, ...], AfterValidator(one_each("id"))]


FILES: Mapping[str, type[Frozen]] = {
    "clauses.toml": ClausesFile,
    "validity.toml": ValidityFile,
    "service.toml": ServiceFile,
    "steps.toml": StepsFile,
    "calendar.toml": CalendarFile,
    "channels.toml": ChannelsFile,
    "notices.toml": NoticesFile,
    "tariff.toml": TariffBook,
}


def load(folder: Path) -> Agreement:
    """Read the agreement; `AgreementError` tells whatever keeps the files from being one."""
    problems = [*_strangers(folder), *_faults(folder)]
    if problems:
        raise AgreementError(problems)
    return _agreement(folder)


def _strangers(folder: Path) -> list[Problem]:
    unknown = sorted(path.name for path in folder.glob("*.toml") if path.name not in FILES)
    return [
        Problem(name, 1, "file", "is no file of the agreement", "remove or rename it") for name in unknown
    ]


def _faults(folder: Path) -> Iterator[Problem]:
    for name, model in FILES.items():
        try:
            read(folder / name, model)
        except AgreementError as error:
            yield from error.problems


def _agreement(folder: Path) -> Agreement:
    validity = read(folder / "validity.toml", ValidityFile).validity
    service = read(folder / "service.toml", ServiceFile)
    steps = read(folder / "steps.toml", StepsFile)
    return Agreement(
        clauses={clause.id: clause for clause in read(folder / "clauses.toml", ClausesFile).clause},
        validity=validity,
        service=service.service,
        target=service.target,
        company=service.company_code,
        error_limit=service.error_limit,
        warnings=service.warnings,
        declaration=service.declaration,
        calendar=read(folder / "calendar.toml", CalendarFile).calendar(_years_of_promises(validity)),
        steps={step.id: step for step in steps.step},
        deadlines={deadline.kind: deadline for deadline in steps.deadline},
        reminding={reminders.kind: reminders for reminders in steps.reminders},
        channels={rights.id: rights for rights in read(folder / "channels.toml", ChannelsFile).channel},
        notices={notice.key: notice for notice in read(folder / "notices.toml", NoticesFile).notice},
        tariffs=read(folder / "tariff.toml", TariffBook),
    )


def _years_of_promises(validity: Validity) -> range:
    """The agreement's years and the one after, into which the last requests run on."""
    last = jalali_year(validity.until)
    return range(jalali_year(validity.valid_from or validity.until), last + 2)
