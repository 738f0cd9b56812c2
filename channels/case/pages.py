"""How do staff get to a case, and what do they meet on the way? Login, search, the page of a case."""

from typing import Annotated

import structlog
from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from cases.context import Context
from cases.identity import find_case
from cases.refusals import UnknownCode
from channels.acts import carry_out
from channels.case.roles import Part, seen_by
from channels.case.session import (
    Member,
    form_token,
    is_our_form,
    keep_form_token,
    log_in,
    log_out,
    member_of,
)
from channels.case.view import CaseView, view_of
from channels.pages import page
from channels.parts import Parts, TheParts
from domain.groups import Group
from domain.identifiers import TrackingCode
from domain.refusals import BadInput
from engine.client import EngineAway
from records.tables import Look

WRONG = "نام کاربری یا گذرواژه درست نیست."
AWAY = "شناسایی کارکنان اکنون ممکن نیست؛ اندکی دیگر دوباره تلاش کنید."
FOREIGN = "این فرم از صفحه‌ی ورود ما نیامده یا کهنه شده است؛ دوباره وارد شوید."

log = structlog.get_logger()
router = APIRouter(include_in_schema=False)


@router.get("/login")
def ask_for_login(request: Request, parts: TheParts, case: str = "") -> Response:
    """The form; `case` is where its sender wants to go."""
    return _login_form(request, parts, case)


@router.post("/login")
def enter(
    request: Request,
    parts: TheParts,
    user: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    token: Annotated[str, Form()] = "",
    case: Annotated[str, Form()] = "",
) -> Response:
    """Lets the engine judge name and password."""
    if not is_our_form(request, token):
        return _login_form(request, parts, case, FOREIGN, 403)
    try:
        groups = parts.identify(user, password) if user and password else None
    except EngineAway:
        return _login_form(request, parts, case, AWAY, 503)
    if groups is None:
        return _login_form(request, parts, case, WRONG, 401)
    response = RedirectResponse(_way_to(case), 303)
    log_in(response, parts, Member(user, groups))
    return response


@router.post("/logout")
def leave() -> Response:
    """Ends the session on this browser."""
    response = RedirectResponse("/login", 303)
    log_out(response)
    return response


@router.get("/cases")
def find(request: Request, parts: TheParts, code: str = "") -> Response:
    """The form that asks for a tracking code, and the way from it to the case."""
    member = member_of(request, parts)
    if member is None:
        return RedirectResponse("/login", 303)
    if not code:
        return _search_form(member)
    way = _way_to(code)
    return _search_form(member, UnknownCode.title, 404) if way == "/cases" else RedirectResponse(way, 303)


@router.get("/cases/{code}")
def show(request: Request, code: str, parts: TheParts) -> Response:
    """The case, as far as the member's groups may see it; the look is logged with it."""
    member = member_of(request, parts)
    if member is None:
        return RedirectResponse(_login_way(code), 303)
    seen = seen_by(member.groups)
    if not seen:
        log.warning("case page refused", user=member.user)
        return page("refused.html", 403, member=member)
    return _shown(parts, code, member, seen)


def _shown(parts: Parts, code: str, member: Member, seen: frozenset[Part]) -> Response:
    try:
        view = carry_out(parts, lambda context: _look(context, code, member, seen))
    except UnknownCode as unknown:
        return _search_form(member, unknown.title, 404)
    return page("case.html", view=view, member=member, groups=_titles(member))


def _look(context: Context, code: str, member: Member, seen: frozenset[Part]) -> CaseView:
    request = find_case(context.records, code)
    context.records.looks.add(
        Look(tracking_code=request.tracking_code, user=member.user, looked_at=context.now)
    )
    return view_of(context, request, seen)


def _titles(member: Member) -> list[str]:
    return [group.title for group in Group if group in member.groups]


def _login_form(
    request: Request, parts: Parts, case: str, fault: str = "", status: int = 200
) -> HTMLResponse:
    token = form_token(request)
    response = page("login.html", status, token=token, case=case, fault=fault)
    keep_form_token(response, parts, token)
    return response


def _search_form(member: Member, fault: str = "", status: int = 200) -> HTMLResponse:
    return page("search.html", status, member=member, fault=fault)


def _way_to(code: str) -> str:
    """Only ever to one of our own pages."""
    try:
        return f"/cases/{TrackingCode(code)}"
    except BadInput:
        return "/cases"


def _login_way(code: str) -> str:
    way = _way_to(code)
    return f"/login?case={way.removeprefix('/cases/')}" if way != "/cases" else "/login"
