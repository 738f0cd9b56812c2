"""What did the company promise: to whom open, by whom, in which time, in which words?

The values stand in `agreement/`, each with its source; here they answer the questions of the rules.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, TypeVar

from pydantic import ConfigDict, Field

from domain.figures import Figure, JalaliDate, Source
from domain.model import Frozen
from domain.persian import TEHRAN
from domain.requests import Channel
from domain.tariff import Tariff, TariffBook
from domain.working_time import WorkingCalendar

AskKind = Literal["payment", "consent", "debt-payment"]
Clause = Annotated[str, Field(pattern=r"^[1-7]\.[0-9]$")]
WorkingDays = Annotated[int, Field(gt=0, strict=True)]

Entry = TypeVar("Entry")
END_OF_DAY = datetime.time(23, 59, 59)


class ClauseText(Frozen):
    """A clause as signed, its reading in English, and what the software must do about it."""

    id: Clause
    text: str
    reading: str
    duty: str


class Validity(Frozen):
    """From when and until when requests are taken, and under whose signature (SLA-6.1)."""

    model_config = ConfigDict(validate_by_name=True)

    valid_from: JalaliDate | None = Field(default=None, alias="from")
    until: JalaliDate
    signatory: str
    letter_number: str | None = None
    letter_date: JalaliDate | None = None
    source: Source


class ServiceFacts(Frozen):
    """What the service is called, and by which company it is given."""

    company: str
    title: str
    code: str = Field(pattern=r"^[0-9]{11}$")
    source: Source


class Target(Figure):
    """The working time in which the whole service is promised, the subscriber's own time not counted."""

    unit: Literal["working-day"]
    figure: WorkingDays


class CompanyCode(Figure):
    """The three digits by which bill ids name the company."""

    unit: Literal["code"]
    figure: str = Field(pattern=r"^[0-9]{3}$")


class ErrorLimit(Figure):
    """The error in percent, either way, up to which a meter is sound (4-43-1)."""

    unit: Literal["percent"]
    figure: float = Field(gt=0, le=100)


class Warnings(Figure):
    """At which shares of the target supervision is warned, each once (SLA-2.2)."""

    unit: Literal["percent of the target"]
    figure: tuple[Annotated[int, Field(gt=0)], ...] = Field(min_length=1)


class StepTarget(Figure):
    """In how many working days which group does a step, or sees a wait through (SLA-2.2)."""

    id: str
    owner: str
    clause: Clause
    unit: Literal["working-day"]
    figure: WorkingDays

    @property
    def working_days(self) -> int:
        """The target of the step."""
        return self.figure


class Deadline(Figure):
    """How long the subscriber has to answer an ask."""

    kind: AskKind
    clause: Clause
    unit: Literal["working-day"]
    figure: WorkingDays


class Reminders(Figure):
    """How often an open ask is recalled: every so many days, and no more than `most` times."""

    kind: AskKind
    unit: Literal["day"]
    every_days: int = Field(gt=0, strict=True)
    most: int = Field(ge=0, strict=True)


class ChannelRights(Frozen):
    """What may be done through a channel (SLA-3.1, SLA-4.1)."""

    id: Channel
    may: frozenset[Literal["register-request", "follow-request", "answer-terms", "hand-in-documents"]]
    clause: tuple[Clause, ...]
    source: Source


class NoticeTemplate(Frozen):
    """The words of a notice with `{placeholders}`; changed words are a new version."""

    key: str
    version: int = Field(gt=0, strict=True)
    clause: Clause
    text: str


class Declaration(Frozen):
    """What the applicant declares at registration."""

    version: int = Field(gt=0, strict=True)
    clause: Clause
    text: str


@dataclass(frozen=True)
class Agreement:
    """The agreement as read from its files on one day; read again, it is another one."""

    clauses: Mapping[str, ClauseText]
    validity: Validity
    service: ServiceFacts
    target: Target
    company: CompanyCode
    error_limit: ErrorLimit
    warnings: Warnings
    declaration: Declaration
    calendar: WorkingCalendar
    steps: Mapping[str, StepTarget]
    deadlines: Mapping[str, Deadline]
    reminding: Mapping[str, Reminders]
    channels: Mapping[Channel, ChannelRights]
    notices: Mapping[str, NoticeTemplate]
    tariffs: TariffBook

    @property
    def service_code(self) -> str:
        """The code of the service in the national list."""
        return self.service.code

    @property
    def target_working_days(self) -> int:
        """The promised time of the whole service."""
        return self.target.figure

    @property
    def company_code(self) -> str:
        """The company's code in bill ids."""
        return self.company.figure

    @property
    def error_limit_percent(self) -> float:
        """The largest error of a sound meter."""
        return self.error_limit.figure

    @property
    def warning_percents(self) -> tuple[int, ...]:
        """The shares of the target at which supervision is warned."""
        return self.warnings.figure

    def in_force(self, on: datetime.datetime) -> bool:
        """Judge a request by its moment of registration, in Tehran; the last day is included (SLA-6.1)."""
        day = on.astimezone(TEHRAN).date()
        return (self.validity.valid_from or day) <= day <= self.validity.until

    def step(self, step_id: str) -> StepTarget:
        """Find the owner and target of a step; `LookupError` names one that the agreement does not have."""
        return _entry(self.steps, step_id, "step")

    def deadline(self, kind: AskKind, asked: datetime.datetime) -> datetime.datetime:
        """Give the end of the last day for an answer; the day counts whole, as notices name only the date."""
        last_day = self.calendar.due(asked, self.deadlines[kind].figure).date()
        return datetime.datetime.combine(last_day, END_OF_DAY, TEHRAN)

    def reminders(self, kind: AskKind) -> Reminders:
        """Find how an ask of that kind is recalled."""
        return self.reminding[kind]

    def tariff(self, on: datetime.date) -> Tariff:
        """Find the tariff of a day, or of a moment in Tehran; a figure missing then is a `MissingFigure`."""
        day = on.astimezone(TEHRAN).date() if isinstance(on, datetime.datetime) else on
        return self.tariffs.on(day)

    def tariff_by_id(self, tariff_id: str) -> Tariff:
        """Find the tariff that a quote names; `LookupError` when its figures have been taken out."""
        return _entry({tariff.id: tariff for tariff in self.tariffs.tariffs()}, tariff_id, "tariff")

    def notice(self, key: str) -> NoticeTemplate:
        """Find the words of a notice; `LookupError` names one that the agreement does not have."""
        return _entry(self.notices, key, "notice")


def _entry(entries: Mapping[str, Entry], key: str, kind: str) -> Entry:
    if key not in entries:
        raise LookupError(f"the agreement has no {kind} {key}")
    return entries[key]
