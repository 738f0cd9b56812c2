"""Which documents does a case need, and may this one be handed in now? (SLA-2.1, SLA-4.1)"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Final

from cases.context import Context
from cases.identity import find_case
from cases.refusals import (
    DocumentsInReview,
    DocumentsNotThroughThisChannel,
    DocumentsTooLate,
    DocumentTooLarge,
    NoDocumentWanted,
    NotADocument,
    TooManyDocuments,
)
from cases.register import Caller
from cases.safekeeping import answer
from domain.agreement import Agreement, Right
from domain.documents import DocumentKind
from domain.persian import digits
from domain.requests import Channel, PersonKind, Relation
from records.tables import Ask, Document, Request

LARGEST: Final = 5 * 1024 * 1024
"""Bytes of one document."""

MOST: Final = 24
"""Documents of one case, replaced ones too."""

BEGINNINGS: Final[Mapping[str, bytes]] = {
    "application/pdf": b"%PDF-",
    "image/jpeg": b"\xff\xd8\xff",
    "image/png": b"\x89PNG\r\n\x1a\n",
}
"""By its first bytes a document is known, whatever its sender calls it."""

CALLED: Final = frozenset({*BEGINNINGS, "image/jpg", "application/octet-stream"})
"""What a sender may call it; a sender who means something else is mistaken."""

FITS_A_NOTICE: Final = 30


def hand_in(
    context: Context, code: str, kind: DocumentKind, content: bytes, media_type: str, caller: Caller
) -> Document:
    """Files the document, in place of an open one of its kind; the one that completes them answers the ask.

    `media_type` is what the sender calls it; what is recorded is what the bytes show. The same bytes again
    are the same document, in review too: their sender may not have heard that they came. Raises the
    refusals of `cases.refusals` that speak of documents.
    """
    judge_channel(context.agreement, caller.channel)
    shown = _media_type(content, media_type)
    request = context.records.requests.lock(find_case(context.records, code).tracking_code)
    content_hash = hashlib.sha256(content).hexdigest()
    known = context.records.documents.latest(request.tracking_code, kind)
    if known is not None and known.decision is None and known.content_hash == content_hash:
        return known
    _judge(context, request, kind)
    document = _document(context, request, kind, caller)
    document.content_hash, document.media_type, document.size = content_hash, shown, len(content)
    context.records.documents.keep(content_hash, content)
    context.records.documents.add(document)
    _answer_if_complete(context, request)
    return document


def judge_channel(agreement: Agreement, channel: Channel) -> None:
    """Refuses a channel through which the agreement takes no documents: 1521 (SLA-4.1)."""
    rights = agreement.channels.get(channel)
    if rights is None or Right.HAND_IN_DOCUMENTS not in rights.may:
        raise DocumentsNotThroughThisChannel


def required_kinds(context: Context, request: Request) -> tuple[DocumentKind, ...]:
    """What shows that the applicant may act, and what the last review asked for besides."""
    return tuple(dict.fromkeys((*_by_relation(context, request), *_asked_again(context, request))))


def missing_kinds(context: Context, request: Request) -> tuple[DocumentKind, ...]:
    """What is still to be handed in; what a review asked for can be replaced by no other kind."""
    filed = latest_documents(context, request)
    given = {kind for kind, document in filed.items() if document.decision != "rejected"}
    asked = tuple(kind for kind in _asked_again(context, request) if kind not in given)
    lacking = context.agreement.missing_documents(_by_relation(context, request), given)
    return tuple(dict.fromkeys((*lacking, *asked)))


def latest_documents(context: Context, request: Request) -> Mapping[DocumentKind, Document]:
    """The document of each kind that was handed in last."""
    filed = context.records.documents.of_case(request.tracking_code)
    return {DocumentKind.of(document.kind): document for document in filed}


def wanted_kinds(context: Context, request: Request) -> tuple[DocumentKind, ...]:
    """What may be handed in at this moment and is missing; nothing in review, after deadline or end."""
    if _refusal(context, request) is not None:
        return ()
    return missing_kinds(context, request)


def kinds_in_words(kinds: Sequence[DocumentKind]) -> str:
    """The kinds by name, or their number where the names are too long for a notice."""
    named = "، ".join(kind.title for kind in kinds)
    return named if len(named) <= FITS_A_NOTICE else f"{digits(len(kinds))} مدرک (فهرست در پیگیری)"


def _by_relation(context: Context, request: Request) -> tuple[DocumentKind, ...]:
    relation = Relation.of(request.representative_relation) if request.representative_relation else None
    return context.agreement.documents_for(relation, PersonKind.of(request.applicant_kind))


def _asked_again(context: Context, request: Request) -> tuple[DocumentKind, ...]:
    review = context.records.documents.review(request.tracking_code)
    return tuple(map(DocumentKind.of, review.kinds)) if review is not None else ()


def _media_type(content: bytes, called: str) -> str:
    if len(content) > LARGEST:
        raise DocumentTooLarge
    shown = next((kind for kind, first in BEGINNINGS.items() if content.startswith(first)), None)
    if shown is None or called.partition(";")[0].strip().lower() not in CALLED:
        raise NotADocument
    return shown


def _judge(context: Context, request: Request, kind: DocumentKind) -> None:
    refusal = _refusal(context, request)
    if refusal is not None:
        raise refusal
    required = required_kinds(context, request)
    if kind not in required and context.agreement.documents.stands_for.get(kind) not in required:
        raise NoDocumentWanted
    if len(context.records.documents.of_case(request.tracking_code)) >= MOST:
        raise TooManyDocuments


def _refusal(
    context: Context, request: Request
) -> NoDocumentWanted | DocumentsInReview | DocumentsTooLate | None:
    """Why no document at all is taken now."""
    review = context.records.documents.review(request.tracking_code)
    ask = context.records.asks.latest(request.tracking_code, "documents")
    if request.ended_at is not None or (review is not None and review.decision != "asked-again"):
        return NoDocumentWanted()
    if _is_in_review(context, request, ask):
        return DocumentsInReview()
    return DocumentsTooLate() if ask is not None and _is_late(context, ask) else None


def _is_in_review(context: Context, request: Request, ask: Ask | None) -> bool:
    if ask is not None and ask.closed_at is None and ask.answered_at is not None:
        return True
    return context.records.steps.open(request.tracking_code, "review-documents") is not None


def _is_late(context: Context, ask: Ask) -> bool:
    return ask.closed_as == "expired" or (ask.closed_at is None and context.now > ask.deadline)


def _document(context: Context, request: Request, kind: DocumentKind, caller: Caller) -> Document:
    latest = context.records.documents.latest(request.tracking_code, kind)
    return Document(
        tracking_code=request.tracking_code,
        kind=kind,
        round=latest.round + 1 if latest else 1,
        channel=caller.channel,
        filed_by=caller.user,
        filed_at=context.now,
    )


def _answer_if_complete(context: Context, request: Request) -> None:
    ask = context.records.asks.open(request.tracking_code, "documents")
    if ask is not None and not missing_kinds(context, request):
        answer(context.records, request, ask, {"complete": True}, context.now)
