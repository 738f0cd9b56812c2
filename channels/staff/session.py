"""Which member of the staff is this? Told by a signed cookie that a page's script cannot read."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from fastapi import Request, Response
from itsdangerous import BadSignature, URLSafeSerializer

from channels.parts import Parts
from domain.groups import Group

COOKIE: Final = "barchin-session"
FORM_COOKIE: Final = "barchin-form"
LASTS: Final = timedelta(hours=8)
"""A working day; then the name and password are asked for again."""


@dataclass(frozen=True)
class Member:
    """One of the staff, with the groups that the engine knew at login."""

    user: str
    groups: frozenset[str]

    @property
    def said(self) -> str:
        """How a page calls the member: by groups of the agreement; who is in none, by the account."""
        return "، ".join(group.title for group in Group if group in self.groups) or self.user


def log_in(response: Response, parts: Parts, member: Member) -> None:
    """Lets the browser name the member from now on."""
    until = parts.clock() + LASTS
    said = {"user": member.user, "groups": sorted(member.groups), "until": until.isoformat()}
    _set(response, parts, COOKIE, _signer(parts).dumps(said))


def log_out(response: Response) -> None:
    """Lets the browser forget the member."""
    response.delete_cookie(COOKIE)


def member_of(request: Request, parts: Parts) -> Member | None:
    """Who is logged in; nobody where the cookie is missing, forged or too old."""
    try:
        said = _signer(parts).loads(request.cookies.get(COOKIE, ""))
    except BadSignature:
        return None
    if parts.clock() >= datetime.fromisoformat(said["until"]):
        return None
    return Member(said["user"], frozenset(said["groups"]))


def form_token(request: Request) -> str:
    """The token that the login form carries beside its cookie, so that no other site can send it."""
    return request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(16)


def keep_form_token(response: Response, parts: Parts, token: str) -> None:
    """Sends the cookie that the form's token is compared with."""
    _set(response, parts, FORM_COOKIE, token)


def is_our_form(request: Request, token: str) -> bool:
    """Whether the form was sent from our own page."""
    kept = request.cookies.get(FORM_COOKIE, "")
    return kept != "" and hmac.compare_digest(kept.encode(), token.encode())


def act_token(request: Request, parts: Parts) -> str:
    """What every form of a session carries, so that no other site and no other session can send it."""
    session = request.cookies.get(COOKIE, "")
    return hmac.new(parts.session_secret.encode(), session.encode(), "sha256").hexdigest()


def is_own_act(request: Request, parts: Parts, token: str) -> bool:
    """Whether the form was given to this very session."""
    return hmac.compare_digest(act_token(request, parts).encode(), token.encode())


def _signer(parts: Parts) -> URLSafeSerializer:
    return URLSafeSerializer(parts.session_secret, salt=COOKIE)


def _set(response: Response, parts: Parts, name: str, value: str) -> None:
    response.set_cookie(
        name, value, httponly=True, samesite="strict", secure=parts.public_url.startswith("https:")
    )
