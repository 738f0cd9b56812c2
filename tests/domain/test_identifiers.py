"""Which numbers are right, which are refused, and by which reason."""

import copy
import pickle
import secrets
from datetime import UTC, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from domain.identifiers import BillId, LegalNationalId, Mobile, NationalId, PaymentId, Sheba, TrackingCode
from domain.identifiers.bill import (
    BillIdNotDigits,
    BillIdWrongCheckDigit,
    BillIdWrongLength,
    PaymentIdNotDigits,
    PaymentIdWrongCheckDigit,
    PaymentIdWrongLength,
)
from domain.identifiers.identifier import Identifier
from domain.identifiers.mobile import MobileNotDigits, MobileWrongLength, NotAMobile
from domain.identifiers.national_id import (
    LegalNationalIdNotDigits,
    LegalNationalIdWrongCheckDigit,
    LegalNationalIdWrongLength,
    NationalIdAllDigitsEqual,
    NationalIdNotDigits,
    NationalIdWrongCheckDigit,
    NationalIdWrongLength,
)
from domain.identifiers.sheba import ShebaNotDigits, ShebaWrongCheckDigits, ShebaWrongLength
from domain.identifiers.tracking_code import (
    TrackingCodeNotDigits,
    TrackingCodeWrongCheckDigits,
    TrackingCodeWrongLength,
)
from domain.refusals import BadInput

ELECTRICITY_BILL = BillId("9985235404124")

files = st.integers(1, 99_999_999)
companies = st.from_regex("[0-9]{3}", fullmatch=True)
bills = st.builds(BillId.compose, files, companies)
payables = st.integers(1, 99_999_999).map(lambda thousands: thousands * 1_000)
years = st.integers(1400, 1450)
periods = st.integers(1, 99)
codes = st.builds(
    lambda year, number: TrackingCode.draw(datetime(year, 6, 1, tzinfo=UTC), lambda _: number),
    st.integers(2020, 2080),
    st.integers(0, 99_999_999),
)


@pytest.mark.parametrize(
    "number",
    ["0076229645", "1583250689", "0499370899", "0684159414", "0790419904", "0084575948", "4032152314"],
)
def test_a_national_id_with_its_check_digit_is_accepted(number: str) -> None:
    assert NationalId(number) == number


@pytest.mark.parametrize(
    "written", ["۰۰۷۶۲۲۹۶۴۵", "٠٠٧٦٢٢٩٦٤٥", "007-622964-5", "76229645", "076229645", "\u200f0076229645 "]
)
def test_a_national_id_is_the_same_however_it_was_typed(written: str) -> None:
    assert NationalId(written) == "0076229645"


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", NationalIdNotDigits),
        ("00762296A5", NationalIdNotDigits),
        ("007622964²", NationalIdNotDigits),
        ("００７６２２９６４５", NationalIdNotDigits),
        ("6229645", NationalIdWrongLength),
        ("00076229645", NationalIdWrongLength),
        ("1111111111", NationalIdAllDigitsEqual),
        ("00000000", NationalIdAllDigitsEqual),
        ("0684159415", NationalIdWrongCheckDigit),
        ("4271427685", NationalIdWrongCheckDigit),
        ("0200203041", NationalIdWrongCheckDigit),
    ],
)
def test_a_national_id_is_refused_by_its_own_reason(written: str, reason: type[BadInput]) -> None:
    with pytest.raises(reason):
        NationalId(written)


def is_accepted(identifier: type[Identifier], text: str) -> bool:
    try:
        return identifier(text) == text
    except BadInput:
        return False


@pytest.mark.parametrize(("identifier", "length"), [(NationalId, 9), (LegalNationalId, 10)])
@given(data=st.data())
def test_exactly_one_check_digit_fits_any_number(
    identifier: type[Identifier], length: int, data: st.DataObject
) -> None:
    number = data.draw(st.text("0123456789", min_size=length, max_size=length))
    assume(len(set(number)) > 1)
    assert sum(is_accepted(identifier, f"{number}{digit}") for digit in range(10)) == 1


@pytest.mark.parametrize("number", ["10380284790", "10100171920", "14007650912", "10861677542"])
def test_a_legal_national_id_with_its_check_digit_is_accepted(number: str) -> None:
    assert LegalNationalId(number) == number


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("1038028479O", LegalNationalIdNotDigits),
        ("0076229645", LegalNationalIdWrongLength),
        ("103802847900", LegalNationalIdWrongLength),
        ("10380284792", LegalNationalIdWrongCheckDigit),
        ("84735069516", LegalNationalIdWrongCheckDigit),
        ("11111111111", LegalNationalIdWrongCheckDigit),
    ],
)
def test_a_legal_national_id_is_refused_by_its_own_reason(written: str, reason: type[BadInput]) -> None:
    with pytest.raises(reason):
        LegalNationalId(written)


@pytest.mark.parametrize(
    "written",
    [
        "+989123456789",
        "00989123456789",
        "989123456789",
        "9123456789",
        "0912 345 6789",
        "(0912) 345-6789",
        "۰۹۱۲۳۴۵۶۷۸۹",
        "\u2066+98\u2069 912\u200c3456789",
    ],
)
def test_a_mobile_number_is_the_same_however_it_was_typed(written: str) -> None:
    assert Mobile(written) == "09123456789"


