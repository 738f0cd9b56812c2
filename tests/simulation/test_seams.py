"""Each way in which a seam can go wrong, set one by one: the deed is done in the end, and once."""

from collections import Counter

import pytest

from console.rehearsal import Stage
from tests.faults import OF_CALLS, SetPlan
from tests.kit import Case
from tests.simulation.office import unreliable
from tests.simulation.rest import what_is_wrong


def patiently(case: Case) -> None:
    """The relay rings and the sender sends again and again."""
    for _ in OF_CALLS:
        case.settle()


@pytest.mark.engine
@pytest.mark.parametrize(
    "moment",
    ["engine POST fetchAndLock", "engine POST complete", "engine POST message", "sms POST sms"],
)
def test_a_call_that_goes_wrong_in_any_way_is_made_good(stage: Stage, moment: str) -> None:
    plan = SetPlan()
    plan.set(moment, *OF_CALLS)
    with unreliable(stage, plan) as office:
        case = Case.of(office)
        for act in (case.register, case.pay, case.test_meter, case.approve_terms, case.agree):
            act()
            patiently(case)
        assert not plan.faults[moment]
        assert case.path().count(("collect-payment", "request-payment")) == 1
        assert set(Counter(case.notices()).values()) == {1}
        assert {"cost-announced", "payment-received"} < set(case.notices())
        assert len(office.sms_sent()) == len(case.notices())
        assert what_is_wrong(office, [case]) == []
        office.task(case.code, "remove-connection", "field-operations")
