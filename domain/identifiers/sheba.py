"""To which bank account does a refund go (شبا)?"""

import re

from domain.identifiers.identifier import Identifier, is_number
from domain.identifiers.mod97 import remainder
from domain.persian import digits
from domain.refusals import BadInput

_COUNTRY = "IR"
_COUNTRY_IN_NUMBERS = "1827"


class ShebaNotDigits(BadInput):
    """Something else than IR and digits, such as an account abroad."""

    code = "sheba-not-digits"
    title = "شبا باید با IR آغاز شود و پس از آن فقط رقم باشد."
    remedy = "شبا را از برنامه‌ی بانک خود بردارید."


class ShebaWrongLength(BadInput):
    """Not 24 digits."""

    code = "sheba-wrong-length"
    title = "شبا پس از IR بیست‌وچهار رقم دارد."
    remedy = "شماره‌ی کارت یا حساب به جای شبا پذیرفته نیست؛ همه‌ی رقم‌های شبا را بنویسید."


class ShebaWrongCheckDigits(BadInput):
    """A digit was mistyped, or two were swapped."""

    code = "sheba-wrong-check-digits"
    title = "شبا درست نیست."
    remedy = "رقم‌های شبا را با برنامه‌ی بانک خود بازبینی کنید."


class Sheba(Identifier):
    """IR and 24 digits; IR may be left out when it is entered.

    >>> Sheba("IR82 0540 1026 8002 0817 9090 02").formatted
    'IR۸۲ ۰۵۴۰ ۱۰۲۶ ۸۰۰۲ ۰۸۱۷ ۹۰۹۰ ۰۲'
    """

    __slots__ = ()

    @classmethod
    def read(cls, compact: str) -> str:
        """The account with its country, checked by the two digits behind it (ISO 7064 MOD 97-10)."""
        number = compact.upper().removeprefix(_COUNTRY)
        if not is_number(number):
            raise ShebaNotDigits
        if len(number) != 24:
            raise ShebaWrongLength
        if remainder(number[2:] + _COUNTRY_IN_NUMBERS + number[:2]) != 1:
            raise ShebaWrongCheckDigits
        return _COUNTRY + number

    @property
    def formatted(self) -> str:
        """In groups of four, in Persian digits."""
        return digits(" ".join(re.findall(".{1,4}", self)))
