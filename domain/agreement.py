"""What did the company promise: to whom open, by whom, in which time, in which words?

The values stand in `agreement/`, each with its source; here they answer the questions of the rules.
"""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, Self, TypeVar

from pydantic import ConfigDict, Discriminator, Field, Tag, field_validator, model_validator

from domain.documents import DocumentKind, missing
from domain.figures import Figure, JalaliDate, Source
from domain.groups import Group
from domain.hours import WeekHours
from domain.meter import LoadPoint
from domain.model import Frozen
from domain.notices import fault_of
from domain.persian import TEHRAN, months_after
from domain.requests import Channel, Outcome, PersonKind, Relation
from domain.tariff import Tariff, TariffBook
from domain.titled import Titled
from domain.visits import VisitPurpose
from domain.working_time import WorkingCalendar

END_OF_DAY = datetime.time(23, 59, 59)
MOST_DAYS = 366
"""No step, deadline or reminder takes longer; a longer one is a slip of the pen."""

MOST_TIMES = 100

AskKind = Literal["payment", "consent", "debt-payment", "documents", "refund-account", "payout"]
RemindedKind = Literal["payment", "consent", "debt-payment", "documents", "refund-account"]
"""What the subscriber is asked for; the bank, which is asked for payouts, is not reminded."""

PublicKey = Literal["time", "visits", "documents", "steps", "access", "hours", "details"]
FeeAfter = Literal["kept", "returned"]
Clause = Annotated[str, Field(pattern=r"^[1-7]\.[0-9]$")]
WorkingDays = Annotated[int, Field(gt=0, le=MOST_DAYS, strict=True)]
Some = Annotated[str, Field(min_length=1)]
Count = Annotated[int, Field(gt=0, le=MOST_TIMES, strict=True)]

Key = TypeVar("Key")
Entry = TypeVar("Entry")


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
    signatory: Some
    letter_number: Some | None = None
    letter_date: JalaliDate | None = None
    source: Source


class Renewal(Frozen):
    """A later period in which requests are taken; without its signed letter there is none (SLA-6.1)."""

    model_config = ConfigDict(validate_by_name=True)

    valid_from: JalaliDate = Field(alias="from")
    until: JalaliDate
    signatory: Some
    letter_number: Some
    letter_date: JalaliDate
    retroactive: Some | None = None
    source: Source

    @model_validator(mode="after")
    def _ends_after_its_beginning(self) -> Self:
        if self.until < self.valid_from:
            raise ValueError("`until` comes before `from`; correct one of them")
        return self

    @model_validator(mode="after")
    def _began_after_its_letter(self) -> Self:
        if self.valid_from < self.letter_date and not self.retroactive:
            raise ValueError("in force before its letter; correct a date, or say why in `retroactive`")
        return self


class AfterTheEnd(Figure):
    """What the company decided about requests after the last day that anybody signed for (SLA-6.1)."""

    unit: Literal["decision"]
    figure: Literal["refuse", "accept"]


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


class PointWeights(Figure):
    """How much the error at each load point weighs in the meter's error (SLA-3.5)."""

    unit: Literal["weight"]
    figure: dict[LoadPoint, Count]

    @field_validator("figure")
    @classmethod
    def _names_each_point(cls, weights: dict[LoadPoint, int]) -> dict[LoadPoint, int]:
        if left_out := set(LoadPoint) - weights.keys():
            raise ValueError(f"no weight of {', '.join(sorted(left_out))}; add it")
        return weights


class Warnings(Figure):
    """At which shares of the target supervision is warned, each once (SLA-2.2)."""

    unit: Literal["percent of the target"]
    figure: tuple[Annotated[int, Field(gt=0)], ...] = Field(min_length=1)


class StepTarget(Figure):
    """In how many working days which group does a step, or sees a wait through (SLA-2.2)."""

    id: Some
    title: Some
    owner: Group
    clause: Clause
    unit: Literal["working-day"]
    figure: WorkingDays

    @property
    def working_days(self) -> int:
        """The target of the step."""
        return self.figure


class Deadline(Figure):
    """How long the subscriber has to answer an ask, or the bank to answer for a payout."""

    kind: AskKind
    title: Some
    clause: Clause
    unit: Literal["working-day"]
    figure: WorkingDays


class DebtCollection(Figure):
    """How long a debt that was referred to collection is waited for (SLA-3.9)."""

    clause: Clause
    unit: Literal["day"]
    figure: int = Field(gt=0, le=MOST_DAYS, strict=True)


