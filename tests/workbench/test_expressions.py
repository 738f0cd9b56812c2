"""Conditions of flows: one variable with one value, or one of several."""

import pytest

from workbench.expressions import Condition, UnknownCondition, condition


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("${outcome == 'paid'}", Condition.of("outcome", "paid")),
        ("${paymentNeeded == false}", Condition.of("paymentNeeded", False)),
        ("${result == 'no-access' || result == 'not-safe'}", Condition.of("result", "no-access", "not-safe")),
    ],
)
def test_a_condition_is_read_with_all_values_that_meet_it(text: str, expected: Condition) -> None:
    assert condition(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "${outcome == 'paid' and 1 == 1}",
        "${outcome != 'paid'}",
        "${outcome == 'paid' || other == 'paid'}",
        "${outcome == 'paid' || }",
        "outcome == 'paid'",
        "${}",
    ],
)
def test_a_condition_of_another_kind_is_refused(text: str) -> None:
    with pytest.raises(UnknownCondition):
        condition(text)
