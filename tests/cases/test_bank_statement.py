"""The bank's file posts what no call told, once, and tells where file and calls differ."""

from datetime import timedelta

from cases.bank_statement import Comparison, import_payments
from domain.identifiers import BillId, PaymentId
from gateways.payment_file import FiledPayment
from tests.ground import Ground


def paid(ground: Ground, code: str, reference: str, amount: int | None = None) -> FiledPayment:
    """What the bank writes when the case's ask was paid, in full or with another amount."""
    with ground.act() as context:
        ask = context.records.asks.latest(code, "payment")
        assert ask is not None
        return FiledPayment(
            bill_id=BillId(ask.bill_id or ""),
            payment_id=PaymentId(ask.payment_id or ""),
            amount=amount or ask.amount or 0,
            paid_at=context.now,
            reference=reference,
        )


def asked(ground: Ground) -> str:
    code = ground.register()
    ground.to_the_payment(code)
    return code


def test_a_payment_that_no_call_told_is_posted_and_answers_its_ask(ground: Ground) -> None:
    code = asked(ground)
    found = import_payments(ground.act, [paid(ground, code, "ref-1")])
    assert found == Comparison(posted=["ref-1"])
    assert ground.do("record-payment", code) == {"outcome": "paid"}


def test_what_a_call_told_already_is_posted_no_second_time(ground: Ground) -> None:
    code = asked(ground)
    ground.pay(code, "ref-1")
    before = ground.balances(code)
    found = import_payments(ground.act, [paid(ground, code, "ref-1")])
    assert found == Comparison(known=["ref-1"])
    assert found.agrees
    assert ground.balances(code) == before


def test_the_same_file_again_posts_nothing(ground: Ground) -> None:
    code = asked(ground)
    file = [paid(ground, code, "ref-1", 1_000), paid(ground, code, "ref-2", 2_000)]
    import_payments(ground.act, file)
    before = ground.balances(code)
    assert import_payments(ground.act, file) == Comparison(known=["ref-1", "ref-2"])
    assert ground.balances(code) == before


def test_a_different_amount_is_told_and_what_was_told_first_stands(ground: Ground) -> None:
    code = asked(ground)
    ground.pay(code, "ref-1")
    before = ground.balances(code)
    file = [paid(ground, code, "ref-1", 7_000), paid(ground, code, "ref-2", 2_000)]
    found = import_payments(ground.act, file)
    assert found == Comparison(posted=["ref-2"], differing=["ref-1"])
    assert not found.agrees
    assert ground.balances(code)["bank"] == before["bank"] + 2_000


def test_a_payment_that_a_call_told_and_the_file_lacks_is_told(ground: Ground) -> None:
    code = asked(ground)
    ground.pay(code, "ref-1", 1_000)
    found = import_payments(ground.act, [paid(ground, code, "ref-2", 2_000)])
    assert found == Comparison(posted=["ref-2"], missing=["ref-1"])
    assert not found.agrees


def test_the_payments_of_other_days_are_not_missed(ground: Ground) -> None:
    code = asked(ground)
    ground.pay(code, "yesterday", 1_000)
    ground.clock.now += timedelta(days=1)
    ground.pay(code, "today", 1_000)
    file = [paid(ground, code, "today", 1_000)]
    ground.clock.now += timedelta(days=1)
    ground.pay(code, "tomorrow", 1_000)
    assert import_payments(ground.act, file) == Comparison(known=["today"])


def test_an_empty_day_brings_nothing(ground: Ground) -> None:
    assert import_payments(ground.act, []) == Comparison()