class Reminders(Figure):
    """How often an open ask is recalled: every so many days, and no more than `most` times."""

    kind: RemindedKind
    unit: Literal["day"]
    every_days: int = Field(gt=0, le=MOST_DAYS, strict=True)
    most: int = Field(ge=0, le=MOST_TIMES, strict=True)


class Right(Titled):
    """What somebody can do for a request (SLA-3.1, SLA-4.1)."""

    REGISTER_REQUEST = "register-request", "ثبت درخواست"
    FOLLOW_REQUEST = "follow-request", "پیگیری درخواست"
    ANSWER_TERMS = "answer-terms", "پاسخ به شرایط"
    HAND_IN_DOCUMENTS = "hand-in-documents", "ارائه‌ی مدارک"
    WITHDRAW = "withdraw", "انصراف"
    NAME_REFUND_ACCOUNT = "name-refund-account", "اعلام شبا"
    GIVE_FEEDBACK = "give-feedback", "ثبت نظر"


def _kind_of_hours(value: object) -> str:
    return "always" if isinstance(value, str) else "week"


Open = Annotated[
    Annotated[Literal["always"], Tag("always")] | Annotated[WeekHours, Tag("week")],
    Discriminator(_kind_of_hours),
]


class ChannelHours(Figure):
    """When somebody answers on a channel (SLA-4.3)."""

    unit: Literal["hours of the day"]
    open: Open

    def in_words(self) -> tuple[str, ...]:
        """Say in Persian on which days which hours are kept."""
        return ("همه‌ی روزها، شبانه‌روز",) if self.open == "always" else self.open.in_words()


class ChannelRights(Frozen):
    """What may be done through a channel, and when (SLA-3.1, SLA-4.1, SLA-4.3)."""

    id: Channel
    may: frozenset[Right]
    clause: tuple[Clause, ...]
    source: Source
    hours: ChannelHours


class DocumentsNeeded(Figure):
    """Which documents somebody needs to act for a subscriber of that kind (SLA-2.1, SLA-4.1)."""

    relation: Relation
    person: PersonKind
    unit: Literal["document"]
    figure: tuple[DocumentKind, ...] = Field(min_length=1)


class StandsFor(Frozen):
    """A document that shows what another kind shows, such as a guardian's in the place of an heir's."""

    kind: DocumentKind
    stands_for: DocumentKind
    source: Source


@dataclass(frozen=True)
class DocumentRules:
    """Which documents are needed by whom, and which of them take another's place."""

    needed: Mapping[tuple[Relation, PersonKind], DocumentsNeeded]
    stands_for: Mapping[DocumentKind, DocumentKind]


class FeeRule(Figure):
    """Whether the fee that was paid is kept at an end, and the sentence that says so (SLA-4.2)."""

    outcome: Outcome
    unit: Literal["decision"]
    figure: FeeAfter
    text: Some


class Retention(Figure):
    """For how many months after that end a request keeps what it knows of people."""

    outcome: Outcome
    unit: Literal["month"]
    figure: int = Field(gt=0, le=1200, strict=True)


class MostVisits(Figure):
    """After how many visits on which the subscriber was absent a request ends (SLA-3.5, SLA-3.8)."""

    purpose: VisitPurpose
    unit: Literal["visit"]
    figure: Count


class MostCalls(Figure):
    """How often somebody is called whom a notice did not reach (SLA-3.6)."""

    unit: Literal["call"]
    figure: Count


class OwnVisits(Figure):
    """How often the applicant must come in person (SLA-4.3)."""

    unit: Literal["visit"]
    figure: int = Field(ge=0, le=MOST_TIMES, strict=True)


class PublicItem(Frozen):
    """One of the items of the public form: its heading, and what is said beside the agreement's values."""

    key: PublicKey
    title: Some
    text: tuple[Some, ...] = ()
    source: Source


class PublicForm(Frozen):
    """What the public form says that no other value of the agreement does (SLA-4.3)."""

    own_visits: OwnVisits
    items: tuple[PublicItem, ...]


