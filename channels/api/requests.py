"""How is a request registered, followed, answered, and its result fetched? (SLA-3.1 to SLA-4.2, SLA-7.2)"""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from cases.consent import answer_terms, look_at_terms
from cases.context import Context
from cases.feedback import give_feedback
from cases.identity import act_for_applicant, find_case
from cases.progress import progress_of
from cases.refund_account import set_refund_account
from cases.refusals import NoCertificate
from cases.register import Caller, register
from cases.withdraw import withdraw
from channels.acts import carry_out
from channels.api.answers import Accepted, OpinionKept, Registration, Standing, TermsShown
from channels.api.bodies import AccountBody, AnswerBody, ApplicationBody, OpinionBody, WithdrawalBody
from channels.api.callers import ActorId, IdempotencyKey, TheCaller, caller_who_may, json_only
from channels.api.guesses import guards_cases
from channels.certificate import render
from channels.limits import count_failure, reached_by_sms, refuse_flood
from channels.parts import TheParts
from channels.verification import verification_url
from domain.agreement import Right
from domain.certificate import CertificateFacts

Code = Annotated[str, Path(description="کد رهگیری چهارده‌رقمی")]
follows = Depends(caller_who_may(Right.FOLLOW_REQUEST))
answers = Depends(caller_who_may(Right.ANSWER_TERMS))

router = APIRouter(prefix="/api/v1/requests", tags=["درخواست"], dependencies=[guards_cases])


@router.post("", status_code=201, summary="ثبت درخواست", dependencies=[Depends(json_only)])
def register_request(
    caller: Annotated[Caller, Depends(caller_who_may(Right.REGISTER_REQUEST))],
    key: IdempotencyKey,
    body: ApplicationBody,
    parts: TheParts,
    response: Response,
) -> Registration:
    """درخواست جمع‌آوری دائم را ثبت می‌کند و بی‌درنگ کد رهگیری می‌دهد (بندهای ۳.۱ و ۳.۲)."""
    flood = reached_by_sms(parts, body.applicant.mobile, body.bill_id)
    refuse_flood(parts, flood)
    done = carry_out(parts, lambda context: register(context, body.application(), caller, key))
    if not done.replayed:
        count_failure(parts, flood)
    response.headers["Location"] = f"{router.prefix}/{done.request.tracking_code}"
    return Registration.of(done.request, replayed=done.replayed)


@router.get("/{code}", summary="وضعیت درخواست", dependencies=[follows])
def follow_request(code: Code, parts: TheParts) -> Standing:
    """گام‌ها، آنچه از مشترک خواسته شده و مهلت آن را نشان می‌دهد؛ نام و شناسه‌ی کسی در آن نیست."""
    return carry_out(
        parts,
        lambda context: Standing.of(context, progress_of(context.records, find_case(context.records, code))),
    )


@router.get("/{code}/terms", summary="شرایط فنی و مالی", dependencies=[follows])
def show_terms(code: Code, actor: ActorId, parts: TheParts) -> TermsShown:
    """شرایط اعلام‌شده را با ریز محاسبه نشان می‌دهد؛ دیدن آن به منزله‌ی آگاهی از آن است (بند ۳.۶)."""

    def look(context: Context) -> TermsShown:
        terms = look_at_terms(context, code, actor)
        return TermsShown.of(terms, context.records.asks.find(terms.ask_id or ""))

    return carry_out(parts, look)


@router.post(
    "/{code}/consent",
    status_code=202,
    summary="پاسخ به شرایط فنی و مالی",
    dependencies=[answers, Depends(json_only)],
)
def answer_the_terms(code: Code, actor: ActorId, body: AnswerBody, parts: TheParts) -> Accepted:
    """موافقت یا عدم موافقت مشترک را تا پایان مهلت می‌پذیرد (بندهای ۳.۶ و ۳.۷)."""
    replayed = carry_out(parts, lambda context: answer_terms(context, code, actor, agrees=body.agrees))
    return Accepted(replayed=replayed)


@router.post(
    "/{code}/withdrawal", status_code=202, summary="انصراف از درخواست", dependencies=[Depends(json_only)]
)
def withdraw_request(
    code: Code,
    actor: ActorId,
    caller: Annotated[Caller, Depends(caller_who_may(Right.WITHDRAW))],
    body: WithdrawalBody,
    parts: TheParts,
) -> Accepted:
    """انصراف را تا پیش از ثبت جمع‌آوری می‌پذیرد، پس از موافقت نیز (بند ۴.۲)."""
    replayed = carry_out(parts, lambda context: withdraw(context, code, actor, caller, body.reason))
    return Accepted(replayed=replayed)


@router.put(
    "/{code}/refund-account",
    status_code=202,
    summary="اعلام شبا برای بستانکاری",
    dependencies=[Depends(json_only)],
)
def name_refund_account(
    code: Code, actor: ActorId, caller: TheCaller, body: AccountBody, parts: TheParts
) -> Accepted:
    """شبایی را که خواسته شده می‌پذیرد؛ از ۱۵۲۱ پذیرفته نمی‌شود (بند ۳.۸)."""
    replayed = carry_out(parts, lambda context: set_refund_account(context, code, actor, body.sheba, caller))
    return Accepted(replayed=replayed)


@router.post(
    "/{code}/feedback",
    status_code=201,
    summary="نظر درباره‌ی خدمت",
    dependencies=[Depends(json_only)],
    responses={200: {"model": OpinionKept, "description": "همین نظر پیش‌تر رسیده است"}},
)
def give_opinion(
    code: Code,
    caller: Annotated[Caller, Depends(caller_who_may(Right.GIVE_FEEDBACK))],
    body: OpinionBody,
    parts: TheParts,
    response: Response,
) -> OpinionKept:
    """یک نظر پس از پایان درخواست می‌گیرد، بایگانی‌شده‌ها نیز (بند ۱.۲)."""
    kept = carry_out(
        parts,
        lambda context: OpinionKept.of(give_feedback(context, code, body.rating, body.comment, caller)),
    )
    response.status_code = 200 if kept.replayed else 201
    return kept


@router.get(
    "/{code}/certificate",
    summary="گواهی نتیجه",
    dependencies=[follows],
    response_class=Response,
    responses={200: {"content": {"application/pdf": {}}, "description": "گواهی"}},
)
def fetch_certificate(code: Code, actor: ActorId, parts: TheParts) -> Response:
    """گواهی نتیجه را به شکل PDF می‌دهد (بند ۷.۲)."""
    facts = carry_out(parts, lambda context: _certified(context, code, actor))
    pdf = render(facts, verification_url(parts, facts.tracking_code), parts.fonts)
    name = f"certificate-{facts.tracking_code}.pdf"
    return Response(
        pdf, media_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )


def _certified(context: Context, code: str, actor: str) -> CertificateFacts:
    request = act_for_applicant(context.records, code, actor)
    certificate = context.records.certificates.find(request.tracking_code)
    if certificate is None:
        raise NoCertificate
    return certificate.facts
