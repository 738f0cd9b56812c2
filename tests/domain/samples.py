"""What do the tests of the rules begin with? One plain case, which each test changes where it differs."""

import datetime
from pathlib import Path
from typing import Any

from domain.agreement import Agreement
from domain.agreement_file import load
from domain.connection import Connection
from domain.meter import LoadPoint, MeterTest, PointError
from domain.persian import TEHRAN, parse_date
from domain.removal import RemovalReport

AGREEMENT_FOLDER = Path(__file__).parents[2] / "agreement"
AGREEMENT: Agreement = load(AGREEMENT_FOLDER)
TARIFF = AGREEMENT.tariff(parse_date("1405/09/03"))


def moment(text: str) -> datetime.datetime:
    """A moment in Tehran, written `1405/09/03 09:30`."""
    day, hour = text.split()
    return datetime.datetime.combine(parse_date(day), datetime.time.fromisoformat(hour), TEHRAN)


def a_connection(**changes: Any) -> Connection:
    """A single-phase 25 A home in town, read 45 days before the test, that owes nothing."""
    usual = {
        "bill_id": "1234567803621",
        "subscription_number": "12345678",
        "kind": "ampere",
        "term": "permanent",
        "usage": "residential",
        "area": "urban",
        "amperes": 25,
        "phases": 1,
        "meter_serial": "A-12345",
        "meter_digits": 6,
        "last_reading": 10_000,
        "last_read_on": parse_date("1405/08/01"),
        "prior_debt": 0,
        "subscriber_kind": "natural",
        "subscriber_national_id": "0076229645",
        "subscriber_name": "مشترک نمونه",
        "subscriber_mobile": "09120000001",
        "address": "قم، خیابان نمونه، پلاک ۱",
    }
    return Connection.model_validate({**usual, **changes})


def a_test(**changes: Any) -> MeterTest:
    """A sound meter, 45 days and 450 kWh after the last reading."""
    usual = {
        "meter_serial": "A-12345",
        "reading": 10_450,
        "testable": True,
        "error_percent": 0.5,
        "seals_intact": True,
        "starting_passed": True,
        "creep_passed": True,
        "tested_on": parse_date("1405/09/16"),
    }
    return MeterTest.model_validate({**usual, **changes})


def points(full: float, light: float, inductive: float) -> tuple[PointError, ...]:
    """The errors at the three loads, weighed as the agreement does."""
    errors = {LoadPoint.FULL: full, LoadPoint.LIGHT: light, LoadPoint.INDUCTIVE: inductive}
    weight = AGREEMENT.weight_of
    return tuple(
        PointError(point=one, error_percent=error, weight=weight(one)) for one, error in errors.items()
    )


def a_report(**changes: Any) -> RemovalReport:
    """A removal on the day of the test, with its reading."""
    usual = {
        "removed_on": parse_date("1405/09/16"),
        "final_reading": 10_450,
        "seals_removed": 2,
        "equipment": ("meter", "box"),
        "warehouse_receipt": "R-1",
    }
    return RemovalReport.model_validate({**usual, **changes})
