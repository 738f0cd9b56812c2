"""A withdrawal and the crew's report at the same moment, on the real engine: one counts, never both."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from console.rehearsal import Rehearsal
from engine.client import EngineError
from tests.ground import REMOVAL_FORM
from tests.kit import Case

pytestmark = pytest.mark.engine

ROUNDS = range(6)


def raced(case: Case) -> tuple[int, bool]:
    """How the withdrawal was answered, and whether the engine took the report."""
    task = case.office.task(case.code, "remove-connection", "field-operations").id
    crew = case.office.as_member("field-operations")
    start = Barrier(2)

    def withdraw() -> int:
        start.wait(10)
        status = case.try_withdrawal().status_code
        case.office.back.relay.ring_case(case.code)
        return status

    def report() -> bool:
        start.wait(10)
        try:
            crew.submit_form(task, REMOVAL_FORM)
        except EngineError:
            return False
        return True

    with ThreadPoolExecutor(2) as threads:
        withdrawn, reported = threads.submit(withdraw), threads.submit(report)
        return withdrawn.result(30), reported.result(30)


def test_either_the_request_is_withdrawn_or_the_connection_removed_or_supervision_is_told(
    office: Rehearsal,
) -> None:
    for _ in ROUNDS:
        case = Case.of(office)
        case.to_the_removal()
        status, is_reported = raced(case)
        assert status == 202
        case.settle()
        with case.records() as records:
            outcome = records.requests.get(case.code).outcome
            removal = records.removals.accepted(case.code)
            withdrawal = records.withdrawals.find(case.code)
        assert withdrawal is not None
        if not is_reported:
            assert (outcome, withdrawal.judged_as, removal) == ("withdrawn", "accepted", None)
        elif removal is not None:
            assert (outcome, withdrawal.judged_as) == (None, "void")
        else:
            assert outcome is None
            assert any("withdrawal" in trouble for trouble in case.office.troubles(case.code))