def test_a_mobile_number_that_begins_like_the_country_code_keeps_its_digits() -> None:
    assert Mobile("9812345678") == "09812345678"


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", MobileNotDigits),
        ("0912345678x", MobileNotDigits),
        ("0912+3456789", MobileNotDigits),
        ("0912345678", MobileWrongLength),
        ("091234567890", MobileWrongLength),
        ("+9809123456789", MobileWrongLength),
        ("02532930000", NotAMobile),
    ],
)
def test_a_mobile_number_is_refused_by_its_own_reason(written: str, reason: type[BadInput]) -> None:
    with pytest.raises(reason):
        Mobile(written)


@pytest.mark.parametrize(
    ("bill", "payment", "electricity", "amount"),
    [
        ("9985235404124", "880000568", True, 8_800_000),
        ("9985235404124", "0000880000568", True, 8_800_000),
        ("7748317800142", "1770160", False, 17_000),
        ("2050327604613", "1070189", False, 10_000),
        ("1117753200140", "12070160", False, 120_000),
        ("1234567803621", "125450966", True, 1_254_000),
        ("857372322320", "430070176", True, 4_300_000),
    ],
)
def test_a_printed_pair_of_bill_and_payment_id_is_accepted(
    bill: str, payment: str, *, electricity: bool, amount: int
) -> None:
    assert BillId(bill).is_electricity is electricity
    assert PaymentId(payment).amount == amount
    assert PaymentId(payment).belongs_to(BillId(bill))


def test_a_bill_id_is_one_whether_or_not_its_leading_zeros_were_typed() -> None:
    assert BillId("857372322320") == BillId("۰۸۵۷۳۷۲۳۲۲۳۲۰") == "0857372322320"


def test_a_payment_id_is_one_whether_or_not_its_leading_zeros_were_typed() -> None:
    assert PaymentId("0000880000568") == PaymentId("880000568") == "880000568"


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("99852354O4124", BillIdNotDigits),
        ("", BillIdNotDigits),
        ("0000000000000", BillIdWrongLength),
        ("99985235404124", BillIdWrongLength),
        ("9985235404125", BillIdWrongCheckDigit),
        ("2234322344613", BillIdWrongCheckDigit),
    ],
)
def test_a_bill_id_is_refused_by_its_own_reason(written: str, reason: type[BadInput]) -> None:
    with pytest.raises(reason):
        BillId(written)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("88000056B", PaymentIdNotDigits),
        ("10701", PaymentIdWrongLength),
        ("99999999509123", PaymentIdWrongLength),
        ("880000578", PaymentIdWrongCheckDigit),
    ],
)
def test_a_payment_id_is_refused_by_its_own_reason(written: str, reason: type[BadInput]) -> None:
    with pytest.raises(reason):
        PaymentId(written)


def test_a_payment_id_of_another_bill_is_noticed() -> None:
    assert not PaymentId("1770165").belongs_to(BillId("1117753200140"))
    assert not PaymentId("12908197").belongs_to(BillId("9174639504124"))
    assert not PaymentId("880000568").belongs_to(BillId("1117753200140"))


@pytest.mark.parametrize(
    ("file", "company", "payable", "year", "period", "bill", "payment"),
    [
        (12345678, "036", 1_254_000, 1405, 9, "1234567803621", "125450966"),
        (8573723, "223", 4_300_000, 1397, 1, "0857372322320", "430070176"),
    ],
)
def test_ids_are_composed_as_the_industry_prints_them(
    file: int, company: str, payable: int, year: int, period: int, bill: str, payment: str
) -> None:
    made = BillId.compose(file, company)
    assert made == bill
    assert PaymentId.compose(made, payable, year, period) == payment


@given(bills, payables, years, periods)
def test_every_composed_pair_is_accepted_and_names_its_amount(
    bill: BillId, payable: int, year: int, period: int
) -> None:
    payment = PaymentId.compose(bill, payable, year, period)
    assert BillId(bill).is_electricity
    assert PaymentId(payment.zfill(13)) == payment
    assert payment.belongs_to(bill)
    assert payment.amount == payable
    assert max(len(bill), len(payment)) <= 13


@given(bills, payables, periods, periods)
def test_no_two_periods_share_a_payment_id(bill: BillId, payable: int, one: int, other: int) -> None:
    assume(one != other)
    assert PaymentId.compose(bill, payable, 1405, one) != PaymentId.compose(bill, payable, 1405, other)


@pytest.mark.parametrize(
    ("payable", "period"), [(1_500, 1), (0, 1), (-1_000, 1), (100_000_000_000, 1), (1_000, 0), (1_000, 100)]
)
def test_no_payment_id_is_made_for_what_it_cannot_carry(payable: int, period: int) -> None:
    with pytest.raises(ValueError, match="a payment id takes"):
        PaymentId.compose(ELECTRICITY_BILL, payable, 1405, period)


