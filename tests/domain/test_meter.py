"""A meter test that cannot be right goes back with its reason (SLA-3.5)."""

from typing import Any

import pytest

from domain.meter import MeterTest, Verdict, doubts
from domain.persian import parse_date
from tests.domain.samples import a_connection, a_test

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


def test_every_verdict_has_its_words() -> None:
    assert all(verdict.title for verdict in Verdict)


def test_a_test_is_read_back_from_the_records_as_it_was() -> None:
    assert MeterTest.model_validate_json(a_test().model_dump_json()) == a_test()
