"""Is it the national id of a person (کد ملی) or of a legal person (شناسه ملی)?"""

from domain.identifiers.identifier import Identifier, is_number
from domain.refusals import BadInput


class NationalIdNotDigits(BadInput):
    """Something else than digits."""

    code = "national-id-not-digits"
    title = "کد ملی باید فقط رقم باشد."
    remedy = "کد ملی را از روی کارت ملی، بدون حرف بنویسید."


class NationalIdWrongLength(BadInput):
    """Not ten digits, nor eight or nine whose leading zeros were lost."""

    code = "national-id-wrong-length"
    title = "کد ملی ده رقم دارد."
    remedy = "همه‌ی ده رقم کد ملی را بنویسید."


class NationalIdAllDigitsEqual(BadInput):
    """Its check digit fits, yet nobody has it."""

    code = "national-id-all-digits-equal"
    title = "کد ملی نمی‌تواند ده رقم یکسان باشد."
    remedy = "کد ملی را از روی کارت ملی بنویسید."


class NationalIdWrongCheckDigit(BadInput):
    """A digit was mistyped, or two were swapped."""

    code = "national-id-wrong-check-digit"
    title = "کد ملی درست نیست."
    remedy = "رقم‌های کد ملی را با کارت ملی بازبینی کنید."


class NationalId(Identifier):
    """The ten digits of a person; leading zeros that a spreadsheet swallowed are put back.

    >>> NationalId("۷۶۲۲۹۶۴۵")
    '0076229645'
    """

    __slots__ = ()

    @classmethod
    def read(cls, compact: str) -> str:
        """The ten digits, checked by the last; the place of issue is not judged, as new ones appear."""
        if not is_number(compact):
            raise NationalIdNotDigits
        if not 8 <= len(compact) <= 10:
            raise NationalIdWrongLength
        number = compact.zfill(10)
        if len(set(number)) == 1:
            raise NationalIdAllDigitsEqual
        if int(number[9]) != _check_digit(number):
            raise NationalIdWrongCheckDigit
        return number


def _check_digit(number: str) -> int:
    rest = sum(int(number[place]) * (10 - place) for place in range(9)) % 11
    return rest if rest < 2 else 11 - rest


class LegalNationalIdNotDigits(BadInput):
    """Something else than digits."""

    code = "legal-national-id-not-digits"
    title = "شناسه‌ی ملی باید فقط رقم باشد."
    remedy = "شناسه‌ی ملی شخص حقوقی را بدون حرف بنویسید."


class LegalNationalIdWrongLength(BadInput):
    """Not eleven digits."""

    code = "legal-national-id-wrong-length"
    title = "شناسه‌ی ملی شخص حقوقی یازده رقم دارد."
    remedy = "همه‌ی یازده رقم شناسه‌ی ملی را بنویسید."


class LegalNationalIdWrongCheckDigit(BadInput):
    """A digit was mistyped, or two were swapped."""

    code = "legal-national-id-wrong-check-digit"
    title = "شناسه‌ی ملی شخص حقوقی درست نیست."
    remedy = "رقم‌های شناسه‌ی ملی را با آگهی ثبت بازبینی کنید."


class LegalNationalId(Identifier):
    """The eleven digits of a legal person.

    >>> LegalNationalId("۱۰۳۸۰۲۸۴۷۹۰")
    '10380284790'
    """

    __slots__ = ()

    @classmethod
    def read(cls, compact: str) -> str:
        """The eleven digits, checked by the last."""
        if not is_number(compact):
            raise LegalNationalIdNotDigits
        if len(compact) != 11:
            raise LegalNationalIdWrongLength
        if int(compact[10]) != _legal_check_digit(compact):
            raise LegalNationalIdWrongCheckDigit
        return compact


def _legal_check_digit(number: str) -> int:
    shift = int(number[9]) + 2
    weights = (29, 27, 23, 19, 17) * 2
    return sum((int(number[place]) + shift) * weights[place] for place in range(10)) % 11 % 10
