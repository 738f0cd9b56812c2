"""The account (حساب): what is asked and why, what is owed, and that no Rial is lost."""

from collections.abc import Sequence

from pytest_bdd import parsers, then

from domain.ledger import Account
from domain.money import Line
from domain.persian import amount as written
from tests.kit import Case
from tests.steps.words import number

TABLE = ["ردیف", "مبلغ"]


@then(parsers.parse("از مشترک {amount} ریال خواسته می‌شود"))
def is_asked(case: Case, amount: str) -> None:
    assert case.office.call("GET", f"/requests/{case.code}").json()["payment"]["amount"] == number(amount)


@then("حساب مشترک دست نمی‌خورد")
def account_is_left_alone(case: Case) -> None:
    assert case.look().entries == case.footing.entries


@then("حساب مشترک صفر است و دفتر تراز است")
def account_is_zero(case: Case) -> None:
    with case.records() as records:
        assert records.ledger.balances(case.code).get("subscriber", 0) == 0
        assert sum(records.ledger.balances(case.code).values()) == 0
        assert sum(records.ledger.balances().values()) == 0


@then(parsers.parse("حساب مشترک {amount} ریال {state} است"))
def account_stands_at(case: Case, amount: str, state: str) -> None:
    sign = {"بدهکار": 1, "بستانکار": -1}[state]
    with case.records() as records:
        assert records.ledger.balance(case.code, Account.SUBSCRIBER) == sign * number(amount)


@then("ریز هزینه چنین است:")
def cost_is_made_of(case: Case, datatable: list[list[str]]) -> None:
    with case.records() as records:
        assert [TABLE, *_rows(records.quotes.get(case.code).quote.lines)] == datatable


@then(parsers.parse("صورتحساب پایانی «{label}» را در بر دارد"))
def line_is_charged(case: Case, label: str) -> None:
    assert label in [line.label for line in _closing_lines(case)]


@then(parsers.parse("صورتحساب پایانی «{label}» را در بر ندارد"))
def line_is_not_charged(case: Case, label: str) -> None:
    assert label not in [line.label for line in _closing_lines(case)]


@then("صورتحساب پایانی چنین است:")
def closing_account_is(case: Case, datatable: list[list[str]]) -> None:
    assert [TABLE, *_rows(_closing_lines(case))] == datatable


@then("هر ردیف هزینه تعرفه، منبع، بند و شیوه‌ی محاسبه‌ی خود را می‌گوید و نمونه بودنش را پنهان نمی‌کند")
def every_line_is_explained(case: Case) -> None:
    with case.records() as records:
        quote = records.quotes.get(case.code).quote
    assert quote.tariff_id == "1405-01-01"
    assert quote.example
    for line in quote.lines:
        assert line.source
        assert line.formula
        assert line.clause


@then("هیچ هزینه‌ای محاسبه نشده است")
def nothing_was_charged(case: Case) -> None:
    with case.records() as records:
        assert records.quotes.find(case.code) is None
        assert records.ledger.balances(case.code) == {}


@then("هیچ پرداختی خواسته نشده است")
def nothing_asked_to_be_paid(case: Case) -> None:
    with case.records() as records:
        assert records.asks.latest(case.code, "payment") is None


@then("هیچ پرسشی از مشترک باز نمانده است")
def nothing_is_asked(case: Case) -> None:
    with case.records() as records:
        assert records.asks.open(case.code) is None
        assert not records.bells.unstopped(case.code)


@then(parsers.parse("{amount} ریال در انتظار بازگشت به پرداخت‌کننده است"))
def waits_to_be_returned(case: Case, amount: str) -> None:
    with case.records() as records:
        assert records.ledger.balance(case.code, Account.TO_RETURN) == -number(amount)


@then(parsers.parse("{amount} ریال پول ناشناخته است"))
def is_unmatched(case: Case, amount: str) -> None:
    with case.records() as records:
        assert sum(payment.amount for payment in records.payments.unmatched()) == number(amount)
        assert records.ledger.balances().get("unmatched", 0) == -number(amount)


def _closing_lines(case: Case) -> Sequence[Line]:
    with case.records() as records:
        settlement = records.settlements.find(case.code)
    assert settlement is not None
    return settlement.account.lines


def _rows(lines: Sequence[Line]) -> list[list[str]]:
    return [[line.label, written(line.amount)] for line in lines]
