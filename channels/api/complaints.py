"""What is wrong with a field, in words for people? One entry for each of pydantic's errors that can occur."""

import re
from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel, Field

from domain.persian import digits

OWN_NAMES: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""Only what may be a field's name is said back: the rest was sent by somebody."""

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "missing": ("فرستاده نشده است.", "این مورد لازم است؛ آن را بفرستید."),
    "extra_forbidden": ("شناخته نمی‌شود.", "این نام را بردارید یا املای آن را با شرح رابط بسنجید."),
    "json_invalid": ("JSON درستی نیست.", "نوشتار JSON را وارسی کنید."),
    "model_type": ("باید یک شیء JSON باشد.", "مقدار را میان آکولاد و با نام فیلدها بفرستید."),
    "model_attributes_type": ("باید یک شیء JSON باشد.", "مقدار را میان آکولاد و با نام فیلدها بفرستید."),
    "string_type": ("باید متن باشد.", "مقدار را میان دو گیومه‌ی JSON بفرستید."),
    "string_too_short": ("کوتاه‌تر از {min_length} نویسه است.", "آن را کامل بنویسید."),
    "string_too_long": ("بلندتر از {max_length} نویسه است.", "آن را کوتاه‌تر بنویسید."),
    "string_pattern_mismatch": ("نویسه‌ی پذیرفته‌نشده دارد.", "شکل پذیرفتنی آن در شرح رابط آمده است."),
    "bool_type": ("باید true یا false باشد.", "مقدار را بی‌گیومه، true یا false بفرستید."),
    "literal_error": ("مقدار پذیرفتنی نیست.", "تنها مقداری که در شرح رابط آمده پذیرفته می‌شود."),
    "enum": ("از مقدارهای پذیرفتنی نیست.", "یکی از مقدارهای شرح رابط را بفرستید."),
    "int_type": ("باید عدد درست باشد.", "مبلغ را به ریال، بی‌اعشار و بی‌گیومه بفرستید."),
    "greater_than": ("کمتر از کمینه‌ی پذیرفتنی است.", "مقدار را بازبینی کنید."),
    "greater_than_equal": ("پیش از بازه‌ی پذیرفتنی است.", "مقدار را بازبینی کنید."),
    "less_than": ("بیش از بیشینه‌ی پذیرفتنی است.", "مقدار را بازبینی کنید."),
    "less_than_equal": ("بیش از بیشینه‌ی پذیرفتنی است.", "مقدار را بازبینی کنید."),
    "datetime_type": ("باید زمان باشد.", "زمان را به شکل ISO 8601 با اختلاف ساعت بفرستید."),
    "datetime_from_date_parsing": ("زمان درستی نیست.", "زمان را به شکل ISO 8601 با اختلاف ساعت بفرستید."),
    "datetime_parsing": ("زمان درستی نیست.", "زمان را به شکل ISO 8601 با اختلاف ساعت بفرستید."),
    "timezone_aware": ("اختلاف ساعت ندارد.", "زمان را با اختلاف ساعت بفرستید؛ مانند ‎+03:30."),
}
"""What follows the field's name, and what to do."""

OTHERWISE: Final = ("پذیرفتنی نیست.", "مقدار را با شرح رابط بسنجید.")


class Complaint(BaseModel):
    """یک مورد نادرست"""

    field: str = Field(description="نام فیلد یا سرآیند", examples=["applicant.national_id"])
    code: str = Field(description="کد ثابت برای برنامه‌ها", examples=["national-id-wrong-check-digit"])
    message: str = Field(description="چه نادرست است")
    remedy: str = Field(description="چه باید کرد")


def complaint(error: Mapping[str, Any]) -> Complaint:
    """One of pydantic's errors, without the value that came in."""
    context = error.get("ctx") or {}
    message, remedy = _own_words(context) or _words(error["type"], context)
    code = str(error["type"]).replace("_", "-")
    return Complaint(field=_field(error["loc"]), code=code, message=message, remedy=remedy)


def _own_words(context: Mapping[str, Any]) -> tuple[str, str] | None:
    """An identifier's refusal brings its own words along."""
    if "remedy" not in context:
        return None
    return str(context["title"]), str(context["remedy"])


def _words(kind: str, context: Mapping[str, Any]) -> tuple[str, str]:
    message, remedy = WORDS.get(kind, OTHERWISE)
    limits = {name: digits(value) for name, value in context.items() if name in ("min_length", "max_length")}
    return f"این مورد {message.format(**limits)}", remedy


def _field(place: tuple[str | int, ...]) -> str:
    """The path without its first word (body, header, path); of broken JSON, the body as a whole."""
    names = [str(name) for name in place[1:] if not isinstance(name, int)]
    return ".".join(name if OWN_NAMES.fullmatch(name) else "?" for name in names) or str(place[0])
