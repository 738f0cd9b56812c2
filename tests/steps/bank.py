"""The bank (بانک): tells us of payments, signed, and pays what we order."""

from pytest_bdd import parsers, then, when

from tests.kit import Case
from tests.steps.words import number


@when("بانک شبا را نپذیرد")
def bank_rejects(case: Case) -> None:
    case.bank_will("reject")
    case.settle()


@when("بانک همان پرداخت را دوباره خبر دهد")
def bank_tells_again(case: Case) -> None:
    case.bank_tells_again()


@when("بانک واریز را تأیید کند")
def bank_pays(case: Case) -> None:
    case.settle()


@when("بانک پاسخی ندهد")
def bank_is_silent(case: Case) -> None:
    case.bank_will("503", times=1000)
    case.settle()


@when("کسی با امضای نادرست از پرداخت خبر دهد")
def somebody_tells(case: Case) -> None:
    case.forge_payment()


@when(parsers.parse("{amount} ریال با شناسه‌ی پرداخت ناشناخته برسد"))
def unknown_money(case: Case, amount: str) -> None:
    case.pay_unknown(number(amount))


@then("بانک هیچ پرداختی نکرده است")
def paid_out_nothing(case: Case) -> None:
    assert [order for order in case.bank_orders() if order["state"] == "paid"] == []


@then("بانک یک بار پرداخت کرده است")
def paid_out_once(case: Case) -> None:
    (order,) = case.bank_orders()
    with case.records() as records:
        (payout,) = records.payouts.of_case(case.code)
    assert (order["state"], order["wanted"]["amount"]) == ("paid", payout.amount)