@pytest.mark.parametrize(("file", "company"), [(0, "036"), (100_000_000, "036"), (1, "36")])
def test_no_bill_id_is_made_for_what_it_cannot_carry(file: int, company: str) -> None:
    with pytest.raises(ValueError, match="a bill id takes"):
        BillId.compose(file, company)


@pytest.mark.parametrize(
    "written",
    [
        "IR820540102680020817909002",
        "IR550570022080013447370101",
        "IR062960000000100324200001",
        "ir82 0540 1026 8002 0817 9090 02",
        "820540102680020817909002",
        "IR۸۲۰۵۴۰۱۰۲۶۸۰۰۲۰۸۱۷۹۰۹۰۰۲",
    ],
)
def test_a_sheba_with_its_check_digits_is_accepted(written: str) -> None:
    assert Sheba(written).startswith("IR")
    assert len(Sheba(written)) == 26


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("DE89370400440532013000", ShebaNotDigits),
        ("IR", ShebaNotDigits),
        ("6037991234567890", ShebaWrongLength),
        ("IR8205401026800208179090021", ShebaWrongLength),
        ("IR820540102680020817909003", ShebaWrongCheckDigits),
    ],
)
def test_a_sheba_is_refused_by_its_own_reason(written: str, reason: type[BadInput]) -> None:
    with pytest.raises(reason):
        Sheba(written)


def test_a_drawn_code_begins_with_the_year_in_tehran() -> None:
    new_year_there = datetime(2027, 3, 20, 21, 0, tzinfo=UTC)
    assert TrackingCode.draw(new_year_there, lambda _: 7).startswith("140600000007")


def test_a_code_is_drawn_from_a_hundred_million() -> None:
    highest = TrackingCode.draw(datetime(2026, 11, 24, tzinfo=UTC), lambda bound: bound - 1)
    assert highest.startswith("140599999999")


def test_codes_that_are_drawn_one_after_the_other_differ() -> None:
    moment = datetime(2026, 11, 24, tzinfo=UTC)
    assert len({TrackingCode.draw(moment, secrets.randbelow) for _ in range(50)}) == 50


@given(codes)
def test_every_drawn_code_is_accepted_as_it_is_read_out(code: TrackingCode) -> None:
    assert len(code) == 14
    assert TrackingCode(code.formatted) == code


@given(codes, st.integers(0, 13), st.integers(1, 9))
def test_every_single_mistyped_digit_of_a_code_is_noticed(code: TrackingCode, place: int, off: int) -> None:
    mistyped = str((int(code[place]) + off) % 10)
    with pytest.raises(TrackingCodeWrongCheckDigits):
        TrackingCode(f"{code[:place]}{mistyped}{code[place + 1 :]}")


@given(codes, st.integers(0, 12))
def test_two_neighbouring_digits_swapped_in_a_code_are_noticed(code: TrackingCode, place: int) -> None:
    assume(code[place] != code[place + 1])
    with pytest.raises(TrackingCodeWrongCheckDigits):
        TrackingCode(f"{code[:place]}{code[place + 1]}{code[place]}{code[place + 2 :]}")


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("1405123456781X", TrackingCodeNotDigits),
        ("1405123456781", TrackingCodeWrongLength),
        ("140512345678170", TrackingCodeWrongLength),
    ],
)
def test_a_tracking_code_is_refused_by_its_own_reason(written: str, reason: type[BadInput]) -> None:
    with pytest.raises(reason):
        TrackingCode(written)


EXAMPLES = [
    NationalId("0076229645"),
    LegalNationalId("10380284790"),
    Mobile("09123456789"),
    ELECTRICITY_BILL,
    PaymentId("880000568"),
    Sheba("IR820540102680020817909002"),
    TrackingCode("14051234567817"),
]


@pytest.mark.parametrize("identifier", EXAMPLES, ids=lambda identifier: type(identifier).__name__)
def test_an_identifier_is_shown_in_persian_digits_and_read_back_from_them(identifier: Identifier) -> None:
    assert not any(sign in identifier.formatted for sign in "0123456789")
    assert type(identifier)(identifier.formatted) == identifier


@pytest.mark.parametrize("identifier", EXAMPLES, ids=lambda identifier: type(identifier).__name__)
def test_an_identifier_stays_what_it_is_through_records_copies_and_processes(identifier: Identifier) -> None:
    field: TypeAdapter[Identifier] = TypeAdapter(type(identifier))
    for same in (
        field.validate_json(field.dump_json(identifier)),
        copy.deepcopy(identifier),
        pickle.loads(pickle.dumps(identifier)),  # noqa: S301 - its own bytes
    ):
        assert same == identifier
        assert type(same) is type(identifier)


def test_a_field_with_a_bad_identifier_reports_the_reason_and_never_the_input() -> None:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(Mobile).validate_python("02532930000")
    (error,) = refused.value.errors()
    assert error["type"] == "not-a-mobile"
    assert error["msg"] == NotAMobile.title
    assert error["ctx"] == {"title": NotAMobile.title, "remedy": NotAMobile.remedy}


@pytest.mark.parametrize("entered", [9123456789, None, ["09123456789"]])
def test_a_field_takes_an_identifier_only_as_text(entered: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Mobile).validate_python(entered)
