"""The SMS provider's call: heard at its own address only, and harmless however it comes."""

from dataclasses import replace
from typing import Any

import pytest
import requests

from channels.app import create_app
from channels.parts import Parts
from gateways.kavenegar import NAME
from gateways.sms_simulator import create_app as sms_simulator
from tests.channels.caller import Outside
from tests.gateways.served import Stage, served
from tests.ground import Ground

KEY = "example-key-of-the-receipts"
MESSAGE = 8_792_343


@pytest.fixture
def heard(api_stage: Stage, outside: Outside, parts: Parts) -> Outside:
    """The service with the address for receipts, and one text that the provider took."""
    api_stage.app = create_app(replace(parts, receipts_key=KEY))
    code = outside.ground.register()
    with outside.ground.act() as context:
        row = context.records.outbox.of_case(code, "sms")[0]
        row.message_id, row.held_by, row.done_as, row.done_at = MESSAGE, NAME, "sent", context.now
    return outside


def receipt_of(ground: Ground) -> str | None:
    with ground.act() as context:
        row = context.records.outbox.of_message(NAME, MESSAGE)
        assert row is not None
        return row.receipt


def tell(outside: Outside, key: str = KEY, method: str = "GET", **told: Any) -> requests.Response:
    address = f"{outside.url}/api/v1/sms-receipts/{key}"
    if method == "POST":
        return requests.post(address, data=told, timeout=20)
    return requests.get(address, params=told, timeout=20)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_receipt_is_taken(heard: Outside, method: str) -> None:
    assert tell(heard, method=method, messageid=MESSAGE, status=10).status_code == 204
    assert receipt_of(heard.ground) == "delivered"


def test_a_repeated_receipt_and_a_stranger_s_change_nothing(heard: Outside) -> None:
    for message, status in ((MESSAGE, 11), (MESSAGE, 11), (MESSAGE, 10), (77, 10), (MESSAGE, 100)):
        assert tell(heard, messageid=message, status=status).status_code == 204
    assert receipt_of(heard.ground) == "undelivered"


@pytest.mark.parametrize("key", ["wrong", KEY[:-1], "کلید", " "])
def test_at_another_address_nobody_hears(heard: Outside, key: str) -> None:
    assert tell(heard, key, messageid=MESSAGE, status=10).status_code == 404
    assert receipt_of(heard.ground) is None


def test_without_a_key_there_is_no_such_address(outside: Outside) -> None:
    assert tell(outside, "None", messageid=MESSAGE, status=10).status_code == 404


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"messageid": MESSAGE},
        {"messageid": "x", "status": 10},
        {"messageid": MESSAGE, "status": "delivered"},
        {"messageid": -1, "status": 10},
        {"messageid": 2**63, "status": 10},
        {"messageid": MESSAGE, "status": 2**31},
        {"messageid": "\x00", "status": 10},
        {"messageid": "۱" * 20, "status": "=1"},
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_cannot_be_read_is_refused(heard: Outside, method: str, told: dict[str, Any]) -> None:
    answer = tell(heard, method=method, **told)
    assert answer.status_code == 422
    assert KEY not in answer.text
    assert receipt_of(heard.ground) is None


def test_the_simulated_provider_tells_twice_and_in_the_wrong_order(heard: Outside) -> None:
    with served(sms_simulator("a-key", heard.ground.clock)) as provider:
        text = {"receptor": "09990000001", "message": "متن", "localid": "1"}
        requests.post(f"{provider}/v1/a-key/sms/send.json", data=text, timeout=5).raise_for_status()
        order = {"address": f"{heard.url}/api/v1/sms-receipts/{KEY}", "statuses": [10, 5], "times": 2}
        told = requests.post(f"{provider}/tell-receipts", json=order, timeout=20)
    assert told.json() == [204] * 4
    assert receipt_of(heard.ground) == "delivered"
