"""How does the front desk serve who comes or calls? Look-up, a new request, and the acts on a request."""

import secrets
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, HTTPException, Path, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from cases.context import Context
from cases.documents import wanted_kinds
from cases.identity import find_case
from cases.progress import Progress, progress_of
from cases.refusals import UnknownCode
from cases.register import Caller
from channels.acts import carry_out
from channels.desk import new_request
from channels.desk.acts import ACTS, BESIDE, Act
from channels.desk.channels import AT_DESK, channel_field, channel_of
from channels.desk.forms import Filled, Rejected, Sent, sent_form, shown_again, unfit
from channels.desk.search import NUMBER, search
from channels.limits import TooManyRegistrations
from channels.pages import page
from channels.parts import Parts, TheParts
from channels.staff.gate import member_in
from channels.staff.looks import log_look
from channels.staff.rooms import Room
from channels.staff.session import Member, act_token
from channels.words import WAITS
from domain.persian import digits
from domain.refusals import Refusal
from domain.terms import Terms
from records.tables import Request as CaseRequest

SLOWED: Final = (
    "برای این شماره همراه یا این انشعاب، یا به دست شما، پی‌درپی درخواست ثبت شده است. "
    "آنچه نوشته‌اید مانده است؛ پس از {seconds} ثانیه همین فرم را دوباره بفرستید."
)

router = APIRouter(prefix="/desk", include_in_schema=False)
AtDesk = Annotated[Member, Depends(member_in(Room.DESK))]
TheForm = Annotated[Sent, Depends(sent_form)]
FormKey = Annotated[str, Path(pattern=r"^[0-9a-z-]{1,64}$")]


@router.get("")
def welcome(request: Request, member: AtDesk, parts: TheParts) -> Response:
    """Look up a request, or begin a new one."""
    return _look_up_form(request, member, parts, Filled())


@router.post("")
def look_up(request: Request, member: AtDesk, parts: TheParts, sent: TheForm) -> Response:
    """The requests of a number; it is sent in the body, so that no address holds a national id."""
    if fault := unfit(request, parts, sent):
        return _look_up_form(request, member, parts, fault)
    number = sent.values.get("number", "")
    try:
        found = carry_out(parts, lambda context: search(context, number))
    except Refusal as refusal:
        return _look_up_form(request, member, parts, shown_again(sent, refusal, {}))
    return page(
        "desk/found.html",
        member=member,
        found=found,
        form=Filled(sent.values),
        number=NUMBER,
        token=act_token(request, parts),
    )


@router.get("/new", dependencies=[Depends(member_in(Room.DESK))])
def begin() -> Response:
    """Gives the form a key of its own: reload, back and a second click send the same request."""
    return RedirectResponse(f"/desk/new/{secrets.token_hex(16)}", 303)


@router.get("/new/{key}")
def new_form(request: Request, key: FormKey, member: AtDesk, parts: TheParts) -> Response:
    """The empty form; a form that has done its work leads to what it registered."""
    earlier = carry_out(parts, lambda context: new_request.registered_under(context.records, key))
    return _to_registered(earlier.tracking_code) if earlier else _new_form(request, member, parts, Filled())


@router.post("/new/{key}")
def register_new(request: Request, key: FormKey, member: AtDesk, parts: TheParts, sent: TheForm) -> Response:
    """Registers the request, or shows the form again with what is wrong."""
    if fault := unfit(request, parts, sent):
        return _new_form(request, member, parts, fault)
    try:
        code = new_request.register_at_desk(parts, sent, member, key)
    except TooManyRegistrations as slowed:
        return _slowed(request, member, parts, sent, slowed.seconds)
    except (Rejected, Refusal) as no:
        return _new_form(request, member, parts, shown_again(sent, no, new_request.BESIDE))
    return _to_registered(code)


@router.get("/requests/{code}/registered")
def registered(code: str, member: AtDesk, parts: TheParts) -> Response:
    """The tracking code to be read out, and what happens next."""
    try:
        done = carry_out(parts, lambda context: new_request.confirmation(context, code))
    except UnknownCode as unknown:
        return _not_found(member, unknown)
    return page("desk/registered.html", member=member, done=done)


