"""How does a document come in? As the body of one call, read as it comes up to its limit (SLA-4.1)."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Request
from fastapi.concurrency import run_in_threadpool

from cases.context import Context
from cases.documents import BEGINNINGS, LARGEST, hand_in, judge_channel
from cases.identity import find_case
from cases.refusals import DocumentTooLarge
from cases.register import Caller
from channels.acts import carry_out
from channels.api.answers import DocumentHandedIn
from channels.api.callers import TheCaller
from channels.api.guesses import guards_cases
from channels.parts import Parts, TheParts
from domain.documents import DocumentKind

FILE: Final = {"schema": {"type": "string", "format": "binary", "maxLength": LARGEST}}
DESCRIBED: Final[dict[str, Any]] = {
    "requestBody": {"required": True, "content": dict.fromkeys(BEGINNINGS, FILE)}
}

Code = Annotated[str, Path(description="کد رهگیری چهارده‌رقمی")]
Kind = Annotated[DocumentKind, Path(description="نوع مدرک")]

router = APIRouter(prefix="/api/v1/requests", tags=["درخواست"], dependencies=[guards_cases])


@router.put("/{code}/documents/{kind}", status_code=201, summary="ارائه‌ی مدرک", openapi_extra=DESCRIBED)
async def hand_in_document(
    code: Code, kind: Kind, caller: TheCaller, request: Request, parts: TheParts
) -> DocumentHandedIn:
    """PDF، JPEG یا PNG تا ۵ مگابایت، از ثبت درخواست تا آغاز بررسی؛ از ۱۵۲۱ پذیرفته نمی‌شود (بند ۴.۱)."""
    judge_channel(parts.agreement, caller.channel)
    content = await _content(request)
    media_type = request.headers.get("content-type", "")
    return await run_in_threadpool(_file, parts, code, kind, content, media_type, caller)


async def _content(request: Request) -> bytes:
    read = bytearray()
    async for piece in request.stream():
        read += piece
        if len(read) > LARGEST:
            raise DocumentTooLarge
    return bytes(read)


def _file(
    parts: Parts, code: str, kind: DocumentKind, content: bytes, media_type: str, caller: Caller
) -> DocumentHandedIn:
    def act(context: Context) -> DocumentHandedIn:
        document = hand_in(context, code, kind, content, media_type, caller)
        return DocumentHandedIn.of(context, find_case(context.records, code), document)

    return carry_out(parts, act)
