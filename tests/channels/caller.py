"""How does a test call the service from outside? As a channel, as a bank, as staff with a browser."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from typing import Any

import requests

from domain.requests import Channel
from gateways.bank_signature import sign
from tests.ground import MOBILE, PDF, SUBSCRIBER, Ground, a_connection

BANK = "bank-1"
BANK_SECRET = "example-bank-secret"
PASSWORD = "example-password"
PATIENCE = 20  # seconds


def key_of(channel: Channel) -> str:
    return f"example-key-{channel}"


def put_keys(ground: Ground) -> None:
    with ground.act() as context:
        for channel in Channel:
            context.records.keys.set(channel, sha256(key_of(channel).encode()).hexdigest(), context.now)


def an_application(**changes: Any) -> dict[str, Any]:
    """A right application; `applicant__name=…` changes a field of the applicant."""
    body: dict[str, Any] = {
        "bill_id": str(a_connection().bill_id),
        "applicant": {
            "kind": "natural",
            "national_id": SUBSCRIBER,
            "name": "مشترک نمونه",
            "mobile": MOBILE,
        },
        "declaration": True,
    }
    for name, value in changes.items():
        outer, _, inner = name.partition("__")
        if inner:
            body[outer][inner] = value
        else:
            body[outer] = value
    return body


@dataclass
class Outside:
    """The world around one running service."""

    url: str
    ground: Ground
    references: Iterator[int] = field(default_factory=lambda: count(1))

    def call(
        self, method: str, path: str, *, channel: Channel = Channel.APP, **more: Any
    ) -> requests.Response:
        headers = {"Authorization": f"Bearer {key_of(channel)}", "X-Channel-User": "user-1"}
        headers |= more.pop("headers", {})
        sent = {name: value for name, value in headers.items() if value is not None}
        return requests.request(method, f"{self.url}{path}", headers=sent, timeout=PATIENCE, **more)

    def apply(
        self, body: Any = None, key: str | None = "key-1", channel: Channel = Channel.APP
    ) -> requests.Response:
        sent = an_application() if body is None else body
        headers = {"Idempotency-Key": key}
        return self.call("POST", "/api/v1/requests", channel=channel, headers=headers, json=sent)

    def of_case(self, code: str, what: str = "", actor: str | None = None) -> requests.Response:
        return self.call("GET", f"/api/v1/requests/{code}{what}", headers={"X-National-Id": actor})

    def consent(self, code: str, agrees: Any, actor: str = SUBSCRIBER) -> requests.Response:
        path = f"/api/v1/requests/{code}/consent"
        return self.call("POST", path, headers={"X-National-Id": actor}, json={"agrees": agrees})

    def hand_in(
        self,
        code: str,
        kind: str,
        content: bytes = PDF,
        channel: Channel = Channel.APP,
        media_type: str | None = "application/pdf",
    ) -> requests.Response:
        path = f"/api/v1/requests/{code}/documents/{kind}"
        return self.call("PUT", path, channel=channel, headers={"Content-Type": media_type}, data=content)

    def act(
        self,
        method: str,
        code: str,
        what: str,
        body: Any,
        actor: str | None = SUBSCRIBER,
        channel: Channel = Channel.APP,
    ) -> requests.Response:
        """An act on a case by that person."""
        path = f"/api/v1/requests/{code}/{what}"
        return self.call(method, path, channel=channel, headers={"X-National-Id": actor}, json=body)

    def tell_payment(self, notice: Any, **signed: Any) -> requests.Response:
        """As the bank; `secret`, `at` and `key_id` let it go wrong."""
        body = notice if isinstance(notice, bytes) else json.dumps(notice).encode()
        timestamp = str(int((signed.get("at") or self.ground.clock()).timestamp()))
        headers = {
            "Content-Type": "application/json",
            "X-Key-Id": signed.get("key_id", BANK),
            "X-Timestamp": timestamp,
            "X-Signature": sign(signed.get("secret", BANK_SECRET), timestamp, body),
        }
        return requests.post(f"{self.url}/api/v1/payments", data=body, headers=headers, timeout=PATIENCE)

    def a_notice(self, code: str, **changes: Any) -> dict[str, Any]:
        """What the bank says when the case's ask is paid in full."""
        asked = self.of_case(code).json()["payment"]
        usual = {
            "bill_id": asked["bill_id"],
            "payment_id": asked["payment_id"],
            "amount": asked["amount"],
            "paid_at": self.ground.clock().isoformat(),
            "reference": f"ref-{next(self.references)}",
        }
        return usual | changes

    def browser(self, *groups: str) -> requests.Session:
        """A browser in which a member of these groups is logged in."""
        return logged_in(self.url, "+".join(groups), PASSWORD)


def logged_in(url: str, user: str, password: str) -> requests.Session:
    """A browser in which that member of the staff is logged in."""
    browser = requests.Session()
    token = _token(browser.get(f"{url}/login", timeout=PATIENCE).text)
    form = {"user": user, "password": password, "token": token}
    answer = browser.post(f"{url}/login", data=form, timeout=PATIENCE, allow_redirects=False)
    assert answer.status_code == 303
    return browser


def identify(user: str, password: str) -> frozenset[str] | None:
    """In these tests a member's name is made of the names of the groups."""
    return frozenset(user.split("+")) if password == PASSWORD else None


def _token(html: str) -> str:
    return html.partition('name="token" value="')[2].partition('"')[0]
