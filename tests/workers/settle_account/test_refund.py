"""A credit is paid to the account that the subscriber named, on finance's word."""

import pytest

from tests.bank import OTHER_SHEBA, SHEBA
from tests.ground import Ground
from tests.settling import Settling


def test_who_named_no_account_in_time_is_asked_again_and_loses_nothing(settling: Settling) -> None:
    code = settling.creditor()
    credit = settling.owed(code)
    settling.ground.do("request-refund-account", code)
    settling.ground.clock.move(days=90)
    assert settling.ground.do("record-refund-account", code) == {"outcome": "expired"}
    assert settling.reconcile(code) == "creditor-without-account"
    settling.ground.do("request-refund-account", code)
    assert settling.ground.notices(code).count("refund-account-needed") == 2
    assert settling.owed(code) == credit


def test_a_timer_that_comes_early_leaves_the_wait_open(settling: Settling) -> None:
    code = settling.creditor()
    settling.ground.do("request-refund-account", code)
    answer = settling.ground.do("record-refund-account", code)
    assert answer["outcome"] == "still-open"
    assert answer["askDue"] > settling.ground.clock().isoformat()


def test_an_account_that_finance_rejects_is_asked_for_anew(settling: Settling) -> None:
    code = settling.approvable()
    answer = settling.decide(code, "another-account", note="شبا به نام مشترک نیست")
    assert answer == {"outcome": "again"}
    assert settling.reconcile(code) == "creditor-without-account"
    settling.ground.do("request-refund-account", code)
    settling.name_account(code, OTHER_SHEBA)
    settling.ground.do("record-refund-account", code)
    assert settling.reconcile(code) == "creditor"


def test_to_reject_an_account_finance_says_why(settling: Settling) -> None:
    code = settling.approvable()
    assert "علت رد شبا" in settling.decide(code, "another-account", note=" ")["stepText"]
    with settling.ground.act() as context:
        account = context.records.refund_accounts.in_force(code)
        assert account is not None
        assert account.sheba == SHEBA


@pytest.mark.parametrize("decision", [None, "", "burn it"])
def test_a_decision_that_is_none_of_the_form_s_goes_back_and_moves_nothing(
    settling: Settling, decision: str | None
) -> None:
    code = settling.approvable()
    before = settling.ground.balances(code)
    assert settling.decide(code, decision)["outcome"] == "unclear"
    assert settling.ground.balances(code) == before


def test_money_that_came_since_finance_saw_the_amount_is_looked_at_first(settling: Settling) -> None:
    code = settling.approvable()
    settling.ground.clock.move(hours=1)
    settling.ground.pay(code, "doubled")
    answer = settling.decide(code, "pay")
    assert answer["outcome"] == "unclear"
    assert "تغییر کرده است" in answer["stepText"]
    credit = -settling.owed(code)
    settling.ground.clock.move(hours=1)
    assert settling.decide(code, "pay") == {"outcome": "pay"}
    assert settling.set_aside(code) == credit


def test_nothing_is_paid_without_an_approval(settling: Settling, ground: Ground) -> None:
    code = settling.approvable()
    with pytest.raises(Exception, match="no approved refund"):
        ground.do("pay-refund", code)
    settling.send()
    assert settling.bank.orders == {}


def test_an_account_is_not_closed_before_the_bank_has_answered(settling: Settling) -> None:
    code = settling.ordered()
    assert settling.owed(code) == 0
    assert settling.ground.do("close-account", code) == {"outcome": "changed"}
    settling.send()
    settling.ground.do("record-payout", code)
    assert settling.ground.do("close-account", code) == {"outcome": "closed"}


@pytest.mark.parametrize("decision", ["pay", "reconcile", "another-account"])
def test_what_finance_writes_beside_its_decision_is_kept(settling: Settling, decision: str) -> None:
    code = settling.approvable()
    note = "با پرونده سنجیده شد."
    settling.ground.do(
        "record-refund-decision", code, refundDecision=decision, refundNote=note, completedBy="finance"
    )
    with settling.ground.act() as context:
        step = context.records.steps.latest(code, "approve-refund")
    assert step is not None
    assert (step.note, step.closed_by) == (note, "finance")


def test_money_that_came_by_a_clock_ahead_of_ours_changes_nothing_once_it_was_shown(
    settling: Settling,
) -> None:
    code = settling.approvable()
    settling.ground.clock.move(minutes=-10)
    settling.reconcile(code)
    assert settling.decide(code, "pay") == {"outcome": "pay"}


def test_money_that_came_by_a_clock_behind_ours_is_seen_before_it_is_paid_out(settling: Settling) -> None:
    settling.ground.clock.move(minutes=10)
    code = settling.approvable()
    settling.ground.clock.move(minutes=-10)
    settling.ground.pay(code, "late", amount=50_000)
    assert settling.decide(code, "pay")["outcome"] == "unclear"
    assert settling.decide(code, "pay") == {"outcome": "pay"}
