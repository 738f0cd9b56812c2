"""Money that no case asked for, or that an end left, gets to whom it belongs, under four eyes."""

import pytest

from cases.pay import PaymentNotice, receive_payment
from cases.refusals import (
    CaseHasEnded,
    NotAwaitingApproval,
    NothingToReturn,
    NotUnmatched,
    ReturnUnderWay,
    SamePerson,
    UnknownCode,
)
from cases.unmatched import (
    approve_return,
    awaiting_approval,
    decline_return,
    place,
    return_money,
    return_what_is_left,
    unmatched_money,
    waiting_to_be_returned,
)
from domain.identifiers import BillId, PaymentId, Sheba
from tests.bank import SHEBA
from tests.ground import Ground, a_connection
from tests.settling import Settling

ACCOUNT = Sheba(SHEBA)


def unknown_money(ground: Ground, reference: str, amount: int) -> None:
    """Money under ids that no case asked for."""
    bill = BillId(a_connection().bill_id)
    with ground.act() as context:
        ids = PaymentId.compose(bill, amount, 1405, 77)
        notice = PaymentNotice(
            bill_id=bill, payment_id=ids, amount=amount, paid_at=context.now, reference=reference
        )
        receive_payment(context, notice)


def listed(ground: Ground) -> list[str]:
    with ground.act() as context:
        return [payment.reference for payment in unmatched_money(context.records)]


def ask_return(ground: Ground, reference: str, by: str = "finance-1") -> str:
    with ground.act() as context:
        return return_money(context, reference, ACCOUNT, by).id


def approve(ground: Ground, payout_id: str, by: str = "finance-2") -> None:
    with ground.act() as context:
        approve_return(context, payout_id, by)


def ended_with_late_money(ground: Ground) -> str:
    """A case that ended unpaid, and whose money came after its deadline."""
    code = ground.register()
    ground.to_the_payment(code)
    ground.clock.move(days=60)
    ground.pay(code, "ref-1")
    ground.do("record-payment", code)
    ground.do("archive-request", code, reason="payment-expired")
    return code


