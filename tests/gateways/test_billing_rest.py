"""Billing over REST: one connection as it is now, each fact told once, and nobody's data in any error."""

import logging
import socket
import traceback
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import requests
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from domain.identifiers import BillId
from gateways.billing_rest import AccountClosed, BillingError, RemovalRecorded, RestBilling
from gateways.billing_simulator import create_app
from tests.gateways.served import Stage, served
from tests.ground import MOBILE, SUBSCRIBER, a_connection

SECRET = "an-example-secret"
SILENCE = 0.2  # seconds until a test takes silence for silence
CONNECTION = a_connection()
BILL = BillId(CONNECTION.bill_id)
REMOVED = RemovalRecorded(bill_id=BILL, removed_on=date(2026, 11, 24), final_reading=10_260)
PERSONAL = (SECRET, str(BILL), MOBILE, SUBSCRIBER, CONNECTION.subscriber_name)


@pytest.fixture
def address(stage: Stage) -> str:
    """The address of a billing system that knows one connection."""
    stage.app = create_app(SECRET, [CONNECTION])
    return stage.address


@pytest.fixture
def billing(address: str) -> RestBilling:
    return RestBilling(address, SECRET, timeout=5)


def spoil(address: str, fault: str) -> None:
    assert requests.post(f"{address}/misbehave", json={"fault": fault}, timeout=5).status_code == 204


def notices_at(address: str) -> dict[str, Any]:
    listed: dict[str, Any] = requests.get(f"{address}/notices", timeout=5).json()
    return listed


def test_a_connection_comes_as_billing_knows_it_now(address: str, billing: RestBilling) -> None:
    assert billing.find(BILL) == CONNECTION
    grown = CONNECTION.model_copy(update={"prior_debt": 21_000_000, "last_reading": 10_100})
    entered = requests.put(f"{address}/subscriptions", json=grown.model_dump(mode="json"), timeout=5)
    assert entered.status_code == 204
    assert billing.find(BILL) == grown


def test_a_bill_id_that_billing_does_not_know_is_no_connection(billing: RestBilling) -> None:
    assert billing.find(BillId.compose(87654321, "036")) is None


def test_a_fact_is_told_once_for_each_key(address: str, billing: RestBilling) -> None:
    for _ in range(2):
        billing.tell("41", REMOVED)
    assert notices_at(address) == {"41": REMOVED.model_dump(mode="json")}


def test_another_fact_under_the_same_key_is_not_taken_and_alerts(address: str, billing: RestBilling) -> None:
    billing.tell("41", REMOVED)
    with pytest.raises(BillingError, match="409") as trouble:
        billing.tell("41", AccountClosed(bill_id=BILL, closed_on=date(2026, 11, 25)))
    assert trouble.value.alert
    assert list(notices_at(address)) == ["41"]


def test_a_closed_account_is_cancelled_there(billing: RestBilling) -> None:
    billing.tell("42", AccountClosed(bill_id=BILL, closed_on=date(2026, 11, 25)))
    closed = billing.find(BILL)
    assert closed is not None
    assert (closed.cancelled, closed.prior_debt) == (True, 0)


@pytest.mark.parametrize(("fault", "took"), [("503", 0), ("500", 0), ("html", 0), ("hang", 0), ("lost", 1)])
def test_trouble_passes_and_the_fact_is_told_again_without_harm(address: str, fault: str, took: int) -> None:
    spoil(address, fault)
    billing = RestBilling(address, SECRET, timeout=SILENCE)
    with pytest.raises(BillingError) as trouble:
        billing.tell("41", REMOVED)
    assert not trouble.value.alert
    assert len(notices_at(address)) == took
    billing.tell("41", REMOVED)
    assert list(notices_at(address)) == ["41"]


@pytest.mark.parametrize("fault", ["503", "500", "html", "hang"])
def test_trouble_never_means_that_billing_knows_no_such_connection(address: str, fault: str) -> None:
    spoil(address, fault)
    with pytest.raises(BillingError):
        RestBilling(address, SECRET, timeout=SILENCE).find(BILL)


def test_a_billing_system_that_is_away_is_told_later() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(BillingError, match="ConnectionError"):
        RestBilling(f"http://127.0.0.1:{port}", SECRET, timeout=1).find(BILL)


def test_a_wrong_secret_alerts_the_operator(address: str) -> None:
    stranger = RestBilling(address, "wrong", timeout=5)
    with pytest.raises(BillingError, match="401") as not_found:
        stranger.find(BILL)
    with pytest.raises(BillingError, match="401") as not_told:
        stranger.tell("41", REMOVED)
    assert (not_found.value.alert, not_told.value.alert) == (True, True)
    assert notices_at(address) == {}


