"""A meter test that cannot be right goes back with its reason (SLA-3.5)."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.meter import MeterTest, Verdict, doubts, error_of, errors_in_words
from domain.persian import parse_date
from tests.domain.samples import a_connection, a_test, points

TODAY = parse_date("1405/09/16")


def found(**changes: Any) -> list[str]:
    return doubts(a_test(**changes), a_connection(), TODAY)


def test_a_plain_test_is_plausible() -> None:
    assert found() == []


def test_a_serial_in_persian_digits_is_the_same() -> None:
    assert found(meter_serial="A-۱۲۳۴۵") == []


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"meter_serial": "A-99999"}, "شماره بدنه"),
        ({"reading": 9_999}, "کمتر"),
        ({"reading": 1_000_000}, "شمارنده"),
        ({"tested_on": parse_date("1405/09/17")}, "هنوز نرسیده"),
        ({"tested_on": parse_date("1405/07/30")}, "پیش از آخرین قرائت"),
        ({"reading": None}, "رقم کنتور نوشته نشده"),
        ({"meter_missing": True}, "در محل نیست"),
        ({"error_percent": 100.1}, "میان منفی ۱۰۰"),
        ({"error_percent": float("inf")}, "میان منفی ۱۰۰"),
        ({"error_percent": None}, "نوشته نشده"),
        ({"error_percent": -100.0}, "متوقف"),
        ({"error_percent": float("nan")}, "متوقف"),
        ({"points": points(0.5, 0.5, 100.1)}, "میان منفی ۱۰۰"),
        ({"points": points(0.5, -100.0, 0.5)}, "متوقف"),
        ({"points": points(0.5, 0.5, 0.5)[:1], "error_percent": None}, "بار سبک"),
        ({"points": points(0.5, 0.5, 0.5)[1:], "error_percent": None}, "بار کامل"),
        ({"testable": False, "error_percent": None, "points": points(0, 0, 0)[:1]}, "ندارد"),
        ({"starting_passed": None}, "جریان راه‌اندازی"),
        ({"creep_passed": None}, "بی‌باری"),
        ({"testable": False, "remarks": "سوخته"}, "خطای اندازه‌گیری‌شده ندارد"),
        ({"testable": False, "error_percent": None}, "علت"),
    ],
)
def test_what_cannot_be_right_is_told_in_one_sentence(change: dict[str, Any], word: str) -> None:
    sentences = found(**change)
    assert len(sentences) == 1
    assert word in sentences[0]


def test_an_untestable_meter_with_its_reason_is_plausible() -> None:
    untestable = {"testable": False, "error_percent": None, "starting_passed": None, "creep_passed": None}
    assert found(**untestable, remarks="ترمینال سوخته است") == []


def test_a_meter_that_cannot_be_tested_may_have_no_reading() -> None:
    untestable = {"testable": False, "error_percent": None, "starting_passed": None, "creep_passed": None}
    assert found(**untestable, reading=None, remarks="سوخته است و رقمی ندارد") == []


def test_a_meter_that_is_gone_needs_neither_serial_nor_reading() -> None:
    gone = {"meter_missing": True, "testable": False, "error_percent": None}
    assert found(**gone, meter_serial="", reading=None) == []


def test_another_consumer_does_not_make_a_test_implausible() -> None:
    assert found(other_consumer=True) == []


def test_a_sentence_never_shows_a_number_of_the_file() -> None:
    assert not any("12345" in sentence for sentence in found(meter_serial="X"))


def test_the_error_is_the_average_of_the_loads_by_their_weights() -> None:
    assert error_of(points(3.0, 1.0, 1.5)) == 2.21
    assert error_of(points(-5.0, -5.0, -5.0)) == -5.0


def test_one_load_beyond_the_limit_does_not_make_a_meter_faulty_by_itself() -> None:
    assert error_of(points(1.5, 3.5, 1.0)) == 2.0


@given(st.lists(st.decimals("-99.99", 100, places=2), min_size=3, max_size=3))
def test_the_error_lies_between_those_of_the_loads(measured: list[Decimal]) -> None:
    errors = [float(one) for one in measured]
    found = error_of(points(*errors))
    assert found is not None
    assert min(errors) <= found <= max(errors)


def test_without_one_load_there_is_no_error() -> None:
    assert error_of(points(1.0, 1.0, 1.0)[:2]) is None


def test_the_errors_of_the_loads_are_told_with_their_weights_and_then_the_meter_s() -> None:
    assert errors_in_words(a_test(points=points(3.0, -1.0, 1.5), error_percent=1.64)) == {
        "خطا در بار کامل": "\u2066۳\u2069 درصد، با وزن ۴ (جریان پایه، ضریب قدرت ۱)",
        "خطا در بار سبک": "\u2066−۱\u2069 درصد، با وزن ۲ (یک‌دهم جریان پایه، ضریب قدرت ۱)",
        "خطا در بار پس‌فاز": "\u2066۱٫۵\u2069 درصد، با وزن ۱ (جریان پایه، ضریب قدرت ۰٫۵)",
        "خطای کنتور": "\u2066۱٫۶۴\u2069 درصد، میانگین وزنی",
    }


def test_a_test_of_before_the_loads_is_still_read() -> None:
    old = a_test().model_dump(mode="json", exclude={"points", "example"})
    assert MeterTest.model_validate(old) == a_test()


def test_every_verdict_has_its_words() -> None:
    assert all(verdict.title for verdict in Verdict)


def test_a_test_is_read_back_from_the_records_as_it_was() -> None:
    test = a_test(points=points(0.5, 0.25, 1.0), example=True)
    assert MeterTest.model_validate_json(test.model_dump_json()) == test
