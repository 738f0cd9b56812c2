"""A withdrawal and the crew's report at the same moment, on the real engine: one counts, never both."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from time import perf_counter
from typing import TypeVar

import pytest

from console.rehearsal import Rehearsal
from engine.client import EngineError
from tests.ground import REMOVAL_FORM
from tests.kit import Case

pytestmark = pytest.mark.engine

T = TypeVar("T")
ROUNDS = range(6)


@dataclass(frozen=True)
class Race:
    """How the withdrawal was answered, and whether the engine took the report; `met`: neither was first."""

    status: int
    is_reported: bool
    met: bool


def raced(case: Case) -> Race:
    """A withdrawal and the crew's report, begun at the same moment."""
    task = case.office.task(case.code, "remove-connection", "field-operations").id
    crew = case.office.as_member("field-operations")
    start, begun, ended = Barrier(2), list[float](), list[float]()

    def timed(deed: Callable[[], T]) -> T:
        start.wait(10)
        begun.append(perf_counter())
        answer = deed()
        ended.append(perf_counter())
        return answer

    def withdraw() -> int:
        status = case.try_withdrawal().status_code
        case.office.back.relay.ring_case(case.code)
        return status

    def report() -> bool:
        try:
            crew.submit_form(task, REMOVAL_FORM)
        except EngineError:
            return False
        return True

    with ThreadPoolExecutor(2) as threads:
        withdrawn, reported = threads.submit(timed, withdraw), threads.submit(timed, report)
        status, is_reported = withdrawn.result(30), reported.result(30)
    return Race(status, is_reported, met=max(begun) < min(ended))


def test_either_the_request_is_withdrawn_or_the_connection_removed_or_supervision_is_told(
    office: Rehearsal,
) -> None:
    met = False
    for _ in ROUNDS:
        case = Case.of(office)
        case.to_the_removal()
        race = raced(case)
        met |= race.met
        assert race.status == 202
        case.settle()
        with case.records() as records:
            outcome = records.requests.get(case.code).outcome
            removal = records.removals.accepted(case.code)
            withdrawal = records.withdrawals.find(case.code)
        assert withdrawal is not None
        if not race.is_reported:
            assert (outcome, withdrawal.judged_as, removal) == ("withdrawn", "accepted", None)
        elif removal is not None:
            assert (outcome, withdrawal.judged_as) == (None, "void")
        else:
            assert outcome is None
            assert any("withdrawal" in trouble for trouble in case.office.troubles(case.code))
    assert met, "one had always ended before the other began"
