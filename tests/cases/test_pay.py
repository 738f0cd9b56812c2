"""Money is never refused, and never counted twice."""

import pytest

from cases.pay import PaymentNotice, receive_payment
from cases.refusals import ReferenceReused
from domain.identifiers import BillId, PaymentId
from tests.ground import Ground, a_connection
from tests.settling import Settling


def test_the_full_amount_answers_the_ask(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    assert ground.pay(code, "ref-1") is False
    assert ground.do("record-payment", code) == {"outcome": "paid"}


def test_the_same_payment_told_again_is_posted_once(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.pay(code, "ref-1")
    before = ground.balances(code)
    assert ground.pay(code, "ref-1") is True
    assert ground.balances(code) == before


def test_another_amount_under_the_same_reference_is_refused(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.pay(code, "ref-1")
    with pytest.raises(ReferenceReused):
        ground.pay(code, "ref-1", amount=7_000)


def test_two_parts_answer_the_ask_when_their_sum_reaches_it(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.pay(code, "ref-1", amount=1_000)
    assert ground.do("record-payment", code)["outcome"] == "still-open"
    ground.pay(code, "ref-2")
    assert ground.do("record-payment", code) == {"outcome": "paid"}


def test_late_money_is_posted_to_its_case_but_does_not_answer(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.clock.move(days=60)
    ground.pay(code, "ref-1")
    assert ground.balances(code)["subscriber"] == 0
    assert ground.do("record-payment", code) == {"outcome": "expired"}


def test_late_money_of_an_unpaid_request_waits_to_be_returned_at_its_end(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.clock.move(days=60)
    ground.pay(code, "ref-1")
    ground.do("record-payment", code)
    ground.do("archive-request", code, reason="payment-expired")
    balances = ground.balances(code)
    assert balances["subscriber"] == 0
    assert sum(balances.values()) == 0


def test_an_unpaid_charge_is_taken_back_at_the_end(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.do("archive-request", code, reason="payment-expired")
    assert set(ground.balances(code).values()) == {0}


def test_money_for_an_ended_case_is_unmatched(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.do("archive-request", code, reason="payment-expired")
    ground.pay(code, "ref-1", amount=9_000)
    with ground.act() as context:
        assert context.records.ledger.balances()["unmatched"] == -9_000
    assert "bank" not in ground.balances(code)


def test_money_under_unknown_ids_is_unmatched(ground: Ground) -> None:
    bill = BillId(a_connection().bill_id)
    with ground.act() as context:
        notice = PaymentNotice(
            bill_id=bill,
            payment_id=PaymentId.compose(bill, 5_000, 1405, 77),
            amount=5_000,
            paid_at=context.now,
            reference="ref-9",
        )
        assert receive_payment(context, notice) is False
    with ground.act() as context:
        assert context.records.ledger.balances() == {"bank": 5_000, "unmatched": -5_000}


def test_a_short_payment_in_time_is_posted_and_the_subscriber_hears_what_is_left(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.pay(code, "ref-1", amount=1_000)
    assert ground.notices(code)[-1] == "payment-short"
    assert ground.balances(code)["bank"] == 1_000
    ground.pay(code, "ref-2")
    assert ground.notices(code).count("payment-short") == 1


def test_late_short_money_is_told_nothing_that_could_still_be_done(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.clock.move(days=60)
    ground.pay(code, "ref-1", amount=1_000)
    assert "payment-short" not in ground.notices(code)


def test_over_and_doubled_payments_stay_as_a_credit(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.pay(code, "ref-1")
    ground.pay(code, "ref-2", amount=700)
    assert ground.balances(code)["subscriber"] == -700
    assert ground.do("record-payment", code) == {"outcome": "paid"}
    assert "payment-short" not in ground.notices(code)


def test_a_credit_of_the_way_is_settled_with_the_closing_account(settling: Settling) -> None:
    code = settling.removed()
    settling.ground.pay(code, "doubled", amount=2_000_700)
    debt = settling.owed_after_reckoning(code)
    asked = settling.ask(code)
    assert asked == debt // 1_000 * 1_000
    settling.ground.pay(code, "rest")
    assert settling.ground.do("record-payment", code) == {"outcome": "paid"}
    assert settling.reconcile(code) == "settled"
    assert settling.owed(code) == 0


def test_money_that_comes_between_closing_and_certificate_is_unmatched(settling: Settling) -> None:
    code = settling.removed(prior_debt=8_260_700)
    settling.reconcile(code)
    assert settling.ground.do("close-account", code) == {"outcome": "closed"}
    settling.ground.pay(code, "doubled", amount=9_000)
    assert settling.owed(code) == 0
    assert settling.balances_of_all()["unmatched"] == -9_000
    settling.ground.do("issue-certificate", code)
    assert settling.ground.request(code).outcome == "served"


def test_money_for_an_expired_demand_counts_for_the_open_one(settling: Settling) -> None:
    code = settling.overdue()
    with settling.ground.act() as context:
        expired = context.records.asks.latest(code, "debt-payment")
        assert expired is not None
        bill, payment, amount = expired.bill_id or "", expired.payment_id or "", expired.amount or 0
    settling.arrange(code, "extension", extensionDays=30)
    settling.reconcile(code)
    settling.ask(code)
    settling.ground.clock.move(hours=1)
    with settling.ground.act() as context:
        notice = PaymentNotice(
            bill_id=BillId(bill),
            payment_id=PaymentId(payment),
            amount=amount,
            paid_at=context.now,
            reference="old-ids",
        )
        receive_payment(context, notice)
    assert settling.ground.do("record-payment", code) == {"outcome": "paid"}
    assert settling.reconcile(code) == "settled"


def test_a_debt_that_is_paid_before_it_is_asked_for_is_not_asked_for(settling: Settling) -> None:
    code = settling.removed()
    debt = settling.owed_after_reckoning(code)
    settling.ground.pay(code, "early", amount=debt)
    before = settling.ground.notices(code)
    assert settling.ask(code) == 0
    assert settling.ground.notices(code) == before
    assert settling.ground.do("record-payment", code) == {"outcome": "paid"}
    assert settling.reconcile(code) == "settled"
