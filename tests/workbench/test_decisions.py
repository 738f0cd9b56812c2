"""Tests in a cell of a decision table, as FEEL reads them."""

import pytest

from workbench.decisions import UnknownTest, Value, holds


@pytest.mark.parametrize(
    ("test", "value", "expected"),
    [
        ("-", None, True),
        ("true", True, True),
        ("true", False, False),
        ("[-2..2]", -2.0, True),
        ("]-2..2[", -2.0, False),
        ("< -2, > 2", 2.5, True),
        ("< -2, > 2", 2.0, False),
        (">= 3", 3, True),
        ("[0..2]", True, False),
        ('"sound"', "sound", True),
        ("2", 2, True),
        ("< 2", None, False),
    ],
)
def test_a_value_passes_or_not(test: str, value: Value, expected: bool) -> None:
    assert holds(test, value) is expected


def test_a_test_that_is_not_known_is_refused() -> None:
    with pytest.raises(UnknownTest):
        holds("not(2)", 1)
