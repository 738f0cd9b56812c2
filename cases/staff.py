"""What do staff get to read before they act, in words? Amounts, findings and dates; never a person."""

from collections.abc import Sequence

from domain import persian
from domain.money import Line


def lines_in_words(lines: Sequence[Line]) -> str:
    """The lines of an account, one a row, in Persian."""
    return "\n".join(f"- {line.label}: {persian.rials(line.amount)}" for line in lines)


def doubts_in_words(doubts: Sequence[str]) -> str:
    """Why a form came back, one reason a row, in Persian."""
    return "این فرم بازگشت، چون:\n" + "\n".join(f"- {doubt}" for doubt in doubts)
