"""What is answered? For each time its ISO form and its Jalali words, for each amount its words, no person."""

from datetime import datetime
from typing import Self

from pydantic import BaseModel, Field

from cases.context import Context
from cases.documents import wanted_kinds
from cases.feedback import Given
from cases.progress import Progress
from channels.words import WAITS
from domain.documents import DocumentKind
from domain.money import Line
from domain.persian import TEHRAN, moment, rials
from domain.requests import Outcome, Status
from records.tables import Ask, Document, FiledTerms, Request, Step


class Registration(BaseModel):
    """درخواست ثبت‌شده"""

    tracking_code: str = Field(description="کد رهگیری چهارده‌رقمی")
    registered_at: datetime
    registered_at_text: str
    status: Status
    replayed: bool = Field(description="این درخواست پیش‌تر با همین کلید ثبت شده است")

    @classmethod
    def of(cls, request: Request, *, replayed: bool) -> Self:
        """The same for a replay, which says that it is one."""
        return cls(
            tracking_code=request.tracking_code,
            registered_at=in_tehran(request.registered_at),
            registered_at_text=moment(request.registered_at),
            status=Status.REGISTERED,
            replayed=replayed,
        )


class Accepted(BaseModel):
    """پذیرفته شد"""

    status: str = "accepted"
    replayed: bool = Field(description="همین پیام پیش‌تر رسیده است")


class DocumentWanted(BaseModel):
    """مدرکی که خواسته شده است"""

    kind: DocumentKind
    title: str

    @classmethod
    def of(cls, kind: DocumentKind) -> Self:
        """The kind with its name."""
        return cls(kind=kind, title=kind.title)


class DocumentHandedIn(BaseModel):
    """مدرکی که رسید"""

    kind: DocumentKind
    title: str
    media_type: str = Field(description="گونه‌ی پرونده، چنان‌که از محتوای آن دانسته شد")
    size: int = Field(description="بایت")
    sha256: str = Field(description="چکیده‌ی محتوا")
    handed_in_at: datetime
    handed_in_at_text: str
    still_wanted: tuple[DocumentWanted, ...] = Field(description="مدرک‌هایی که هنوز نرسیده است")

    @classmethod
    def of(cls, context: Context, request: Request, document: Document) -> Self:
        """The receipt, with what is still missing."""
        kind = DocumentKind.of(document.kind)
        return cls(
            kind=kind,
            title=kind.title,
            media_type=document.media_type,
            size=document.size,
            sha256=document.content_hash,
            handed_in_at=in_tehran(document.filed_at),
            handed_in_at_text=moment(document.filed_at),
            still_wanted=tuple(map(DocumentWanted.of, wanted_kinds(context, request))),
        )


class OpinionKept(BaseModel):
    """نظر ثبت‌شده"""

    rating: int
    given_at: datetime
    given_at_text: str
    replayed: bool = Field(description="همین نظر پیش‌تر رسیده است")

    @classmethod
    def of(cls, given: Given) -> Self:
        """The receipt; the comment is not said back."""
        return cls(
            rating=given.opinion.rating,
            given_at=in_tehran(given.opinion.given_at),
            given_at_text=moment(given.opinion.given_at),
            replayed=given.replayed,
        )


class StepDone(BaseModel):
    """گامی که برداشته شده یا در دست است"""

    step: str
    title: str
    opened_at: datetime
    opened_at_text: str
    due: datetime
    due_text: str
    closed_at: datetime | None
    closed_at_text: str | None

    @classmethod
    def of(cls, context: Context, step: Step) -> Self:
        """The step, without who did it."""
        return cls(
            step=step.step,
            title=context.agreement.step(step.step).title,
            opened_at=in_tehran(step.opened_at),
            opened_at_text=moment(step.opened_at),
            due=in_tehran(step.due),
            due_text=moment(step.due),
            closed_at=step.closed_at and in_tehran(step.closed_at),
            closed_at_text=step.closed_at and moment(step.closed_at),
        )


