"""What do the features call things, and what are these in models, data and code?"""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import Any, Final, TypeVar

from pytest_bdd import parsers

from domain.agreement import AskKind
from domain.connection import ConnectionKind
from domain.persian import TEHRAN, long_date, normalise, parse_date
from domain.titled import Titled
from tests.kit import MODELS

Title = TypeVar("Title", bound=Titled)

ELEMENTS: Final[Mapping[str, str]] = {
    element.name: element.id
    for element in MODELS.elements("userTask", "receiveTask", "serviceTask", "sendTask")
}
"""A task's name in the models and the features, and its id."""

WAITS: Final[Mapping[str, AskKind]] = {
    "دریافت مدارک متقاضی": "documents",
    "دریافت پرداخت مشترک": "payment",
    "دریافت پاسخ مشترک": "consent",
    "دریافت شبای مشترک": "refund-account",
    "دریافت پاسخ بانک": "payout",
}
"""A wait's name in the models, and what is asked while it lasts."""

CONNECTIONS: Final[Mapping[str, Mapping[str, Any]]] = {
    "آمپری تک‌فاز": {"phases": 1},
    "آمپری سه‌فاز": {"phases": 3},
    "آمپری با اشتراک باطل‌شده": {"cancelled": True},
    "آمپری با مصرف‌کننده‌ی دیگر": {"other_consumers": True},
    "آمپری در بازداشت قضایی": {"judicial_hold": True},
    "دیماندی": {"kind": ConnectionKind.DEMAND},
}
"""A connection's kind, and what the register says of it."""

NOTICES: Final[Mapping[str, str]] = {
    "ثبت درخواست": "request-registered",
    "هشدار به مشترک": "subscription-alert",
    "نیاز به مدارک": "documents-needed",
    "تکمیل مدارک": "documents-incomplete",
    "یادآوری مدارک": "documents-reminder",
    "اعلام هزینه جمع‌آوری": "cost-announced",
    "بی‌هزینه بودن خدمت": "cost-free",
    "یادآوری پرداخت": "payment-reminder",
    "ثبت پرداخت": "payment-received",
    "کسری پرداخت": "payment-short",
    "مراجعه‌ی بی‌نتیجه": "visit-failed",
    "به تعویق افتادن مراجعه": "visit-postponed",
    "اعلام شرایط": "terms-announced",
    "یادآوری شرایط": "terms-reminder",
    "ثبت موافقت": "consent-recorded",
    "بدهی نهایی": "settlement-due",
    "بستانکار بودن": "balance-creditor",
    "تسویه بودن حساب": "balance-settled",
    "درخواست شبا": "refund-account-needed",
    "یادآوری شبا": "refund-account-reminder",
    "برگشت خوردن واریز": "refund-rejected",
    "واریز بستانکاری": "refund-paid",
    "سررسید گذشته‌ی بدهی": "debt-overdue",
    "ترتیب پرداخت بدهی": "debt-arranged",
    "نوبت پرداخت بدهی": "debt-part-due",
    "آماده بودن گواهی": "result-issued",
    "مشمول نبودن درخواست": "archived-not-eligible",
    "بایگانی به سبب مدارک": "archived-documents",
    "بایگانی به سبب نپرداختن": "archived-unpaid",
    "بایگانی با عدم موافقت": "archived-refused",
    "بایگانی به سبب بی‌پاسخی": "archived-no-answer",
    "بایگانی با انصراف": "archived-withdrawn",
    "بایگانی به سبب نبود دسترسی": "archived-no-access",
    "بی‌اثر بودن انصراف": "withdrawal-void",
}
"""A notice's name in the features, and its key in `agreement/notices.toml`."""

DAY: Final = r"[^\s\d]+ [۰-۹]{4}/[۰-۹]{2}/[۰-۹]{2}"
HOUR: Final = "[۰-۹]{2}:[۰-۹]{2}"
AMOUNT: Final = "[۰-۹٬]+"


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


def says(pattern: str) -> parsers.re:
    """A step whose whole text fits the pattern."""
    return parsers.re(f"{pattern}$")


def titled(kind: type[Title], title: str) -> Title:
    """The member that people call so; a `LookupError` names a title that there is not."""
    found = {member.title: member for member in kind}
    if title not in found:
        raise LookupError(f"«{title}» is none of: {'، '.join(found)}")
    return found[title]


def number(text: str) -> int:
    """A number or an amount in Rials as a feature writes it."""
    return int(normalise(text).replace("٬", ""))


def moment(day: str, hour: str) -> datetime:
    """A moment in Tehran; the weekday must be the right one, so that nobody is led astray."""
    weekday, date = day.split()
    found = parse_date(date)
    if not long_date(found).startswith(f"{weekday} "):
        raise ValueError(f"{date} is {long_date(found)}, not {weekday}")
    return datetime.combine(found, time.fromisoformat(normalise(hour)), TEHRAN)


def span(text: str) -> timedelta:
    """A time as it is said: «۲ ساعت و ۳۰ دقیقه», or «هیچ»."""
    parts = [] if text == "هیچ" else [part.split() for part in text.split(" و ")]
    units = {"ساعت": timedelta(hours=1), "دقیقه": timedelta(minutes=1)}
    return sum((number(count) * units[unit] for count, unit in parts), timedelta())
