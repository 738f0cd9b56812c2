"""SMS.ir: what its answers mean, and that nothing is repeated that it may have."""

import logging
import socket
import traceback
from collections.abc import Iterator

import pytest
import requests
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from gateways.sms import Receipt, Sent, SmsError, TemporarilyRefused, Unknown, Unsure
from gateways.sms_ir import RECEIPTS, SmsIr
from gateways.sms_ir_simulator import create_app
from tests.clock import HandMovedClock
from tests.gateways.served import Stage, served

KEY = "an-example-key-of-the-second"
MOBILE = "09990000001"
TEXT = "درخواست ۱۴۰۵: ثبت شد.\nپی‌گیری: ۱۵۲۱. برق قم"
SILENCE = 0.2  # seconds until a test takes silence for silence


@pytest.fixture
def address(stage: Stage, clock: HandMovedClock) -> str:
    """The address of a second provider that has sent nothing yet."""
    stage.app = create_app(KEY, clock)
    return stage.address


def gateway_at(address: str, key: str = KEY, timeout: float = 5) -> SmsIr:
    return SmsIr(address, key, "30001234", timeout=timeout)


def sent_by(address: str) -> list[dict[str, object]]:
    listed: list[dict[str, object]] = requests.get(f"{address}/sent", timeout=5).json()
    return listed


def spoil(address: str, fault: str) -> None:
    assert requests.post(f"{address}/misbehave", json={"fault": fault}, timeout=5).status_code == 204


def test_a_text_arrives_letter_by_letter(address: str) -> None:
    assert gateway_at(address).send(41, MOBILE, TEXT) == Sent(301_001, 0)
    [message] = sent_by(address)
    assert (message["receptor"], message["text"], message["sender"]) == (MOBILE, TEXT, "30001234")


@pytest.mark.parametrize(
    ("fault", "error", "alert", "took"),
    [
        ("429", TemporarilyRefused, False, 0),
        ("400", TemporarilyRefused, True, 0),
        ("500", Unsure, True, 0),
        ("html", Unsure, True, 0),
        ("hang", Unsure, True, 0),
        ("lost", Unsure, True, 1),
    ],
)
def test_only_a_clear_refusal_lets_a_text_be_repeated(
    address: str, fault: str, error: type[SmsError], alert: bool, took: int
) -> None:
    spoil(address, fault)
    with pytest.raises(error) as trouble:
        gateway_at(address, timeout=SILENCE).send(41, MOBILE, TEXT)
    assert trouble.value.alert is alert
    assert len(sent_by(address)) == took


def test_a_wrong_key_costs_no_text_but_alerts_the_operator(address: str) -> None:
    with pytest.raises(TemporarilyRefused, match="401") as trouble:
        gateway_at(address, key="wrong").send(41, MOBILE, TEXT)
    assert trouble.value.alert
    assert sent_by(address) == []


def test_a_provider_that_was_never_reached_cannot_have_the_text() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(TemporarilyRefused, match="ConnectionError"):
        gateway_at(f"http://127.0.0.1:{port}", timeout=1).send(41, MOBILE, TEXT)


ODD_ANSWERS: dict[str, Response] = {
    "no id": JSONResponse({"status": 1, "message": "", "data": {"messageIds": []}}),
    "null id": JSONResponse({"status": 1, "message": "", "data": {"messageIds": [None]}}),
    "no data": JSONResponse({"status": 1, "message": "", "data": None}),
    "failed with 200": JSONResponse({"status": 0, "message": "", "data": None}),
    "taken with 500": JSONResponse({"status": 1, "message": "", "data": {"messageIds": [5]}}, 500),
    "a proxy's 401": HTMLResponse("<html>Unauthorized</html>", 401),
    "a proxy's 429": HTMLResponse("<html>Slow down</html>", 429),
    "redirect": RedirectResponse("/login", 302),
    "no json": Response("ok"),
}


@pytest.fixture(scope="module")
def parrot() -> Iterator[SmsIr]:
    """A provider that answers with whatever the text asks for."""
    app = FastAPI()

    @app.post("/v1/send/bulk")
    async def say(request: Request) -> Response:
        return ODD_ANSWERS[(await request.json())["MessageText"]]

    with served(app) as address:
        yield gateway_at(address)


@pytest.mark.parametrize("odd", ODD_ANSWERS)
def test_an_answer_that_says_neither_yes_nor_no_is_for_a_person(parrot: SmsIr, odd: str) -> None:
    with pytest.raises(Unsure) as trouble:
        parrot.send(41, MOBILE, odd)
    assert trouble.value.alert


def decide(address: str, **fate: object) -> None:
    assert requests.post(f"{address}/receipts", json=fate, timeout=5).status_code == 204


def test_a_text_is_on_its_way_until_it_arrives(address: str, clock: HandMovedClock) -> None:
    decide(address, delay=60)
    gateway = gateway_at(address)
    taken = gateway.send(41, MOBILE, TEXT).message_id
    assert gateway.receipts([taken]) == {taken: Receipt.ON_ITS_WAY}
    clock.move(seconds=61)
    assert gateway.receipts([taken]) == {taken: Receipt.DELIVERED}


