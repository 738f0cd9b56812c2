"""How an overdue debt is arranged (SLA-3.9)."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.debt_plan import Decision, Part, PlanKind, doubts, extension, instalments
from domain.persian import parse_date
from tests.domain.samples import AGREEMENT

TODAY = parse_date("1405/09/03")
COUNTS = st.integers(2, 12)
DAYS = st.dates(parse_date("1404/01/01"), parse_date("1409/12/29"))


def found(**entered: object) -> list[str]:
    usual = {"kind": PlanKind.REFERRAL, "reason": "درخواست مشترک"}
    return doubts(Decision.model_validate({**usual, **entered}))


def test_an_extension_asks_for_the_whole_debt_on_its_day() -> None:
    tuesday = parse_date("1405/09/10")
    assert extension(9_000_000, TODAY, 7, AGREEMENT.calendar) == (Part(due=tuesday, amount=9_000_000),)


def test_an_extension_that_ends_on_a_day_off_reaches_the_next_working_day() -> None:
    """1405/09/05 is a Thursday; Saturday is the first day on which the company works again."""
    [part] = extension(9_000_000, TODAY, 2, AGREEMENT.calendar)
    assert part.due == parse_date("1405/09/07")


@pytest.mark.parametrize("days", [0, -1, 91])
def test_an_extension_is_of_a_day_to_ninety(days: int) -> None:
    with pytest.raises(ValueError, match="1 to 90 days"):
        extension(1_000, TODAY, days, AGREEMENT.calendar)


@pytest.mark.parametrize(
    ("amount", "count", "parts"),
    [
        (9_000, 3, [3_000, 3_000, 3_000]),
        (10_000, 3, [4_000, 3_000, 3_000]),
        (11_883_000, 12, [991_000] * 3 + [990_000] * 9),
        (2_000, 2, [1_000, 1_000]),
    ],
)
def test_instalments_are_whole_thousands_and_the_first_bear_the_rest(
    amount: int, count: int, parts: list[int]
) -> None:
    assert [part.amount for part in instalments(amount, count, TODAY)] == parts


@given(st.integers(12, 10**9), COUNTS, DAYS)
def test_instalments_sum_to_the_debt_within_a_year(thousands: int, count: int, first: datetime.date) -> None:
    parts = instalments(thousands * 1_000, count, first)
    assert sum(part.amount for part in parts) == thousands * 1_000
    assert all(part.amount % 1_000 == 0 for part in parts)
    assert max(part.amount for part in parts) - min(part.amount for part in parts) <= 1_000
    dues = [part.due for part in parts]
    assert dues == sorted(set(dues))
    assert dues[0] == first
    assert dues[-1] - first < datetime.timedelta(days=365)


@pytest.mark.parametrize(
    ("first", "others"),
    [
        ("1405/09/03", ["1405/10/03", "1405/11/03", "1405/12/03", "1406/01/03"]),
        ("1405/06/31", ["1405/07/30", "1405/08/30", "1405/09/30", "1405/10/30"]),
        ("1403/11/30", ["1403/12/30", "1404/01/30", "1404/02/30", "1404/03/30"]),
        ("1404/11/30", ["1404/12/29", "1405/01/30", "1405/02/30", "1405/03/30"]),
    ],
)
def test_an_instalment_is_due_on_the_same_day_of_its_month_or_on_its_last(
    first: str, others: list[str]
) -> None:
    parts = instalments(10_000, 5, parse_date(first))
    assert [part.due for part in parts] == [parse_date(day) for day in (first, *others)]


@pytest.mark.parametrize(("amount", "count"), [(10_500, 2), (1_000, 2), (0, 2), (-4_000, 2)])
def test_a_debt_that_does_not_divide_into_thousands_is_refused(amount: int, count: int) -> None:
    with pytest.raises(ValueError, match="whole thousands"):
        instalments(amount, count, TODAY)


@pytest.mark.parametrize("count", [0, 1, 13])
def test_more_than_a_year_of_instalments_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match="2 to 12"):
        instalments(120_000, count, TODAY)


@pytest.mark.parametrize(
    "entered",
    [
        {"kind": "extension", "extension_days": 1},
        {"kind": "extension", "extension_days": 90},
        {"kind": "instalments", "instalment_count": 2},
        {"kind": "instalments", "instalment_count": 12},
        {"kind": "referral"},
        {"kind": "write-off", "approval_number": "ن-۱"},
    ],
)
def test_a_complete_decision_is_carried_out(entered: dict[str, object]) -> None:
    assert found(**entered) == []


@pytest.mark.parametrize(
    ("entered", "word"),
    [
        ({"kind": None}, "انتخاب نشده"),
        ({"kind": "extension"}, "میان ۱ و ۹۰"),
        ({"kind": "extension", "extension_days": 91}, "میان ۱ و ۹۰"),
        ({"kind": "instalments", "extension_days": 9}, "میان ۲ و ۱۲"),
        ({"kind": "instalments", "instalment_count": 1}, "میان ۲ و ۱۲"),
        ({"kind": "write-off", "approval_number": " "}, "مجوز نظارت"),
        ({"reason": "  "}, "علت"),
    ],
)
def test_what_is_missing_in_a_decision_is_told_in_one_sentence(entered: dict[str, object], word: str) -> None:
    [sentence] = found(**entered)
    assert word in sentence
