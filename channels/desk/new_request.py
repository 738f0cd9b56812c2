"""How is a request entered for somebody at the counter or on the telephone? (SLA-3.1, SLA-3.2)"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from cases.context import Context
from cases.documents import required_kinds
from cases.identity import find_case
from cases.progress import progress_of
from cases.refusals import DuplicateRequest, IdempotencyKeyReused
from cases.register import Caller, Registered, register
from channels.acts import carry_out
from channels.api.bodies import ApplicationBody
from channels.desk.channels import channel_field, channel_of
from channels.desk.forms import Field, Rejected, Sent, judged, nested
from channels.limits import CLERK, count_failure, reached_by_sms, refuse_flood, subject
from channels.parts import Parts
from channels.refusals import NotThroughThisChannel
from channels.staff.session import Member
from domain.agreement import Agreement, Right
from domain.persian import date, digits, moment
from domain.refusals import Refusal
from domain.requests import Channel, PersonKind, Relation
from records.repositories import Records
from records.tables import Request

CHANNELS: Final = (Channel.COUNTER, Channel.PHONE)
BESIDE: Final[Mapping[str, str]] = {
    DuplicateRequest.code: "bill_id",
    NotThroughThisChannel.code: "channel",
}


class FormUsed(Refusal):
    """The form has registered a request, and came again with other entries."""

    code = "form-used"
    title = "این فرم پیش‌تر درخواستی را ثبت کرده است."
    remedy = "برای درخواست دیگر، از صفحه‌ی پذیرش فرم تازه‌ای باز کنید."


@dataclass(frozen=True)
class Group:
    """Fields that belong together."""

    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Confirmation:
    """What the applicant takes away: the code to read out, what happens next, and when."""

    code: str
    spoken: tuple[str, ...]
    registered: str
    status: str
    done_by: str
    documents: tuple[str, ...]


def groups(agreement: Agreement) -> tuple[Group, ...]:
    """The fields of the form, in the order in which they are asked for."""
    return (
        Group(
            "درخواست",
            (
                channel_field(agreement, Right.REGISTER_REQUEST, CHANNELS),
                Field("bill_id", "شناسه قبض", "number", hint="سیزده رقم یا کمتر، از روی قبض برق همین انشعاب"),
            ),
        ),
        Group(
            "متقاضی",
            (
                Field(
                    "applicant.kind",
                    "نوع شخص",
                    "choice",
                    choices=tuple((kind.value, kind.title) for kind in PersonKind),
                ),
                Field("applicant.national_id", "کد ملی یا شناسه ملی", "number"),
                Field("applicant.name", "نام و نام خانوادگی یا نام شخص حقوقی"),
                Field(
                    "applicant.mobile", "شماره همراه", "number", hint="پیامک‌های درخواست به این شماره می‌رود"
                ),
            ),
        ),
        Group(
            "نماینده",
            (
                Field(
                    "representative.relation",
                    "چه کسی اقدام می‌کند",
                    "choice",
                    choices=(("", "خود مشترک"), *((one.value, one.title) for one in Relation)),
                ),
                Field("representative.national_id", "کد ملی نماینده", "number", optional=True),
                Field("representative.name", "نام نماینده", optional=True),
            ),
        ),
        Group(
            "حساب و تعهد",
            (
                Field(
                    "refund_sheba",
                    "شبای مشترک",
                    "number",
                    hint="اگر مشترک بستانکار شود به این حساب واریز می‌شود",
                    optional=True,
                ),
                Field("declaration", agreement.declaration.text, "check"),
            ),
        ),
    )


def register_at_desk(parts: Parts, sent: Sent, member: Member, key: str) -> str:
    """Registers what was entered and gives its tracking code; the same form again gives the same code.

    Raises `Rejected`, `FormUsed`, `TooManyRegistrations` and what `register` refuses.
    """
    body = _judged({name: value for name, value in sent.values.items() if name not in ("token", "channel")})
    flood = (
        *reached_by_sms(parts, body.applicant.mobile, body.bill_id),
        subject(parts, CLERK, "clerk", member.user),
    )
    refuse_flood(parts, flood)
    said = sent.values.get("channel", "")
    done = carry_out(parts, lambda context: _register(context, body, said, member, key))
    if not done.replayed:
        count_failure(parts, flood)
    return done.request.tracking_code


def _register(context: Context, body: ApplicationBody, said: str, member: Member, key: str) -> Registered:
    channel = channel_of(context.agreement, Right.REGISTER_REQUEST, CHANNELS, said)
    earlier = registered_under(context.records, key)
    if earlier is not None and earlier.channel != channel:
        raise FormUsed
    try:
        return register(context, body.application(), Caller(channel, member.user), key)
    except IdempotencyKeyReused:
        raise FormUsed from None


def registered_under(records: Records, key: str) -> Request | None:
    """The request that this form has registered already, if it has."""
    found = (records.requests.of_idempotency_key(channel, key) for channel in CHANNELS)
    return next((request for request in found if request is not None), None)


def confirmation(context: Context, code: str) -> Confirmation:
    """The page after the registration; it may be opened again at any time. Raises `UnknownCode`."""
    request = find_case(context.records, code)
    return Confirmation(
        code=request.tracking_code,
        spoken=tuple(digits(part) for part in _in_fours(request.tracking_code)),
        registered=moment(request.registered_at),
        status=progress_of(context.records, request).status.title,
        done_by=_done_by(context, request),
        documents=tuple(kind.title for kind in required_kinds(context, request)),
    )


def _judged(values: Mapping[str, str]) -> ApplicationBody:
    """What is wrong between applicant and representative stands beside the relation."""
    try:
        return judged(ApplicationBody, _entered(values))
    except Rejected as no:
        names = {"representative": "representative.relation"}
        raise Rejected({names.get(name, name): fault for name, fault in no.faults.items()}) from None


def _entered(values: Mapping[str, str]) -> dict[str, Any]:
    entered = nested(values)
    return {"applicant": {}, **entered, "declaration": "declaration" in entered}


def _in_fours(code: str) -> list[str]:
    return [code[start : start + 4] for start in range(0, len(code), 4)]


def _done_by(context: Context, request: Request) -> str:
    target = context.agreement.target_working_days
    return date(context.agreement.calendar.due(request.registered_at, target))