class NoticeTemplate(Frozen):
    """The words of a notice with `{placeholders}`; changed words are a new version."""

    key: str
    version: int = Field(gt=0, strict=True)
    clause: Clause
    text: str

    @field_validator("text")
    @classmethod
    def _can_be_sent(cls, text: str) -> str:
        if fault := fault_of(text):
            raise ValueError(fault)
        return text


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
    point_weights: PointWeights
    warnings: Warnings
    declaration: Declaration
    calendar: WorkingCalendar
    steps: Mapping[str, StepTarget]
    collection: DebtCollection
    deadlines: Mapping[str, Deadline]
    reminding: Mapping[str, Reminders]
    channels: Mapping[Channel, ChannelRights]
    notices: Mapping[str, NoticeTemplate]
    tariffs: TariffBook
    renewals: tuple[Renewal, ...]
    after: AfterTheEnd
    documents: DocumentRules
    fees: Mapping[Outcome, FeeRule]
    visits: Mapping[VisitPurpose, MostVisits]
    calls: MostCalls
    public: PublicForm
    retention: Mapping[Outcome, Retention]

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

    def weight_of(self, point: LoadPoint) -> int:
        """How much the error at that load counts in the meter's."""
        return self.point_weights.figure[point]

    @property
    def warning_percents(self) -> tuple[int, ...]:
        """The shares of the target at which supervision is warned."""
        return self.warnings.figure

    @property
    def most_calls(self) -> int:
        """How often somebody is called whom a notice did not reach."""
        return self.calls.figure

    @property
    def periods(self) -> tuple[Validity | Renewal, ...]:
        """List the periods that the managing director has signed for, in order."""
        return (self.validity, *self.renewals)

    @property
    def last_day(self) -> datetime.date:
        """The last day of them all."""
        return max(period.until for period in self.periods)

    def in_force(self, on: datetime.datetime) -> bool:
        """Judge a request by its moment of registration, in Tehran; the last day is included (SLA-6.1)."""
        day = on.astimezone(TEHRAN).date()
        if day > self.last_day:
            return self.after.figure == "accept" and self.after.holds(day)
        return any((period.valid_from or day) <= day <= period.until for period in self.periods)

    def documents_for(self, relation: Relation | None, kind: PersonKind) -> tuple[DocumentKind, ...]:
        """List what somebody needs to act for a subscriber of that kind; who acts himself needs none.

        A relation that such a subscriber cannot have is a `LookupError`.
        """
        if relation is None:
            return ()
        return _entry(self.documents.needed, (relation, kind), "document for").figure

    def missing_documents(
        self, required: Iterable[DocumentKind], handed_in: Collection[str]
    ) -> tuple[DocumentKind, ...]:
        """List the required documents that nothing handed in shows, nor takes the place of."""
        return missing(required, handed_in, self.documents.stands_for)

    def fee_after(self, outcome: Outcome) -> FeeAfter:
        """Tell whether the fee that was paid is kept at that end, or returned (SLA-4.2)."""
        return self.fees[outcome].figure

    def kept_until(self, outcome: Outcome, ended: datetime.datetime) -> datetime.date:
        """Give the day on which people's data of a request that ended so are due to be taken out."""
        return months_after(ended.astimezone(TEHRAN).date(), self.retention[outcome].figure)

    def most_visits(self, purpose: VisitPurpose) -> int:
        """Tell after how many visits without access a request ends."""
        return self.visits[purpose].figure

    def step(self, step_id: str) -> StepTarget:
        """Find the owner and target of a step; `LookupError` names one that the agreement does not have."""
        return _entry(self.steps, step_id, "step")

    def deadline(self, kind: AskKind, asked: datetime.datetime) -> datetime.datetime:
        """Give the end of the last day for an answer; the day counts whole, as notices name only the date."""
        last_day = self.calendar.due(asked, self.deadlines[kind].figure).date()
        return datetime.datetime.combine(last_day, END_OF_DAY, TEHRAN)

    def collected_by(self, referred: datetime.date) -> datetime.date:
        """Give the day on which finance looks again at a debt that was referred to collection then."""
        return referred + datetime.timedelta(days=self.collection.figure)

    def reminders(self, kind: AskKind) -> Reminders:
        """Find how an ask of that kind is recalled; `LookupError` for a payout, which the bank answers."""
        return _entry(self.reminding, kind, "reminders for")

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


def _entry(entries: Mapping[Key, Entry], key: Key, kind: str) -> Entry:
    if key not in entries:
        raise LookupError(f"the agreement has no {kind} {_words(key)}")
    return entries[key]


def _words(key: object) -> str:
    return " ".join(map(str, key)) if isinstance(key, tuple) else str(key)
