"""What does the page of a case show to this person? Only what is in the view can get onto the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cases.context import Context
from cases.progress import Progress, progress_of
from channels.case.roles import Part
from channels.words import STEPS, WAITS
from domain.charges import Bill
from domain.connection import Connection
from domain.eligibility import Ineligibility
from domain.groups import Group
from domain.identifiers import Mobile, Sheba
from domain.ledger import Account
from domain.meter import MeterTest, Verdict
from domain.money import Line
from domain.persian import date, digits, moment, rials
from domain.removal import RemovalReport
from domain.requests import Channel, Outcome, PersonKind, Status
from domain.settlement import state_of
from domain.terms import Terms
from records.tables import Ask, Dispatch, FiledTerms, Payment, Request

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
    "await-payment": 1,
    "test-meter": 2,
    "approve-terms": 3,
    "await-answer": 3,
    "remove-connection": 4,
    "correct-removal": 4,
}
EQUIPMENT: Final = {"meter": "کنتور", "box": "جعبه", "fuse": "فیوز", "cable": "کابل"}

Rows = dict[str, str]
"""Labels and values as they are read."""


@dataclass(frozen=True)
class Station:
    """A station of the way: `done`, `here`, `stopped` or `ahead`."""

    title: str
    state: str


@dataclass(frozen=True)
class Amounts:
    """An account with its lines."""

    title: str
    lines: Sequence[Line]
    total: int
    total_label: str
    example: bool


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
    is_late: bool


@dataclass(frozen=True)
class CaseView:
    """The page of a case. A part that the reader may not see is empty here already."""

    code: str
    status: str
    outcome: str | None
    reason: str | None
    stations: tuple[Station, ...]
    facts: Rows
    applicant: Rows
    subscriber: Rows
    connection: Rows
    findings: tuple[str, ...]
    test: Rows
    removal: Rows
    accounts: tuple[Amounts, ...]
    balance: str | None
    asks: tuple[Rows, ...]
    payments: tuple[Payment, ...]
    timeline: tuple[Event, ...]
    notices: tuple[Dispatch, ...]


def view_of(context: Context, request: Request, seen: frozenset[Part]) -> CaseView:
    """The case as it stands now, cut down to what may be seen."""
    progress = progress_of(context.records, request)
    connection = context.records.connections.find(request.bill_id)
    sees_amounts = Part.AMOUNTS in seen
    terms = context.records.terms.latest(request.tracking_code)
    return CaseView(
        code=request.tracking_code,
        status=progress.status.title,
        outcome=Outcome.of(request.outcome).title if request.outcome else None,
        reason=_reason(request),
        stations=_stations(progress),
        facts=_facts(request),
        applicant=_applicant(context, request, seen),
        subscriber=_subscriber(connection, seen) if connection else {},
        connection=_connection(request, connection) if Part.METER in seen else {},
        findings=terms.terms.findings if terms else (),
        test=_test(context, request),
        removal=_removal(context, request),
        accounts=_accounts(context, request, terms) if sees_amounts else (),
        balance=_balance(context, request) if sees_amounts else None,
        asks=tuple(_ask(ask, sees_amounts) for ask in context.records.asks.of_case(request.tracking_code)),
        payments=_payments(context, request) if sees_amounts else (),
        timeline=_timeline(context, progress),
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


def _facts(request: Request) -> Rows:
    return {
        "راه ثبت": Channel.of(request.channel).title,
        "زمان ثبت": moment(request.registered_at),
        **({"پایان": moment(request.ended_at)} if request.ended_at else {}),
    }


def _applicant(context: Context, request: Request, seen: frozenset[Part]) -> Rows:
    named = context.records.refund_accounts.latest(request.tracking_code)
    sheba = Sheba(named.sheba).formatted if named else "اعلام نشده"
    return _allowed(
        seen,
        (Part.NAME, "نام", request.applicant_name),
        (Part.NAME, "نوع شخص", PersonKind.of(request.applicant_kind).title),
        (Part.NATIONAL_ID, "کد ملی یا شناسه ملی", digits(request.applicant_national_id)),
        (Part.TELEPHONE, "شماره همراه", Mobile(request.applicant_mobile).formatted),
        (Part.AMOUNTS, "شبا", sheba),
    )


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
        + ("تک‌فاز" if connection.phases == 1 else "سه‌فاز"),
        "مصرف": f"{connection.usage.title}، {connection.area.title}",
        "شماره بدنه کنتور": digits(connection.meter_serial),
        "ضریب کنتور": digits(connection.meter_multiplier),
        "آخرین رقم صورتحساب": f"{digits(connection.last_reading)} در {date(connection.last_read_on)}",
    }


def _test(context: Context, request: Request) -> Rows:
    filed = context.records.tests.latest(request.tracking_code)
    if filed is None or filed.test is None:
        return {}
    terms = context.records.terms.latest(request.tracking_code)
    verdict = {"نتیجه": Verdict.of(terms.verdict).title} if terms else {}
    return {**_test_rows(filed.test), **verdict, "آزمایشگر": filed.tested_by, **_doubts(filed.doubts)}


def _test_rows(test: MeterTest) -> Rows:
    error = "اندازه‌گیری نشده" if test.error_percent is None else f"{_decimal(test.error_percent)} درصد"
    return {
        "تاریخ آزمایش": date(test.tested_on),
        "رقم کنتور": digits(test.reading),
        "خطای کنتور": error,
        "پلمب‌ها": "سالم" if test.seals_intact else "ناسالم",
        **({"توضیح": test.remarks} if test.remarks else {}),
    }


def _removal(context: Context, request: Request) -> Rows:
    filed = context.records.removals.latest(request.tracking_code)
    if filed is None or filed.report is None:
        return {}
    return {**_removal_rows(filed.report), "مأمور": filed.removed_by, **_doubts(filed.doubts)}


def _removal_rows(report: RemovalReport) -> Rows:
    return {
        "تاریخ جمع‌آوری": date(report.removed_on),
        "رقم پایانی": digits(report.final_reading),
        "پلمب‌های بازشده": digits(report.seals_removed),
        "لوازم جمع‌آوری‌شده": "، ".join(EQUIPMENT[item] for item in report.equipment),
        "رسید انبار": digits(report.warehouse_receipt),
        **({"توضیح": report.remarks} if report.remarks else {}),
    }


def _doubts(doubts: Sequence[str]) -> Rows:
    return {"بازگشت‌داده‌شده": " ".join(doubts)} if doubts else {}


def _decimal(percent: float) -> str:
    """Isolated, so that a minus stays before its number in a line from right to left."""
    number = digits(f"{percent:g}".replace(".", "٫").replace("-", "−"))
    return f"\u2066{number}\u2069"


def _accounts(context: Context, request: Request, terms: FiledTerms | None) -> tuple[Amounts, ...]:
    quote = context.records.quotes.find(request.tracking_code)
    settlement = context.records.settlements.find(request.tracking_code)
    shown = (
        _bill("هزینه جمع‌آوری", "جمع هزینه", quote.quote) if quote else None,
        _estimate(terms.terms) if terms else None,
        _bill("صورتحساب پایانی", "مانده", settlement.account) if settlement else None,
    )
    return tuple(account for account in shown if account)


def _bill(title: str, total_label: str, bill: Bill) -> Amounts:
    return Amounts(title, bill.lines, bill.total, total_label, bill.example)


def _estimate(terms: Terms) -> Amounts:
    return Amounts("برآورد حساب در شرایط اعلامی", terms.lines, terms.total, "برآورد مانده", terms.example)


def _balance(context: Context, request: Request) -> str:
    owed = context.records.ledger.balance(request.tracking_code, Account.SUBSCRIBER)
    return f"{rials(abs(owed))} ({state_of(owed).title})" if owed else "صفر"


def _ask(ask: Ask, sees_amounts: bool) -> Rows:  # noqa: FBT001
    return {
        "پرسش": WAITS[ask.kind],
        "زمان": moment(ask.opened_at),
        "مهلت": moment(ask.deadline),
        **(_asked_money(ask) if sees_amounts else {}),
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
    said = {"agrees": {True: "موافقت", False: "عدم موافقت"}, "paid": {True: "پرداخت شد"}}
    words = [said[name][value] for name, value in ask.answer.items()]
    return f"{'، '.join(words)} در {moment(ask.answered_at)}"


def _payments(context: Context, request: Request) -> tuple[Payment, ...]:
    asks = context.records.asks.of_case(request.tracking_code)
    return tuple(payment for ask in asks for payment in context.records.payments.of_ask(ask.id))


def _timeline(context: Context, progress: Progress) -> tuple[Event, ...]:
    return tuple(
        Event(
            title=STEPS[step.step],
            round=step.round,
            owner=Group(step.owner).title,
            opened=step.opened_at,
            due=step.due,
            closed=step.closed_at,
            closed_by=step.closed_by,
            is_late=(step.closed_at or context.now) > step.due,
        )
        for step in progress.steps
    )


def _notices(context: Context, request: Request) -> tuple[Dispatch, ...]:
    return tuple(context.records.outbox.of_case(request.tracking_code, "sms"))
