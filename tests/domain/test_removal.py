"""A report that cannot be right goes back with its reason (SLA-3.8)."""

from typing import Any

import pytest

from domain.persian import parse_date
from domain.removal import RemovalReport, doubts
from tests.domain.samples import a_report, a_test

AGREED = parse_date("1405/09/16")
TODAY = parse_date("1405/09/18")


def found(**changes: Any) -> list[str]:
    return doubts(a_report(**changes), a_test(), AGREED, TODAY)


def test_a_plain_report_is_plausible() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"removed_on": parse_date("1405/09/19")}, "هنوز نرسیده"),
        ({"removed_on": parse_date("1405/09/15")}, "پیش از موافقت"),
        ({"final_reading": 10_449}, "کمتر"),
        ({"seals_removed": -1}, "منفی"),
        ({"final_reading": None}, "نوشته نشده"),
        ({"equipment": ("box",)}, "کنتور"),
        ({"meter_missing": True}, "مفقود"),
        ({"warehouse_receipt": "  "}, "انبار"),
    ],
)
def test_what_cannot_be_right_is_told_in_one_sentence(change: dict[str, Any], word: str) -> None:
    sentences = found(**change)
    assert len(sentences) == 1
    assert word in sentences[0]


def test_a_meter_that_is_gone_is_neither_read_nor_handed_in() -> None:
    assert found(meter_missing=True, final_reading=None, equipment=("box",)) == []


def test_a_meter_that_was_gone_at_the_test_is_not_asked_for_at_the_removal() -> None:
    gone = a_test(meter_missing=True, meter_serial="", reading=None, testable=False, error_percent=None)
    assert doubts(a_report(final_reading=None, equipment=("box",)), gone, AGREED, TODAY) == []


def test_a_burnt_meter_is_handed_in_without_a_final_reading() -> None:
    burnt = a_test(reading=None, testable=False, error_percent=None)
    assert doubts(a_report(final_reading=None), burnt, AGREED, TODAY) == []


def test_several_doubts_are_told_at_once() -> None:
    assert len(found(final_reading=0, warehouse_receipt="")) == 2


def test_a_report_is_read_back_from_the_records_as_it_was() -> None:
    assert RemovalReport.model_validate_json(a_report().model_dump_json()) == a_report()
