"""How may a debt be paid whose deadline has passed (SLA-3.9)?

Finance grants a new day or instalments, hands it to collection, or writes it off with an approval number.
"""

import datetime

import jdatetime
from pydantic import Field

from domain.model import Frozen
from domain.money import PAYABLE_UNIT, Rial
from domain.titled import Titled
from domain.working_time import WorkingCalendar

LONGEST_EXTENSION = 90
"""Days; the company's own limit, as the form has it."""

FEWEST_INSTALMENTS, MOST_INSTALMENTS = 2, 12
"""One a month, so that the last is due within a year of the first."""


class PlanKind(Titled):
    """What finance decides about an overdue debt."""

    EXTENSION = "extension", "مهلت تازه"
    INSTALMENTS = "instalments", "تقسیط"
    REFERRAL = "referral", "ارجاع به وصول مطالبات"
    WRITE_OFF = "write-off", "بخشش با مجوز نظارت"


class Part(Frozen):
    """A part of the debt, in Rials, and the day by whose end it is to be paid."""

    due: datetime.date
    amount: Rial = Field(gt=0)


class Decision(Frozen):
    """A decision about an overdue debt as entered; only what its kind needs is looked at."""

    kind: PlanKind | None
    extension_days: int | None = None
    instalment_count: int | None = None
    approval_number: str = ""
    reason: str = ""


def doubts(decision: Decision) -> list[str]:
    """Say in Persian, for finance, whatever keeps the decision from being carried out."""
    if decision.kind is None:
        return ["ترتیب پرداخت بدهی انتخاب نشده است."]
    judged = {
        "مهلت تازه میان ۱ و ۹۰ روز است.": _is_no_extension(decision),
        "تعداد قسط میان ۲ و ۱۲ است.": _is_no_instalment(decision),
        "بخشش بدهی بدون شماره‌ی مجوز نظارت ممکن نیست.": _is_unapproved(decision),
        "علت تصمیم نوشته نشده است.": not decision.reason.strip(),
    }
    return [sentence for sentence, is_wrong in judged.items() if is_wrong]


def _is_no_extension(decision: Decision) -> bool:
    days = decision.extension_days or 0
    return decision.kind is PlanKind.EXTENSION and not 1 <= days <= LONGEST_EXTENSION


def _is_no_instalment(decision: Decision) -> bool:
    count = decision.instalment_count or 0
    return decision.kind is PlanKind.INSTALMENTS and not FEWEST_INSTALMENTS <= count <= MOST_INSTALMENTS


def _is_unapproved(decision: Decision) -> bool:
    return decision.kind is PlanKind.WRITE_OFF and not decision.approval_number.strip()


def extension(amount: int, today: datetime.date, days: int, calendar: WorkingCalendar) -> tuple[Part, ...]:
    """Grant a new day for the whole debt: so many days from today, or the first working day after them."""
    if not 1 <= days <= LONGEST_EXTENSION:
        raise ValueError(f"an extension is of 1 to {LONGEST_EXTENSION} days")
    due = today + datetime.timedelta(days=days)
    while not calendar.is_working_day(due):
        due += datetime.timedelta(days=1)
    return (Part(due=due, amount=amount),)


def instalments(amount: int, count: int, first_due: datetime.date) -> tuple[Part, ...]:
    """Divide a debt into monthly parts of whole thousands that sum to it exactly; the first bear the rest.

    Each is due on the same Jalali day of its month, or on the month's last where it has no such day.
    """
    if not FEWEST_INSTALMENTS <= count <= MOST_INSTALMENTS:
        raise ValueError(f"a debt is paid in {FEWEST_INSTALMENTS} to {MOST_INSTALMENTS} instalments")
    thousands, odd = divmod(amount, PAYABLE_UNIT)
    if odd or thousands < count:
        raise ValueError("each instalment is of whole thousands of Rials, of one thousand at least")
    each, rest = divmod(thousands, count)
    return tuple(
        Part(due=_months_later(first_due, month), amount=(each + (month < rest)) * PAYABLE_UNIT)
        for month in range(count)
    )


def _months_later(day: datetime.date, months: int) -> datetime.date:
    first = jdatetime.date.fromgregorian(date=day)
    begins, ends = (_start_of_month(first.year, first.month + months + more) for more in (0, 1))
    return min(begins + datetime.timedelta(days=first.day - 1), ends - datetime.timedelta(days=1))


def _start_of_month(year: int, month: int) -> datetime.date:
    """The months after Esfand are those of the next year."""
    years, months = divmod(month - 1, 12)
    start: datetime.date = jdatetime.date(year + years, months + 1, 1).togregorian()
    return start
