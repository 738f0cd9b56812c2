"""May whoever is at the browser enter this room? Strangers are sent to the login, others told so."""

import re
from collections.abc import Callable
from typing import Final

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from channels.pages import page
from channels.parts import TheParts
from channels.staff.rooms import Room
from channels.staff.session import Member, member_of

OUR_PAGES: Final = re.compile(r"/(?:cases|desk)(?:/[0-9a-z-]+)*")
"""A login leads to these alone, never to another site."""

log = structlog.get_logger()


class NotLoggedIn(Exception):
    """Nobody is logged in; `way` is where they wanted to go."""

    def __init__(self, way: str) -> None:
        self.way = way


class NotLetIn(Exception):
    """The member's groups do not open that room."""

    def __init__(self, member: Member) -> None:
        self.member = member


def member_in(room: Room) -> Callable[[Request, TheParts], Member]:
    """A dependency: the member, if the room is open to them."""

    def member(request: Request, parts: TheParts) -> Member:
        known = member_of(request, parts)
        if known is None:
            raise NotLoggedIn(request.url.path if request.method == "GET" else "")
        if not room.lets_in(known.groups):
            log.warning("staff page refused", user=known.user, room=room)
            raise NotLetIn(known)
        return known

    return member


def guard_staff_pages(app: FastAPI) -> None:
    """Lets the rooms of the application answer those who may not enter."""
    app.add_exception_handler(NotLoggedIn, _to_login)
    app.add_exception_handler(NotLetIn, _refuse)


def login_way(way: str) -> str:
    """The address of the login that leads on to that page, if it is one of ours."""
    return f"/login?to={way}" if OUR_PAGES.fullmatch(way) else "/login"


async def _to_login(_request: Request, error: Exception) -> Response:
    assert isinstance(error, NotLoggedIn)  # noqa: S101
    return RedirectResponse(login_way(error.way), 303)


async def _refuse(_request: Request, error: Exception) -> Response:
    assert isinstance(error, NotLetIn)  # noqa: S101
    return page("refused.html", 403, member=error.member)
