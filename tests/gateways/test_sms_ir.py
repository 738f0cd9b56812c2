"""SMS.ir: what its answers mean, and that nothing is repeated that it may have."""

import logging
import socket
import traceback
from collections.abc import Iterator

import pytest
import requests
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from gateways.sms import Sent, SmsError, TemporarilyRefused, Unsure
from gateways.sms_ir import SmsIr
from gateways.sms_ir_simulator import create_app
from tests.gateways.served import Stage, served

KEY = "an-example-key-of-the-second"
MOBILE = "09990000001"
TEXT = "درخواست ۱۴۰۵: ثبت شد.\nپی‌گیری: ۱۵۲۱. برق قم"
SILENCE = 0.2  # seconds until a test takes silence for silence


@pytest.fixture
def address(stage: Stage) -> str:
    """The address of a second provider that has sent nothing yet."""
    stage.app = create_app(KEY)
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


@pytest.mark.parametrize("fault", ["400", "429", "500", "html", "hang", "lost"])
def test_no_error_tells_the_key_the_number_or_the_text(address: str, fault: str) -> None:
    spoil(address, fault)
    gateway = gateway_at(address, timeout=SILENCE)
    with pytest.raises(SmsError) as trouble:
        gateway.send(41, MOBILE, TEXT)
    assert trouble.value.__context__ is None
    told = "".join(traceback.format_exception(trouble.value)) + repr(gateway) + repr(trouble.value)
    assert not [secret for secret in (KEY, MOBILE, "برق قم") if secret in told]


def test_not_even_the_debug_log_tells_them(address: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        gateway_at(address).send(41, MOBILE, TEXT)
    assert "/v1/send/bulk" in caplog.text
    assert not [secret for secret in (KEY, MOBILE, "برق قم") if secret in caplog.text]
