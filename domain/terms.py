"""What is announced to the subscriber before the removal: findings and an estimate (SLA-3.6)?"""

import datetime
from fractions import Fraction

from domain.charges import Bill, decimal
from domain.connection import Connection
from domain.meter import MeterTest, Verdict
from domain.model import Frozen
from domain.money import Line
from domain.persian import date, digits
from domain.settlement import BalanceState, Consumption, account_lines, error_to_correct, state_of
from domain.tariff import Tariff


class Terms(Frozen):
    """The technical findings, and the account as it would close on the reading of the test."""

    findings: tuple[str, ...]
    lines: tuple[Line, ...]
    total: int
    state: BalanceState
    tariff_id: str
    example: bool


def estimate(
    connection: Connection, test: MeterTest, verdict: Verdict, tariff: Tariff, on: datetime.date
) -> Terms:
    """Estimate the closing account on the day of the announcement, from the reading of the test (SLA-3.6)."""
    consumption = Consumption(connection, test.reading, test.tested_on)
    lines = account_lines(consumption, error_to_correct(test, verdict), tariff, on)
    bill = Bill.of(lines, tariff)
    return Terms(
        findings=_findings(test, verdict),
        lines=bill.lines,
        total=bill.total,
        state=state_of(bill.total),
        tariff_id=bill.tariff_id,
        example=bill.example,
    )


def _findings(test: MeterTest, verdict: Verdict) -> tuple[str, ...]:
    seals = "پلمب‌ها سالم است." if test.seals_intact else "پلمب‌ها سالم نیست."
    return (f"نتیجه‌ی آزمایش کنتور: {verdict.title}.", *_measured(test), seals, *_read(test))


def _measured(test: MeterTest) -> list[str]:
    if test.error_percent is None:
        return []
    return [f"خطای کنتور {decimal(Fraction(str(test.error_percent)))} درصد است."]


def _read(test: MeterTest) -> list[str]:
    return [f"رقم کنتور در روز {date(test.tested_on)}، {digits(test.reading)} کیلووات‌ساعت است."]
