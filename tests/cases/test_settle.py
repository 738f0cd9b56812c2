"""At every end debits equal credits and the subscriber's account is zero, whatever was paid."""

from itertools import count
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.settle import leave_nothing
from domain.requests import Outcome
from tests.clock import HandMovedClock
from tests.ground import Ground
from tests.settling import Settling, bill_id

NUMBERS = count(20_000_000)
ENDS_WITHOUT_SERVICE = sorted(set(Outcome) - {Outcome.SERVED})


@pytest.mark.parametrize("fee", ["kept", "returned"])
@pytest.mark.parametrize("paid", [0, 500, 99_000_000])
def test_an_end_without_service_leaves_the_account_at_zero(ground: Ground, fee: str, paid: int) -> None:
    outcome = next(end for end in ENDS_WITHOUT_SERVICE if ground.agreement.fee_after(end) == fee)
    code = ground.register()
    ground.to_the_payment(code)
    if paid:
        ground.pay(code, "ref-1", amount=paid)
    with ground.act() as context:
        leave_nothing(context, context.records.requests.get(code), outcome)
    balances = ground.balances(code)
    assert balances["subscriber"] == 0
    assert sum(balances.values()) == 0
    assert balances.get("bank", 0) == paid


@pytest.mark.parametrize("outcome", ENDS_WITHOUT_SERVICE)
def test_a_paid_cost_is_kept_or_returned_as_the_agreement_says(ground: Ground, outcome: Outcome) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.pay(code, "ref-1")
    with ground.act() as context:
        leave_nothing(context, context.records.requests.get(code), outcome)
    balances = ground.balances(code)
    returned = ground.agreement.fee_after(outcome) == "returned"
    assert balances.get("to-return", 0) == (-balances["bank"] if returned else 0)
    assert (balances["removal-income"] == 0) is returned


def test_an_end_before_any_charge_has_nothing_to_leave(ground: Ground) -> None:
    code = ground.register()
    with ground.act() as context:
        leave_nothing(context, context.records.requests.get(code), Outcome.NOT_ELIGIBLE)
    assert ground.balances(code) == {}


moves = st.tuples(st.sampled_from([0, 1, 45]), st.integers(1, 12_000_000))
"""How many days pass, and what is paid then, in Rials."""


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    prior_debt=st.integers(0, 15_000_000),
    payments=st.lists(moves, max_size=3),
    fates=st.lists(st.sampled_from(["paid", "rejected"]), max_size=2),
    decision=st.sampled_from(["extension", "instalments", "write-off"]),
)
def test_whatever_is_charged_paid_and_paid_back_the_account_ends_at_zero(
    settling: Settling,
    *,
    prior_debt: int,
    payments: list[tuple[int, int]],
    fates: list[Literal["paid", "rejected"]],
    decision: str,
) -> None:
    settling.ground.clock.now = HandMovedClock().now
    settling.bank.fates.extend(fates)
    code = settling.removed(prior_debt=prior_debt, bill_id=bill_id(next(NUMBERS)))
    for turn, (days, amount) in enumerate(payments):
        settling.ground.clock.move(days=days)
        settling.ground.pay(code, f"{code}-{turn}", amount=amount)
        assert settling.statement_total(code) == settling.owed(code)
    settling.to_the_end(code, decision)
    balances = settling.ground.balances(code)
    assert balances["subscriber"] == settling.statement_total(code) == 0
    assert balances.get("payout-pending", 0) == 0
    assert sum(balances.values()) == 0
    assert sum(settling.balances_of_all().values()) == 0
