"""How does a figure become a line of an amount, and how do lines become what is paid (SLA-5.1)?"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Self

from pydantic import model_validator

from domain.figures import Figure
from domain.model import Frozen
from domain.money import Line, round_down, total
from domain.persian import amount, digits, rials
from domain.tariff import Surcharge, Tariff

HALF = Fraction(1, 2)
_PERSIAN_SIGNS = str.maketrans(",.-", "٬٫−")


class Bill(Frozen):
    """Lines and what they come to, with the tariff that they were computed from.

    `total` is the sum of all lines, the cut Rials among them. A debt is `payable` in whole thousands; of a
    credit nothing is cut and nothing is payable.
    """

    lines: tuple[Line, ...]
    total: int
    cut: int
    payable: int
    tariff_id: str
    example: bool

    @classmethod
    def of(cls, lines: Iterable[Line], tariff: Tariff) -> Self:
        """Sum the lines, with a line of its own for the Rials that a payable amount cannot carry."""
        charged = tuple(lines)
        payable, cut = round_down(max(total(charged), 0))
        complete = (*charged, _cut_line(cut)) if cut else charged
        return cls(
            lines=complete,
            total=total(complete),
            cut=cut,
            payable=payable,
            tariff_id=tariff.id,
            example=any(line.example for line in complete),
        )

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if self.total != total(self.lines) or self.payable != max(self.total, 0):
            raise ValueError("the lines do not sum to the total")
        return self


def line(
    key: str,
    label: str,
    exact: Fraction,
    *,
    formula: str,
    inputs: Mapping[str, str],
    clause: str,
    figures: Sequence[Figure],
    tariff: Tariff,
) -> Line:
    """Make the line that figures of the tariff give, rounded to the nearest Rial as bills are."""
    return Line(
        key=key,
        label=label,
        formula=formula,
        inputs=dict(inputs),
        amount=whole_rials(exact),
        tariff=tariff.id,
        source="؛ ".join(str(figure.source) for figure in figures),
        clause=clause,
        example=any(figure.example for figure in figures),
        rounding="" if exact.denominator == 1 else "به نزدیک‌ترین ریال",
    )


def surcharge_lines(
    key: str, label: str, lines: Iterable[Line], surcharge: Surcharge, tariff: Tariff
) -> list[Line]:
    """Take the tax or levy of those lines that its base names; no line where none of them is charged."""
    base = [charged for charged in lines if charged.key in surcharge.base]
    return [_surcharge(key, label, base, surcharge, tariff)] if base else []


def _surcharge(key: str, label: str, base: Sequence[Line], surcharge: Surcharge, tariff: Tariff) -> Line:
    return line(
        key,
        label,
        Fraction(total(base) * surcharge.figure, 100),
        formula=f"{digits(surcharge.figure)} درصد از: " + "، ".join(charged.label for charged in base),
        inputs={charged.label: rials(charged.amount) for charged in base},
        clause="5.1",
        figures=(surcharge,),
        tariff=tariff,
    )


def whole_rials(exact: Fraction) -> int:
    """Round to the nearest Rial, half away from zero.

    >>> whole_rials(Fraction(5_737_626_149 * 10, 100))
    573762615
    >>> whole_rials(Fraction(-5, 2))
    -3
    """
    size = int(abs(exact) + HALF)
    return size if exact >= 0 else -size


def decimal(exact: Fraction) -> str:
    """Write a number for people, with at most two decimals.

    >>> decimal(Fraction("-0.50"))
    '−۰٫۵'
    """
    written = f"{float(exact):,.2f}".rstrip("0").rstrip(".")
    return digits(written.translate(_PERSIAN_SIGNS))


def _cut_line(cut: int) -> Line:
    return Line(
        key="thousand-cut",
        label="کسر هزار ریال",
        formula=f"{rials(cut)} که در شناسه پرداخت نمی‌گنجد بخشیده می‌شود",
        inputs={"ریال‌های کمتر از هزار": amount(cut)},
        amount=-cut,
        tariff=None,
        source="قاعده‌ی کسر هزار ریال در صورتحساب برق",
        clause="5.1",
    )