def test_money_that_is_placed_counts_as_the_case_s_payment(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    with ground.act() as context:
        ask = context.records.asks.open(code, "payment")
        assert ask is not None
        amount = ask.amount or 0
    unknown_money(ground, "lost-1", amount)
    assert listed(ground) == ["lost-1"]
    with ground.act() as context:
        place(context, "lost-1", code, "finance-1")
    assert ground.do("record-payment", code) == {"outcome": "paid"}
    assert listed(ground) == []
    assert ground.balances(code)["subscriber"] == 0
    with ground.act() as context:
        assert context.records.ledger.balances()["unmatched"] == 0
        payment = context.records.payments.find("lost-1")
        assert payment is not None
        assert payment.placed_by == "finance-1"


def test_money_is_placed_once(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    unknown_money(ground, "lost-1", 5_000)
    with ground.act() as context:
        place(context, "lost-1", code, "finance-1")
    with pytest.raises(NotUnmatched), ground.act() as context:
        place(context, "lost-1", code, "finance-1")
    with pytest.raises(NotUnmatched):
        ask_return(ground, "lost-1")


def test_money_is_not_placed_on_an_ended_or_unknown_case(ground: Ground) -> None:
    code = ended_with_late_money(ground)
    unknown_money(ground, "lost-1", 5_000)
    with pytest.raises(CaseHasEnded), ground.act() as context:
        place(context, "lost-1", code, "finance-1")
    with pytest.raises(UnknownCode), ground.act() as context:
        place(context, "lost-1", "14050000000000", "finance-1")
    assert listed(ground) == ["lost-1"]


def test_money_is_returned_by_one_and_approved_by_another(settling: Settling) -> None:
    ground = settling.ground
    unknown_money(ground, "lost-1", 5_000)
    payout_id = ask_return(ground, "lost-1")
    settling.send()
    assert settling.bank.orders == {}
    with pytest.raises(SamePerson):
        approve(ground, payout_id, by="finance-1")
    settling.send()
    assert settling.bank.orders == {}
    approve(ground, payout_id)
    settling.send()
    assert list(settling.bank.orders.values()) == [(SHEBA, 5_000)]
    assert settling.balances_of_all() == {"bank": 0, "unmatched": 0, "payout-pending": 0}
    assert listed(ground) == []


def test_money_that_is_asked_to_go_back_is_neither_placed_nor_asked_for_twice(ground: Ground) -> None:
    code = ground.register()
    unknown_money(ground, "lost-1", 5_000)
    ask_return(ground, "lost-1")
    with pytest.raises(NotUnmatched):
        ask_return(ground, "lost-1", by="finance-3")
    with pytest.raises(NotUnmatched), ground.act() as context:
        place(context, "lost-1", code, "finance-1")
    with ground.act() as context:
        assert [payout.amount for payout in awaiting_approval(context.records)] == [5_000]


def test_a_return_is_approved_once(ground: Ground) -> None:
    unknown_money(ground, "lost-1", 5_000)
    payout_id = ask_return(ground, "lost-1")
    approve(ground, payout_id)
    with pytest.raises(NotAwaitingApproval):
        approve(ground, payout_id)
    with pytest.raises(NotAwaitingApproval), ground.act() as context:
        decline_return(context, payout_id, "finance-2", "دیر شد")


def test_a_declined_return_moves_nothing_and_leaves_the_money_in_the_list(settling: Settling) -> None:
    ground = settling.ground
    unknown_money(ground, "lost-1", 5_000)
    payout_id = ask_return(ground, "lost-1")
    with ground.act() as context:
        decline_return(context, payout_id, "finance-2", "شبا به نام پرداخت‌کننده نیست")
    settling.send()
    assert settling.bank.orders == {}
    assert settling.balances_of_all() == {"bank": 5_000, "unmatched": -5_000}
    assert listed(ground) == ["lost-1"]


def test_a_return_that_the_bank_rejects_is_unmatched_again(settling: Settling) -> None:
    ground = settling.ground
    unknown_money(ground, "lost-1", 5_000)
    settling.bank.fates.append("rejected")
    approve(ground, ask_return(ground, "lost-1"))
    settling.send()
    assert listed(ground) == ["lost-1"]
    approve(ground, ask_return(ground, "lost-1"))
    settling.send()
    assert listed(ground) == []
    assert set(settling.balances_of_all().values()) == {0}


def test_what_an_end_left_goes_back_to_who_paid(settling: Settling) -> None:
    ground = settling.ground
    code = ended_with_late_money(ground)
    with ground.act() as context:
        [(listed_code, amount)] = waiting_to_be_returned(context.records)
        assert listed_code == code
        payout_id = return_what_is_left(context, code, ACCOUNT, "finance-1").id
    with pytest.raises(ReturnUnderWay), ground.act() as context:
        return_what_is_left(context, code, ACCOUNT, "finance-3")
    approve(ground, payout_id)
    settling.send()
    assert list(settling.bank.orders.values()) == [(SHEBA, amount)]
    assert set(ground.balances(code).values()) == {0}
    assert ground.notices(code)[-1] == "refund-paid"
    with ground.act() as context:
        assert waiting_to_be_returned(context.records) == []
    with pytest.raises(NothingToReturn), ground.act() as context:
        return_what_is_left(context, code, ACCOUNT, "finance-1")


def test_a_return_of_an_end_that_the_bank_rejects_waits_to_be_returned_again(settling: Settling) -> None:
    ground = settling.ground
    code = ended_with_late_money(ground)
    settling.bank.fates.append("rejected")
    with ground.act() as context:
        amount = dict(waiting_to_be_returned(context.records))[code]
        payout_id = return_what_is_left(context, code, ACCOUNT, "finance-1").id
    approve(ground, payout_id)
    settling.send()
    with ground.act() as context:
        assert waiting_to_be_returned(context.records) == [(code, amount)]
    assert ground.balances(code)["subscriber"] == 0
