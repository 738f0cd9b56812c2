"""Which connection is billed (شناسه قبض), and how much is to be paid (شناسه پرداخت)?

Both carry check digits of the same kind; the payment id's last one covers the pair, so that a payment id
taken from another bill is noticed.
"""

from typing import Final, Self

from domain.identifiers.identifier import Identifier, is_number
from domain.money import PAYABLE_UNIT
from domain.refusals import BadInput

ELECTRICITY: Final = "2"
LONGEST: Final = 13
SHORTEST: Final = 6


class BillIdNotDigits(BadInput):
    """Something else than digits."""

    code = "bill-id-not-digits"
    title = "شناسه قبض باید فقط رقم باشد."
    remedy = "شناسه قبض را از روی قبض برق، بدون حرف بنویسید."


class BillIdWrongLength(BadInput):
    """More than thirteen digits, or too few for a file and a company."""

    code = "bill-id-wrong-length"
    title = "شماره‌ی رقم‌های شناسه قبض درست نیست."
    remedy = "شناسه قبض سیزده‌رقمی را از روی قبض برق بنویسید."


class BillIdWrongCheckDigit(BadInput):
    """A digit was mistyped."""

    code = "bill-id-wrong-check-digit"
    title = "شناسه قبض درست نیست."
    remedy = "رقم‌های شناسه قبض را با قبض برق بازبینی کنید."


class BillId(Identifier):
    """File number, company (3 digits), service (1), check digit (1); always thirteen digits long.

    One connection keeps one bill id for ever, so it is the connection's name here.

    >>> BillId.compose(12345678, "036")
    '1234567803621'
    """

    __slots__ = ()

    @classmethod
    def compose(cls, file: int, company: str) -> Self:
        """The bill id of an electricity connection; a file beyond eight digits is refused."""
        body = f"{file}{company}{ELECTRICITY}"
        if file < 1 or len(company) != 3 or len(body) >= LONGEST:
            raise ValueError("a bill id takes a file number of 1 to 8 digits and a company code of 3")
        return cls(f"{body}{_check_digit(body)}")

    @classmethod
    def read(cls, compact: str) -> str:
        """Thirteen digits, whether or not leading zeros were written; checked by the last."""
        if not is_number(compact):
            raise BillIdNotDigits
        number = compact.lstrip("0")
        if not SHORTEST <= len(number) <= LONGEST:
            raise BillIdWrongLength
        if int(number[-1]) != _check_digit(number[:-1]):
            raise BillIdWrongCheckDigit
        return number.zfill(LONGEST)

    @property
    def is_electricity(self) -> bool:
        """Whether it bills electricity, not water, gas or a telephone."""
        return self[-2] == ELECTRICITY


class PaymentIdNotDigits(BadInput):
    """Something else than digits."""

    code = "payment-id-not-digits"
    title = "شناسه پرداخت باید فقط رقم باشد."
    remedy = "شناسه پرداخت را از پیامک یا قبض، بدون حرف بنویسید."


class PaymentIdWrongLength(BadInput):
    """More than thirteen digits, or too few for an amount and a period."""

    code = "payment-id-wrong-length"
    title = "شماره‌ی رقم‌های شناسه پرداخت درست نیست."
    remedy = "همه‌ی رقم‌های شناسه پرداخت را بنویسید."


class PaymentIdWrongCheckDigit(BadInput):
    """A digit was mistyped."""

    code = "payment-id-wrong-check-digit"
    title = "شناسه پرداخت درست نیست."
    remedy = "رقم‌های شناسه پرداخت را با پیامک یا قبض بازبینی کنید."


class PaymentId(Identifier):
    """Thousands of Rials (≤ 8 digits), last digit of the Jalali year, period (2 digits), two check digits.

    Written without leading zeros. The first check digit covers the payment id, the second also its bill.

    >>> bill = BillId("1234567803621")
    >>> payment = PaymentId.compose(bill, 1_254_000, 1405, 9)
    >>> payment, payment.amount, payment.belongs_to(bill)
    ('125450966', 1254000, True)
    """

    __slots__ = ()

    @classmethod
    def compose(cls, bill: BillId, payable: int, jalali_year: int, period: int) -> Self:
        """The id under which `payable` Rials of that bill are paid; refuses what is not whole thousands."""
        thousands, rest = divmod(payable, PAYABLE_UNIT)
        if rest or not 0 < thousands < 10**8 or not 0 < period < 100:
            raise ValueError("a payment id takes 1 to 99,999,999 thousands of Rials and a period of 1 to 99")
        body = f"{thousands}{jalali_year % 10}{period:02}"
        with_first = f"{body}{_check_digit(body)}"
        return cls(f"{with_first}{_pair_digit(bill, with_first)}")

    @classmethod
    def read(cls, compact: str) -> str:
        """The digits without leading zeros; checked by the last but one, as the last needs the bill."""
        if not is_number(compact):
            raise PaymentIdNotDigits
        number = compact.lstrip("0")
        if not SHORTEST <= len(number) <= LONGEST:
            raise PaymentIdWrongLength
        if int(number[-2]) != _check_digit(number[:-2]):
            raise PaymentIdWrongCheckDigit
        return number

    @property
    def amount(self) -> int:
        """What is to be paid, in Rials."""
        return int(self[:-5]) * PAYABLE_UNIT

    def belongs_to(self, bill: BillId) -> bool:
        """Whether it was made for that bill."""
        return int(self[-1]) == _pair_digit(bill, self[:-1])


def _pair_digit(bill: BillId, payment_to_first_check_digit: str) -> int:
    """The payment id joins without leading zeros, which would shift the bill's digits to other weights."""
    return _check_digit(bill + payment_to_first_check_digit)


def _check_digit(number: str) -> int:
    """Weights 2 to 7 from the right, over and over; modulo 11, where 10 and 11 become 0."""
    rest = sum(int(digit) * (2 + place % 6) for place, digit in enumerate(reversed(number))) % 11
    return 0 if rest < 2 else 11 - rest
