"""Money goes back once, whatever crashes or gets lost, and is never forgotten."""

from itertools import count

import pytest
import requests
from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from starlette.middleware.base import RequestResponseEndpoint

from cases.payouts import Payer, read_bank_answer
from gateways.bank_orders import BankError, NotTaken, OrderState, Refused, RestBankOrders, Unanswered
from gateways.bank_orders_simulator import create_app as bank_simulator
from tests.bank import OTHER_SHEBA, SHEBA, Killed, Knife
from tests.gateways.served import served
from tests.ground import Ground
from tests.settling import Settling

SECRET = "an-example-secret"
MOMENTS_OF_SENDING = 17
"""Claim, look, ask, order, ask again, answer, mark: each before, within, after."""

MOMENTS_OF_A_TASK = 3


def assert_paid_once(settling: Settling, code: str, credit: int) -> None:
    assert settling.bank.paid == credit
    assert len(settling.bank.orders) == 1
    [payout] = settling.payouts()
    assert payout.state == "posted"
    assert settling.ground.do("record-payout", code) == {"outcome": "answered"}
    assert settling.reconcile(code) == "settled"
    balances = settling.ground.balances(code)
    assert (balances["subscriber"], balances["payout-pending"]) == (0, 0)
    assert sum(balances.values()) == 0
    assert settling.ground.notices(code).count("refund-paid") == 1
    with settling.ground.act() as context:
        assert [row.done_as for row in context.records.outbox.of_case(code, "payout")] == ["answered"]


def test_a_credit_is_paid_once_and_told(settling: Settling) -> None:
    code = settling.approvable()
    credit = -settling.owed(code)
    settling.decide(code, "pay")
    assert settling.bank.orders == {}
    settling.ground.do("pay-refund", code)
    assert settling.bank.orders == {}
    settling.send()
    assert list(settling.bank.orders.values()) == [(SHEBA, credit)]
    assert_paid_once(settling, code, credit)


def test_the_moments_at_which_sending_a_payout_can_be_killed_are_all_tried(settling: Settling) -> None:
    settling.ordered()
    knife = Knife()
    settling.send_under(knife)
    assert knife.moments == MOMENTS_OF_SENDING


@pytest.mark.parametrize("moment", range(MOMENTS_OF_SENDING))
def test_a_sender_killed_at_any_statement_pays_once_and_forgets_nothing(
    settling: Settling, moment: int
) -> None:
    code = settling.ordered()
    credit = settling.set_aside(code)
    with pytest.raises(Killed):
        settling.send_under(Knife(at=moment))
    settling.send_under(Knife())
    assert len(settling.bank.ordered) == 1
    assert_paid_once(settling, code, credit)


@pytest.mark.parametrize("moment", range(MOMENTS_OF_A_TASK))
@pytest.mark.parametrize("topic", ["record-refund-decision", "pay-refund"])
def test_a_worker_killed_at_any_statement_sets_aside_and_orders_once(
    settling: Settling, topic: str, moment: int
) -> None:
    code = settling.approvable()
    credit = -settling.owed(code)
    forms = {"record-refund-decision": {"refundDecision": "pay", "completedBy": "finance"}, "pay-refund": {}}
    for name, form in forms.items():
        if name == topic:
            with pytest.raises(Killed):
                settling.do_under(Knife(at=moment), name, code, "task-of-the-test", **form)
            settling.ground.do(name, code, "task-of-the-test", **form)
        else:
            settling.ground.do(name, code, **form)
    settling.send()
    assert_paid_once(settling, code, credit)


def test_a_lost_answer_is_asked_about_and_nothing_is_ordered_again(settling: Settling) -> None:
    code = settling.ordered()
    credit = settling.set_aside(code)
    settling.bank.loses_its_next_answer = True
    settling.send()
    assert settling.ground.do("record-payout", code)["outcome"] == "still-open"
    settling.send()
    assert len(settling.bank.ordered) == 1
    assert_paid_once(settling, code, credit)


@pytest.mark.parametrize("trouble", [NotTaken("busy"), NotTaken("who?", alert=True), Unanswered("silence")])
def test_a_bank_in_trouble_is_tried_again_later(settling: Settling, trouble: BankError) -> None:
    code = settling.ordered()
    credit = settling.set_aside(code)
    settling.bank.troubles.append(trouble)
    settling.send()
    assert settling.bank.orders == {}
    settling.send()
    assert_paid_once(settling, code, credit)


def test_a_slow_bank_is_asked_until_its_answer_is_final(settling: Settling) -> None:
    code = settling.ordered()
    credit = settling.set_aside(code)
    settling.bank.fates.append("pending")
    for _ in range(3):
        settling.send()
        assert settling.ground.do("record-payout", code)["outcome"] == "still-open"
    settling.bank.settle(*settling.bank.orders)
    settling.send()
    assert len(settling.bank.ordered) == 1
    assert_paid_once(settling, code, credit)


