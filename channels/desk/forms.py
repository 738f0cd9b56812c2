"""What is a form of the desk made of, and what does it say about an entry that is not accepted?

It is plain HTML: judged here, shown again as it was filled in, each fault beside its field.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeVar

from fastapi import Request
from pydantic import ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from channels.api.complaints import complaint
from channels.parts import Parts
from channels.staff.session import is_own_act
from domain.model import Frozen
from domain.refusals import BadInput, Refusal

Body = TypeVar("Body", bound=Frozen)
Kind = Literal["text", "number", "choice", "area", "file", "check"]

FOREIGN: Final = "این فرم از نشست کنونی شما نیامده است؛ آن را دوباره بفرستید."
TOO_LARGE: Final = "آنچه فرستاده شد بیش از اندازه بزرگ است."
UNREADABLE: Final = "آنچه فرستاده شد خوانده نشد؛ فرم را دوباره پر کنید."

OWN_WORDS: Final[Mapping[str, str]] = {
    "missing": "این مورد پر نشده است.",
    "enum": "یکی از گزینه‌ها را برگزینید.",
    "literal-error": "بدون این تأیید درخواست ثبت نمی‌شود.",
}
"""What the API says to programs is said otherwise to people who fill in a form."""


@dataclass(frozen=True)
class Field:
    """A field as it is shown; a `number` is typed from left to right, in any digits."""

    name: str
    label: str
    kind: Kind = "text"
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    optional: bool = False


@dataclass(frozen=True)
class Sent:
    """What a browser sent; `fault` says why nothing of it could be read, with the HTTP status of that."""

    values: Mapping[str, str] = field(default_factory=dict)
    file: bytes = b""
    media_type: str = ""
    fault: str = ""
    status: int = 200


@dataclass(frozen=True)
class Filled:
    """How a form is shown: what was entered, what is wrong with a field, and what with the whole."""

    values: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    refusal: str = ""
    clause: str | None = None
    status: int = 200


class Rejected(Exception):
    """Entries that cannot be right, each with what to do about it."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        self.faults = faults


async def sent_form(request: Request) -> Sent:
    """A dependency: the fields of the form, and the file where one came along.

    The body is read whole before it is taken apart: one that is too large leaves no half-written file.
    """
    try:
        await request.body()
        async with request.form(max_files=1, max_fields=50) as form:
            return await _sent(form)
    except HTTPException as refused:
        too_large = refused.status_code == 413
        return Sent(fault=TOO_LARGE if too_large else UNREADABLE, status=refused.status_code)


async def _sent(form: FormData) -> Sent:
    values = {name: value for name, value in form.items() if isinstance(value, str)}
    for value in form.values():
        if isinstance(value, UploadFile):
            return Sent(values, await value.read(), value.content_type or "")
    return Sent(values)


def unfit(request: Request, parts: Parts, sent: Sent) -> Filled | None:
    """Why the form is not even judged: it could not be read, or was not given to this session."""
    if sent.fault:
        return Filled(refusal=sent.fault, status=sent.status)
    if not is_own_act(request, parts, sent.values.get("token", "")):
        return Filled(sent.values, refusal=FOREIGN, status=403)
    return None


def judged(body: type[Body], entered: Mapping[str, Any]) -> Body:
    """The entries as facts. Raises `Rejected`."""
    try:
        return body.model_validate(entered)
    except ValidationError as error:
        raise Rejected(dict(map(_fault, error.errors()))) from None


def nested(values: Mapping[str, str]) -> dict[str, Any]:
    """Entries named `outer.inner` as one object in the other; what was left empty was not entered."""
    entered: dict[str, Any] = {}
    for name, value in values.items():
        outer, _, inner = name.partition(".")
        if not value.strip():
            continue
        if inner:
            entered.setdefault(outer, {})[inner] = value
        else:
            entered[outer] = value
    return entered


def shown_again(sent: Sent, no: Rejected | Refusal, beside: Mapping[str, str]) -> Filled:
    """The form as it was filled in; `beside` names the field that a refusal of that code is about."""
    if isinstance(no, Rejected):
        return Filled(sent.values, faults=no.faults, status=422)
    name = beside.get(no.code) or (no.field if isinstance(no, BadInput) else None)
    if name:
        return Filled(sent.values, faults={name: _sentence(no)}, clause=no.clause, status=422)
    return Filled(sent.values, refusal=_sentence(no), clause=no.clause, status=409)


def _fault(error: Any) -> tuple[str, str]:
    told = complaint({**error, "loc": ("body", *error["loc"])})
    return told.field, OWN_WORDS.get(told.code) or f"{told.message} {told.remedy}"


def _sentence(refusal: Refusal) -> str:
    return f"{refusal.detail} {refusal.remedy}"
