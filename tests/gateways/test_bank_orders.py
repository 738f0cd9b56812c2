"""Orders to the bank: paid once whatever gets lost, and neither account nor secret in any error."""

import logging
import socket
import traceback
from collections.abc import Iterator

import pytest
import requests
from fastapi import FastAPI
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response

from gateways.bank_orders import (
    BankError,
    NotTaken,
    OrderState,
    Refused,
    RestBankOrders,
    Unanswered,
    UnknownOrder,
)
from gateways.bank_orders_simulator import create_app
from tests.clock import HandMovedClock
from tests.gateways.served import Stage, served

SECRET = "an-example-secret"
SHEBA = "IR820540102680020817909002"
SILENCE = 0.2  # seconds until a test takes silence for silence


@pytest.fixture
def address(stage: Stage, clock: HandMovedClock) -> str:
    """The address of a bank that has no order yet."""
    stage.app = create_app(SECRET, clock)
    return stage.address


@pytest.fixture
def bank(address: str) -> RestBankOrders:
    return RestBankOrders(address, SECRET, timeout=5)


def spoil(address: str, fault: str, times: int = 1) -> None:
    order = {"fault": fault, "times": times}
    assert requests.post(f"{address}/misbehave", json=order, timeout=5).status_code == 204


def orders_at(address: str) -> list[dict[str, object]]:
    listed: list[dict[str, object]] = requests.get(f"{address}/orders", timeout=5).json()
    return listed


def test_an_order_is_taken_under_our_id_and_paid(address: str, bank: RestBankOrders) -> None:
    bank.order("payout-1", SHEBA, 418_500)
    assert bank.state("payout-1") == OrderState("paid", reference="7000001")
    [order] = orders_at(address)
    assert (order["id"], order["wanted"]) == ("payout-1", {"sheba": SHEBA, "amount": 418_500})


def test_the_same_order_again_is_the_same_order(address: str, bank: RestBankOrders) -> None:
    bank.order("payout-1", SHEBA, 418_500)
    bank.order("payout-1", SHEBA, 418_500)
    assert len(orders_at(address)) == 1


def test_another_amount_under_the_same_id_is_not_taken_and_alerts(address: str, bank: RestBankOrders) -> None:
    bank.order("payout-1", SHEBA, 418_500)
    with pytest.raises(NotTaken, match="409") as trouble:
        bank.order("payout-1", SHEBA, 418_501)
    assert trouble.value.alert
    assert len(orders_at(address)) == 1


def test_the_bank_says_so_where_it_has_no_such_order(bank: RestBankOrders) -> None:
    with pytest.raises(UnknownOrder):
        bank.state("payout-1")


def test_a_lost_answer_leaves_an_order_that_can_be_asked_about(address: str) -> None:
    spoil(address, "lost")
    impatient = RestBankOrders(address, SECRET, timeout=SILENCE)
    with pytest.raises(Unanswered, match="ReadTimeout"):
        impatient.order("payout-1", SHEBA, 418_500)
    assert impatient.state("payout-1").state == "paid"
    assert len(orders_at(address)) == 1


def test_a_bank_that_hangs_is_left_after_the_timeout_and_has_taken_nothing(address: str) -> None:
    spoil(address, "hang")
    impatient = RestBankOrders(address, SECRET, timeout=SILENCE)
    with pytest.raises(Unanswered, match="ReadTimeout"):
        impatient.order("payout-1", SHEBA, 418_500)
    with pytest.raises(UnknownOrder):
        impatient.state("payout-1")


def test_a_bank_that_is_away_leaves_the_outcome_unknown() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(Unanswered, match="ConnectionError"):
        RestBankOrders(f"http://127.0.0.1:{port}", SECRET, timeout=1).order("payout-1", SHEBA, 1)


def test_a_rejected_order_says_why(address: str, bank: RestBankOrders) -> None:
    spoil(address, "reject")
    bank.order("payout-1", SHEBA, 418_500)
    assert bank.state("payout-1") == OrderState("rejected", reason="حساب مقصد مسدود است")


def test_a_slow_order_is_pending_until_it_is_paid(address: str, bank: RestBankOrders) -> None:
    spoil(address, "slow")
    bank.order("payout-1", SHEBA, 418_500)
    assert [bank.state("payout-1").state for _ in range(4)] == ["pending", "pending", "paid", "paid"]


def test_an_account_that_is_none_is_refused_for_good(address: str, bank: RestBankOrders) -> None:
    with pytest.raises(Refused) as refusal:
        bank.order("payout-1", "IR00", 418_500)
    assert refusal.value.reason == "invalid-account"
    assert orders_at(address) == []


@pytest.mark.parametrize(("fault", "error"), [("503", NotTaken), ("500", Unanswered)])
def test_trouble_at_the_bank_passes_and_the_order_goes_through_later(
    address: str, bank: RestBankOrders, fault: str, error: type[BankError]
) -> None:
    spoil(address, fault)
    with pytest.raises(error):
        bank.order("payout-1", SHEBA, 418_500)
    bank.order("payout-1", SHEBA, 418_500)
    assert len(orders_at(address)) == 1


