"""By which code does a subscriber follow a request? (SLA-3.2)"""

from collections.abc import Callable
from datetime import datetime
from typing import Self

from domain.identifiers.identifier import Identifier, is_number
from domain.identifiers.mod97 import check_digits, remainder
from domain.persian import jalali_year
from domain.refusals import BadInput

LENGTH = 14
_RANDOM_DIGITS = 8


class TrackingCodeNotDigits(BadInput):
    """Something else than digits."""

    code = "tracking-code-not-digits"
    title = "کد رهگیری باید فقط رقم باشد."
    remedy = "کد رهگیری را از پیامک ثبت درخواست بنویسید."
    clause = "3.2"


class TrackingCodeWrongLength(BadInput):
    """Not fourteen digits."""

    code = "tracking-code-wrong-length"
    title = "کد رهگیری چهارده رقم دارد."
    remedy = "همه‌ی چهارده رقم کد رهگیری را بنویسید."
    clause = "3.2"


class TrackingCodeWrongCheckDigits(BadInput):
    """A digit was mistyped, or two were swapped."""

    code = "tracking-code-wrong-check-digits"
    title = "کد رهگیری درست نیست."
    remedy = "رقم‌های کد رهگیری را با پیامک ثبت درخواست بازبینی کنید."
    clause = "3.2"


class TrackingCode(Identifier):
    """The Jalali year (4 digits), eight that nobody can count on, two check digits (SLA-3.2).

    >>> from datetime import UTC
    >>> TrackingCode.draw(datetime(2026, 11, 24, tzinfo=UTC), lambda bound: 12345678)
    '14051234567817'
    """

    __slots__ = ()

    @classmethod
    def draw(cls, moment: datetime, random_below: Callable[[int], int]) -> Self:
        """A code of the Jalali year in Tehran; `random_below` is hard to guess (`secrets.randbelow`)."""
        number = f"{jalali_year(moment):04}{random_below(10**_RANDOM_DIGITS):0{_RANDOM_DIGITS}}"
        return cls(number + check_digits(number))

    @classmethod
    def read(cls, compact: str) -> str:
        """The fourteen digits, checked by the last two."""
        if not is_number(compact):
            raise TrackingCodeNotDigits
        if len(compact) != LENGTH:
            raise TrackingCodeWrongLength
        if remainder(compact) != 1:
            raise TrackingCodeWrongCheckDigits
        return compact
