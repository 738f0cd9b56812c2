"""Every address of the service, asked as everybody: whom it answers stands in the table, and nobody else.

An address without a line in the table fails: what is new is closed until somebody says for whom it is open.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import requests
from fastapi import FastAPI
from fastapi.routing import APIRoute

from channels.app import create_app
from channels.parts import Parts
from domain.documents import DocumentKind
from domain.groups import Group
from domain.requests import KEYED_CHANNELS, Channel
from tests.channels.caller import PATIENCE, Outside, an_application
from tests.channels.clerk import Clerk
from tests.ground import PDF, SUBSCRIBER
from tests.kit import SHEBA

ALL = frozenset(KEYED_CHANNELS)
NOT_BY_PHONE = ALL - {Channel.PHONE}
DESK = frozenset({Group.FRONT_DESK})
MONEY = frozenset({Group.FINANCE})
REVIEWERS = frozenset({Group.FRONT_DESK, Group.SUBSCRIBER_AFFAIRS, Group.SUPERVISION})
STRANGERS = ("camunda-admin", "front-desk-2")
CLOSED_CHANNEL = {
    "/problems/not-through-this-channel",
    "/problems/documents-not-through-this-channel",
    "/problems/refund-account-not-through-this-channel",
}


@dataclass(frozen=True)
class Keyed:
    """Open to a caller with the key of one of these channels."""

    channels: frozenset[Channel]
    body: Any = None


@dataclass(frozen=True)
class Staffed:
    """Open to the members of these groups after their login."""

    groups: frozenset[Group]


@dataclass(frozen=True)
class Secret:
    """Open to who can sign or knows the address; `status` is what others are told."""

    status: int


PUBLIC = "open to everybody"
CASE = "/api/v1/requests/{code}"

TABLE: dict[tuple[str, str], Keyed | Staffed | Secret | str] = {
    ("POST", "/api/v1/requests"): Keyed(ALL, an_application()),
    ("GET", CASE): Keyed(ALL),
    ("GET", f"{CASE}/terms"): Keyed(ALL),
    ("GET", f"{CASE}/certificate"): Keyed(ALL),
    ("POST", f"{CASE}/consent"): Keyed(ALL, {"agrees": True}),
    ("POST", f"{CASE}/withdrawal"): Keyed(ALL, {}),
    ("POST", f"{CASE}/feedback"): Keyed(ALL, {"rating": 5}),
    ("PUT", f"{CASE}/refund-account"): Keyed(NOT_BY_PHONE, {"sheba": SHEBA}),
    ("PUT", f"{CASE}/documents/{{kind}}"): Keyed(NOT_BY_PHONE, PDF),
    ("POST", "/api/v1/payments"): Secret(401),
    ("GET", "/api/v1/sms-receipts/{key}"): Secret(404),
    ("POST", "/api/v1/sms-receipts/{key}"): Secret(404),
    ("GET", "/api/v1/service-information"): PUBLIC,
    ("GET", "/service-information"): PUBLIC,
    ("GET", "/openapi.json"): PUBLIC,
    ("GET", "/docs"): PUBLIC,
    ("GET", "/verify/{code}"): PUBLIC,
    ("GET", "/health/live"): PUBLIC,
    ("GET", "/health/ready"): PUBLIC,
    ("GET", "/assets/style.css"): PUBLIC,
    ("GET", "/assets/fonts/{name}"): PUBLIC,
    ("GET", "/login"): PUBLIC,
    ("POST", "/login"): PUBLIC,
    ("POST", "/logout"): PUBLIC,
    ("GET", "/desk"): Staffed(DESK),
    ("POST", "/desk"): Staffed(DESK),
    ("GET", "/desk/new"): Staffed(DESK),
    ("GET", "/desk/new/{key}"): Staffed(DESK),
    ("POST", "/desk/new/{key}"): Staffed(DESK),
    ("GET", "/desk/requests/{code}"): Staffed(DESK),
    ("GET", "/desk/requests/{code}/registered"): Staffed(DESK),
    ("GET", "/desk/requests/{code}/{name}"): Staffed(DESK),
    ("POST", "/desk/requests/{code}/{name}"): Staffed(DESK),
    ("GET", "/desk/money"): Staffed(MONEY),
    ("GET", "/desk/money/{name}/{key}"): Staffed(MONEY),
    ("POST", "/desk/money/{name}/{key}"): Staffed(MONEY),
    ("GET", "/desk/supervision"): Staffed(frozenset({Group.SUPERVISION})),
    ("GET", "/cases"): Staffed(frozenset(Group)),
    ("GET", "/cases/{code}"): Staffed(frozenset(Group)),
    ("GET", "/cases/diagrams/{step}"): Staffed(frozenset(Group)),
    ("GET", "/cases/{code}/documents/{link}"): Staffed(REVIEWERS),
}
KEYED = [(way, door) for way, door in TABLE.items() if isinstance(door, Keyed)]
STAFFED = [(way, door) for way, door in TABLE.items() if isinstance(door, Staffed)]
SECRET = [(way, door) for way, door in TABLE.items() if isinstance(door, Secret)]


def addresses(app: FastAPI) -> set[tuple[str, str]]:
    """All that the application answers, however deep it was put in."""
    return {
        (method, way)
        for route in routes(app.routes)
        for method in (getattr(route, "methods", None) or {"MOUNT"}) - {"HEAD"}
        for way in [str(getattr(route, "path", route))]
    }


def routes(among: Any) -> Iterator[Any]:
    for route in among:
        inner = getattr(route, "original_router", None) or getattr(route, "router", None)
        if isinstance(route, APIRoute) or inner is None:
            yield route
        else:
            yield from routes(inner.routes)


def filled_in(path: str, code: str) -> str:
    kind = DocumentKind.NATIONAL_CARD.value
    return path.format(code=code, kind=kind, key="example", name="terms", link="example", step="test-meter")


def ask(
    outside: Outside, way: tuple[str, str], code: str, headers: dict[str, str], body: Any = None
) -> requests.Response:
    method, path = way
    sent: dict[str, Any] = {"data": body} if isinstance(body, bytes) else {"json": body}
    more = {"X-Channel-User": "user-1", "X-National-Id": SUBSCRIBER, "Idempotency-Key": "key-2"}
    return requests.request(
        method,
        f"{outside.url}{filled_in(path, code)}",
        headers=more | headers,
        timeout=PATIENCE,
        allow_redirects=False,
        **sent,
    )


def test_every_address_has_a_line_in_the_table_and_every_line_an_address(parts: Parts) -> None:
    assert addresses(create_app(parts)) == set(TABLE)


@pytest.mark.parametrize(("way", "door"), KEYED)
def test_without_a_key_of_ours_no_call_is_answered(
    outside: Outside, way: tuple[str, str], door: Keyed
) -> None:
    code = outside.ground.register()
    for headers in ({}, {"Authorization": "Bearer another"}, {"Authorization": "Basic dTpw"}):
        answer = ask(outside, way, code, headers, door.body)
        assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer"), headers


@pytest.mark.parametrize(("way", "door"), KEYED)
def test_a_call_is_answered_through_its_channels_alone(
    outside: Outside, way: tuple[str, str], door: Keyed
) -> None:
    code = outside.ground.register()
    for channel in KEYED_CHANNELS:
        key = {"Authorization": f"Bearer example-key-{channel}"}
        answer = ask(outside, way, code, key, door.body)
        is_closed = answer.status_code == 403 and answer.json()["type"] in CLOSED_CHANNEL
        assert is_closed == (channel not in door.channels), (channel, answer.text)
        assert answer.status_code not in (401, 405, 500)


@pytest.mark.parametrize(("way", "door"), STAFFED)
def test_a_page_is_open_to_its_groups_alone(outside: Outside, way: tuple[str, str], door: Staffed) -> None:
    code = outside.ground.register()
    for group in (*Group, *STRANGERS):
        clerk = Clerk.of(outside, group)
        path = filled_in(way[1], code)
        answer = clerk.get(path) if way[0] == "GET" else clerk.send_again(path, {"token": "x"})
        is_refused = answer.status_code == 403 and "<h1>دسترسی ندارید</h1>" in answer.text
        assert is_refused == (group not in door.groups), (group, answer.status_code)


@pytest.mark.parametrize(("way", "door"), STAFFED)
def test_a_page_of_the_staff_sends_whoever_is_not_logged_in_to_the_login(
    outside: Outside, way: tuple[str, str], door: Staffed
) -> None:
    code = outside.ground.register()
    for cookie in ("", "barchin-session=forged", "barchin-session="):
        answer = ask(outside, way, code, {"Cookie": cookie})
        assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (303, "/login")


def test_a_key_of_a_channel_opens_no_page_and_a_login_opens_no_call(outside: Outside) -> None:
    code = outside.ground.register()
    for way, _ in STAFFED:
        assert ask(outside, way, code, {"Authorization": "Bearer example-key-app"}).status_code == 303
    for group in Group:
        cookies = outside.browser(group).cookies.get_dict()
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
        for way, door in KEYED:
            assert ask(outside, way, code, sent, door.body).status_code == 401


@pytest.mark.parametrize(
    ("way", "door"), [(way, one) for way, one in TABLE.items() if isinstance(one, Secret)]
)
def test_who_knows_no_secret_is_turned_away(outside: Outside, way: tuple[str, str], door: Secret) -> None:
    signed = {"X-Key-Id": "bank-1", "X-Timestamp": "1", "X-Signature": "sha256=0"}
    path = f"{outside.url}{filled_in(way[1], '')}?messageid=1&status=1"
    answer = requests.request(
        way[0], path, headers=signed, data={"messageid": "1", "status": "1"}, timeout=PATIENCE
    )
    assert answer.status_code == door.status


@pytest.mark.parametrize("way", [way for way, door in TABLE.items() if door == PUBLIC])
def test_what_is_public_shows_nobody(outside: Outside, way: tuple[str, str]) -> None:
    code = outside.ground.register()
    outside.ground.to_the_terms(code)
    answer = ask(outside, way, code, {"X-National-Id": ""})
    assert answer.status_code in (200, 303, 403, 404)
    is_description = way[1] in ("/openapi.json", "/docs")  # its example is the number of our own example
    assert is_description or SUBSCRIBER not in answer.text
    assert "قم، خیابان نمونه" not in answer.text
