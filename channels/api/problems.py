"""How is a no said over HTTP? As `application/problem+json`, in Persian, and without what was sent."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException

from cases import refusals as of_cases
from channels import refusals as of_callers
from channels.api.complaints import Complaint, complaint
from channels.limits import TooManyFailures, TooManyRegistrations
from domain.refusals import BadInput, Refusal
from gateways.bank_signature import BadSignature, StaleSignature

STATUS: Final[Mapping[type[Refusal], int]] = {
    of_callers.NoKey: 401,
    of_callers.UnknownKey: 401,
    BadSignature: 401,
    StaleSignature: 401,
    of_callers.NotThroughThisChannel: 403,
    TooManyFailures: 429,
    TooManyRegistrations: 429,
    of_cases.NotTheApplicant: 403,
    of_cases.DocumentsNotThroughThisChannel: 403,
    of_cases.RefundAccountNotThroughThisChannel: 403,
    of_cases.UnknownCode: 404,
    of_cases.NoTerms: 404,
    of_cases.NoCertificate: 404,
    of_cases.AgreementNotInForce: 409,
    of_cases.DuplicateRequest: 409,
    of_cases.NotAsked: 409,
    of_cases.TooLate: 409,
    of_cases.AnsweredOtherwise: 409,
    of_cases.ReferenceReused: 409,
    of_cases.NoDocumentWanted: 409,
    of_cases.DocumentsInReview: 409,
    of_cases.DocumentsTooLate: 409,
    of_cases.TooManyDocuments: 409,
    of_cases.TooLateToWithdraw: 409,
    of_cases.PayoutPending: 409,
    of_cases.AccountRejected: 409,
    of_cases.NotEndedYet: 409,
    of_cases.OpinionGiven: 409,
    of_cases.SamePerson: 409,
    of_cases.NotUnmatched: 409,
    of_cases.CaseHasEnded: 409,
    of_cases.NothingToReturn: 409,
    of_cases.ReturnUnderWay: 409,
    of_cases.NotAwaitingApproval: 409,
    of_cases.DocumentTooLarge: 413,
    of_cases.NotADocument: 415,
    of_cases.IdempotencyKeyReused: 422,
    BadInput: 422,
    of_cases.BadRating: 422,
    of_cases.RepresentativeNeeded: 422,
    of_cases.RelationDoesNotFit: 422,
    of_cases.RepresentsHimself: 422,
}

HEADERS: Final = {401: {"WWW-Authenticate": "Bearer"}, 503: {"Retry-After": "10"}}

WORDS: Final[Mapping[int, tuple[str, str, str]]] = {
    400: ("unreadable", "درخواست خوانده نشد.", "بدنه را به قالب JSON با کدگذاری UTF-8 بفرستید."),
    404: ("no-such-address", "چنین نشانی‌ای نیست.", "نشانی را با شرح رابط در /docs بسنجید."),
    405: ("method-not-allowed", "این نشانی چنین فعلی ندارد.", "فعل HTTP را با شرح رابط در /docs بسنجید."),
    413: ("too-large", "درخواست بیش از اندازه بزرگ است.", "بدنه‌ی درخواست باید از ۶۴ کیلوبایت کمتر باشد."),
    415: ("not-json", "بدنه‌ی درخواست باید JSON باشد.", "سرآیند Content-Type را application/json بگذارید."),
    422: ("invalid-input", "درخواست پذیرفته نشد.", "موردهای فهرست errors را درست کنید و دوباره بفرستید."),
    500: ("fault", "در سامانه خطایی رخ داد.", "اندکی دیگر دوباره بفرستید؛ اگر ماند با ۱۵۲۱ تماس بگیرید."),
    503: (
        "records-away",
        "سامانه اکنون در دسترس نیست.",
        "اندکی دیگر همان را دوباره بفرستید؛ چیزی دو بار ثبت نمی‌شود.",
    ),
}


class Problem(BaseModel):
    """پاسخ خطا (RFC 9457)"""

    type: str = Field(description="نشانی نوع خطا: /problems/ و کد آن", examples=["/problems/too-late"])
    title: str = Field(description="خطا در یک جمله")
    status: int = Field(description="کد HTTP")
    detail: str = Field(description="آنچه این بار رخ داده است")
    remedy: str = Field(description="چه باید کرد")
    clause: str | None = Field(default=None, description="بند توافقنامه، اگر بندی تعیین کرده است")
    errors: tuple[Complaint, ...] | None = Field(
        default=None, description="موردهای نادرست، هر کدام با نام خود"
    )


class ProblemAnswer(JSONResponse):
    """A problem on its way out."""

    media_type = "application/problem+json"

    def __init__(self, problem: Problem, headers: Mapping[str, str] | None = None) -> None:
        sent = headers or HEADERS.get(problem.status)
        super().__init__(problem.model_dump(exclude_none=True), problem.status, sent)


def of_status(status: int, errors: Iterable[Complaint] | None = None) -> ProblemAnswer:
    """The problem that the HTTP status alone tells."""
    code, title, remedy = WORDS.get(status, WORDS[400])
    listed = None if errors is None else tuple(errors)
    return ProblemAnswer(
        Problem(type=_type(code), title=title, status=status, detail=title, remedy=remedy, errors=listed)
    )


def of_refusal(refusal: Refusal) -> ProblemAnswer:
    """The problem that a rule of the service tells."""
    return ProblemAnswer(
        Problem(
            type=_type(refusal.code),
            title=refusal.title,
            status=STATUS.get(type(refusal), 422),
            detail=refusal.detail,
            remedy=refusal.remedy,
            clause=refusal.clause,
        ),
        _headers(refusal),
    )


def _headers(refusal: Refusal) -> Mapping[str, str] | None:
    if isinstance(refusal, TooManyFailures):
        return {"Retry-After": str(refusal.seconds)}
    return None


def of_invalid(errors: Iterable[Mapping[str, Any]]) -> ProblemAnswer:
    """The problem with fields: 400 where a header is missing, else 422."""
    found = list(errors)
    is_without_header = any(error["type"] == "missing" and error["loc"][0] == "header" for error in found)
    return of_status(400 if is_without_header else 422, map(complaint, found))


def answer_with_problems(app: FastAPI) -> None:
    """Lets every no of the application be a problem."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(OperationalError, _records_away)


def _type(code: str) -> str:
    return f"/problems/{code}"


async def _refused(_request: Request, error: Exception) -> ProblemAnswer:
    assert isinstance(error, Refusal)  # noqa: S101
    return of_refusal(error)


async def _invalid(_request: Request, error: Exception) -> ProblemAnswer:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    return of_invalid(error.errors())


async def _http_error(_request: Request, error: Exception) -> ProblemAnswer:
    assert isinstance(error, HTTPException)  # noqa: S101
    return of_status(error.status_code)


async def _records_away(_request: Request, _error: Exception) -> ProblemAnswer:
    return of_status(503)