@router.get("/requests/{code}")
def overview(code: str, member: AtDesk, parts: TheParts, done: str = "") -> Response:
    """Where the request stands and what can be done for it; no person is named here."""
    try:
        progress = carry_out(parts, lambda context: _progress(context, code))
    except UnknownCode as unknown:
        return _not_found(member, unknown)
    said = ACTS[done].done if done in ACTS else ""
    waiting = WAITS[progress.ask.kind] if progress.ask else ""
    return page("desk/request.html", member=member, progress=progress, acts=ACTS, said=said, waiting=waiting)


@router.get("/requests/{code}/{name}")
def act_form(request: Request, code: str, name: str, member: AtDesk, parts: TheParts) -> Response:
    """The form of one act."""
    return _act_form(request, code, name, member, parts, Filled())


@router.post("/requests/{code}/{name}")
def act(request: Request, code: str, name: str, member: AtDesk, parts: TheParts, sent: TheForm) -> Response:
    """Does it, or shows the form again with what is wrong."""
    if fault := unfit(request, parts, sent):
        return _act_form(request, code, name, member, parts, fault)
    chosen = _act(name)
    try:
        carry_out(parts, lambda context: _do(context, chosen, code, member, sent))
    except UnknownCode as unknown:
        return _not_found(member, unknown)
    except (Rejected, Refusal) as no:
        return _act_form(request, code, name, member, parts, shown_again(sent, no, BESIDE))
    return RedirectResponse(f"/desk/requests/{code}?done={name}", 303)


def _do(context: Context, act: Act, code: str, member: Member, sent: Sent) -> None:
    channel = channel_of(context.agreement, act.right, AT_DESK, sent.values.get("channel", ""))
    act.carry_out(context, find_case(context.records, code).tracking_code, Caller(channel, member.user), sent)


def _act(name: str) -> Act:
    if name not in ACTS:
        raise HTTPException(404)
    return ACTS[name]


def _progress(context: Context, code: str) -> Progress:
    return progress_of(context.records, find_case(context.records, code))


def _told(context: Context, code: str, act: Act, member: Member) -> dict[str, Any]:
    """What stands above the form: where the request is, what to read out, which documents are wanted."""
    request = find_case(context.records, code)
    return {
        "progress": progress_of(context.records, request),
        "terms": _read_out(context, request, member) if act.shows_terms else None,
        "wanted": wanted_kinds(context, request) if act.brings_file else (),
    }


def _read_out(context: Context, request: CaseRequest, member: Member) -> Terms | None:
    """The announced terms; whoever opens them to read them out has looked at the case."""
    filed = context.records.terms.latest(request.tracking_code)
    if filed is None or filed.ask_id is None:
        return None
    log_look(context, request.tracking_code, member, "terms")
    return filed.terms


def _look_up_form(request: Request, member: Member, parts: Parts, form: Filled) -> HTMLResponse:
    token = act_token(request, parts)
    return page("desk/welcome.html", form.status, member=member, form=form, number=NUMBER, token=token)


def _new_form(request: Request, member: Member, parts: Parts, form: Filled) -> HTMLResponse:
    return page(
        "desk/new.html",
        form.status,
        member=member,
        form=form,
        groups=new_request.groups(parts.agreement),
        token=act_token(request, parts),
    )


def _slowed(request: Request, member: Member, parts: Parts, sent: Sent, seconds: int) -> HTMLResponse:
    said = Filled(sent.values, refusal=SLOWED.format(seconds=digits(seconds)), status=429)
    answer = _new_form(request, member, parts, said)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def _act_form(
    request: Request, code: str, name: str, member: Member, parts: Parts, form: Filled
) -> HTMLResponse:
    act = _act(name)
    try:
        told = carry_out(parts, lambda context: _told(context, code, act, member))
    except UnknownCode as unknown:
        return _not_found(member, unknown)
    return page(
        "desk/act.html",
        form.status,
        member=member,
        act=act,
        fields_shown=(channel_field(parts.agreement, act.right), *act.fields),
        form=form,
        token=act_token(request, parts),
        **told,
    )


def _to_registered(code: str) -> RedirectResponse:
    return RedirectResponse(f"/desk/requests/{code}/registered", 303)


def _not_found(member: Member, unknown: UnknownCode) -> HTMLResponse:
    return page("desk/unknown.html", 404, member=member, title=unknown.title, remedy=unknown.remedy)
