"""Whoever guesses is slowed and told for how long; others are not, and what is counted names nobody."""

from dataclasses import replace
from datetime import timedelta

import pytest
import requests

from channels.app import create_app
from channels.limits import FLOOD, MANY, ONE, WINDOW, Limit
from channels.parts import Parts
from domain.identifiers import BillId
from domain.requests import Channel
from records.tables import Attempt
from tests.channels.caller import PASSWORD, PATIENCE, Outside, an_application, key_of
from tests.gateways.served import Stage
from tests.ground import STRANGER, SUBSCRIBER

NOBODYS = "14051234567817"
LIMIT = Limit(free=3, longest=timedelta(seconds=10))


def guess(outside: Outside, times: int, user: str = "user-1") -> list[requests.Response]:
    return [follow(outside, NOBODYS, user) for _ in range(times)]


def follow(
    outside: Outside, code: str, user: str = "user-1", channel: Channel = Channel.APP
) -> requests.Response:
    headers = {"X-Channel-User": user}
    return outside.call("GET", f"/api/v1/requests/{code}", channel=channel, headers=headers)


def log_in(outside: Outside, user: str, password: str) -> requests.Response:
    browser = requests.Session()
    page = browser.get(f"{outside.url}/login", timeout=PATIENCE).text
    token = page.partition('name="token" value="')[2].partition('"')[0]
    form = {"user": user, "password": password, "token": token}
    return browser.post(f"{outside.url}/login", data=form, timeout=PATIENCE, allow_redirects=False)


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (2, 0), (3, 1), (4, 2), (6, 8), (7, 10), (9_999, 10)]
)
def test_each_failure_beyond_the_free_ones_doubles_the_pause_up_to_the_longest(
    failures: int, seconds: int
) -> None:
    assert LIMIT.pause(failures) == timedelta(seconds=seconds)


def test_failures_are_remembered_longer_than_the_longest_pause() -> None:
    assert max(ONE.longest, MANY.longest) < WINDOW


def test_who_guesses_codes_is_slowed_and_told_for_how_long(outside: Outside) -> None:
    assert {answer.status_code for answer in guess(outside, ONE.free)} == {404}
    slowed = follow(outside, NOBODYS)
    assert (slowed.status_code, slowed.headers["Retry-After"]) == (429, "1")
    assert slowed.headers["Content-Type"] == "application/problem+json"
    assert slowed.json()["type"] == "/problems/too-many-failures"
    assert "۱ ثانیه" in slowed.json()["detail"]
    outside.ground.clock.move(seconds=1)
    assert follow(outside, NOBODYS).status_code == 404
    assert follow(outside, NOBODYS).headers["Retry-After"] == "2"


def test_while_slowed_a_right_code_is_not_told_from_a_wrong_one(outside: Outside) -> None:
    code = outside.ground.register()
    guess(outside, ONE.free)
    assert follow(outside, code).status_code == 429
    assert follow(outside, NOBODYS).json() == follow(outside, code).json()
    outside.ground.clock.move(minutes=16)
    assert follow(outside, code).status_code == 200


def test_another_user_and_another_channel_are_not_slowed(outside: Outside) -> None:
    guess(outside, ONE.free)
    assert follow(outside, NOBODYS).status_code == 429
    assert follow(outside, NOBODYS, user="user-2").status_code == 404
    assert follow(outside, NOBODYS, channel=Channel.SITE).status_code == 404


