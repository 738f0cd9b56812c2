"""Kavenegar: what its answers mean, and that its key stays a secret."""

import logging
import socket
import traceback
from collections.abc import Callable, Iterator
from typing import Annotated

import pytest
import requests
from fastapi import FastAPI, Form
from fastapi.responses import JSONResponse, RedirectResponse, Response

from gateways.kavenegar import MEANINGS, Kavenegar
from gateways.sms import Refused, Sent, SmsError, TemporarilyRefused, Unknown
from tests.gateways.served import served

SILENCE = 0.2  # seconds until a test takes silence for silence
MOBILE = "09990000001"
TEXT = "درخواست ۱۴۰۵: ثبت شد.\nپی‌گیری: ۱۵۲۱. برق قم"
Connect = Callable[..., Kavenegar]


def sent_by(provider: str) -> list[dict[str, object]]:
    listed: list[dict[str, object]] = requests.get(f"{provider}/sent", timeout=5).json()
    return listed


def spoil(provider: str, fault: str, times: int = 1) -> None:
    order = {"fault": fault, "times": times}
    assert requests.post(f"{provider}/misbehave", json=order, timeout=5).status_code == 204


ODD_ANSWERS = {
    "unknown code": JSONResponse({"return": {"status": 777}, "entries": None}, 400),
    "no entry": JSONResponse({"return": {"status": 200}, "entries": []}),
    "empty entry": JSONResponse({"return": {"status": 200}, "entries": [{}]}),
    "page of a proxy": Response("<html>Bad Gateway</html>", 502),
    "redirect": RedirectResponse("/login", 302),
}


@pytest.fixture(scope="module")
def parrot() -> Iterator[Kavenegar]:
    """A provider that answers whatever the text asks it to: a status of its own, or something odd."""
    app = FastAPI()

    @app.post("/v1/{key}/sms/send.json")
    async def say(message: Annotated[str, Form()]) -> Response:
        return ODD_ANSWERS.get(message) or JSONResponse({"return": {"status": int(message)}}, 400)

    with served(app) as address:
        yield Kavenegar(address, "a-key", "10004346", timeout=5)


def test_a_text_arrives_letter_by_letter_under_its_local_id(provider: str, connect: Connect) -> None:
    sent = connect().send(41, MOBILE, TEXT)
    [message] = sent_by(provider)
    assert sent == Sent(message_id=8_792_343, status=1)
    assert (message["receptor"], message["text"], message["local_id"]) == (MOBILE, TEXT, 41)


def test_the_same_local_id_is_sent_once_and_answered_the_same(provider: str, connect: Connect) -> None:
    gateway = connect()
    assert gateway.send(41, MOBILE, TEXT) == gateway.send(41, MOBILE, TEXT)
    assert len(sent_by(provider)) == 1


def test_after_a_lost_answer_repeating_sends_nothing_twice(provider: str, connect: Connect) -> None:
    spoil(provider, "lost")
    with pytest.raises(Unknown):
        connect(timeout=SILENCE).send(41, MOBILE, TEXT)
    connect().send(41, MOBILE, TEXT)
    assert len(sent_by(provider)) == 1


def test_a_provider_that_hangs_is_left_after_the_timeout_and_has_sent_nothing(
    provider: str, connect: Connect
) -> None:
    spoil(provider, "hang")
    with pytest.raises(Unknown, match="ReadTimeout"):
        connect(timeout=SILENCE).send(41, MOBILE, TEXT)
    assert sent_by(provider) == []


def test_a_provider_that_is_away_leaves_the_outcome_unknown() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(Unknown, match="ConnectionError"):
        Kavenegar(f"http://127.0.0.1:{port}", "a-key", "10004346", timeout=1).send(41, MOBILE, TEXT)


@pytest.mark.parametrize(
    ("fault", "error", "alert"),
    [("409", TemporarilyRefused, False), ("418", TemporarilyRefused, True), ("500", Unknown, False)],
)
def test_trouble_at_the_provider_passes_and_the_text_goes_out_later(
    provider: str, connect: Connect, fault: str, error: type[SmsError], alert: bool
) -> None:
    spoil(provider, fault, times=2)
    for _ in range(2):
        with pytest.raises(error) as trouble:
            connect().send(41, MOBILE, TEXT)
        assert trouble.value.alert is alert
    connect().send(41, MOBILE, TEXT)
    assert len(sent_by(provider)) == 1


def test_a_wrong_key_costs_no_text_but_alerts_the_operator(provider: str, connect: Connect) -> None:
    with pytest.raises(TemporarilyRefused, match="403") as trouble:
        connect(key="wrong").send(41, MOBILE, TEXT)
    assert trouble.value.alert
    assert sent_by(provider) == []


@pytest.mark.parametrize(
    ("receptor", "text", "status"), [("02532930000", TEXT, 411), (MOBILE, "", 413), (MOBILE, "ا" * 901, 413)]
)
def test_a_text_that_can_never_arrive_is_refused_for_good(
    provider: str, connect: Connect, receptor: str, text: str, status: int
) -> None:
    with pytest.raises(Refused, match=str(status)) as refusal:
        connect().send(41, receptor, text)
    assert not refusal.value.alert
    assert sent_by(provider) == []


@pytest.mark.parametrize("status", sorted(MEANINGS))
def test_every_known_answer_means_what_the_table_says(parrot: Kavenegar, status: int) -> None:
    with pytest.raises(SmsError, match=str(status)) as trouble:
        parrot.send(41, MOBILE, str(status))
    assert type(trouble.value) is MEANINGS[status].error
    assert trouble.value.alert is MEANINGS[status].alert


@pytest.mark.parametrize("answer", ODD_ANSWERS)
def test_an_answer_that_says_neither_yes_nor_no_leaves_the_outcome_unknown(
    parrot: Kavenegar, answer: str
) -> None:
    with pytest.raises(Unknown) as trouble:
        parrot.send(41, MOBILE, answer)
    assert trouble.value.alert is (answer == "unknown code")


@pytest.mark.parametrize("fault", ["409", "418", "500", "hang", "lost"])
def test_no_error_tells_the_key_the_number_or_the_text(provider: str, connect: Connect, fault: str) -> None:
    spoil(provider, fault)
    gateway = connect(timeout=SILENCE)
    with pytest.raises(SmsError) as trouble:
        gateway.send(41, MOBILE, TEXT)
    assert trouble.value.__context__ is None
    told = "".join(traceback.format_exception(trouble.value)) + repr(gateway) + repr(trouble.value)
    assert not [secret for secret in ("5EC2E7", MOBILE, "برق قم") if secret in told]


def test_not_even_the_debug_log_tells_the_key(connect: Connect, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        connect().send(41, MOBILE, TEXT)
    assert "sms/send.json" in caplog.text
    assert "5EC2E7" not in caplog.text
