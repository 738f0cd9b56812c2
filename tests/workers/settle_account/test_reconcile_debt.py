"""Where the account stands decides the way; the first round tells the subscriber."""

import pytest

from cases.settle import NotSettledYet
from tests.bank import SHEBA
from tests.ground import Ground
from tests.settling import Settling


def test_a_debtor_hears_of_debt_and_status_with_the_demand(settling: Settling) -> None:
    code = settling.removed()
    assert settling.ground.do("reconcile-debt", code) == {"balanceState": "debtor"}
    settling.ask(code)
    assert settling.ground.notices(code)[-1] == "settlement-due"


def test_a_creditor_without_an_account_hears_of_the_credit_in_the_first_round_only(
    settling: Settling,
) -> None:
    code = settling.removed(prior_debt=0)
    assert settling.ground.do("reconcile-debt", code) == {"balanceState": "creditor-without-account"}
    settling.reconcile(code)
    assert settling.ground.notices(code).count("balance-creditor") == 1


def test_a_creditor_with_an_account_goes_to_finance_with_every_line(settling: Settling) -> None:
    code = settling.approvable()
    settling.decide(code, "reconcile")
    answer = settling.ground.do("reconcile-debt", code)
    assert answer["balanceState"] == "creditor"
    assert "استرداد ارزش انشعاب" in answer["stepText"]
    assert "بستانکاری مشترک: ۸٬۲۶۰٬۷۰۰ ریال" in answer["stepText"]
    assert SHEBA not in str(answer)
    assert {"stepDue", "caseUrl"} <= answer.keys()


def test_an_account_that_comes_out_even_is_settled_and_told(settling: Settling) -> None:
    code = settling.removed(prior_debt=8_260_700)
    assert settling.ground.do("reconcile-debt", code) == {"balanceState": "settled"}
    assert settling.ground.notices(code)[-1] == "balance-settled"
    assert settling.ground.do("close-account", code) == {"outcome": "closed"}


def test_a_debt_whose_deadline_passed_goes_to_finance_and_is_told(settling: Settling) -> None:
    code = settling.overdue()
    assert settling.ground.notices(code)[-1] == "debt-overdue"
    with settling.ground.act() as context:
        step = context.records.steps.open(code, "follow-up-debt")
        assert step is not None
        assert step.owner == "finance"


def test_an_overdue_debt_that_was_paid_late_is_settled(settling: Settling) -> None:
    code = settling.removed()
    settling.reconcile(code)
    settling.ask(code)
    settling.ground.clock.move(days=60)
    assert settling.ground.do("record-payment", code) == {"outcome": "expired"}
    settling.ground.pay(code, "late")
    assert settling.reconcile(code) == "settled"


def test_odd_rials_of_a_debt_are_cut_when_nothing_else_is_owed(settling: Settling) -> None:
    code = settling.removed()
    debt = settling.owed_after_reckoning(code)
    settling.ask(code)
    settling.ground.pay(code, "short", amount=debt - 999)
    assert settling.owed(code) == 999
    assert settling.reconcile(code) == "settled"
    assert settling.ground.balances(code)["rounding"] >= 999


def test_a_thousand_rials_are_never_given_up(settling: Settling) -> None:
    code = settling.removed()
    debt = settling.owed_after_reckoning(code)
    settling.ask(code)
    settling.ground.pay(code, "short", amount=debt - 1_000)
    assert settling.reconcile(code) == "debtor"


def test_while_a_refund_is_set_aside_the_account_is_not_reckoned_anew(settling: Settling) -> None:
    code = settling.ordered()
    with pytest.raises(NotSettledYet):
        settling.reconcile(code)


def test_the_statement_sums_to_the_balance_at_every_stage(settling: Settling, ground: Ground) -> None:
    code = settling.approvable()
    assert settling.statement_total(code) == settling.owed(code) < 0
    settling.decide(code, "pay")
    ground.do("pay-refund", code)
    settling.bank.fates.append("rejected")
    settling.send()
    assert settling.statement_total(code) == settling.owed(code) < 0
