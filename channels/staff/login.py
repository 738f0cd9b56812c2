"""How do staff log in and leave? With the name and password of their task list, judged by the engine."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from channels.limits import MANY, ONE, Subject, address_of, count_failure, seconds_to_wait, subject
from channels.pages import page
from channels.parts import Parts, TheParts
from channels.staff.gate import OUR_PAGES
from channels.staff.rooms import first_page
from channels.staff.session import Member, form_token, is_our_form, keep_form_token, log_in, log_out
from domain.persian import digits
from engine.client import EngineAway

WRONG = "نام کاربری یا گذرواژه درست نیست."
AWAY = "شناسایی کارکنان اکنون ممکن نیست؛ اندکی دیگر دوباره تلاش کنید."
SLOWED = "ورود چند بار پی‌درپی ناموفق بود؛ پس از {seconds} ثانیه دوباره تلاش کنید."
FOREIGN = "این فرم از صفحه‌ی ورود ما نیامده یا کهنه شده است؛ دوباره وارد شوید."

router = APIRouter(include_in_schema=False)


@router.get("/login")
def ask_for_login(request: Request, parts: TheParts, to: str = "") -> Response:
    """The form; `to` is the page that its sender wants to reach."""
    return _login_form(request, parts, to)


@router.post("/login")
def enter(
    request: Request,
    parts: TheParts,
    user: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    token: Annotated[str, Form()] = "",
    to: Annotated[str, Form()] = "",
) -> Response:
    """Lets the engine judge name and password."""
    if not is_our_form(request, token):
        return _login_form(request, parts, to, FOREIGN, 403)
    subjects = _counted(request, parts, user)
    if seconds := seconds_to_wait(parts, subjects):
        return _slowed(request, parts, to, seconds)
    try:
        groups = parts.identify(user, password) if user and password else None
    except EngineAway:
        return _login_form(request, parts, to, AWAY, 503)
    if groups is None:
        count_failure(parts, subjects)
        return _login_form(request, parts, to, WRONG, 401)
    response = RedirectResponse(to if OUR_PAGES.fullmatch(to) else first_page(groups), 303)
    log_in(response, parts, Member(user, groups))
    return response


@router.post("/logout")
def leave() -> Response:
    """Ends the session on this browser."""
    response = RedirectResponse("/login", 303)
    log_out(response)
    return response


def _counted(request: Request, parts: Parts, user: str) -> tuple[Subject, ...]:
    """The name at this address, the name wherever it is tried, and the address whatever it tries."""
    address = address_of(request)
    return (
        subject(parts, ONE, "login", user, address),
        subject(parts, MANY, "login-name", user),
        subject(parts, MANY, "login-address", address),
    )


def _slowed(request: Request, parts: Parts, to: str, seconds: int) -> HTMLResponse:
    """The engine is not asked again meanwhile."""
    answer = _login_form(request, parts, to, SLOWED.format(seconds=digits(seconds)), 429)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def _login_form(request: Request, parts: Parts, to: str, fault: str = "", status: int = 200) -> HTMLResponse:
    token = form_token(request)
    response = page("login.html", status, token=token, to=to, fault=fault)
    keep_form_token(response, parts, token)
    return response
