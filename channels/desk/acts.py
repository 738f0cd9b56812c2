"""What can somebody do for a request at the desk? The acts of the API, one form each (SLA-3.6, SLA-4.1)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Final

from pydantic import AfterValidator

from cases import refusals
from cases.consent import answer_terms, look_at_terms
from cases.context import Context
from cases.documents import hand_in
from cases.feedback import give_feedback
from cases.refund_account import set_refund_account
from cases.register import Caller
from cases.withdraw import withdraw
from channels.api.bodies import Remark
from channels.desk.forms import Field, Rejected, Sent, judged, nested
from channels.refusals import NotThroughThisChannel
from domain.agreement import Right
from domain.documents import DocumentKind
from domain.identifiers import Sheba
from domain.model import Frozen
from domain.requests import PersonKind, check_national_id

LONGEST_PERSONAL_ID: Final = 10
BESIDE: Final[Mapping[str, str]] = {
    NotThroughThisChannel.code: "channel",
    refusals.NotTheApplicant.code: "national_id",
    refusals.DocumentsNotThroughThisChannel.code: "channel",
    refusals.NotADocument.code: "file",
    refusals.DocumentTooLarge.code: "file",
    refusals.NoDocumentWanted.code: "kind",
    refusals.RefundAccountNotThroughThisChannel.code: "channel",
    refusals.AccountRejected.code: "sheba",
    refusals.BadRating.code: "rating",
}
"""The field that each refusal is about; the others are about the request as a whole."""

RATINGS: Final = (("5", "بسیار خوب"), ("4", "خوب"), ("3", "میانه"), ("2", "بد"), ("1", "بسیار بد"))


def _by_length(text: str) -> str:
    is_legal = sum(letter.isdecimal() for letter in text) > LONGEST_PERSONAL_ID
    return check_national_id(text, PersonKind.LEGAL if is_legal else PersonKind.NATURAL)


ActorId = Annotated[str, AfterValidator(_by_length)]
"""The id of who stands at the counter or calls: the applicant, or the representative after the review."""


class HandedIn(Frozen):
    """A document; its bytes come beside these entries."""

    kind: DocumentKind


class Answer(Frozen):
    """The answer to the announced terms."""

    national_id: ActorId
    agrees: bool


class Withdrawn(Frozen):
    """A withdrawal with the reason that was told, if any."""

    national_id: ActorId
    reason: Remark = ""


class Account(Frozen):
    """The account to which a credit is paid."""

    national_id: ActorId
    sheba: Sheba


class Opinion(Frozen):
    """A rating from 1 to 5 and what was said with it."""

    rating: int
    comment: Remark = ""


@dataclass(frozen=True)
class Act:
    """One form: what it is called, asks and promises, by which right, and what it does."""

    title: str
    says: str
    done: str
    right: Right
    fields: tuple[Field, ...]
    carry_out: Callable[[Context, str, Caller, Sent], None]
    shows_terms: bool = False

    @property
    def brings_file(self) -> bool:
        """Whether its form must be sent in parts."""
        return any(field.kind == "file" for field in self.fields)


def _hand_in(context: Context, code: str, caller: Caller, sent: Sent) -> None:
    kind = judged(HandedIn, _entered(sent)).kind
    if not sent.file:
        raise Rejected({"file": "پرونده‌ی مدرک را برگزینید."})
    hand_in(context, code, kind, sent.file, sent.media_type, caller)


def _answer(context: Context, code: str, _caller: Caller, sent: Sent) -> None:
    answer = judged(Answer, _entered(sent))
    look_at_terms(context, code, answer.national_id)
    answer_terms(context, code, answer.national_id, agrees=answer.agrees)


def _withdraw(context: Context, code: str, caller: Caller, sent: Sent) -> None:
    said = judged(Withdrawn, _entered(sent))
    withdraw(context, code, said.national_id, caller, said.reason)


def _name_account(context: Context, code: str, caller: Caller, sent: Sent) -> None:
    account = judged(Account, _entered(sent))
    set_refund_account(context, code, account.national_id, account.sheba, caller)


def _give_opinion(context: Context, code: str, caller: Caller, sent: Sent) -> None:
    opinion = judged(Opinion, _entered(sent))
    give_feedback(context, code, opinion.rating, opinion.comment, caller)


def _entered(sent: Sent) -> dict[str, object]:
    return nested({name: value for name, value in sent.values.items() if name not in ("token", "channel")})


WHO: Final = Field(
    "national_id",
    "کد ملی یا شناسه ملی کسی که اقدام می‌کند",
    "number",
    hint="متقاضی، یا نماینده‌ای که مدارکش پذیرفته شده است",
)

ACTS: Final[Mapping[str, Act]] = {
    "documents": Act(
        title="ارائه‌ی مدرک",
        says="اصل مدرک را ببینید و تصویر آن را بفرستید؛ تا پیش از بررسی می‌توان آن را جایگزین کرد.",
        done="مدرک ثبت شد.",
        right=Right.HAND_IN_DOCUMENTS,
        fields=(
            Field(
                "kind",
                "نوع مدرک",
                "choice",
                choices=tuple((kind.value, kind.title) for kind in DocumentKind),
            ),
            Field("file", "پرونده‌ی مدرک", "file", hint="PDF، JPEG یا PNG، تا ۵ مگابایت"),
        ),
        carry_out=_hand_in,
    ),
    "terms": Act(
        title="پاسخ به شرایط فنی و مالی",
        says="شرایط را برای متقاضی بخوانید و پاسخ او را ثبت کنید؛ پاسخ ثبت‌شده تغییر نمی‌کند.",
        done="پاسخ به شرایط ثبت شد.",
        right=Right.ANSWER_TERMS,
        fields=(
            WHO,
            Field(
                "agrees",
                "پاسخ",
                "choice",
                choices=(("true", "موافقت"), ("false", "عدم موافقت؛ درخواست بایگانی می‌شود")),
            ),
        ),
        carry_out=_answer,
        shows_terms=True,
    ),
    "withdrawal": Act(
        title="انصراف",
        says="انصراف تا پیش از ثبت جمع‌آوری پذیرفته می‌شود؛ غرامتی پرداخت نمی‌شود (بند ۴.۲).",
        done="انصراف ثبت شد.",
        right=Right.WITHDRAW,
        fields=(WHO, Field("reason", "علت انصراف", "area", optional=True)),
        carry_out=_withdraw,
    ),
    "refund-account": Act(
        title="شبای مشترک",
        says="شبا باید به نام خود مشترک باشد.",
        done="شبا ثبت شد.",
        right=Right.NAME_REFUND_ACCOUNT,
        fields=(WHO, Field("sheba", "شبا", "number", hint="IR و بیست‌وچهار رقم")),
        carry_out=_name_account,
    ),
    "opinion": Act(
        title="نظر",
        says="نظر پس از پایان درخواست گرفته می‌شود، از هر کس که مراجعه کرده است (بند ۱.۲).",
        done="نظر ثبت شد؛ سپاسگزاریم.",
        right=Right.GIVE_FEEDBACK,
        fields=(
            Field("rating", "امتیاز به این خدمت", "choice", choices=RATINGS),
            Field("comment", "توضیح", "area", optional=True),
        ),
        carry_out=_give_opinion,
    ),
}
"""By the last word of their address."""
