"""What may be sent, field by field? Whatever is not named here is refused by its name."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from cases.feedback import RATINGS
from cases.pay import PaymentNotice
from cases.register import Application, judge_representative
from domain.identifiers import BillId, Mobile, NationalId, PaymentId, Sheba
from domain.identifiers.identifier import field_error
from domain.model import Frozen, cleaned
from domain.persian import one_line
from domain.refusals import BadInput
from domain.requests import Applicant, PersonKind, Relation, Representative


def _with_letters(name: str) -> str:
    if not any(letter.isalpha() for letter in name):
        raise PydanticCustomError(
            "name-without-letters",
            "{title}",
            {"title": "نام هیچ حرفی ندارد.", "remedy": "نام و نام خانوادگی یا نام شخص حقوقی را بنویسید."},
        )
    return name


Name = Annotated[
    str, StringConstraints(min_length=2, max_length=100), cleaned(one_line), AfterValidator(_with_letters)
]
Remark = Annotated[str, StringConstraints(max_length=1000), cleaned(one_line)]


class ApplicantBody(Applicant):
    """متقاضی"""

    kind: PersonKind = Field(description="natural شخص حقیقی، legal شخص حقوقی")
    national_id: str = Field(description="کد ملی ده‌رقمی یا شناسه ملی یازده‌رقمی", examples=["0076229645"])
    name: Name = Field(description="نام و نام خانوادگی یا نام شخص حقوقی", examples=["مشترک نمونه"])
    mobile: Mobile = Field(description="شماره همراه برای پیامک‌ها", examples=["09120000001"])


class RepresentativeBody(Representative):
    """نماینده‌ای که به جای مشترک اقدام می‌کند"""

    relation: Relation = Field(
        description="attorney وکیل، legal-representative نماینده‌ی شخص حقوقی، legal-successor قائم‌مقام قانونی"
    )
    national_id: NationalId = Field(description="کد ملی نماینده", examples=["1583250689"])
    name: Name = Field(description="نام و نام خانوادگی نماینده", examples=["نماینده نمونه"])


class ApplicationBody(Frozen):
    """درخواست جمع‌آوری دائم انشعاب"""

    bill_id: BillId = Field(description="شناسه قبض انشعاب", examples=["1234567803621"])
    applicant: ApplicantBody
    representative: RepresentativeBody | None = Field(
        default=None,
        validate_default=True,
        description="اگر خود مشترک اقدام نمی‌کند؛ برای شخص حقوقی لازم است. مدارک او خواسته می‌شود",
    )
    refund_sheba: Sheba | None = Field(default=None, description="شبای مشترک، اگر بستانکار شود")
    declaration: Literal[True] = Field(description="متقاضی متن تعهد را خوانده و پذیرفته است")

    @field_validator("representative")
    @classmethod
    def _fits_the_applicant(
        cls, representative: RepresentativeBody | None, info: ValidationInfo
    ) -> RepresentativeBody | None:
        """Without an applicant, which is then an error of its own, there is nobody to fit."""
        applicant = info.data.get("applicant")
        if applicant is not None:
            try:
                judge_representative(applicant, representative)
            except BadInput as refusal:
                raise field_error(refusal) from None
        return representative

    def application(self) -> Application:
        """What the service judges."""
        return Application(
            bill_id=self.bill_id,
            applicant=self.applicant,
            representative=self.representative,
            refund_sheba=self.refund_sheba,
        )


class AnswerBody(Frozen):
    """پاسخ به شرایط فنی و مالی"""

    agrees: bool = Field(strict=True, description="true موافقت، false عدم موافقت")


class WithdrawalBody(Frozen):
    """انصراف متقاضی"""

    reason: Remark = Field(default="", description="دلیل انصراف، به اختیار متقاضی")


class AccountBody(Frozen):
    """شبای مشترک برای دریافت بستانکاری"""

    sheba: Sheba = Field(description="شبای به نام مشترک", examples=["IR062960000000100324200001"])


class OpinionBody(Frozen):
    """نظر مراجعه‌کننده"""

    rating: int = Field(
        strict=True, ge=RATINGS[0], le=RATINGS[-1], description="از ۱ (بسیار بد) تا ۵ (بسیار خوب)"
    )
    comment: Remark = Field(default="", description="آنچه باید در بازبینی توافقنامه دیده شود")


class PaymentBody(Frozen):
    """پرداختی که بانک خبر می‌دهد"""

    bill_id: BillId = Field(description="شناسه قبض", examples=["1234567803621"])
    payment_id: PaymentId = Field(description="شناسه پرداخت", examples=["137950163"])
    amount: int = Field(gt=0, lt=2**53, description="مبلغ به ریال")
    paid_at: AwareDatetime = Field(
        ge=datetime(2000, 1, 1, tzinfo=UTC),
        lt=datetime(2100, 1, 1, tzinfo=UTC),
        description="زمان پرداخت، ISO 8601 با اختلاف ساعت",
    )
    reference: str = Field(
        min_length=1, max_length=64, pattern=r"^[0-9A-Za-z-]+$", description="شماره پیگیری بانک، یکتا"
    )

    def notice(self) -> PaymentNotice:
        """What the service posts."""
        return PaymentNotice(**dict(self))
