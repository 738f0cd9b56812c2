"""Is it an Iranian mobile number?"""

import re

from domain.identifiers.identifier import Identifier, is_number
from domain.refusals import BadInput

_PREFIX = re.compile(r"^(?:\+98|0098|98(?=[0-9]{10}$)|0)")


class MobileNotDigits(BadInput):
    """Something else than digits and a leading plus."""

    code = "mobile-not-digits"
    title = "شماره همراه باید فقط رقم باشد."
    remedy = "شماره همراه را مانند ۰۹۱۲۳۴۵۶۷۸۹ بنویسید."


class MobileWrongLength(BadInput):
    """Not ten digits after the prefix."""

    code = "mobile-wrong-length"
    title = "شماره همراه یازده رقم دارد."
    remedy = "شماره همراه را مانند ۰۹۱۲۳۴۵۶۷۸۹ با همه‌ی رقم‌ها بنویسید."


class NotAMobile(BadInput):
    """A number that cannot receive an SMS, such as a landline."""

    code = "not-a-mobile"
    title = "این شماره، شماره همراه نیست."
    remedy = "شماره‌ای را که با ۰۹ آغاز می‌شود بنویسید."


class Mobile(Identifier):
    """A mobile number as 09xxxxxxxxx, however its prefix was written; operators' prefixes are not judged.

    >>> Mobile("+98 912 345 6789")
    '09123456789'
    """

    __slots__ = ()

    @classmethod
    def read(cls, compact: str) -> str:
        """The number with its domestic prefix."""
        own = _PREFIX.sub("", compact)
        if not is_number(own):
            raise MobileNotDigits
        if len(own) != 10:
            raise MobileWrongLength
        if not own.startswith("9"):
            raise NotAMobile
        return f"0{own}"
