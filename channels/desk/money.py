"""What can finance do with money that waits? Place it, or return it with four eyes (SLA-7.1)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from cases import refusals
from cases.context import Context
from cases.identity import find_case
from cases.unmatched import (
    approve_return,
    awaiting_approval,
    decline_return,
    place,
    return_money,
    return_what_is_left,
    to_return,
    unmatched_money,
    waiting_to_be_returned,
)
from channels.api.bodies import Remark
from channels.case.money import payout_state
from channels.case.rows import Rows
from channels.desk.forms import Field, Sent, judged, nested
from channels.words import PAYOUT_PURPOSES
from domain.identifiers import Sheba, TrackingCode
from domain.model import Frozen
from domain.persian import digits, moment, rials
from domain.refusals import Refusal
from records.tables import Payment, Payout

BESIDE: Final[Mapping[str, str]] = {
    refusals.UnknownCode.code: "tracking_code",
    refusals.CaseHasEnded.code: "tracking_code",
}


class NoSuchMoney(Refusal):
    """What the address names is not there, or was dealt with."""

    code = "no-such-money"
    title = "این وجه دیگر در فهرست نیست."
    remedy = "فهرست وجوه را تازه کنید."


class Placing(Frozen):
    """The request that the money was meant for."""

    tracking_code: TrackingCode


class Returning(Frozen):
    """The account to which the money goes back."""

    sheba: Sheba


class Declining(Frozen):
    """Why a return is not approved."""

    reason: Remark


@dataclass(frozen=True)
class MoneyAct:
    """One form of finance: what it shows of the money, asks and does."""

    title: str
    says: str
    done: str
    fields: tuple[Field, ...]
    facts: Callable[[Context, str], Rows]
    carry_out: Callable[[Context, str, str, Sent], None]


@dataclass(frozen=True)
class Listed:
    """Money in a list, with what may be done with it: the acts by name and title."""

    key: str
    rows: Rows
    acts: Mapping[str, str]


@dataclass(frozen=True)
class MoneyView:
    """The page of finance."""

    unmatched: tuple[Listed, ...]
    left: tuple[Listed, ...]
    to_approve: tuple[Listed, ...]
    on_the_way: tuple[Listed, ...]


def money_view(context: Context) -> MoneyView:
    """All money that waits for finance, or for the bank."""
    asked = awaiting_approval(context.records)
    pending = [payout for payout in shown_payouts(context) if payout.approved_by is not None]
    return MoneyView(
        unmatched=tuple(map(_unmatched, unmatched_money(context.records))),
        left=tuple(_left(context, code) for code in _left_codes(context)),
        to_approve=tuple(
            Listed(payout.id, _payout_rows(payout), _titles("approve", "decline")) for payout in asked
        ),
        on_the_way=tuple(Listed(payout.id, _payout_rows(payout), {}) for payout in pending),
    )


def shown_payouts(context: Context, key: str | None = None) -> list[Payout]:
    """The payouts on the page, or the one of that key: each shows to whose account it goes."""
    return [payout for payout in context.records.payouts.pending() if key in (None, payout.id)]


def _left_codes(context: Context) -> list[str]:
    """Without the cases whose money somebody asked to return already."""
    codes = (code for code, _ in waiting_to_be_returned(context.records))
    return [code for code in codes if not context.records.payouts.pending(code)]


def _unmatched(payment: Payment) -> Listed:
    return Listed(payment.reference, _payment_rows(payment), _titles("place", "return"))


def _left(context: Context, code: str) -> Listed:
    return Listed(code, _left_rows(context, code), _titles("return-left"))


def _titles(*names: str) -> Mapping[str, str]:
    return {name: MONEY_ACTS[name].title for name in names}


def _payment_facts(context: Context, reference: str) -> Rows:
    for payment in unmatched_money(context.records):
        if payment.reference == reference:
            return _payment_rows(payment)
    raise NoSuchMoney


def _left_facts(context: Context, code: str) -> Rows:
    return _left_rows(context, find_case(context.records, code).tracking_code)


def _payout_facts(context: Context, payout_id: str) -> Rows:
    for payout in awaiting_approval(context.records):
        if payout.id == payout_id:
            return _payout_rows(payout)
    raise NoSuchMoney


def _payment_rows(payment: Payment) -> Rows:
    return {
        "مبلغ": rials(payment.amount),
        "شماره پیگیری بانک": payment.reference,
        "شناسه قبض": digits(payment.bill_id),
        "شناسه پرداخت": digits(payment.payment_id),
        "زمان پرداخت": moment(payment.paid_at),
    }


def _left_rows(context: Context, code: str) -> Rows:
    return {"مبلغ": rials(to_return(context, code)), "کد رهگیری": digits(code)}


def _payout_rows(payout: Payout) -> Rows:
    return {
        "مبلغ": rials(payout.amount),
        "بابت": PAYOUT_PURPOSES[payout.purpose],
        "وضعیت": payout_state(payout),
        "شبا": Sheba(payout.sheba).formatted,
        **({"کد رهگیری": digits(payout.tracking_code)} if payout.tracking_code else {}),
        **({"شماره پیگیری پرداخت": payout.payment_reference} if payout.payment_reference else {}),
        "درخواست‌کننده": payout.requested_by,
        "زمان": moment(payout.filed_at),
    }


def _place(context: Context, reference: str, by: str, sent: Sent) -> None:
    place(context, reference, judged(Placing, _entered(sent)).tracking_code, by)


def _return(context: Context, reference: str, by: str, sent: Sent) -> None:
    return_money(context, reference, judged(Returning, _entered(sent)).sheba, by)


def _return_left(context: Context, code: str, by: str, sent: Sent) -> None:
    return_what_is_left(context, code, judged(Returning, _entered(sent)).sheba, by)


def _approve(context: Context, payout_id: str, by: str, _sent: Sent) -> None:
    approve_return(context, payout_id, by)


def _decline(context: Context, payout_id: str, by: str, sent: Sent) -> None:
    decline_return(context, payout_id, by, judged(Declining, _entered(sent)).reason)


def _entered(sent: Sent) -> dict[str, object]:
    return nested({name: value for name, value in sent.values.items() if name != "token"})


SHEBA: Final = Field("sheba", "شبای پرداخت‌کننده", "number", hint="IR و بیست‌وچهار رقم")

MONEY_ACTS: Final[Mapping[str, MoneyAct]] = {
    "place": MoneyAct(
        title="نسبت دادن به درخواست",
        says="وجه به حساب درخواست باز می‌رود و برای آنچه در آن خواسته شده به شمار می‌آید.",
        done="وجه به درخواست نسبت داده شد.",
        fields=(Field("tracking_code", "کد رهگیری درخواست", "number"),),
        facts=_payment_facts,
        carry_out=_place,
    ),
    "return": MoneyAct(
        title="بازگرداندن به پرداخت‌کننده",
        says="واریز پس از تأیید همکار دیگری در امور مالی انجام می‌شود.",
        done="بازگرداندن وجه درخواست شد و در انتظار تأیید همکار دیگر است.",
        fields=(SHEBA,),
        facts=_payment_facts,
        carry_out=_return,
    ),
    "return-left": MoneyAct(
        title="بازگرداندن وجه مانده",
        says="آنچه پس از پایان این درخواست مانده است بازمی‌گردد، پس از تأیید همکار دیگر.",
        done="بازگرداندن وجه درخواست شد و در انتظار تأیید همکار دیگر است.",
        fields=(SHEBA,),
        facts=_left_facts,
        carry_out=_return_left,
    ),
    "approve": MoneyAct(
        title="تأیید واریز",
        says="با تأیید شما دستور واریز به بانک می‌رود. درخواست‌کننده خود نمی‌تواند آن را تأیید کند.",
        done="واریز تأیید شد و به بانک می‌رود.",
        fields=(),
        facts=_payout_facts,
        carry_out=_approve,
    ),
    "decline": MoneyAct(
        title="رد واریز",
        says="وجه به فهرست خود برمی‌گردد.",
        done="واریز رد شد.",
        fields=(Field("reason", "علت", "area"),),
        facts=_payout_facts,
        carry_out=_decline,
    ),
}
"""By the word of their address."""
