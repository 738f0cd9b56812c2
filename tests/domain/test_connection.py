"""What a register may say about a connection."""

from typing import Any

import pytest
from pydantic import ValidationError

from domain.connection import Connection

ROW: dict[str, Any] = {
    "bill_id": "1234567803621",
    "subscription_number": "۶۰۵۵۰۸۱۱",
    "kind": "ampere",
    "term": "permanent",
    "usage": "residential",
    "area": "urban",
    "amperes": 25,
    "phases": 1,
    "meter_serial": "A-12345",
    "meter_digits": 5,
    "last_reading": 15_200,
    "last_read_on": "2026-10-23",
    "prior_debt": 0,
    "subscriber_kind": "natural",
    "subscriber_national_id": "0076229645",
    "subscriber_name": "مشترک نمونه",
    "subscriber_mobile": "09123456789",
    "address": "قم، خیابان نمونه، پلاک ۱۲",
}


def connection(**changes: Any) -> Connection:
    return Connection.model_validate({**ROW, **changes})


def test_a_connection_without_remarks_is_alive_and_has_one_consumer() -> None:
    plain = connection()
    assert (plain.cancelled, plain.other_consumers, plain.judicial_hold) == (False, False, False)
    assert plain.meter_multiplier == 1


def test_numbers_of_other_systems_are_compared_in_ascii_digits() -> None:
    assert connection().subscription_number == "60550811"


def test_a_connection_is_read_back_from_the_records_as_it_was() -> None:
    filed = connection(judicial_hold=True)
    read = Connection.model_validate(filed.model_dump(mode="json"))
    assert read == filed
    assert type(read.bill_id) is type(filed.bill_id)


@pytest.mark.parametrize(
    ("field", "entered", "problem"),
    [
        ("bill_id", "1234567803622", "bill-id-wrong-check-digit"),
        ("subscriber_national_id", "0076229646", "national-id-wrong-check-digit"),
        ("subscriber_mobile", "02532930000", "not-a-mobile"),
        ("kind", "solar", "enum"),
        ("amperes", 0, "greater_than"),
        ("phases", 2, "literal_error"),
        ("meter_digits", 0, "greater_than_equal"),
        ("meter_multiplier", 0, "greater_than_equal"),
        ("last_reading", -1, "greater_than_equal"),
        ("last_read_on", "1405-13-01", "date_from_datetime_parsing"),
        ("prior_debt", "1000", "int_type"),
        ("meter_serial", " ", "string_too_short"),
        ("colour", "red", "extra_forbidden"),
    ],
)
def test_what_cannot_be_right_is_refused_with_its_field(field: str, entered: object, problem: str) -> None:
    with pytest.raises(ValidationError) as refused:
        connection(**{field: entered})
    assert [(error["loc"], error["type"]) for error in refused.value.errors()] == [((field,), problem)]


@pytest.mark.parametrize("text", ["\u202eنام\nدوم\x00", "نام \x1b\x9b دوم\u2066", "  نام\r\n\tدوم\u2028"])
def test_name_and_address_are_one_line_in_which_nothing_is_hidden(text: str) -> None:
    connection = Connection(**ROW | {"subscriber_name": text, "address": text})
    assert (connection.subscriber_name, connection.address) == ("نام دوم", "نام دوم")


def test_a_number_of_another_system_hides_nothing_either() -> None:
    assert Connection(**ROW | {"meter_serial": "۹۹\x001\u202e"}).meter_serial == "99 1"
