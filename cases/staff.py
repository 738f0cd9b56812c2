"""What do staff get to read before they act, in words? Amounts, findings and dates; never a person."""

from collections.abc import Sequence

from domain import persian
from domain.connection import Connection
from domain.meter import MeterTest
from domain.money import Line


def lines_in_words(lines: Sequence[Line], last: str, total: int) -> str:
    """The lines of an account and what they come to, as a table of Markdown in Persian."""
    rows = [(line.label, line.amount) for line in lines]
    table = "\n".join(f"| {label} | {_isolated(amount)} |" for label, amount in rows)
    return f"| شرح | مبلغ به ریال |\n| --- | --- |\n{table}\n| **{last}** | **{_isolated(total)}** |"


def _isolated(rial: int) -> str:
    """So that a minus stays before its number in a line from right to left."""
    return f"\u2066{persian.amount(rial)}\u2069"


def doubts_in_words(doubts: Sequence[str]) -> str:
    """Why a form came back, one reason a row, in Persian."""
    return "این فرم بازگشت، چون:\n" + "\n".join(f"- {doubt}" for doubt in doubts)


def connection_in_words(connection: Connection) -> str:
    """What is to be removed, and where its meter stood at the last bill."""
    return (
        f"انشعاب {connection.kind.title} {connection.term.title}، {connection.phases_in_words} "
        f"{persian.digits(connection.amperes)} آمپر، {connection.usage.title} {connection.area.title}. "
        f"شماره بدنه کنتور {persian.digits(connection.meter_serial)}، "
        f"آخرین رقم قرائت‌شده {persian.digits(connection.last_reading)} کیلووات‌ساعت "
        f"در {persian.date(connection.last_read_on)}."
    )


def tested_reading_in_words(test: MeterTest | None) -> str:
    """What the final reading is judged against."""
    if test is None or test.reading is None:
        return "در آزمایش رقمی خوانده نشد."
    return (
        f"رقم روز آزمایش {persian.digits(test.reading)} کیلووات‌ساعت. "
        "رقم پایانی از رقم روز آزمایش کمتر نمی‌شود."
    )
