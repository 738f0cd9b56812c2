"""What amounts are made of and how they are rounded for a bill."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.money import Line, round_down, total


def line(amount: int, key: str = "removal-fee") -> Line:
    return Line(
        key=key,
        label="هزینه‌ی جمع‌آوری",
        formula="مبلغ ثابت تعرفه",
        inputs={"تعداد فاز": "۱"},
        amount=amount,
        tariff="example-1405",
        source="نمونه",
        clause="5.1",
        example=True,
    )


def test_lines_come_to_their_sum_with_what_is_owed_to_the_subscriber_taken_off() -> None:
    assert total([line(1_254_831), line(-254_831)]) == 1_000_000


def test_no_lines_come_to_nothing() -> None:
    assert total([]) == 0


@pytest.mark.parametrize(
    ("amount", "payable", "cut"),
    [
        (6_905_927_511, 6_905_927_000, 511),
        (2_188_219_855, 2_188_219_000, 855),
        (999, 0, 999),
        (1_000, 1_000, 0),
        (0, 0, 0),
    ],
)
def test_a_bill_is_rounded_down_to_a_thousand_rials(amount: int, payable: int, cut: int) -> None:
    assert round_down(amount) == (payable, cut)


@given(st.integers(min_value=1))
def test_the_payable_and_the_cut_are_the_whole_amount(amount: int) -> None:
    payable, cut = round_down(amount)
    assert payable + cut == amount
    assert payable % 1_000 == 0
    assert 0 <= cut < 1_000


@given(st.integers(max_value=0))
def test_nothing_is_cut_from_what_is_owed_to_the_subscriber(amount: int) -> None:
    assert round_down(amount) == (amount, 0)


@pytest.mark.parametrize("amount", [1_000.0, "1000", True, None])
def test_an_amount_is_whole_rials_and_nothing_that_looks_like_them(amount: object) -> None:
    with pytest.raises(ValidationError):
        Line.model_validate({**line(0).model_dump(), "amount": amount})


def test_a_line_is_read_back_from_the_records_as_it_was_filed() -> None:
    filed = line(1_254_000)
    assert Line.model_validate(filed.model_dump(mode="json")) == filed
    assert Line.model_validate_json(filed.model_dump_json()) == filed


def test_a_line_never_changes() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        line(1).amount = 2  # type: ignore[misc]
