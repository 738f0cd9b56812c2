"""Withdrawal, account and opinion over HTTP: whose act, when, and with which words refused."""

from typing import Any

import pytest

from cases.safekeeping import ask
from domain.requests import Channel
from records.tables import Feedback, RefundAccount, Withdrawal
from tests.channels.caller import Outside
from tests.channels.test_requests import rows
from tests.ground import STRANGER

SHEBA = "IR062960000000100324200001"


@pytest.fixture
def code(outside: Outside) -> str:
    return outside.ground.register()


def ask_for_account(outside: Outside, code: str) -> None:
    with outside.ground.act() as context:
        deadline = context.agreement.deadline("refund-account", context.now)
        ask(context, context.records.requests.lock(code), "refund-account", deadline)


def archive(outside: Outside, code: str) -> None:
    outside.ground.to_the_payment(code)
    outside.ground.do("archive-request", code, reason="payment-expired")


def test_a_withdrawal_is_accepted_once_through_every_channel(outside: Outside, code: str) -> None:
    first = outside.act("POST", code, "withdrawal", {"reason": "فروش ملک"}, channel=Channel.PHONE)
    again = outside.act("POST", code, "withdrawal", {})
    assert (first.status_code, first.json()) == (202, {"status": "accepted", "replayed": False})
    assert (again.status_code, again.json()) == (202, {"status": "accepted", "replayed": True})
    with outside.ground.act() as context:
        kept = context.records.withdrawals.find(code)
        assert kept is not None
        assert (kept.reason, kept.channel, kept.submitted_by) == ("فروش ملک", "phone", "user-1")


def test_a_withdrawal_after_the_removal_is_refused_by_clause_4_2(outside: Outside, code: str) -> None:
    outside.ground.to_the_debt(code)
    answer = outside.act("POST", code, "withdrawal", {})
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/too-late-to-withdraw")
    assert answer.json()["clause"] == "4.2"


@pytest.mark.parametrize(
    ("method", "what", "body"),
    [("POST", "withdrawal", {}), ("PUT", "refund-account", {"sheba": SHEBA})],
)
def test_nobody_acts_for_somebody_else(
    outside: Outside, code: str, method: str, what: str, body: dict[str, str]
) -> None:
    ask_for_account(outside, code)
    stranger = outside.act(method, code, what, body, actor=STRANGER)
    assert (stranger.status_code, stranger.json()["type"]) == (403, "/problems/not-the-applicant")
    assert outside.act(method, code, what, body, actor=None).status_code == 400
    assert rows(outside.ground, Withdrawal, RefundAccount) == 0


def test_an_account_is_taken_when_it_is_asked_for_and_not_said_back(outside: Outside, code: str) -> None:
    body = {"sheba": "ir06 2960 0000 0010 0324 2000 01"}
    early = outside.act("PUT", code, "refund-account", body)
    assert (early.status_code, early.json()["type"]) == (409, "/problems/not-asked")
    ask_for_account(outside, code)
    assert outside.of_case(code).json()["waiting_for"] == "refund-account"
    first, again = (outside.act("PUT", code, "refund-account", body) for _ in range(2))
    assert (first.status_code, first.json()["replayed"]) == (202, False)
    assert (again.status_code, again.json()["replayed"]) == (202, True)
    assert SHEBA not in outside.of_case(code).text


def test_an_account_is_not_taken_by_telephone(outside: Outside, code: str) -> None:
    ask_for_account(outside, code)
    answer = outside.act("PUT", code, "refund-account", {"sheba": SHEBA}, channel=Channel.PHONE)
    assert answer.status_code == 403
    assert answer.json()["type"] == "/problems/refund-account-not-through-this-channel"
    assert rows(outside.ground, RefundAccount) == 0


def test_an_opinion_is_taken_once_after_the_end_of_an_archived_request_too(
    outside: Outside, code: str
) -> None:
    early = outside.act("POST", code, "feedback", {"rating": 1})
    assert (early.status_code, early.json()["clause"]) == (409, "1.2")
    archive(outside, code)
    answer = outside.act("POST", code, "feedback", {"rating": 4, "comment": "خوب\u202e بود"})
    assert (answer.status_code, answer.json()["rating"]) == (201, 4)
    assert not answer.json()["replayed"]
    other = outside.act("POST", code, "feedback", {"rating": 4})
    assert (other.status_code, other.json()["type"]) == (409, "/problems/opinion-given")
    with outside.ground.act() as context:
        kept = context.records.opinions.find(code)
        assert kept is not None
        assert kept.comment == "خوب بود"


def test_an_opinion_whose_answer_was_lost_is_sent_again_and_is_marked_as_a_replay(
    outside: Outside, code: str
) -> None:
    archive(outside, code)
    opinion = {"rating": 4, "comment": "خوب\u202e بود"}
    first = outside.act("POST", code, "feedback", opinion)
    outside.ground.clock.move(minutes=1)
    again = outside.act("POST", code, "feedback", opinion)
    assert (again.status_code, again.json()) == (200, first.json() | {"replayed": True})
    assert rows(outside.ground, Feedback) == 1


BAD: list[tuple[str, str, Any, str, str]] = [
    ("POST", "withdrawal", {"reason": "م" * 1001}, "reason", "string-too-long"),
    ("POST", "withdrawal", {"reason": 1}, "reason", "string-type"),
    ("POST", "withdrawal", {"because": ""}, "because", "extra-forbidden"),
    ("POST", "withdrawal", [], "body", "model-attributes-type"),
    ("PUT", "refund-account", {}, "sheba", "missing"),
    ("PUT", "refund-account", {"sheba": "IR" + "0" * 24}, "sheba", "sheba-wrong-check-digits"),
    ("PUT", "refund-account", {"sheba": "6037991234567890"}, "sheba", "sheba-wrong-length"),
    ("PUT", "refund-account", {"sheba": None}, "sheba", "string-type"),
    ("POST", "feedback", {}, "rating", "missing"),
    ("POST", "feedback", {"rating": 0}, "rating", "greater-than-equal"),
    ("POST", "feedback", {"rating": 6}, "rating", "less-than-equal"),
    ("POST", "feedback", {"rating": "5"}, "rating", "int-type"),
    ("POST", "feedback", {"rating": 4.5}, "rating", "int-type"),
    ("POST", "feedback", {"rating": True}, "rating", "int-type"),
    ("POST", "feedback", {"rating": 5, "comment": "م" * 1001}, "comment", "string-too-long"),
]


@pytest.mark.parametrize(("method", "what", "body", "field", "problem"), BAD)
def test_bad_input_is_answered_with_field_reason_and_remedy_and_nothing_is_written(
    outside: Outside, code: str, method: str, what: str, body: Any, field: str, problem: str
) -> None:
    answer = outside.act(method, code, what, body)
    assert answer.status_code == 422
    (complaint,) = answer.json()["errors"]
    assert (complaint["field"], complaint["code"]) == (field, problem)
    assert complaint["message"].endswith(".")
    assert complaint["remedy"].endswith(".")
    assert rows(outside.ground, Withdrawal, RefundAccount, Feedback) == 0


@pytest.mark.parametrize(
    ("method", "what"), [("POST", "withdrawal"), ("PUT", "refund-account"), ("POST", "feedback")]
)
def test_only_json_is_read(outside: Outside, code: str, method: str, what: str) -> None:
    path = f"/api/v1/requests/{code}/{what}"
    answer = outside.call(method, path, data="rating=5", headers={"Content-Type": "text/plain"})
    assert (answer.status_code, answer.json()["type"]) == (415, "/problems/not-json")