def test_a_channel_whose_users_all_guess_is_slowed_as_a_whole(outside: Outside) -> None:
    for number in range(MANY.free // ONE.free):
        guess(outside, ONE.free, user=f"user-{number}")
    assert follow(outside, NOBODYS, user="another").headers["Retry-After"] == "1"
    assert follow(outside, NOBODYS, user="another", channel=Channel.SITE).status_code == 404


def test_who_guesses_national_ids_is_slowed_whatever_the_call(outside: Outside) -> None:
    code = outside.ground.register()
    for _ in range(ONE.free):
        assert outside.act("POST", code, "withdrawal", {}, actor=STRANGER).status_code == 403
    for method, what in (
        ("GET", "terms"),
        ("POST", "consent"),
        ("GET", "certificate"),
        ("POST", "withdrawal"),
    ):
        assert outside.act(method, code, what, {"agrees": True}, actor=SUBSCRIBER).status_code == 429
    assert outside.hand_in(code, "national-card").status_code == 429


def test_a_registration_is_never_refused_for_guesses(outside: Outside) -> None:
    guess(outside, ONE.free + 1)
    assert outside.apply().status_code == 201


def test_nobody_s_mobile_is_flooded_with_sms_of_registrations(outside: Outside) -> None:
    for number in range(FLOOD.free + 1):
        bill_id = BillId.compose(50_000_001 + number, "036")
        answer = outside.apply(an_application(bill_id=bill_id), f"key-{number}")
        assert answer.status_code == (201 if number < FLOOD.free else 429)
    assert answer.json()["type"] == "/problems/too-many-registrations"
    assert answer.headers["Retry-After"] == "1"
    other = an_application(bill_id=BillId.compose(60_000_001, "036"), applicant__mobile="09120000009")
    assert outside.apply(other, "key-other").status_code == 201
    outside.ground.clock.move(seconds=1)
    assert outside.apply(an_application(bill_id=bill_id), "key-again").status_code == 201


def test_who_tries_keys_is_slowed_and_who_has_one_is_not(outside: Outside) -> None:
    def try_key(key: str) -> requests.Response:
        headers = {"Authorization": f"Bearer {key}", "X-Channel-User": "user-1"}
        return requests.get(f"{outside.url}/api/v1/requests/{NOBODYS}", headers=headers, timeout=PATIENCE)

    answers = [try_key(f"guess-{number}").status_code for number in range(ONE.free + 1)]
    assert answers == [401] * ONE.free + [429]
    assert try_key("guess").headers["Retry-After"] == "1"
    assert try_key(key_of(Channel.APP)).status_code == 404


def test_who_tries_signatures_is_slowed_and_a_payment_is_not(outside: Outside) -> None:
    code = outside.ground.register()
    outside.ground.to_the_payment(code)
    notice = outside.a_notice(code)
    answers = [outside.tell_payment(notice, secret="guess").status_code for _ in range(ONE.free + 1)]
    assert answers == [401] * ONE.free + [429]
    assert outside.tell_payment(notice).status_code == 202


def test_processes_that_serve_the_same_records_count_together(
    outside: Outside, api_stage: Stage, parts: Parts
) -> None:
    guess(outside, ONE.free)
    api_stage.app = create_app(parts)
    assert follow(outside, NOBODYS).status_code == 429


def test_who_tries_codes_of_certificates_is_slowed_with_a_page(outside: Outside) -> None:
    url = f"{outside.url}/verify/{NOBODYS}"
    answers = [requests.get(url, timeout=PATIENCE) for _ in range(ONE.free + 1)]
    assert [answer.status_code for answer in answers] == [404] * ONE.free + [429]
    assert answers[-1].headers["Retry-After"] == "1"
    assert "۱ ثانیه" in answers[-1].text


def test_a_login_that_fails_again_and_again_waits_and_the_engine_is_not_asked(
    outside: Outside, api_stage: Stage, parts: Parts
) -> None:
    asked: list[str] = []

    def identify(user: str, password: str) -> frozenset[str] | None:
        asked.append(user)
        return parts.identify(user, password)

    api_stage.app.state.parts = replace(parts, identify=identify)
    assert {log_in(outside, "finance", "wrong").status_code for _ in range(ONE.free)} == {401}
    slowed = log_in(outside, "finance", PASSWORD)
    assert (slowed.status_code, slowed.headers["Retry-After"], len(asked)) == (429, "1", ONE.free)
    assert "۱ ثانیه" in slowed.text
    assert log_in(outside, "front-desk", PASSWORD).status_code == 303
    outside.ground.clock.move(seconds=1)
    assert log_in(outside, "finance", PASSWORD).status_code == 303


def test_what_is_counted_names_nobody_and_is_forgotten_after_the_window(outside: Outside) -> None:
    guess(outside, 2)
    log_in(outside, "finance", "wrong")
    kept = rows(outside)
    assert {len(row.who) for row in kept} == {64}
    assert len({row.who for row in kept}) == 5
    outside.ground.clock.move(minutes=15)
    guess(outside, 1)
    assert {row.failed_at for row in rows(outside)} == {outside.ground.clock()}


def rows(outside: Outside) -> list[Attempt]:
    with outside.ground.act() as context:
        return context.records.attempts._session.query(Attempt).all()
