"""Lines and their rounding, as on a real bill of 1404."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.charges import Bill, decimal, surcharge_lines, whole_rials
from domain.money import Line, total
from tests.domain.samples import TARIFF


def line(key: str, amount: int) -> Line:
    return Line(
        key=key,
        label=key,
        formula="",
        inputs={},
        amount=amount,
        tariff=None,
        source="صورتحساب ۱۴۰۴",
        clause="5.1",
    )


def test_the_tax_of_a_real_bill_is_rounded_to_the_nearest_rial() -> None:
    [tax] = surcharge_lines("tax", "مالیات", [line("energy", 5_737_626_149)], TARIFF.tax, TARIFF)
    assert tax.amount == 573_762_615
    assert tax.rounding
    [transit] = surcharge_lines("tax", "مالیات", [line("energy", 592_454_938)], TARIFF.tax, TARIFF)
    assert transit.amount == 59_245_494


@pytest.mark.parametrize(
    ("amounts", "payable", "cut"),
    [
        ((5_737_626_149, 573_762_615, 632_993_760, -38_455_013), 6_905_927_000, 511),
        ((592_454_938, 59_245_494, 1_536_519_423), 2_188_219_000, 855),
    ],
)
def test_the_thousands_of_a_real_bill_are_cut(amounts: tuple[int, ...], payable: int, cut: int) -> None:
    bill = Bill.of([line("energy", amount) for amount in amounts], TARIFF)
    assert (bill.payable, bill.cut) == (payable, cut)


def test_a_surcharge_is_taken_of_its_base_alone() -> None:
    [levy] = surcharge_lines(
        "levy", "عوارض", [line("energy", 1_000), line("prior-debt", 9_000)], TARIFF.levy, TARIFF
    )
    assert levy.amount == 100
    assert "prior-debt" not in levy.inputs


def test_a_surcharge_of_which_nothing_is_charged_is_no_line() -> None:
    assert surcharge_lines("levy", "عوارض", [line("prior-debt", 9_000)], TARIFF.levy, TARIFF) == []


def test_of_a_credit_nothing_is_cut() -> None:
    bill = Bill.of([line("energy", 1_500), line("connection-value", -8_418_500)], TARIFF)
    assert (bill.total, bill.payable, bill.cut, len(bill.lines)) == (-8_417_000, 0, 0, 2)


def test_a_debt_below_a_thousand_is_written_off() -> None:
    bill = Bill.of([line("energy", 999)], TARIFF)
    assert (bill.total, bill.payable, bill.cut) == (0, 0, 999)


def test_a_bill_that_does_not_add_up_is_refused() -> None:
    with pytest.raises(ValidationError, match="do not sum"):
        Bill(lines=(line("energy", 1_000),), total=2_000, cut=0, payable=2_000, tariff_id="x", example=False)


def test_a_bill_is_read_back_from_the_records_as_it_was() -> None:
    bill = Bill.of([line("energy", 1_500)], TARIFF)
    assert Bill.model_validate_json(bill.model_dump_json()) == bill


@given(st.lists(st.integers(min_value=-(10**12), max_value=10**12)))
def test_the_lines_always_sum_to_the_total(amounts: list[int]) -> None:
    bill = Bill.of([line("energy", amount) for amount in amounts], TARIFF)
    assert bill.total == total(bill.lines) == sum(amounts) - bill.cut
    assert bill.payable % 1_000 == 0
    assert 0 <= bill.cut < 1_000


@given(st.fractions())
def test_rounding_moves_an_amount_by_half_a_rial_at_most(exact: Fraction) -> None:
    assert abs(whole_rials(exact) - exact) <= Fraction(1, 2)


@pytest.mark.parametrize(
    ("exact", "written"), [("0", "۰"), ("-0.5", "−۰٫۵"), ("1234.5", "۱٬۲۳۴٫۵"), ("300", "۳۰۰")]
)
def test_numbers_are_written_in_persian(exact: str, written: str) -> None:
    assert decimal(Fraction(exact)) == written
