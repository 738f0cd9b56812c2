"""Money that a bank tells of: believed only when signed just now, then never refused nor counted twice."""

from datetime import timedelta
from typing import Any

import pytest

from domain.identifiers import PaymentId
from records.tables import Payment
from tests.channels.caller import Outside
from tests.ground import a_connection


@pytest.fixture
def code(outside: Outside) -> str:
    code = str(outside.apply().json()["tracking_code"])
    outside.ground.to_the_payment(code)
    return code


def payments(outside: Outside) -> list[Payment]:
    with outside.ground.act() as context:
        return list(context.records.payments._session.query(Payment))


def test_a_payment_in_full_answers_the_ask(outside: Outside, code: str) -> None:
    answer = outside.tell_payment(outside.a_notice(code))
    assert (answer.status_code, answer.json()) == (202, {"status": "accepted", "replayed": False})
    assert outside.ground.do("record-payment", code)["outcome"] == "paid"


def test_the_same_reference_again_is_200_and_posted_once(outside: Outside, code: str) -> None:
    notice = outside.a_notice(code)
    outside.tell_payment(notice)
    balances = outside.ground.balances(code)
    again = outside.tell_payment(notice)
    assert (again.status_code, again.json()) == (200, {"status": "accepted", "replayed": True})
    assert outside.ground.balances(code) == balances


def test_the_same_reference_with_another_amount_is_refused(outside: Outside, code: str) -> None:
    notice = outside.a_notice(code)
    outside.tell_payment(notice)
    other = outside.tell_payment(notice | {"amount": notice["amount"] + 1_000})
    assert (other.status_code, other.json()["type"]) == (409, "/problems/reference-reused")
    assert len(payments(outside)) == 1


def test_money_under_ids_that_nobody_knows_is_kept_as_unmatched(outside: Outside, code: str) -> None:
    unknown = PaymentId.compose(a_connection().bill_id, 5_000, 1405, 77)
    answer = outside.tell_payment(outside.a_notice(code, payment_id=unknown, amount=5_000))
    assert answer.status_code == 202
    with outside.ground.act() as context:
        assert context.records.ledger.balances()["unmatched"] == -5_000
    assert outside.ground.do("record-payment", code)["outcome"] == "still-open"


@pytest.mark.parametrize(
    ("signed", "problem"),
    [
        ({"secret": "another-secret"}, "bad-signature"),
        ({"key_id": "another-bank"}, "bad-signature"),
        ({"late": 301}, "stale-signature"),
        ({"late": -301}, "stale-signature"),
    ],
)
def test_what_is_not_signed_by_the_bank_just_now_is_not_believed(
    outside: Outside, code: str, signed: dict[str, Any], problem: str
) -> None:
    at = outside.ground.clock() - timedelta(seconds=signed.pop("late", 0))
    answer = outside.tell_payment(outside.a_notice(code), at=at, **signed)
    assert (answer.status_code, answer.json()["type"]) == (401, f"/problems/{problem}")
    assert payments(outside) == []


def test_five_minutes_between_clocks_are_forgiven(outside: Outside, code: str) -> None:
    at = outside.ground.clock() - timedelta(minutes=5)
    assert outside.tell_payment(outside.a_notice(code), at=at).status_code == 202


def test_a_signature_holds_for_no_other_body(outside: Outside, code: str) -> None:
    told = outside.tell_payment(outside.a_notice(code)).request
    changed = {**told.headers, "Content-Length": "2"}
    answer = outside.call("POST", "/api/v1/payments", headers=changed, data=b"{}")
    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("changes", "field", "code_of_error"),
    [
        ({"amount": "5000"}, "amount", "int-type"),
        ({"amount": True}, "amount", "int-type"),
        ({"amount": 1.5}, "amount", "int-type"),
        ({"amount": 0}, "amount", "greater-than"),
        ({"amount": 2**53}, "amount", "less-than"),
        ({"paid_at": 1_700_000_000}, "paid_at", "datetime-type"),
        ({"paid_at": "2026-11-24T09:00:00"}, "paid_at", "timezone-aware"),
        ({"paid_at": "yesterday"}, "paid_at", "datetime-parsing"),
        ({"paid_at": "9999-12-31T23:59:59-01:00"}, "paid_at", "less-than"),
        ({"reference": "a b"}, "reference", "string-pattern-mismatch"),
        ({"bill_id": "1234567803622"}, "bill_id", "bill-id-wrong-check-digit"),
        ({"payment_id": "12"}, "payment_id", "payment-id-wrong-length"),
        ({"payer": "somebody"}, "payer", "extra-forbidden"),
    ],
)
def test_a_signed_body_that_cannot_be_read_is_answered_by_field(
    outside: Outside, code: str, changes: dict[str, Any], field: str, code_of_error: str
) -> None:
    answer = outside.tell_payment(outside.a_notice(code, **changes))
    assert answer.status_code == 422
    (complaint,) = answer.json()["errors"]
    assert (complaint["field"], complaint["code"]) == (field, code_of_error)
    assert payments(outside) == []


def test_a_signed_body_that_is_no_json_is_a_problem_too(outside: Outside) -> None:
    (complaint,) = outside.tell_payment(b"amount=1").json()["errors"]
    assert (complaint["field"], complaint["code"]) == ("body", "json-invalid")


def test_a_body_beyond_64_kilobytes_is_too_large(outside: Outside) -> None:
    assert outside.tell_payment(b" " * 65_537).status_code == 413


@pytest.mark.parametrize("missing", ["X-Key-Id", "X-Timestamp", "X-Signature"])
def test_a_call_without_its_signature_headers_is_told_which(outside: Outside, missing: str) -> None:
    headers = {name: "1" for name in ("X-Key-Id", "X-Timestamp", "X-Signature") if name != missing}
    answer = outside.call("POST", "/api/v1/payments", headers=headers, data=b"{}")
    assert answer.status_code == 400
    assert [one["field"] for one in answer.json()["errors"]] == [missing]
