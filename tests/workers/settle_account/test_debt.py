"""What finance arranges for an overdue debt is asked for in its time, to the last thousand."""

from datetime import datetime
from typing import Any

import pytest

from domain.persian import TEHRAN
from tests.ground import Ground
from tests.settling import Settling


def pay_open(settling: Settling, code: str, reference: str) -> None:
    settling.ground.pay(code, reference)
    assert settling.ground.do("record-payment", code) == {"outcome": "paid"}


def due_of_open_ask(ground: Ground, code: str) -> datetime:
    with ground.act() as context:
        ask = context.records.asks.open(code, "debt-payment")
        assert ask is not None
        return ask.deadline.astimezone(TEHRAN)


def test_an_extension_asks_for_the_whole_debt_by_the_new_day(settling: Settling) -> None:
    code = settling.overdue()
    debt = settling.owed(code)
    assert settling.arrange(code, "extension", extensionDays=30) == {"outcome": "recorded"}
    assert settling.ground.notices(code)[-1] == "debt-arranged"
    assert settling.reconcile(code) == "debtor"
    assert settling.ask(code) == debt
    assert (due_of_open_ask(settling.ground, code) - settling.ground.clock()).days >= 30
    pay_open(settling, code, "ref-2")
    assert settling.reconcile(code) == "settled"


def test_each_instalment_is_asked_for_when_the_one_before_is_paid(settling: Settling) -> None:
    code = settling.overdue()
    debt = settling.owed(code)
    settling.arrange(code, "instalments", instalmentCount=4)
    asked, dues = [], []
    for number in range(4):
        assert settling.reconcile(code) == "debtor"
        asked.append(settling.ask(code))
        assert settling.ground.notices(code)[-1] == "debt-part-due"
        dues.append(due_of_open_ask(settling.ground, code))
        settling.ground.clock.now = dues[-1]
        pay_open(settling, code, f"part-{number}")
    assert sum(asked) == debt
    assert all(amount % 1_000 == 0 for amount in asked)
    assert dues == sorted(set(dues))
    assert settling.reconcile(code) == "settled"


def test_a_plan_s_wait_is_not_overdue_before_its_own_deadline(settling: Settling) -> None:
    code = settling.overdue()
    settling.arrange(code, "extension", extensionDays=80)
    settling.reconcile(code)
    settling.ask(code)
    with settling.ground.act() as context:
        step = context.records.steps.open(code, "await-payment")
        assert step is not None
        assert step.due > due_of_open_ask(settling.ground, code)


def test_a_part_that_is_due_in_months_is_recalled_in_its_last_days(settling: Settling) -> None:
    code = settling.overdue()
    settling.arrange(code, "extension", extensionDays=80)
    settling.reconcile(code)
    wait = settling.ground.do("request-payment", code)
    _, start, cycle = wait["reminders"].split("/")
    recall = settling.ground.agreement.reminders("debt-payment")
    before = datetime.fromisoformat(wait["askDue"]) - datetime.fromisoformat(start)
    assert 1 <= before.days <= recall.every_days * recall.most
    assert cycle == f"P{recall.every_days}D"


def test_money_beyond_an_instalment_counts_for_the_next(settling: Settling) -> None:
    code = settling.overdue()
    debt = settling.owed(code)
    settling.arrange(code, "instalments", instalmentCount=2)
    settling.reconcile(code)
    first = settling.ask(code)
    settling.ground.pay(code, "more", amount=first + 5_000)
    assert settling.ground.do("record-payment", code) == {"outcome": "paid"}
    settling.reconcile(code)
    assert settling.ask(code) == debt - first - 5_000


def test_an_instalment_that_is_not_paid_goes_back_to_finance(settling: Settling) -> None:
    code = settling.overdue()
    settling.arrange(code, "instalments", instalmentCount=3)
    settling.reconcile(code)
    settling.ask(code)
    settling.ground.clock.move(days=90)
    assert settling.ground.do("record-payment", code) == {"outcome": "expired"}
    assert settling.reconcile(code) == "debtor-overdue"


def test_a_debt_referred_to_collection_waits_long_and_comes_back(settling: Settling) -> None:
    code = settling.overdue()
    debt = settling.owed(code)
    settling.arrange(code, "referral")
    assert settling.reconcile(code) == "debtor"
    assert settling.ask(code) == debt
    assert (due_of_open_ask(settling.ground, code) - settling.ground.clock()).days >= 365
    settling.ground.clock.move(days=400)
    assert settling.ground.do("record-payment", code) == {"outcome": "expired"}
    assert settling.reconcile(code) == "debtor-overdue"


def test_a_write_off_needs_supervision_s_number_and_ends_the_debt(settling: Settling) -> None:
    code = settling.overdue()
    debt = settling.owed(code)
    assert settling.arrange(code, "write-off")["outcome"] == "unclear"
    assert settling.owed(code) == debt
    assert settling.arrange(code, "write-off", approvalNumber="1405/12") == {"outcome": "recorded"}
    assert settling.ground.balances(code)["write-off"] == debt
    assert settling.reconcile(code) == "settled"
    with settling.ground.act() as context:
        plan = context.records.debt_plans.latest(code)
        assert plan is not None
        assert (plan.approval_number, plan.decided_by) == ("1405/12", "finance")
    assert settling.statement_total(code) == 0


@pytest.mark.parametrize(
    "form",
    [
        {"decision": None},
        {"decision": "burn it"},
        {"decision": "extension"},
        {"decision": "extension", "extensionDays": 0},
        {"decision": "extension", "extensionDays": 91},
        {"decision": "instalments", "instalmentCount": 1},
        {"decision": "instalments", "instalmentCount": 13},
        {"decision": "write-off", "approvalNumber": "  "},
        {"decision": "referral", "debtReason": ""},
    ],
)
def test_a_decision_that_cannot_be_carried_out_goes_back_with_the_reason(
    settling: Settling, form: dict[str, Any]
) -> None:
    code = settling.overdue()
    before = settling.ground.balances(code)
    answer = settling.arrange(code, **form)
    assert answer["outcome"] == "unclear"
    assert "بازگشت" in answer["stepText"]
    assert {"stepDue", "caseUrl"} <= answer.keys()
    assert settling.ground.balances(code) == before
    with settling.ground.act() as context:
        assert context.records.debt_plans.latest(code) is None


def test_a_debt_too_small_for_so_many_instalments_goes_back(settling: Settling) -> None:
    code = settling.overdue(prior_debt=8_264_700)
    assert settling.owed(code) == 4_000
    assert "۱٬۰۰۰ ریال" in settling.arrange(code, "instalments", instalmentCount=5)["stepText"]
    assert settling.arrange(code, "instalments", instalmentCount=4) == {"outcome": "recorded"}


def test_a_debt_that_was_paid_meanwhile_needs_no_arrangement(settling: Settling) -> None:
    code = settling.overdue()
    settling.ground.pay(code, "late")
    assert settling.arrange(code, "write-off") == {"outcome": "recorded"}
    assert settling.ground.balances(code).get("write-off", 0) == 0
    assert settling.reconcile(code) == "settled"
