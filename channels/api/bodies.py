"""What may be sent, field by field? Whatever is not named here is refused by its name."""

import unicodedata
from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints
from pydantic_core import PydanticCustomError

from cases.pay import PaymentNotice
from cases.register import Application
from domain.identifiers import BillId, Mobile, PaymentId, Sheba
from domain.model import Frozen, cleaned
from domain.persian import tidy
from domain.requests import Applicant, PersonKind

ZWNJ = "\u200c"


def one_line(text: str) -> str:
    """The text in one line, without control characters, hidden marks and what is no character at all."""
    visible = (" " if unicodedata.category(letter) == "Cc" else letter for letter in text)
    return tidy(" ".join("".join(filter(_is_kept, visible)).split()))


def _is_kept(letter: str) -> bool:
    return letter == ZWNJ or not unicodedata.category(letter).startswith("C")


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


class ApplicantBody(Applicant):
    """متقاضی"""

    kind: PersonKind = Field(description="natural شخص حقیقی، legal شخص حقوقی")
    national_id: str = Field(description="کد ملی ده‌رقمی یا شناسه ملی یازده‌رقمی", examples=["0076229645"])
    name: Name = Field(description="نام و نام خانوادگی یا نام شخص حقوقی", examples=["مشترک نمونه"])
    mobile: Mobile = Field(description="شماره همراه برای پیامک‌ها", examples=["09120000001"])


class ApplicationBody(Frozen):
    """درخواست جمع‌آوری دائم انشعاب"""

    bill_id: BillId = Field(description="شناسه قبض انشعاب", examples=["1234567803621"])
    applicant: ApplicantBody
    refund_sheba: Sheba | None = Field(default=None, description="شبای مشترک، اگر بستانکار شود")
    declaration: Literal[True] = Field(description="متقاضی متن تعهد را خوانده و پذیرفته است")

    def application(self) -> Application:
        """What the service judges."""
        return Application(bill_id=self.bill_id, applicant=self.applicant, refund_sheba=self.refund_sheba)


class AnswerBody(Frozen):
    """پاسخ به شرایط فنی و مالی"""

    agrees: bool = Field(strict=True, description="true موافقت، false عدم موافقت")


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
