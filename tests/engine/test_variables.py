from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from engine.variables import decode, encode, timestamp


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (True, "Boolean"),
        (3_000_000_000, "Long"),
        (7, "Long"),
        (2.5, "Double"),
        ("متن", "String"),
        (None, "Null"),
    ],
)
def test_each_kind_of_value_goes_out_with_its_type_and_comes_back_the_same(value: Any, kind: str) -> None:
    encoded = encode({"it": value})
    assert encoded == {"it": {"value": value, "type": kind}}
    assert decode(encoded) == {"it": value}


def test_a_moment_goes_out_as_text_with_its_offset() -> None:
    moment = datetime(2026, 12, 1, 8, 0, tzinfo=ZoneInfo("Asia/Tehran"))
    assert encode({"due": moment}) == {"due": {"value": "2026-12-01T08:00:00+03:30", "type": "String"}}


def test_a_moment_without_an_offset_is_refused_without_being_told() -> None:
    with pytest.raises(ValueError, match=r"^variable due: a moment without an offset$"):
        encode({"due": datetime(2026, 12, 1, 8, 0)})  # noqa: DTZ001  the missing zone is the point


def test_a_value_of_another_kind_is_refused_by_the_name_of_its_kind() -> None:
    with pytest.raises(TypeError, match=r"^variable lines: the engine takes no list$"):
        encode({"lines": ["secret"]})


def test_dates_and_json_of_the_engine_are_read() -> None:
    values: dict[str, dict[str, Any]] = {
        "at": {"value": "2026-03-20T10:00:00.001+0330", "type": "Date"},
        "seen": {"value": '{"a": 1}', "type": "Json"},
        "none": {"value": None, "type": "Date"},
    }
    assert decode(values) == {
        "at": datetime(2026, 3, 20, 6, 30, 0, 1000, tzinfo=UTC),
        "seen": {"a": 1},
        "none": None,
    }


def test_a_date_of_the_interface_has_milliseconds_and_its_offset() -> None:
    moment = datetime(2026, 12, 1, 8, 30, 0, 123_999, ZoneInfo("Asia/Tehran"))
    assert timestamp(moment) == "2026-12-01T08:30:00.123+0330"


def test_a_date_without_an_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        timestamp(datetime(2026, 12, 1))  # noqa: DTZ001  # what is refused


@pytest.mark.parametrize(
    ("kind", "value"), [("Date", "99999-01-01T00:00:00.000+0330"), ("Date", "soon"), ("Json", "{")]
)
def test_a_value_that_cannot_be_read_stays_the_text_that_it_is(kind: str, value: str) -> None:
    sent: dict[str, dict[str, Any]] = {
        "testedOn": {"type": kind, "value": value},
        "testable": {"type": "Boolean", "value": True},
    }
    assert decode(sent) == {"testedOn": value, "testable": True}
