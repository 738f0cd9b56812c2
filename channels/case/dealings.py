"""What passed between the applicant and the company, beside money (SLA-1.2, SLA-3.6, SLA-4.1, SLA-4.2)?"""

from collections.abc import Iterator
from dataclasses import dataclass

from cases.context import Context
from cases.documents import latest_documents
from channels.case.documents import Links
from channels.case.rows import Rows, Section, remark
from channels.words import CALLS, DOCUMENT_DECISIONS, REPLACED, REVIEWS, WITHDRAWALS
from domain.documents import DocumentKind
from domain.persian import digits, moment
from domain.requests import Channel, Relation
from records.tables import Call, Document, Request


@dataclass(frozen=True)
class DocumentShown:
    """A document that was handed in; `link` opens it for whoever looks at the page."""

    title: str
    link: str
    rows: Rows


def documents_of(context: Context, request: Request, links: Links) -> tuple[DocumentShown, ...]:
    """All documents, the replaced ones too, each with its decision."""
    filed = context.records.documents.of_case(request.tracking_code)
    in_force = latest_documents(context, request).values()
    return tuple(
        DocumentShown(
            DocumentKind.of(document.kind).title,
            links.to(document),
            _document(document, is_replaced=document not in in_force),
        )
        for document in filed
    )


def review_of(context: Context, request: Request) -> Section:
    """The last review of the documents."""
    review = context.records.documents.review(request.tracking_code)
    if review is None:
        return Section("بررسی مدارک", ())
    asked = "، ".join(DocumentKind.of(kind).title for kind in review.kinds)
    return Section(
        "بررسی مدارک",
        (
            {
                "نتیجه": REVIEWS[review.decision],
                **({"مدارک": asked} if asked else {}),
                **remark(review.reason),
                "بررسی‌کننده": review.decided_by,
                "زمان": moment(review.decided_at),
            },
        ),
    )


def representative_of(request: Request) -> Rows:
    """Who acts for the subscriber, without their id."""
    if request.representative_relation is None:
        return {}
    return {
        "نام": request.representative_name or "",
        "نسبت": Relation.of(request.representative_relation).title,
    }


def withdrawal_of(context: Context, request: Request) -> Section:
    """The withdrawal, and what it was judged as."""
    withdrawal = context.records.withdrawals.find(request.tracking_code)
    if withdrawal is None:
        return Section("انصراف", ())
    return Section(
        "انصراف",
        (
            {
                "زمان": moment(withdrawal.submitted_at),
                "راه": Channel.of(withdrawal.channel).title,
                "ثبت‌کننده": withdrawal.submitted_by,
                **remark(withdrawal.reason),
                "رسیدگی": WITHDRAWALS[withdrawal.judged_as],
            },
        ),
    )


def opinion_of(context: Context, request: Request) -> Section:
    """What was thought of the service."""
    opinion = context.records.opinions.find(request.tracking_code)
    if opinion is None:
        return Section("نظر", ())
    return Section(
        "نظر",
        (
            {
                "امتیاز": f"{digits(opinion.rating)} از {digits(5)}",
                **remark(opinion.comment),
                "راه": Channel.of(opinion.channel).title,
                "زمان": moment(opinion.given_at),
            },
        ),
    )


def calls_of(context: Context, request: Request) -> Section:
    """The calls that were made because a notice did not arrive."""
    return Section("تماس‌ها", tuple(map(_call, _calls(context, request))))


def _calls(context: Context, request: Request) -> Iterator[Call]:
    for notice in context.records.outbox.of_case(request.tracking_code, "sms"):
        yield from context.records.calls.of_notice(request.tracking_code, notice.id)


def _document(document: Document, *, is_replaced: bool) -> Rows:
    unread = is_replaced and document.decision is None
    return {
        "نوبت": digits(document.round),
        "راه": Channel.of(document.channel).title,
        "زمان": moment(document.filed_at),
        "اندازه": f"{digits(max(1, document.size // 1024))} کیلوبایت",
        "وضعیت": REPLACED if unread else DOCUMENT_DECISIONS[document.decision],
        **({"بررسی‌کننده": document.decided_by} if document.decided_by else {}),
    }


def _call(call: Call) -> Rows:
    return {
        "نتیجه": CALLS[call.result],
        "تماس‌گیرنده": call.called_by,
        "زمان": moment(call.called_at),
        **remark(call.note),
    }