def test_a_wrong_secret_orders_nothing_and_alerts_the_operator(address: str) -> None:
    stranger = RestBankOrders(address, "wrong", timeout=5)
    for call in (lambda: stranger.order("payout-1", SHEBA, 1), lambda: stranger.state("payout-1")):
        with pytest.raises(NotTaken, match="401") as trouble:
            call()
        assert trouble.value.alert
    assert orders_at(address) == []


ODD_ANSWERS = {
    "page-of-a-proxy": Response("<html>Bad Gateway</html>", 502),
    "proxy-that-says-yes": HTMLResponse("<html>Welcome</html>", 200),
    "redirect": RedirectResponse("/login", 302),
    "no-json": PlainTextResponse("ok", 200),
    "unknown-state": JSONResponse({"state": "perhaps"}),
    "somebody-elses-404": PlainTextResponse("Not Found", 404),
    "nothing": Response(""),
    "empty": JSONResponse({}),
    "list": JSONResponse([]),
    "null": JSONResponse(None),
    "a-list-of-it": JSONResponse([{"state": "paid", "reference": "1"}]),
    "no-state": JSONResponse({"reason": "", "reference": "7000001"}),
    "state-that-is-no-text": JSONResponse({"state": 1, "reference": "7000001"}),
    "paid-without-reference": JSONResponse({"state": "paid"}),
    "paid-under-an-empty-reference": JSONResponse({"state": "paid", "reason": "", "reference": ""}),
    "paid-under-a-number": JSONResponse({"state": "paid", "reference": 7_000_001}),
    "rejected-without-reason": JSONResponse({"state": "rejected", "reference": ""}),
    "rejected-for-nothing": JSONResponse({"state": "rejected", "reason": None}),
}
ODD_REFUSALS = {
    "page-of-a-firewall": HTMLResponse("<html>Unprocessable</html>", 422),
    "empty-422": JSONResponse({}, 422),
    "nothing-422": Response("", 422),
    "list-422": JSONResponse(["invalid-account"], 422),
    "null-422": JSONResponse(None, 422),
    "framework-s-own": JSONResponse({"detail": [{"loc": ["body", "amount"], "type": "missing"}]}, 422),
    "spring-s-own": JSONResponse({"status": 422, "error": "Unprocessable Entity", "path": "/orders"}, 422),
    "no-word": JSONResponse({"error": ""}, 422),
    "number": JSONResponse({"error": 17}, 422),
    "refusal-under-another-status": JSONResponse({"error": "invalid-account"}, 400),
}


@pytest.fixture(scope="module")
def parrot() -> Iterator[RestBankOrders]:
    """A bank that answers with whatever the id of the order says."""
    app = FastAPI()

    @app.get("/orders/{order_id}")
    @app.put("/orders/{order_id}")
    async def state(order_id: str) -> Response:
        return (ODD_ANSWERS | ODD_REFUSALS)[order_id]

    with served(app) as address:
        yield RestBankOrders(address, SECRET, timeout=5)


@pytest.mark.parametrize("odd", ODD_ANSWERS)
def test_an_odd_answer_never_means_that_the_bank_has_no_such_order(parrot: RestBankOrders, odd: str) -> None:
    with pytest.raises(BankError) as trouble:
        parrot.state(odd)
    assert not isinstance(trouble.value, UnknownOrder | Refused)


@pytest.mark.parametrize("odd", ODD_ANSWERS)
def test_an_odd_answer_is_no_yes_to_an_order(parrot: RestBankOrders, odd: str) -> None:
    with pytest.raises(BankError) as trouble:
        parrot.order(odd, SHEBA, 418_500)
    assert not isinstance(trouble.value, UnknownOrder | Refused)


@pytest.mark.parametrize("odd", ODD_REFUSALS)
def test_only_the_bank_s_own_word_refuses_an_order_for_good(parrot: RestBankOrders, odd: str) -> None:
    with pytest.raises(BankError) as trouble:
        parrot.order(odd, SHEBA, 418_500)
    assert not isinstance(trouble.value, Refused)
    assert trouble.value.alert


@pytest.mark.parametrize("answer", [odd for odd in ODD_REFUSALS if odd != "refusal-under-another-status"])
def test_a_422_that_is_not_the_bank_s_leaves_it_unknown_what_became_of_the_order(
    parrot: RestBankOrders, answer: str
) -> None:
    with pytest.raises(Unanswered):
        parrot.order(answer, SHEBA, 418_500)


@pytest.mark.parametrize("fault", ["503", "500", "hang", "lost"])
def test_no_error_tells_the_account_or_the_secret(address: str, fault: str) -> None:
    spoil(address, fault)
    bank = RestBankOrders(address, SECRET, timeout=SILENCE)
    with pytest.raises(BankError) as trouble:
        bank.order("payout-1", SHEBA, 418_500)
    assert trouble.value.__context__ is None
    told = "".join(traceback.format_exception(trouble.value)) + repr(bank) + repr(trouble.value)
    assert not [secret for secret in (SECRET, SHEBA) if secret in told]


def test_not_even_the_debug_log_tells_them(bank: RestBankOrders, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        bank.order("payout-1", SHEBA, 418_500)
    assert "/orders/payout-1" in caplog.text
    assert SECRET not in caplog.text
    assert SHEBA not in caplog.text
