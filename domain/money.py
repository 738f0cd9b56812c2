"""What is an amount made of, and how is it rounded for a bill? Whole Rials throughout."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import Strict

from domain.model import Frozen

Rial = Annotated[int, Strict()]
"""An amount in whole Rials; no text, no fraction, no truth value passes for one."""

PAYABLE_UNIT = 1_000
"""A payment id carries thousands of Rials, so a bill asks for nothing smaller."""


class Line(Frozen):
    """One amount with its whole explanation, kept as it was computed whatever the tariff becomes (SLA-5.1).

    A positive `amount` is owed by the subscriber, a negative one to him. `formula`, and both sides of
    `inputs`, are Persian; `example` says that a figure in it is no official one.
    """

    key: str
    label: str
    formula: str
    inputs: dict[str, str]
    amount: Rial
    tariff: str | None
    source: str
    clause: str
    example: bool = False
    rounding: str = ""


def total(lines: Iterable[Line]) -> int:
    """What the lines come to, in Rials."""
    return sum(line.amount for line in lines)


def round_down(amount: int) -> tuple[int, int]:
    """Split an amount into what is payable and what is cut («کسر هزار ریال»).

    What is owed to the subscriber is paid to the Rial: nothing is cut from it.

    >>> round_down(1_254_831)
    (1254000, 831)
    >>> round_down(-8_418_500)
    (-8418500, 0)
    """
    cut = max(amount, 0) % PAYABLE_UNIT
    return amount - cut, cut
