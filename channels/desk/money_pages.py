"""How does finance deal with money that waits? A list, and one form for each act."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from cases.context import Context
from cases.refusals import UnknownCode
from channels.acts import carry_out
from channels.case.rows import Rows
from channels.desk.forms import Filled, Rejected, Sent, sent_form, shown_again, unfit
from channels.desk.money import (
    BESIDE,
    MONEY_ACTS,
    MoneyAct,
    MoneyView,
    NoSuchMoney,
    money_view,
    shown_payouts,
)
from channels.pages import page
from channels.parts import Parts, TheParts
from channels.staff.gate import member_in
from channels.staff.looks import log_look
from channels.staff.rooms import Room
from channels.staff.session import Member, act_token
from domain.refusals import Refusal

router = APIRouter(prefix=Room.MONEY.href, include_in_schema=False)
InMoney = Annotated[Member, Depends(member_in(Room.MONEY))]


@router.get("")
def show_money(member: InMoney, parts: TheParts, done: str = "") -> Response:
    """What waits for finance, and what waits for the bank; the look at each account is logged with it."""
    said = MONEY_ACTS[done].done if done in MONEY_ACTS else ""

    def look(context: Context) -> MoneyView:
        _log_looks(context, member)
        return money_view(context)

    return page("desk/money.html", member=member, view=carry_out(parts, look), said=said)


@router.get("/{name}/{key}")
def money_form(request: Request, name: str, key: str, member: InMoney, parts: TheParts) -> Response:
    """The form of one act on that money."""
    return _form(request, name, key, member, parts, Filled())


@router.post("/{name}/{key}")
def act_on_money(
    request: Request,
    name: str,
    key: str,
    member: InMoney,
    parts: TheParts,
    sent: Annotated[Sent, Depends(sent_form)],
) -> Response:
    """Does it, or shows the form again with what is wrong."""
    if fault := unfit(request, parts, sent):
        return _form(request, name, key, member, parts, fault)
    act = _act(name)
    try:
        carry_out(parts, lambda context: act.carry_out(context, key, member.user, sent))
    except (Rejected, Refusal) as no:
        return _form(request, name, key, member, parts, shown_again(sent, no, BESIDE))
    return RedirectResponse(f"{Room.MONEY.href}?done={name}", 303)


def _act(name: str) -> MoneyAct:
    if name not in MONEY_ACTS:
        raise HTTPException(404)
    return MONEY_ACTS[name]


def _log_looks(context: Context, member: Member, key: str | None = None) -> None:
    for payout in shown_payouts(context, key):
        log_look(context, payout.tracking_code, member, f"payout {payout.id}")


def _form(request: Request, name: str, key: str, member: Member, parts: Parts, form: Filled) -> HTMLResponse:
    act = _act(name)

    def look(context: Context) -> Rows:
        _log_looks(context, member, key)
        return act.facts(context, key)

    try:
        facts = carry_out(parts, look)
    except (NoSuchMoney, UnknownCode) as gone:
        return page("desk/gone.html", 404, member=member, title=gone.title, remedy=gone.remedy)
    return page(
        "desk/money_act.html",
        form.status,
        member=member,
        act=act,
        facts=facts,
        form=form,
        token=act_token(request, parts),
    )
