"""The SMS simulator: speaks as the provider does, and shows people what was sent."""

import pytest
import requests

from tests.clock import HandMovedClock
from tests.gateways.conftest import KEY

MOBILE = "09990000001"


def call(provider: str, method: str, key: str = KEY, **fields: str) -> requests.Response:
    return requests.post(f"{provider}/v1/{key}/{method}.json", data=fields, timeout=5)


def test_a_taken_message_is_described_in_the_providers_words(provider: str, clock: HandMovedClock) -> None:
    answer = call(provider, "sms/send", receptor=MOBILE, message="متن", localid="7", sender="10004346").json()
    assert answer["return"] == {"status": 200, "message": "تأیید شد"}
    [entry] = answer["entries"]
    assert (entry["receptor"], entry["message"], entry["status"]) == (MOBILE, "متن", 1)
    assert entry["date"] == int(clock.now.timestamp())


def test_without_a_local_id_every_call_sends(provider: str) -> None:
    for _ in range(2):
        call(provider, "sms/send", receptor=MOBILE, message="متن")
    assert len(requests.get(f"{provider}/sent", timeout=5).json()) == 2


@pytest.mark.parametrize(
    ("method", "key", "fields", "status"),
    [
        ("sms/send", "wrong", {"receptor": MOBILE, "message": "متن"}, 403),
        ("sms/sendsomehow", KEY, {}, 404),
        ("sms/send", KEY, {"message": "متن"}, 400),
        ("sms/send", KEY, {"receptor": MOBILE}, 400),
        ("sms/send", KEY, {"receptor": MOBILE, "message": "متن", "localid": "هفت"}, 400),
        ("sms/send", KEY, {"receptor": "1521", "message": "متن"}, 411),
        ("sms/send", KEY, {"receptor": MOBILE, "message": ""}, 413),
    ],
)
def test_a_wrong_call_gets_the_providers_status_in_body_and_header(
    provider: str, method: str, key: str, fields: dict[str, str], status: int
) -> None:
    answer = call(provider, method, key, **fields)
    assert (answer.status_code, answer.json()["return"]["status"]) == (status, status)
    assert requests.get(f"{provider}/sent", timeout=5).json() == []


def test_asked_for_a_status_it_knows_its_own_messages_only(provider: str) -> None:
    taken = call(provider, "sms/send", receptor=MOBILE, message="متن").json()["entries"][0]["messageid"]
    entries = call(provider, "sms/status", messageid=f"{taken},1").json()["entries"]
    assert entries == [{"messageid": taken, "status": 10}, {"messageid": 1, "status": 100}]


def test_an_unknown_fault_is_not_ordered(provider: str) -> None:
    assert requests.post(f"{provider}/misbehave", json={"fault": "explode"}, timeout=5).status_code == 422


def test_the_page_shows_the_newest_message_first_and_no_markup_of_others(provider: str) -> None:
    call(provider, "sms/send", receptor=MOBILE, message="پیام یکم")
    call(provider, "sms/send", receptor=MOBILE, message="<script>پیام دوم")
    page = requests.get(provider, timeout=5).text
    assert page.index("پیام دوم") < page.index("پیام یکم")
    assert 'dir="rtl"' in page
    assert "<script>" not in page
    assert "۰۹۹۹۰۰۰۰۰۰۱" in page
    assert "۱۴۰۵/۰۹/۰۳ ساعت ۰۹:۰۰" in page


def test_the_page_says_so_while_nothing_was_sent(provider: str) -> None:
    assert "هنوز پیامکی فرستاده نشده است" in requests.get(provider, timeout=5).text
