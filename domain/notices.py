"""Which notices are there, what does one say in the end, and how many SMS parts does it take?"""

import math
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

SINGLE_PART = 70
PART_OF_MANY = 67
MOST_PARTS = 2

KEYS: Final = (
    "request-registered",
    "subscription-alert",
    "documents-needed",
    "documents-incomplete",
    "documents-reminder",
    "cost-announced",
    "cost-free",
    "payment-reminder",
    "payment-received",
    "payment-short",
    "visit-failed",
    "visit-postponed",
    "terms-announced",
    "terms-reminder",
    "consent-recorded",
    "settlement-due",
    "balance-creditor",
    "balance-settled",
    "refund-account-needed",
    "refund-account-reminder",
    "refund-rejected",
    "refund-paid",
    "debt-overdue",
    "debt-arranged",
    "result-issued",
    "archived-not-eligible",
    "archived-documents",
    "archived-unpaid",
    "archived-refused",
    "archived-no-answer",
    "archived-withdrawn",
    "archived-no-access",
    "withdrawal-void",
)
"""What the service tells people; each has its words in the agreement."""

LONGEST: Final[Mapping[str, str]] = MappingProxyType(
    {
        "code": "۱۴۰۵۱۲۳۴۵۶۷۸۹۰",
        "amount": "۹۹٬۹۹۹٬۹۹۹٬۰۰۰",
        "debt": "۹۹٬۹۹۹٬۹۹۹٬۰۰۰",
        "bill": "۹۹۹۹۹۹۹۹۹۹۹۹۹",
        "pay": "۹۹۹۹۹۹۹۹۹۹۹۹۹",
        "date": "۱۴۰۵/۱۲/۲۹",
        "reason": "دلیلی که سی نویسه بلندا دارد و",
        "documents": "گواهی انحصار وراثت و تصویر کارت ملی",
        "n": "۹۹",
        "state": "بستانکار",
    }
)
"""Every value that a notice can speak of, as long as it may become."""

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def render(template: str, values: Mapping[str, str]) -> str:
    """The template with each `{name}` replaced by its value, which stays as it is whatever it contains.

    A placeholder without a value is a `ValueError`, and so is a brace that begins or ends none. A value that
    the text does not use is fine: a wording may leave it out.

    >>> render("درخواست {code} ثبت شد.", {"code": "۱۴۰۵"})
    'درخواست ۱۴۰۵ ثبت شد.'
    """
    between = _PLACEHOLDER.sub("", template)
    if "{" in between or "}" in between:
        raise ValueError("a brace in a notice begins or ends no placeholder")
    return _PLACEHOLDER.sub(lambda placeholder: _value(placeholder[1], values), template)


def _value(name: str, values: Mapping[str, str]) -> str:
    if name not in values:
        raise ValueError(f"a notice has the placeholder {name!r}, but no value was given for it")
    return values[name]


def sms_parts(text: str) -> int:
    """How many SMS a Persian text is charged as: 70 characters alone, 67 each when it is split.

    Counted as networks do, in UTF-16: ZWNJ is a character, an emoji two.

    >>> sms_parts("م" * 70), sms_parts("م" * 71)
    (1, 2)
    """
    length = len(text.encode("utf-16-le")) // 2
    return 1 if length <= SINGLE_PART else math.ceil(length / PART_OF_MANY)


def fault_of(template: str) -> str | None:
    """What keeps the words from being sent, with its remedy; None where nothing does."""
    unknown = sorted(set(_PLACEHOLDER.findall(template)) - set(LONGEST))
    if unknown:
        return f"no value is called {', '.join(unknown)}; name one of {', '.join(LONGEST)}"
    try:
        text = render(template, LONGEST)
    except ValueError as error:
        return f"{error}; write it like {{code}}"
    return None if sms_parts(text) <= MOST_PARTS else "takes more than two SMS; shorten it"
