"""What did the reviewer of a case's documents decide, and is it clear enough to act on? (SLA-4.1)"""

from collections.abc import Mapping
from typing import Final, Literal

from pydantic import Field

from cases.context import Context
from cases.documents import latest_documents, required_kinds
from cases.form_answers import LONGEST_TEXT, FormAnswers
from domain.documents import DocumentKind
from domain.model import Frozen
from domain.requests import Relation
from records.tables import DocumentReview, Request

ReviewOutcome = Literal["accepted", "asked-again", "rejected"]

DECISIONS: Final[Mapping[str | None, ReviewOutcome]] = {
    "accept": "accepted",
    "ask-again": "asked-again",
    "reject": "rejected",
}


class ReviewForm(FormAnswers):
    """The fields of `bpmn/review-documents.form`."""

    review_decision: str | None = None
    ask_power_of_attorney: bool | None = None
    ask_introduction_letter: bool | None = None
    ask_certificate_of_inheritance: bool | None = None
    ask_guardianship: bool | None = None
    ask_co_owner_consent: bool | None = None
    ask_national_card: bool | None = None
    review_reason: str | None = Field(default=None, max_length=LONGEST_TEXT)


class Review(Frozen):
    """A decision with what it needs: the kinds that are asked for again, and why."""

    decision: ReviewOutcome
    kinds: tuple[DocumentKind, ...] = ()
    reason: str = ""


def read_review(form: ReviewForm) -> tuple[Review | None, list[str]]:
    """The decision as a record, or what is unclear about it; kinds ticked beside another one do not count."""
    decision = DECISIONS.get(form.review_decision)
    reason = form.review_reason or ""
    asks_again = decision == "asked-again"
    kinds = tuple(kind for kind in DocumentKind if asks_again and getattr(form, _field(kind)))
    doubts = form.misread or [sentence for sentence, holds in _doubts(decision, kinds, reason) if holds]
    if decision is None or doubts:
        return None, doubts
    return Review(decision=decision, kinds=kinds, reason=reason), []


def file_review(context: Context, request: Request, review: Review, by: str) -> None:
    """Writes what was decided, to the review and to each document that it concerns."""
    latest = context.records.documents.review(request.tracking_code)
    context.records.documents.add(
        DocumentReview(
            tracking_code=request.tracking_code,
            round=latest.round + 1 if latest else 1,
            decision=review.decision,
            kinds=list(review.kinds),
            reason=review.reason,
            decided_by=by,
            decided_at=context.now,
        )
    )
    _decide_documents(context, request, review, by)


def review_text(context: Context, request: Request) -> str:
    """What the reviewer reads beside the form: who acts in which relation, which kinds came; no name."""
    filed = latest_documents(context, request)
    kinds = dict.fromkeys((*required_kinds(context, request), *filed))
    relation = Relation.of(request.representative_relation) if request.representative_relation else None
    rows = [f"- {kind.title}: {'ارائه شده' if kind in filed else 'ارائه نشده'}" for kind in kinds]
    return "\n".join([f"اقدام‌کننده: {relation.title if relation else 'خود مشترک'}", *rows])


def _field(kind: DocumentKind) -> str:
    return f"ask_{kind.replace('-', '_')}"


def _doubts(
    decision: ReviewOutcome | None, kinds: tuple[DocumentKind, ...], reason: str
) -> tuple[tuple[str, bool], ...]:
    return (
        ("نتیجه‌ی بررسی برگزیده نشده است.", decision is None),
        ("مدرکی که باید دوباره ارائه شود برگزیده نشده است.", decision == "asked-again" and not kinds),
        ("دلیل نوشته نشده است.", decision in ("asked-again", "rejected") and not reason),
    )


def _decide_documents(context: Context, request: Request, review: Review, by: str) -> None:
    for kind, document in latest_documents(context, request).items():
        if review.decision != "asked-again" or kind in review.kinds:
            document.decision = "accepted" if review.decision == "accepted" else "rejected"
            document.decided_by, document.decided_at = by, context.now
