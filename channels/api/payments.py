"""How does a bank tell of money? In a call signed over the very bytes that came (SLA-3.4, SLA-3.9)."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from cases.pay import receive_payment
from channels.acts import carry_out
from channels.api.answers import Accepted
from channels.api.bodies import PaymentBody
from channels.limits import ONE, address_of, guesses_counted, subject
from channels.parts import Parts, TheParts
from gateways.bank_signature import BadSignature, verify

DESCRIBED: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": PaymentBody.model_json_schema()}},
    }
}

KeyId = Annotated[str, Header(alias="X-Key-Id", description="شناسه‌ی کلید بانک")]
Timestamp = Annotated[
    str, Header(alias="X-Timestamp", description="زمان امضا، ثانیه‌ی یونیکس؛ تا ۵ دقیقه پذیرفته است")
]
Signature = Annotated[
    str, Header(alias="X-Signature", description="sha256= و HMAC-SHA256 روی زمان، نقطه و متن خام پیام")
]

router = APIRouter(prefix="/api/v1/payments", tags=["پرداخت"])


async def _signed_body(
    request: Request, parts: TheParts, key_id: KeyId, timestamp: Timestamp, signature: Signature
) -> bytes:
    body = await request.body()
    await run_in_threadpool(_judge, request, parts, (key_id, timestamp, signature), body)
    return body


def _judge(request: Request, parts: Parts, signed: tuple[str, str, str], body: bytes) -> None:
    """A signature that is right is never slowed: a payment is never refused for others' guesses."""
    key_id, timestamp, signature = signed
    try:
        verify(_secret(parts, key_id), timestamp, body, signature, parts.clock())
    except BadSignature as wrong:
        with guesses_counted(parts, [subject(parts, ONE, "signature", address_of(request))]):
            raise wrong from None


def _secret(parts: Parts, key_id: str) -> str:
    secret = parts.bank_keys.get(key_id)
    if secret is None:
        raise BadSignature
    return secret


@router.post(
    "",
    status_code=202,
    summary="خبر پرداخت از بانک",
    openapi_extra=DESCRIBED,
    responses={200: {"model": Accepted, "description": "همین پرداخت پیش‌تر رسیده است"}},
)
def tell_payment(
    body: Annotated[bytes, Depends(_signed_body)], parts: TheParts, response: Response
) -> Accepted:
    """پرداخت را ثبت می‌کند؛ پول هیچ‌گاه به سبب دیرکرد، کم و زیاد بودن یا ناشناس بودن رد نمی‌شود."""
    notice = _read(body).notice()
    replayed = carry_out(parts, lambda context: receive_payment(context, notice))
    response.status_code = 200 if replayed else 202
    return Accepted(replayed=replayed)


def _read(body: bytes) -> PaymentBody:
    try:
        return PaymentBody.model_validate_json(body, strict=True)
    except ValidationError as error:
        found = error.errors(include_input=False, include_url=False)
        raise RequestValidationError([{**one, "loc": ("body", *one["loc"])} for one in found]) from None