WHOLE = CONNECTION.model_dump(mode="json")
OTHER = a_connection(bill_id=BillId.compose(87654321, "036")).model_dump(mode="json")
ODD_ANSWERS: dict[str, Response] = {
    "page of a proxy": HTMLResponse("<html>Bad Gateway</html>", 200),
    "redirect": RedirectResponse("/login", 302),
    "somebody else's 404": Response("Not Found", 404),
    "a list": JSONResponse([WHOLE]),
    "no debt": JSONResponse({name: value for name, value in WHOLE.items() if name != "prior_debt"}),
    "a debt that is no number": JSONResponse(WHOLE | {"prior_debt": "much"}),
    "broken Rials": JSONResponse(WHOLE | {"prior_debt": 1.5}),
    "a wrong national id": JSONResponse(WHOLE | {"subscriber_national_id": "1234567890"}),
    "a date that is none": JSONResponse(WHOLE | {"last_read_on": "2026-13-01"}),
    "a field that we do not know": JSONResponse(WHOLE | {"colour": "red"}),
    "another connection": JSONResponse(OTHER),
    "nothing": Response(""),
    "empty": JSONResponse({}),
    "an empty list": JSONResponse([]),
    "null": JSONResponse(None),
    "debt in quotes": JSONResponse(WHOLE | {"prior_debt": "500"}),
    "a yes for a number": JSONResponse(WHOLE | {"amperes": True}),
    "a hold that is a number": JSONResponse(WHOLE | {"judicial_hold": 0}),
    "a hold that is null": JSONResponse(WHOLE | {"judicial_hold": None}),
}
FIELDS = sorted(WHOLE)


@pytest.fixture(scope="module")
def parrot() -> Iterator[tuple[RestBilling, dict[str, str]]]:
    """A billing system that answers with the odd answer that is chosen."""
    app, chosen = FastAPI(), {"answer": ""}

    @app.post("/subscriptions/lookup")
    @app.put("/notices/{key}")
    async def answer_oddly(_: Request) -> Response:
        return ODD_ANSWERS[chosen["answer"]]

    with served(app) as address:
        yield RestBilling(address, SECRET, timeout=5), chosen


@pytest.mark.parametrize("odd", ODD_ANSWERS)
def test_an_answer_that_is_no_connection_is_not_taken_and_tells_nobody_s_data(
    parrot: tuple[RestBilling, dict[str, str]], odd: str
) -> None:
    billing, chosen = parrot
    chosen["answer"] = odd
    with pytest.raises(BillingError) as trouble:
        billing.find(BILL)
    assert trouble.value.__context__ is None
    told = "".join(traceback.format_exception(trouble.value)) + repr(billing)
    assert not [value for value in PERSONAL if value in told]


@pytest.mark.parametrize("field", FIELDS)
def test_no_field_of_a_connection_may_be_left_out(
    parrot: tuple[RestBilling, dict[str, str]], field: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What billing leaves out it has not said: no hold, no other consumers, no multiplier."""
    billing, chosen = parrot
    chosen["answer"] = field
    less = {name: value for name, value in WHOLE.items() if name != field}
    monkeypatch.setitem(ODD_ANSWERS, field, JSONResponse(less))
    with pytest.raises(BillingError) as trouble:
        billing.find(BILL)
    assert trouble.value.alert


ODD_RECEIPTS: dict[str, Response] = {
    "an empty receipt": JSONResponse({}),
    "receipts in a list": JSONResponse([{"key": "41"}]),
    "no receipts": JSONResponse([]),
    "null": JSONResponse(None),
    "nothing": Response(""),
    "text of a proxy": Response("ok"),
    "another key": JSONResponse({"key": "42"}),
    "a key that is a number": JSONResponse({"key": 41}),
    "page of a proxy that takes all": HTMLResponse("<html>Welcome</html>", 200),
}


@pytest.mark.parametrize("odd", ODD_RECEIPTS)
def test_a_fact_is_told_only_when_billing_names_the_key_under_which_it_took_it(
    parrot: tuple[RestBilling, dict[str, str]], odd: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    billing, chosen = parrot
    chosen["answer"] = odd
    monkeypatch.setitem(ODD_ANSWERS, odd, ODD_RECEIPTS[odd])
    with pytest.raises(BillingError) as trouble:
        billing.tell("41", REMOVED)
    assert trouble.value.alert


@pytest.mark.parametrize("odd", ["page of a proxy", "redirect", "somebody else's 404"])
def test_what_billing_itself_did_not_take_is_not_told(
    parrot: tuple[RestBilling, dict[str, str]], odd: str
) -> None:
    billing, chosen = parrot
    chosen["answer"] = odd
    with pytest.raises(BillingError):
        billing.tell("41", REMOVED)


@pytest.mark.parametrize("fault", ["503", "500", "html", "hang", "lost"])
def test_no_error_tells_the_bill_id_or_the_secret(address: str, fault: str) -> None:
    spoil(address, fault)
    billing = RestBilling(address, SECRET, timeout=SILENCE)
    with pytest.raises(BillingError) as trouble:
        billing.tell("41", REMOVED)
    told = "".join(traceback.format_exception(trouble.value)) + repr(billing)
    assert not [value for value in PERSONAL if value in told]


def test_not_even_the_debug_log_tells_them(billing: RestBilling, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        billing.find(BILL)
        billing.tell("41", REMOVED)
    assert "/notices/41" in caplog.text
    assert not [value for value in PERSONAL if value in caplog.text]