def test_a_payout_that_the_bank_never_answers_is_waited_for_beyond_every_deadline(settling: Settling) -> None:
    code = settling.ordered()
    for _ in range(3):
        settling.ground.clock.move(days=30)
        answer = settling.ground.do("record-payout", code)
        assert answer["outcome"] == "still-open"
        assert answer["askDue"] > settling.ground.clock().isoformat()
    assert settling.ground.do("close-account", code) == {"outcome": "changed"}


def test_an_answer_behind_the_deadline_of_the_wait_still_counts(settling: Settling) -> None:
    code = settling.ordered()
    credit = settling.set_aside(code)
    settling.ground.clock.move(days=60)
    settling.send()
    assert_paid_once(settling, code, credit)


def test_a_rejected_payout_is_owed_again_and_its_account_never_tried_again(settling: Settling) -> None:
    code = settling.approvable()
    credit = -settling.owed(code)
    settling.decide(code, "pay")
    settling.ground.do("pay-refund", code)
    settling.bank.fates.append("rejected")
    settling.send()
    assert settling.ground.do("record-payout", code) == {"outcome": "answered"}
    assert settling.owed(code) == -credit
    assert settling.reconcile(code) == "creditor-without-account"
    assert "refund-rejected" in settling.ground.notices(code)
    assert "refund-paid" not in settling.ground.notices(code)


def test_after_a_rejection_another_account_gets_the_money(settling: Settling) -> None:
    code = settling.ordered()
    settling.bank.fates.append("rejected")
    settling.send()
    settling.ground.do("record-payout", code)
    settling.reconcile(code)
    settling.ground.do("request-refund-account", code)
    settling.name_account(code, OTHER_SHEBA)
    settling.ground.do("record-refund-account", code)
    assert settling.reconcile(code) == "creditor"
    settling.decide(code, "pay")
    settling.ground.do("pay-refund", code)
    settling.send()
    settling.ground.do("record-payout", code)
    assert [account for account, _ in settling.bank.orders.values()] == [SHEBA, OTHER_SHEBA]
    assert settling.reconcile(code) == "settled"


def test_an_order_that_the_bank_refuses_for_good_is_a_rejection(settling: Settling) -> None:
    code = settling.ordered()
    settling.bank.refuses = Refused("invalid-account")
    settling.send()
    with settling.ground.act() as context:
        [payout] = context.records.payouts.of_case(code)
        assert (payout.state, payout.bank_reason) == ("void", "invalid-account")


def test_an_order_behind_a_firewall_s_no_is_asked_about_and_paid_once(
    settling: Settling, ground: Ground
) -> None:
    """What answers is not the bank: it has taken the order and says so when it is asked."""
    code = settling.ordered()
    credit = settling.set_aside(code)
    bank = bank_simulator(SECRET, ground.clock)
    puts = count()

    @bank.middleware("http")
    async def firewall(request: Request, go_on: RequestResponseEndpoint) -> Response:
        answer = await go_on(request)
        if request.method == "PUT" and next(puts) == 0:
            return HTMLResponse("<html>Unprocessable</html>", 422)
        return answer

    with served(bank) as address:
        payer = Payer(ground.database, ground.agreement, RestBankOrders(address, SECRET), ground.clock, "")
        with ground.act() as context:
            [payout] = context.records.payouts.of_case(code)
        with pytest.raises(Unanswered):
            payer.carry(payout.id)
        with ground.act() as context:
            assert context.records.payouts.get(payout.id).state == "pending"
        assert payer.carry(payout.id)
        orders = requests.get(f"{address}/orders", timeout=5).json()
    assert [order["wanted"]["amount"] for order in orders] == [credit]
    assert next(puts) == 1
    with ground.act() as context:
        assert context.records.payouts.get(payout.id).state == "posted"


def test_the_bank_s_answer_told_twice_is_posted_once(settling: Settling) -> None:
    code = settling.ordered()
    settling.send()
    before = settling.ground.balances(code)
    [payout] = settling.payouts()
    with settling.ground.act() as context:
        read_bank_answer(context, payout.id, OrderState("rejected", "later"))
    assert settling.ground.balances(code) == before


def test_who_named_the_account_cannot_approve_its_payment(settling: Settling) -> None:
    code = settling.creditor()
    settling.ground.do("request-refund-account", code)
    settling.name_account(code, user="finance")
    settling.ground.do("record-refund-account", code)
    settling.reconcile(code)
    answer = settling.decide(code, "pay", by="finance")
    assert answer["outcome"] == "unclear"
    assert "همکار" not in answer["stepText"]
    assert "ثبت‌کننده‌ی شبا" in answer["stepText"]
    assert settling.decide(code, "pay", by="finance-2") == {"outcome": "pay"}


def test_no_process_variable_holds_the_account(settling: Settling, ground: Ground) -> None:
    code = settling.approvable()
    answers = [settling.decide(code, "pay"), ground.do("pay-refund", code)]
    assert SHEBA not in str(answers)
