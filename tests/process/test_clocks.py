"""A worker whose clock is wrong by ten minutes does what one with a right clock does."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from console.rehearsal import Stage
from domain.requests import Outcome
from tests.faults import SetPlan
from tests.kit import SHEBA, Case
from tests.simulation.office import UnreliableOffice, unreliable
from tests.simulation.rest import what_is_wrong

pytestmark = [
    pytest.mark.engine,
    pytest.mark.parametrize(
        "wrong_by", [timedelta(minutes=-10), timedelta(minutes=10)], ids=["slow", "fast"]
    ),
]

A_MINUTE = timedelta(minutes=1)


@contextmanager
def office_of(stage: Stage, wrong_by: timedelta) -> Iterator[UnreliableOffice]:
    """An office whose worker, relay and sender have the wrong time; the API has the right one."""
    with unreliable(stage, SetPlan()) as office:
        behind = replace(office.office, clock=lambda: office.clock() + wrong_by)
        yield replace(office, back=behind.back())


def outcome(case: Case) -> str | None:
    with case.records() as records:
        return records.requests.get(case.code).outcome


def ended_at(case: Case) -> datetime | None:
    with case.records() as records:
        return records.requests.get(case.code).ended_at


def read_at(case: Case) -> datetime | None:
    """When a worker read the payment."""
    with case.records() as records:
        ask = records.asks.latest(case.code, "payment")
    return ask.closed_at if ask else None


def breaches(case: Case) -> list[str]:
    with case.records() as records:
        return [breach.step for breach in records.breaches.of_case(case.code)]


def test_a_creditor_is_served_and_paid(stage: Stage, wrong_by: timedelta) -> None:
    with office_of(stage, wrong_by) as office:
        case = Case.of(office)
        case.to_the_account_asked_for()
        case.name_account(SHEBA)
        case.fill_in("approve-refund", "finance", refundDecision="pay", refundNote="")
        assert outcome(case) == Outcome.SERVED
        assert ended_at(case) == office.clock() + wrong_by
        assert breaches(case) == []
        assert what_is_wrong(office, [case]) == []


def test_money_of_the_last_minute_counts(stage: Stage, wrong_by: timedelta) -> None:
    with office_of(stage, wrong_by) as office:
        case = Case.of(office)
        case.register()
        due = office.timer(case.code, "await-payment-deadline").due
        assert due is not None
        office.clock.move_to(due - A_MINUTE)
        case.pay()
        assert outcome(case) is None
        assert read_at(case) == office.clock() + wrong_by
        assert "payment-received" in case.notices()
        assert what_is_wrong(office, [case]) == []


def test_nobody_pays_and_the_request_is_archived_once(stage: Stage, wrong_by: timedelta) -> None:
    with office_of(stage, wrong_by) as office:
        case = Case.of(office)
        case.register()
        looks = 1 if wrong_by > 0 * A_MINUTE else 2
        for _ in range(looks):
            office.pass_timer(case.code, "await-payment-deadline")
            case.settle()
        assert outcome(case) == Outcome.PAYMENT_EXPIRED
        assert case.path().count(("collect-payment", "record-payment")) == looks
        assert what_is_wrong(office, [case]) == []
