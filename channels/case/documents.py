"""How do staff open a document? By a link that works for one member and a short while (SLA-4.1)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from itsdangerous import BadSignature, URLSafeSerializer

from cases.context import Context
from cases.identity import find_case
from cases.refusals import UnknownCode
from channels.parts import Parts
from channels.staff.session import Member
from records.tables import Document

LASTS: Final = timedelta(minutes=15)
"""As long as a review takes; then the page of the case is opened again."""

SUFFIXES: Final = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


class StaleLink(Exception):
    """The link is forged, too old, or was made for another member."""


@dataclass(frozen=True)
class OpenedDocument:
    """The bytes as they were handed in; `name` is made of kind and round, not of what a sender called it."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Links:
    """Makes links to documents for one member, from one moment on."""

    secret: str
    member: Member
    now: datetime

    def to(self, document: Document) -> str:
        """The address at which this member may open the document."""
        said = {
            "code": document.tracking_code,
            "kind": document.kind,
            "round": document.round,
            "user": self.member.user,
            "until": (self.now + LASTS).isoformat(),
        }
        return f"/cases/{document.tracking_code}/documents/{_signer(self.secret).dumps(said)}"


def open_document(context: Context, parts: Parts, code: str, link: str, member: Member) -> OpenedDocument:
    """The document behind the link of that member. Raises `StaleLink` and `UnknownCode`."""
    said = _read(parts, link)
    if said["user"] != member.user or said["code"] != code:
        raise StaleLink
    if context.now >= datetime.fromisoformat(said["until"]):
        raise StaleLink
    return _found(context, code, said["kind"], int(said["round"]))


def _read(parts: Parts, link: str) -> dict[str, str]:
    try:
        said: dict[str, str] = _signer(parts.session_secret).loads(link)
    except BadSignature as forged:
        raise StaleLink from forged
    return said


def _found(context: Context, code: str, kind: str, number: int) -> OpenedDocument:
    filed = context.records.documents.of_case(find_case(context.records, code).tracking_code)
    for document in filed:
        if (document.kind, document.round) == (kind, number):
            return OpenedDocument(
                name=f"{kind}-{number}.{SUFFIXES[document.media_type]}",
                media_type=document.media_type,
                content=context.records.documents.content(document.content_hash),
            )
    raise UnknownCode


def _signer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="document")
