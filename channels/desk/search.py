"""Which requests does somebody mean who tells a number? By tracking code, bill id, national id or mobile."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, or_, select

from cases.context import Context
from cases.progress import progress_of
from channels.desk.forms import Field
from domain.identifiers import BillId, LegalNationalId, Mobile, NationalId, TrackingCode
from domain.persian import moment
from domain.refusals import BadInput
from domain.requests import Outcome
from records.repositories import Repository
from records.tables import Request

MOST: Final = 50
"""More than anybody reads; the newest come first."""

MEANINGS: Final[tuple[tuple[Callable[[str], str], Callable[[str], ColumnElement[bool]]], ...]] = (
    (TrackingCode, lambda code: Request.tracking_code == code),
    (BillId, lambda bill: Request.bill_id == bill),
    (NationalId, lambda person: _person(person)),
    (LegalNationalId, lambda person: _person(person)),
    (Mobile, lambda mobile: Request.applicant_mobile == mobile),
)


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


class RequestSearch(Repository):
    """Requests by whatever number somebody tells."""

    @classmethod
    def beside(cls, other: Repository) -> "RequestSearch":
        """In the transaction of another repository."""
        return cls(other._session)

    def where(self, condition: ColumnElement[bool]) -> Sequence[Request]:
        """The newest requests that it holds for."""
        query = select(Request).where(condition)
        return self._session.scalars(query.order_by(Request.registered_at.desc()).limit(MOST)).all()


def search(context: Context, number: str) -> list[Found]:
    """The requests of that number, the newest first. Raises `NoSuchNumber`."""
    conditions = [
        condition for read, asks in MEANINGS if (condition := _condition(read, asks, number)) is not None
    ]
    if not conditions:
        raise NoSuchNumber(field="number")
    requests = RequestSearch.beside(context.records.requests).where(or_(*conditions))
    return [_found(context, request) for request in requests]


def _condition(
    read: Callable[[str], str], asks: Callable[[str], ColumnElement[bool]], number: str
) -> ColumnElement[bool] | None:
    try:
        return asks(read(number))
    except BadInput:
        return None


def _person(national_id: str) -> ColumnElement[bool]:
    return or_(
        Request.applicant_national_id == national_id, Request.representative_national_id == national_id
    )


def _found(context: Context, request: Request) -> Found:
    return Found(
        code=request.tracking_code,
        bill_id=request.bill_id,
        status=progress_of(context.records, request).status.title,
        outcome=Outcome.of(request.outcome).title if request.outcome else None,
        registered=moment(request.registered_at),
    )
