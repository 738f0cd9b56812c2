"""What is a request: through which channel, from whom, where does it stand, how did it end?"""

from typing import Annotated

from pydantic import StringConstraints, ValidationInfo, field_validator

from domain.identifiers import LegalNationalId, Mobile, NationalId
from domain.identifiers.identifier import field_error
from domain.model import Frozen, cleaned
from domain.persian import one_line
from domain.refusals import BadInput
from domain.titled import Titled

PersonName = Annotated[str, StringConstraints(min_length=1, max_length=100), cleaned(one_line)]


class Channel(Titled):
    """Through which of the agreement's channels somebody reaches the company (SLA-3.1, SLA-4.1)."""

    APP = "app", "نرم‌افزار موبایل برق من"
    SITE = "site", "سایت شرکت"
    COUNTER = "counter", "دفتر پیشخوان"
    PHONE = "phone", "سامانه تلفنی ۱۵۲۱"
    IN_PERSON = "in-person", "حضوری"


KEYED_CHANNELS = (Channel.APP, Channel.SITE, Channel.COUNTER, Channel.PHONE)
"""Those whose programs hold a key, and through which requests come; the desk serves who comes in person."""


class PersonKind(Titled):
    """Of which kind the person is (SLA-2.1)."""

    NATURAL = "natural", "شخص حقیقی"
    LEGAL = "legal", "شخص حقوقی"


class Status(Titled):
    """Where a request stands, in the words shown to the subscriber."""

    REGISTERED = "registered", "ثبت‌شده"
    AWAITING_DOCUMENTS = "awaiting-documents", "در انتظار مدارک"
    AWAITING_PAYMENT = "awaiting-payment", "در انتظار پرداخت"
    AWAITING_TEST = "awaiting-test", "در نوبت آزمایش کنتور"
    AWAITING_CONSENT = "awaiting-consent", "در انتظار پاسخ مشترک"
    AWAITING_REMOVAL = "awaiting-removal", "در نوبت جمع‌آوری"
    SETTLING = "settling", "در حال تسویه‌حساب"
    ENDED = "ended", "خاتمه‌یافته"
    ARCHIVED = "archived", "بایگانی‌شده"


class Relation(Titled):
    """What a representative is to the subscriber (SLA-2.1)."""

    ATTORNEY = "attorney", "وکیل"
    LEGAL_REPRESENTATIVE = "legal-representative", "نماینده‌ی شخص حقوقی"
    LEGAL_SUCCESSOR = "legal-successor", "قائم‌مقام قانونی (وارث، ولی، قیم)"


def may_act(relation: Relation | None, kind: PersonKind) -> bool:
    """Tell whether somebody can act in that relation, or the applicant without one, for that kind of person.

    A legal person acts through somebody; a natural one has no legal person's representative (SLA-2.1).
    """
    if kind is PersonKind.LEGAL:
        return relation is not None
    return relation is not Relation.LEGAL_REPRESENTATIVE


class Representative(Frozen):
    """Who acts for the subscriber, and by which right."""

    relation: Relation
    national_id: NationalId
    name: PersonName


class Outcome(Titled):
    """How a request ended; only `served` is what it asked for (SLA-7.1)."""

    SERVED = "served", "جمع‌آوری انشعاب و تسویه‌حساب"
    NOT_ELIGIBLE = "not-eligible", "مشمول نبودن درخواست"
    DOCUMENTS_REJECTED = "documents-rejected", "پذیرفته نشدن مدارک"
    PAYMENT_EXPIRED = "payment-expired", "پرداخت نشدن هزینه"
    TERMS_REFUSED = "terms-refused", "عدم موافقت مشترک"
    NO_ANSWER = "no-answer", "پاسخ ندادن مشترک"
    WITHDRAWN = "withdrawn", "انصراف متقاضی"
    NO_ACCESS = "no-access", "فراهم نشدن دسترسی"


def national_id_of(kind: PersonKind, text: str) -> str:
    """The national id by the rule of that kind of person; refuses with the `BadInput` of that rule."""
    return NationalId(text) if kind is PersonKind.NATURAL else LegalNationalId(text)


class Applicant(Frozen):
    """Who asks for the removal; may be somebody else than the subscriber, which is judged later (SLA-2.1)."""

    kind: PersonKind
    national_id: str
    name: PersonName
    mobile: Mobile

    @field_validator("national_id")
    @classmethod
    def _by_its_kind(cls, text: str, info: ValidationInfo) -> str:
        return check_national_id(text, info.data.get("kind"))


def check_national_id(text: str, kind: PersonKind | None) -> str:
    """For a model's field: the national id, or its refusal as an error of that field.

    Without a kind, which is then an error of its own, there is no rule to judge by.
    """
    if kind is None:
        return text
    try:
        return national_id_of(kind, text)
    except BadInput as refusal:
        raise field_error(refusal) from None
