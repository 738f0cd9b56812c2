"""Which requests does somebody mean who tells a number? By tracking code, bill id, national id or mobile."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from cases.context import Context
from cases.progress import progress_of
from channels.desk.forms import Field
from domain.identifiers import BillId, LegalNationalId, Mobile, NationalId, TrackingCode
from domain.persian import moment
from domain.refusals import BadInput
from domain.requests import Outcome
from records.tables import Request

MOST: Final = 50
"""More than anybody reads; the newest come first."""

MEANINGS: Final[tuple[tuple[Callable[[str], str], str], ...]] = (
    (TrackingCode, "tracking_code"),
    (BillId, "bill_id"),
    (NationalId, "person"),
    (LegalNationalId, "person"),
    (Mobile, "mobile"),
)
"""What a number may be, and by which name the records are asked for it."""


NUMBER: Final = Field(
    "number",
    "کد رهگیری، شناسه قبض، کد ملی یا شماره همراه",
    "number",
    hint="هر کدام را که مراجعه‌کننده دارد، با رقم‌های فارسی یا لاتین",
)


class NoSuchNumber(BadInput):
    """The number can be none of those by which a request is found."""

    code = "no-such-number"
    title = "این شماره نه کد رهگیری است، نه شناسه قبض، نه کد ملی و نه شماره همراه."
    remedy = "شماره را رقم‌به‌رقم بازبینی کنید."


@dataclass(frozen=True)
class Found:
    """A request in the list of what was found; no person is named in it."""

    code: str
    bill_id: str
    status: str
    outcome: str | None
    registered: str


def search(context: Context, number: str) -> list[Found]:
    """The requests of that number, the newest first. Raises `NoSuchNumber`."""
    meanings = {name: value for read, name in MEANINGS if (value := _read(read, number)) is not None}
    if not meanings:
        raise NoSuchNumber(field="number")
    return [_found(context, request) for request in context.records.requests.named(MOST, **meanings)]


def _read(read: Callable[[str], str], number: str) -> str | None:
    try:
        return read(number)
    except BadInput:
        return None


def _found(context: Context, request: Request) -> Found:
    return Found(
        code=request.tracking_code,
        bill_id=request.bill_id,
        status=progress_of(context.records, request).status.title,
        outcome=Outcome.of(request.outcome).title if request.outcome else None,
        registered=moment(request.registered_at),
    )
