"""What does the page of a case show to this person? Only what is in the view can get onto the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cases.context import Context
from cases.progress import Progress, progress_of
from channels.case.clock import ClockShown, clock_of
from channels.case.dealings import (
    DocumentShown,
    calls_of,
    documents_of,
    opinion_of,
    representative_of,
    review_of,
    withdrawal_of,
)
from channels.case.diagrams import Place, place_of
from channels.case.documents import Links
from channels.case.field_work import damages_of, removal_of, test_of, visits_of
from channels.case.money import (
    Amounts,
    accounts_of,
    balance_of,
    payments_of,
    payouts_of,
    plans_of,
    refund_account_of,
)
from channels.case.roles import Part
from channels.case.rows import Rows, Section
from channels.words import ANSWERS, WAITS
from domain.connection import Connection
from domain.eligibility import Ineligibility
from domain.groups import Group
from domain.identifiers import Mobile
from domain.persian import date, digits, moment, rials
from domain.requests import Channel, Outcome, PersonKind, Status
from records.tables import Ask, Dispatch, Request

STATIONS: Final = (
    "ثبت درخواست",
    "پرداخت هزینه",
    "آزمایش کنتور",
    "توافق بر شرایط",
    "جمع‌آوری",
    "تسویه‌حساب",
    "گواهی نتیجه",
)
STATION_OF_STATUS: Final = {
    Status.REGISTERED: 0,
    Status.AWAITING_DOCUMENTS: 0,
    Status.AWAITING_PAYMENT: 1,
    Status.AWAITING_TEST: 2,
    Status.AWAITING_CONSENT: 3,
    Status.AWAITING_REMOVAL: 4,
    Status.SETTLING: 5,
}
STATION_OF_STEP: Final = {
    "await-documents": 0,
    "review-documents": 0,
    "await-payment": 1,
    "test-meter": 2,
    "approve-terms": 3,
    "await-answer": 3,
    "call-subscriber": 3,
    "remove-connection": 4,
    "correct-removal": 4,
}
"""Where an archived request stopped; after the removal none is archived."""


@dataclass(frozen=True)
class Station:
    """A station of the way: `done`, `here`, `stopped` or `ahead`."""

    title: str
    state: str


@dataclass(frozen=True)
class Event:
    """A step or a wait on the timeline."""

    title: str
    round: int
    owner: str
    opened: datetime
    due: datetime
    closed: datetime | None
    closed_by: str | None
    note: str | None
    is_late: bool


@dataclass(frozen=True)
class CaseView:
    """The page of a case. A part that the reader may not see is empty here already."""

    code: str
    status: str
    outcome: str | None
    reason: str | None
    stations: tuple[Station, ...]
    cards: tuple[Section, ...]
    findings: tuple[str, ...]
    documents: tuple[DocumentShown, ...]
    accounts: tuple[Amounts, ...]
    balance: str | None
    sections: tuple[Section, ...]
    clock: ClockShown
    places: tuple[Place, ...]
    timeline: tuple[Event, ...]
    notices: tuple[Dispatch, ...]


def view_of(context: Context, request: Request, seen: frozenset[Part], links: Links) -> CaseView:
    """The case as it stands now, cut down to what may be seen."""
    progress = progress_of(context.records, request)
    terms = context.records.terms.latest(request.tracking_code)
    sees_amounts = Part.AMOUNTS in seen
    return CaseView(
        code=request.tracking_code,
        status=progress.status.title,
        outcome=Outcome.of(request.outcome).title if request.outcome else None,
        reason=_reason(request),
        stations=_stations(progress),
        cards=_cards(context, request, seen),
        findings=terms.terms.findings if terms else (),
        documents=documents_of(context, request, links) if Part.DOCUMENTS in seen else (),
        accounts=accounts_of(context, request, terms) if sees_amounts else (),
        balance=balance_of(context, request) if sees_amounts else None,
        sections=_filled(_sections(context, request, seen)),
        clock=clock_of(context, request),
        places=_places(context, progress),
        timeline=_timeline(context, progress, sees_notes=sees_amounts),
        notices=_notices(context, request) if Part.NOTICES in seen else (),
    )


def _reason(request: Request) -> str | None:
    codes = {reason.value for reason in Ineligibility}
    return Ineligibility.of(request.reason).title if request.reason in codes else None


def _stations(progress: Progress) -> tuple[Station, ...]:
    here = _station(progress)
    at_it = "stopped" if progress.status is Status.ARCHIVED else "here"
    states = ["done"] * here + [at_it] + ["ahead"] * len(STATIONS)
    return tuple(Station(title, state) for title, state in zip(STATIONS, states, strict=False))


def _station(progress: Progress) -> int:
    if progress.status is Status.ENDED:
        return len(STATIONS)
    if progress.status is Status.ARCHIVED:
        return STATION_OF_STEP[progress.steps[-1].step] if progress.steps else 0
    return STATION_OF_STATUS[progress.status]


def _cards(context: Context, request: Request, seen: frozenset[Part]) -> tuple[Section, ...]:
    connection = context.records.connections.find(request.bill_id)
    cards = {
        "درخواست": _facts(request),
        "متقاضی": _applicant(context, request, seen),
        "نماینده": representative_of(request) if Part.NAME in seen else {},
        "مشترک در دفتر شرکت": _subscriber(connection, seen) if connection else {},
        "انشعاب و کنتور": _connection(request, connection) if Part.METER in seen else {},
        "آزمایش کنتور": test_of(context, request),
        "جمع‌آوری": removal_of(context, request),
    }
    return tuple(Section(title, (rows,)) for title, rows in cards.items() if rows)


def _sections(context: Context, request: Request, seen: frozenset[Part]) -> Iterable[Section]:
    """Whatever is there as often as it happened; first what everybody sees, then what only some see."""
    yield damages_of(context, request)
    yield visits_of(context, request)
    yield withdrawal_of(context, request)
    yield _asks(context, request, seen)
    if Part.DOCUMENTS in seen:
        yield review_of(context, request)
    if Part.AMOUNTS in seen:
        yield payments_of(context, request)
        yield plans_of(context, request)
        yield payouts_of(context, request)
    if Part.NOTICES in seen:
        yield calls_of(context, request)
    if Part.OPINION in seen:
        yield opinion_of(context, request)


def _filled(sections: Iterable[Section]) -> tuple[Section, ...]:
    return tuple(section for section in sections if section.items)


def _facts(request: Request) -> Rows:
    return {
        "راه ثبت": Channel.of(request.channel).title,
        "زمان ثبت": moment(request.registered_at),
        **({"پایان": moment(request.ended_at)} if request.ended_at else {}),
    }


def _applicant(context: Context, request: Request, seen: frozenset[Part]) -> Rows:
    person = _allowed(
        seen,
        (Part.NAME, "نام", request.applicant_name),
        (Part.NAME, "نوع شخص", PersonKind.of(request.applicant_kind).title),
        (Part.NATIONAL_ID, "کد ملی یا شناسه ملی", digits(request.applicant_national_id)),
        (Part.TELEPHONE, "شماره همراه", _number(request.applicant_mobile)),
    )
    return {**person, **refund_account_of(context, request)} if Part.AMOUNTS in seen else person


def _number(mobile: str) -> str:
    """As it is read; nothing where its time is over and it is taken out."""
    return Mobile(mobile).formatted if mobile else ""


def _subscriber(connection: Connection, seen: frozenset[Part]) -> Rows:
    return _allowed(
        seen,
        (Part.NAME, "نام", connection.subscriber_name),
        (Part.NAME, "نوع شخص", connection.subscriber_kind.title),
        (Part.NATIONAL_ID, "کد ملی یا شناسه ملی", digits(connection.subscriber_national_id)),
        (Part.TELEPHONE, "شماره همراه", connection.subscriber_mobile.formatted),
        (Part.ADDRESS, "نشانی", connection.address),
    )


def _allowed(seen: frozenset[Part], *rows: tuple[Part, str, str]) -> Rows:
    return {label: value for part, label, value in rows if part in seen}


def _connection(request: Request, connection: Connection | None) -> Rows:
    if connection is None:
        return {"شناسه قبض": digits(request.bill_id), "دفتر مشترکین": "انشعابی با این شناسه قبض ندارد"}
    return {
        "شناسه قبض": digits(connection.bill_id),
        "شماره اشتراک": digits(connection.subscription_number),
        "انشعاب": f"{connection.kind.title} {connection.term.title}، {digits(connection.amperes)} آمپر، "
        + connection.phases_in_words,
        "مصرف": f"{connection.usage.title}، {connection.area.title}",
        "شماره بدنه کنتور": digits(connection.meter_serial),
        "ضریب کنتور": digits(connection.meter_multiplier),
        "آخرین رقم صورتحساب": f"{digits(connection.last_reading)} در {date(connection.last_read_on)}",
    }


def _asks(context: Context, request: Request, seen: frozenset[Part]) -> Section:
    asks = context.records.asks.of_case(request.tracking_code)
    rows = (_ask(ask) | (_asked_money(ask) if Part.AMOUNTS in seen else {}) for ask in asks)
    return Section("پرسش‌ها و پاسخ‌ها", tuple(rows))


def _ask(ask: Ask) -> Rows:
    return {
        "پرسش": WAITS[ask.kind],
        "زمان": moment(ask.opened_at),
        "مهلت": moment(ask.deadline),
        "پاسخ": _answer(ask),
    }


def _asked_money(ask: Ask) -> Rows:
    if ask.amount is None or ask.bill_id is None or ask.payment_id is None:
        return {}
    return {
        "مبلغ": rials(ask.amount),
        "شناسه قبض": digits(ask.bill_id),
        "شناسه پرداخت": digits(ask.payment_id),
    }


def _answer(ask: Ask) -> str:
    if ask.answer is None or ask.answered_at is None:
        return "بی‌پاسخ ماند" if ask.closed_at else "در انتظار"
    said = ANSWERS.get(ask.kind) or ("موافقت" if ask.answer["agrees"] else "عدم موافقت")
    return f"{said} در {moment(ask.answered_at)}"


def _places(context: Context, progress: Progress) -> tuple[Place, ...]:
    open_now = dict.fromkeys(step.step for step in progress.steps if step.closed_at is None)
    return tuple(place_of(step, context.agreement.step(step).title) for step in open_now)


def _timeline(context: Context, progress: Progress, *, sees_notes: bool) -> tuple[Event, ...]:
    return tuple(
        Event(
            title=context.agreement.step(step.step).title,
            round=step.round,
            owner=Group(step.owner).title,
            opened=step.opened_at,
            due=step.due,
            closed=step.closed_at,
            closed_by=step.closed_by,
            note=step.note if sees_notes else None,
            is_late=(step.closed_at or context.now) > step.due,
        )
        for step in progress.steps
    )


def _notices(context: Context, request: Request) -> tuple[Dispatch, ...]:
    return tuple(context.records.outbox.of_case(request.tracking_code, "sms"))
