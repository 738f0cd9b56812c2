"""Nothing accepted is lost, nothing is done twice: an engine that is away."""

import pytest

from console.rehearsal import Rehearsal, Stage
from domain.requests import Status
from engine.client import EngineAway
from tests.kit import Case

pytestmark = pytest.mark.engine


def test_a_request_and_a_payment_accepted_while_the_engine_is_away_arrive_when_it_is_back(
    stage: Stage, office: Rehearsal
) -> None:
    paying, applying = Case.of(office), Case.of(office)
    paying.register()
    stop_engine(stage, office)
    try:
        office.pay(paying.code).raise_for_status()
        applying.code = office.register(applying.application)
        assert office.back.relay.ring_due() == 0
    finally:
        stage.machine.engine.start()
    applying.settle()
    paying.settle()
    assert _status(paying) == Status.AWAITING_TEST
    assert _status(applying) == Status.AWAITING_PAYMENT


def test_a_payment_accepted_before_its_deadline_counts_although_the_engine_was_away_across_it(
    stage: Stage, office: Rehearsal
) -> None:
    case = Case.of(office)
    case.register()
    deadline = office.timer(case.code, "await-payment-deadline").due
    assert deadline is not None
    stop_engine(stage, office)
    try:
        office.pay(case.code).raise_for_status()
        office.clock.move_to(deadline)
    finally:
        stage.machine.engine.start()
    office.pass_timer(case.code, "await-payment-deadline")
    case.settle()
    assert _status(case) == Status.AWAITING_TEST
    assert "archived-unpaid" not in case.notices()


def stop_engine(stage: Stage, office: Rehearsal) -> None:
    stage.machine.engine.stop()
    with pytest.raises(EngineAway):
        office.engine.version()


def _status(case: Case) -> str:
    return str(case.office.call("GET", f"/requests/{case.code}").json()["status"])
