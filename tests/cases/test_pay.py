"""Money is never refused, and never counted twice."""

import pytest

from cases.pay import PaymentNotice, receive_payment
from cases.refusals import ReferenceReused
from domain.identifiers import BillId, PaymentId
from tests.ground import Ground, a_connection


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
