"""Kavenegar's receipts: what its statuses mean, as it is asked and as it tells."""

from collections.abc import Callable, Iterator

import pytest
import requests
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from gateways.kavenegar import RECEIPTS, Kavenegar
from gateways.sms import Receipt, SmsError, TemporarilyRefused, Unknown
from tests.clock import HandMovedClock
from tests.gateways.served import served

MOBILE = "09990000001"
Connect = Callable[..., Kavenegar]


def order(provider: str, what: str, **body: object) -> requests.Response:
    return requests.post(f"{provider}/{what}", json=body, timeout=5)


def test_a_text_is_on_its_way_until_it_arrives(
    provider: str, connect: Connect, clock: HandMovedClock
) -> None:
    order(provider, "receipts", delay=60)
    gateway = connect()
    taken = gateway.send(41, MOBILE, "متن").message_id
    assert gateway.receipts([taken]) == {taken: Receipt.ON_ITS_WAY}
    clock.move(seconds=61)
    assert gateway.receipts([taken]) == {taken: Receipt.DELIVERED}


@pytest.mark.parametrize(
    ("status", "receipt"),
    [
        (1, Receipt.ON_ITS_WAY),
        (2, Receipt.ON_ITS_WAY),
        (4, Receipt.ON_ITS_WAY),
        (5, Receipt.ON_ITS_WAY),
        (6, Receipt.UNDELIVERED),
        (10, Receipt.DELIVERED),
        (11, Receipt.UNDELIVERED),
        (13, Receipt.CANCELLED),
        (14, Receipt.BLOCKED),
        (100, None),
        (99, None),
    ],
)
def test_each_status_means_what_the_provider_s_table_says(
    provider: str, connect: Connect, status: int, receipt: Receipt | None
) -> None:
    order(provider, "receipts", status=status)
    gateway = connect()
    taken = gateway.send(41, MOBILE, "متن").message_id
    assert gateway.receipts([taken]) == {taken: receipt}
    assert RECEIPTS.get(status) is receipt


def test_a_number_that_the_provider_does_not_know_means_nothing(connect: Connect) -> None:
    assert connect().receipts([7]) == {7: None}


def test_many_texts_are_asked_about_at_once(connect: Connect) -> None:
    gateway = connect()
    taken = [gateway.send(number, MOBILE, "متن").message_id for number in (1, 2, 3)]
    assert gateway.receipts(taken) == dict.fromkeys(taken, Receipt.DELIVERED)


ODD_ANSWERS: dict[int, tuple[Response, type[SmsError]]] = {
    1: (HTMLResponse("<html>Bad Gateway</html>", 502), Unknown),
    2: (JSONResponse({"return": {"status": 409}, "entries": None}, 409), TemporarilyRefused),
    3: (Response("Internal Server Error", 500), Unknown),
    4: (JSONResponse({"return": {"status": 200}, "entries": [{"messageid": "x"}]}), Unknown),
}


@pytest.fixture(scope="module")
def parrot() -> Iterator[Kavenegar]:
    """A provider that answers about text n with the odd answer n, and about any other with a stranger's."""
    app = FastAPI()

    @app.post("/v1/{key}/sms/status.json")
    async def say(request: Request) -> Response:
        asked = int(str((await request.form())["messageid"]))
        stranger = {"messageid": 77, "status": 10}
        fallback = JSONResponse({"return": {"status": 200}, "entries": [stranger]})
        return ODD_ANSWERS[asked][0] if asked in ODD_ANSWERS else fallback

    with served(app) as address:
        yield Kavenegar(address, "a-key", "10004346", timeout=5)


@pytest.mark.parametrize("odd", ODD_ANSWERS)
def test_an_answer_that_cannot_be_read_tells_nothing_of_any_text(parrot: Kavenegar, odd: int) -> None:
    with pytest.raises(ODD_ANSWERS[odd][1]):
        parrot.receipts([odd])


def test_what_was_not_asked_about_is_not_believed(parrot: Kavenegar) -> None:
    assert parrot.receipts([78]) == {}
