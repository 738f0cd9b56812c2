"""What is announced to the subscriber before the removal: findings and an estimate (SLA-3.6)?"""

import datetime
from collections.abc import Sequence

from domain.charges import Bill
from domain.connection import Connection
from domain.damage import Damage, findings
from domain.meter import MeterTest, PointError, Verdict, percent
from domain.model import Frozen
from domain.money import Line
from domain.persian import date, digits
from domain.settlement import BalanceState, Consumption, account_lines, inaccurate_test, state_of
from domain.tariff import Tariff

ESTIMATED = "مصرف با میانگین مصرف پیشین برآورد شد."


class Terms(Frozen):
    """The technical findings, and the account as it would close on the reading of the test."""

    findings: tuple[str, ...]
    lines: tuple[Line, ...]
    total: int
    state: BalanceState
    tariff_id: str
    example: bool


def estimate(
    connection: Connection,
    test: MeterTest,
    verdict: Verdict,
    tariff: Tariff,
    on: datetime.date,
    damages: Sequence[Damage] = (),
) -> Terms:
    """Estimate the closing account on the day of the announcement, from the reading of the test (SLA-3.6).

    Consumption that no meter has measured is the register's average; a `MissingFigure` where it has none.
    """
    consumption = Consumption.measured(connection, verdict, test.reading, test.tested_on)
    lines = account_lines(consumption, inaccurate_test(test, verdict), tariff, on, damages)
    bill = Bill.of(lines, tariff)
    return Terms(
        findings=(*_findings(test, verdict), *findings(damages)),
        lines=bill.lines,
        total=bill.total,
        state=state_of(bill.total),
        tariff_id=bill.tariff_id,
        example=bill.example,
    )


def _findings(test: MeterTest, verdict: Verdict) -> tuple[str, ...]:
    result = f"نتیجه‌ی آزمایش کنتور: {verdict.title}."
    if test.meter_missing:
        return (result, "کنتور در محل نبود.", ESTIMATED)
    seals = "پلمب‌ها سالم است." if test.seals_intact else "پلمب‌ها سالم نیست."
    return (result, *_measured(test), seals, *_suspected(verdict), *_read(test), *_estimated(verdict))


def _measured(test: MeterTest) -> list[str]:
    if test.error_percent is None:
        return []
    return [
        f"خطای کنتور {percent(test.error_percent)} است.",
        *map(_at_load, test.points),
    ]


def _at_load(one: PointError) -> str:
    error, weight = percent(one.error_percent), digits(one.weight)
    return f"خطا در {one.point.title} ({one.point.conditions}) {error} است، با وزن {weight} در خطای کنتور."


def _suspected(verdict: Verdict) -> list[str]:
    return ["نشانه‌ی دستکاری کنتور دیده شد."] if verdict is Verdict.TAMPERED else []


def _read(test: MeterTest) -> list[str]:
    if test.reading is None:
        return []
    return [f"رقم کنتور در روز {date(test.tested_on)}، {digits(test.reading)} کیلووات‌ساعت است."]


def _estimated(verdict: Verdict) -> list[str]:
    return [ESTIMATED] if verdict is Verdict.UNTESTABLE else []