@pytest.mark.parametrize(
    ("state", "receipt"),
    [
        (None, Receipt.ON_ITS_WAY),
        (1, Receipt.DELIVERED),
        (2, Receipt.UNDELIVERED),
        (3, Receipt.ON_ITS_WAY),
        (4, Receipt.UNDELIVERED),
        (5, Receipt.ON_ITS_WAY),
        (6, Receipt.UNDELIVERED),
        (7, Receipt.BLOCKED),
        (8, None),
        (0, None),
        (99, None),
    ],
)
def test_each_state_means_what_the_provider_s_table_says(
    address: str, state: int | None, receipt: Receipt | None
) -> None:
    decide(address, state=state)
    gateway = gateway_at(address)
    taken = gateway.send(41, MOBILE, TEXT).message_id
    assert gateway.receipts([taken]) == {taken: receipt}
    assert RECEIPTS.get(state) is receipt


def test_a_text_that_the_provider_does_not_know_has_a_state_without_meaning(address: str) -> None:
    assert gateway_at(address).receipts([7]) == {7: None}


@pytest.mark.parametrize(
    ("fault", "error", "alert"),
    [
        ("429", TemporarilyRefused, False),
        ("400", TemporarilyRefused, True),
        ("500", Unknown, False),
        ("html", Unknown, False),
        ("hang", Unknown, False),
    ],
)
def test_a_report_in_trouble_tells_nothing_and_is_asked_for_again(
    address: str, fault: str, error: type[SmsError], alert: bool
) -> None:
    gateway = gateway_at(address, timeout=SILENCE)
    taken = gateway.send(41, MOBILE, TEXT).message_id
    spoil(address, fault)
    with pytest.raises(error) as trouble:
        gateway.receipts([taken])
    assert trouble.value.alert is alert
    assert gateway.receipts([taken]) == {taken: Receipt.DELIVERED}


def test_a_wrong_key_learns_of_no_text_and_alerts_the_operator(address: str) -> None:
    taken = gateway_at(address).send(41, MOBILE, TEXT).message_id
    with pytest.raises(TemporarilyRefused, match="401") as trouble:
        gateway_at(address, key="wrong").receipts([taken])
    assert trouble.value.alert


def a_report(**changes: object) -> dict[str, object]:
    return {"status": 1, "message": "", "data": {"messageId": 5, "deliveryState": 1} | changes}


ODD_REPORTS: dict[str, Response] = {
    "empty": JSONResponse({}),
    "list": JSONResponse([]),
    "null": JSONResponse(None),
    "nothing": Response(""),
    "no data": JSONResponse({"status": 1, "message": "", "data": None}),
    "empty data": JSONResponse({"status": 1, "message": "", "data": {}}),
    "data in a list": JSONResponse({"status": 1, "data": [{"messageId": 5, "deliveryState": 1}]}),
    "no state": JSONResponse({"status": 1, "message": "", "data": {"messageId": 5}}),
    "no id": JSONResponse({"status": 1, "message": "", "data": {"deliveryState": 1}}),
    "another text": JSONResponse(a_report(messageId=6)),
    "a state in words": JSONResponse(a_report(deliveryState="delivered")),
    "a state in quotes": JSONResponse(a_report(deliveryState="1")),
    "a yes for a state": JSONResponse(a_report(deliveryState=True)),
    "failed with 200": JSONResponse(a_report() | {"status": 0}),
    "delivered with 202": JSONResponse(a_report(), 202),
    "a proxy's 401": HTMLResponse("<html>Unauthorized</html>", 401),
    "a proxy's welcome": HTMLResponse("<html>Welcome</html>", 200),
    "redirect": RedirectResponse("/login", 302),
}


@pytest.fixture(scope="module")
def odd_reporter() -> Iterator[tuple[SmsIr, list[Response]]]:
    """A provider that reports whatever is chosen."""
    app, chosen = FastAPI(), [Response()]

    @app.get("/v1/send/{message_id}")
    async def say(message_id: int) -> Response:
        return chosen[-1]

    with served(app) as address:
        yield gateway_at(address), chosen


@pytest.mark.parametrize("odd", ODD_REPORTS)
def test_a_report_that_is_not_whole_tells_nothing_and_alerts_the_operator(
    odd_reporter: tuple[SmsIr, list[Response]], odd: str
) -> None:
    gateway, chosen = odd_reporter
    chosen.append(ODD_REPORTS[odd])
    with pytest.raises(Unknown) as trouble:
        gateway.receipts([5])
    assert trouble.value.alert


def test_a_report_that_is_whole_is_believed(odd_reporter: tuple[SmsIr, list[Response]]) -> None:
    gateway, chosen = odd_reporter
    chosen.append(JSONResponse(a_report()))
    assert gateway.receipts([5]) == {5: Receipt.DELIVERED}


@pytest.mark.parametrize("fault", ["400", "429", "500", "html", "hang", "lost"])
def test_no_error_tells_the_key_the_number_or_the_text(address: str, fault: str) -> None:
    spoil(address, fault)
    gateway = gateway_at(address, timeout=SILENCE)
    with pytest.raises(SmsError) as trouble:
        gateway.send(41, MOBILE, TEXT)
    spoil(address, fault)
    with pytest.raises(SmsError) as no_report:
        gateway.receipts([301_001])
    for error in (trouble.value, no_report.value):
        assert error.__context__ is None
        told = "".join(traceback.format_exception(error)) + repr(gateway) + repr(error)
        assert not [secret for secret in (KEY, MOBILE, "برق قم") if secret in told]


def test_not_even_the_debug_log_tells_them(address: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        gateway = gateway_at(address)
        gateway.receipts([gateway.send(41, MOBILE, TEXT).message_id])
    assert "/v1/send/bulk" in caplog.text
    assert "/v1/send/301001" in caplog.text
    assert not [secret for secret in (KEY, MOBILE, "برق قم") if secret in caplog.text]
