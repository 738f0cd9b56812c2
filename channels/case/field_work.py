"""What was found at the meter and done there, by whom (SLA-3.5, SLA-3.8, SLA-3.9)?"""

from collections.abc import Sequence
from typing import Final

from cases.context import Context
from channels.case.rows import Rows, Section, remark
from domain.damage import Cause, DamageKind, Liability, Phase
from domain.meter import MeterTest, Verdict, errors_in_words
from domain.persian import date, digits, moment
from domain.removal import RemovalReport
from domain.visits import VisitPurpose, VisitResult
from records.tables import FiledDamage, Request, Visit

EQUIPMENT: Final = {"meter": "کنتور", "box": "جعبه", "fuse": "فیوز", "cable": "کابل"}


def test_of(context: Context, request: Request) -> Rows:
    """The last meter test as it was reported, with its verdict or with why it went back."""
    filed = context.records.tests.latest(request.tracking_code)
    if filed is None or filed.test is None:
        return {}
    terms = context.records.terms.latest(request.tracking_code)
    verdict = {"نتیجه": Verdict.of(terms.verdict).title} if terms else {}
    return {**_test_rows(filed.test), **verdict, "آزمایشگر": filed.tested_by, **_doubts(filed.doubts)}


def removal_of(context: Context, request: Request) -> Rows:
    """The last report of the crew."""
    filed = context.records.removals.latest(request.tracking_code)
    if filed is None or filed.report is None:
        return {}
    return {**_removal_rows(filed.report), "مأمور": filed.removed_by, **_doubts(filed.doubts)}


def visits_of(context: Context, request: Request) -> Section:
    """The visits that came to nothing."""
    visits = context.records.visits.of_case(request.tracking_code)
    return Section("مراجعه‌های بی‌نتیجه", tuple(map(_visit, visits)))


def damages_of(context: Context, request: Request) -> Section:
    """The damages, who bears each, and whether the table or a person decided so."""
    damages = context.records.damages.of_case(request.tracking_code)
    return Section("خسارت‌ها", tuple(map(_damage, damages)))


def _test_rows(test: MeterTest) -> Rows:
    return {
        "تاریخ آزمایش": date(test.tested_on),
        "رقم کنتور": _reading(test.reading),
        **(errors_in_words(test) or {"خطای کنتور": "اندازه‌گیری نشده"}),
        "پلمب‌ها": "سالم" if test.seals_intact else "ناسالم",
        **remark(test.remarks),
    }


def _removal_rows(report: RemovalReport) -> Rows:
    return {
        "تاریخ جمع‌آوری": date(report.removed_on),
        "رقم پایانی": _reading(report.final_reading),
        "پلمب‌های بازشده": digits(report.seals_removed),
        "لوازم جمع‌آوری‌شده": "، ".join(EQUIPMENT[item] for item in report.equipment),
        "رسید انبار": digits(report.warehouse_receipt),
        **remark(report.remarks),
    }


def _reading(reading: int | None) -> str:
    return "خوانده نشد" if reading is None else digits(reading)


def _doubts(doubts: Sequence[str]) -> Rows:
    return {"بازگشت‌داده‌شده": " ".join(doubts)} if doubts else {}


def _visit(visit: Visit) -> Rows:
    return {
        "برای": VisitPurpose.of(visit.purpose).title,
        "نتیجه": VisitResult.of(visit.result).title,
        "زمان ثبت": moment(visit.filed_at),
        "ثبت‌کننده": visit.recorded_by,
        **remark(visit.remarks),
    }


def _damage(damage: FiledDamage) -> Rows:
    return {
        "خسارت": DamageKind.of(damage.kind).title,
        "هنگام": Phase.of(damage.phase).title,
        "علت": Cause.of(damage.cause).title,
        "بر عهده‌ی": Liability.of(damage.borne_by).title,
        **_decision(damage),
    }


def _decision(damage: FiledDamage) -> Rows:
    if damage.decided_liability is None:
        return {"تعیین‌کننده": "جدول تصمیم خسارت"}
    return {
        "تعیین‌کننده": damage.decided_by or "",
        "علت تصمیم": damage.decision_reason or "",
        "پیش از آن، جدول تصمیم": Liability.of(damage.liability).title,
    }