class PaymentAsked(BaseModel):
    """پرداختی که خواسته شده است"""

    amount: int = Field(description="مبلغ به ریال")
    amount_text: str
    bill_id: str
    payment_id: str
    due: datetime
    due_text: str
    example: bool = Field(description="مبلغ از تعرفه‌ی نمونه به دست آمده و رسمی نیست")

    @classmethod
    def of(cls, context: Context, ask: Ask) -> Self | None:
        """Only while money is asked for."""
        if ask.amount is None or ask.bill_id is None or ask.payment_id is None:
            return None
        return cls(
            amount=ask.amount,
            amount_text=rials(ask.amount),
            bill_id=ask.bill_id,
            payment_id=ask.payment_id,
            due=in_tehran(ask.deadline),
            due_text=moment(ask.deadline),
            example=_is_example(context, ask),
        )


class Standing(BaseModel):
    """وضعیت درخواست، بدون نام و شناسه‌ی اشخاص"""

    tracking_code: str
    registered_at: datetime
    registered_at_text: str
    status: Status
    status_title: str
    outcome: Outcome | None
    outcome_title: str | None
    steps: tuple[StepDone, ...]
    payment: PaymentAsked | None
    documents: tuple[DocumentWanted, ...] = Field(
        description="مدرک‌هایی که اکنون می‌توان ارائه کرد و نرسیده است"
    )
    waiting_for: str | None = Field(description="آنچه از مشترک خواسته شده است")
    waiting_for_title: str | None
    due: datetime | None = Field(description="مهلت آنچه خواسته شده است")
    due_text: str | None

    @classmethod
    def of(cls, context: Context, progress: Progress) -> Self:
        """Where the case stands at this moment."""
        request, ask, due = progress.request, progress.ask, progress.due
        outcome = Outcome.of(request.outcome) if request.outcome else None
        return cls(
            tracking_code=request.tracking_code,
            registered_at=in_tehran(request.registered_at),
            registered_at_text=moment(request.registered_at),
            status=progress.status,
            status_title=progress.status.title,
            outcome=outcome,
            outcome_title=outcome and outcome.title,
            steps=tuple(StepDone.of(context, step) for step in progress.steps),
            payment=PaymentAsked.of(context, ask) if ask else None,
            documents=tuple(map(DocumentWanted.of, wanted_kinds(context, request))),
            waiting_for=ask and ask.kind,
            waiting_for_title=ask and WAITS[ask.kind],
            due=due and in_tehran(due),
            due_text=due and moment(due),
        )


class LineShown(BaseModel):
    """یک ردیف مبلغ با شیوه‌ی محاسبه‌ی آن"""

    label: str
    amount: int = Field(description="ریال؛ مثبت بدهی مشترک، منفی بستانکاری او")
    amount_text: str
    formula: str
    inputs: dict[str, str]
    tariff: str | None
    source: str
    clause: str
    rounding: str
    example: bool

    @classmethod
    def of(cls, line: Line) -> Self:
        """Everything by which the amount can be reckoned again."""
        return cls(**line.model_dump(exclude={"key"}), amount_text=rials(line.amount))


class TermsShown(BaseModel):
    """شرایط فنی و مالی اعلام‌شده"""

    round: int
    findings: tuple[str, ...] = Field(description="یافته‌های فنی")
    lines: tuple[LineShown, ...]
    total: int = Field(description="برآورد مانده به ریال؛ منفی یعنی بستانکاری مشترک")
    total_text: str
    state: str
    state_title: str
    example: bool
    due: datetime | None = Field(description="مهلت پاسخ")
    due_text: str | None
    agreed: bool | None = Field(description="پاسخی که ثبت شده است")

    @classmethod
    def of(cls, filed: FiledTerms, ask: Ask | None) -> Self:
        """The announced terms, and what was answered to them."""
        terms = filed.terms
        return cls(
            round=filed.round,
            findings=terms.findings,
            lines=tuple(map(LineShown.of, terms.lines)),
            total=terms.total,
            total_text=rials(terms.total),
            state=terms.state,
            state_title=terms.state.title,
            example=terms.example,
            due=ask and in_tehran(ask.deadline),
            due_text=ask and moment(ask.deadline),
            agreed=ask.answer["agrees"] if ask and ask.answer else None,
        )


def in_tehran(when: datetime) -> datetime:
    """The same moment on the clocks of Tehran."""
    return when.astimezone(TEHRAN)


def _is_example(context: Context, ask: Ask) -> bool:
    if ask.kind == "payment":
        return context.records.quotes.get(ask.tracking_code).quote.example
    settlement = context.records.settlements.find(ask.tracking_code)
    return settlement is not None and settlement.account.example
