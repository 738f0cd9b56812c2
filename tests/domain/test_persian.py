"""How numbers, amounts and dates are written for people and read back."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import persian
from domain.persian import TEHRAN, BadDate

NASTY = "\u200e\u202b\u064a\u0643\u0640\u0649\u2069"


def test_arabic_letters_become_persian_and_hidden_marks_go() -> None:
    assert persian.normalise(NASTY) == "\u06cc\u06a9\u06cc"


def test_the_half_space_stays_because_persian_needs_it() -> None:
    assert persian.normalise(" جمع‌آوری ") == "جمع‌آوری"


def test_both_kinds_of_eastern_digits_become_ascii() -> None:
    assert persian.normalise("۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩") == "0123456789 0123456789"


def test_free_text_keeps_the_digits_as_they_were_written() -> None:
    assert persian.tidy("\u200fپلاک ۱۲") == "پلاک ۱۲"


def test_of_marks_piled_on_a_letter_the_first_few_stay() -> None:
    assert persian.plain("ن" + "\u0651\u0300\u0489" * 40 + "یت") == "ن\u0651\u0300\u0489\u0651یت"
    for word in ("مُحَمَّدٌ", "لِلَّٰهِ", "Zoë"):
        assert persian.plain(word) == word


@given(st.text())
def test_what_is_kept_can_be_seen_and_is_kept_again_as_it_is(text: str) -> None:
    kept = persian.one_line(text)
    assert not persian.hidden_letters(kept)
    assert persian.one_line(kept) == kept
    assert "\n" not in kept


@given(st.text())
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert persian.normalise(persian.normalise(text)) == persian.normalise(text)


@given(st.integers())
def test_a_number_in_persian_digits_is_the_same_number(number: int) -> None:
    assert int(persian.normalise(persian.digits(number))) == number


@pytest.mark.parametrize(
    ("rial", "written"),
    [(0, "۰"), (999, "۹۹۹"), (1_254_000, "۱٬۲۵۴٬۰۰۰"), (-38_455_013, "−۳۸٬۴۵۵٬۰۱۳")],
)
def test_amounts_are_grouped_by_thousands(rial: int, written: str) -> None:
    assert persian.amount(rial) == written
    assert persian.rials(rial) == f"{written} ریال"


def test_a_moment_belongs_to_the_day_it_is_in_tehran() -> None:
    late_evening_in_london = datetime.datetime(2026, 3, 20, 23, 0, tzinfo=datetime.UTC)
    assert persian.date(late_evening_in_london) == "۱۴۰۵/۰۱/۰۱"
    assert persian.moment(late_evening_in_london) == "۱۴۰۵/۰۱/۰۱ ساعت ۰۲:۳۰"
    assert persian.jalali_year(late_evening_in_london) == 1405


def test_the_last_day_of_the_agreement_is_the_last_day_of_its_year() -> None:
    assert persian.date(datetime.date(2027, 3, 20)) == "۱۴۰۵/۱۲/۲۹"
    assert persian.jalali_year(datetime.datetime(2027, 3, 20, 23, 59, tzinfo=TEHRAN)) == 1405
    assert persian.jalali_year(datetime.datetime(2027, 3, 21, tzinfo=TEHRAN)) == 1406


def test_the_days_of_the_week_are_named_in_persian() -> None:
    assert persian.long_date(datetime.date(2026, 11, 24)) == "سه‌شنبه ۳ آذر ۱۴۰۵"
    assert persian.long_date(datetime.date(2027, 3, 20)) == "شنبه ۲۹ اسفند ۱۴۰۵"


def test_a_moment_without_a_time_zone_has_no_day() -> None:
    with pytest.raises(ValueError, match="time zone"):
        persian.date(datetime.datetime(2026, 11, 24))  # noqa: DTZ001


@pytest.mark.parametrize("text", ["۱۴۰۵/۰۹/۰۳", "١٤٠٥/٠٩/٠٣", "1405/9/3", " 1405-09-03 ", "\u200f۱۴۰۵/۹/۳"])
def test_a_jalali_day_is_read_in_any_digits(text: str) -> None:
    assert persian.parse_date(text) == datetime.date(2026, 11, 24)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("فردا", id="a word"),
        pytest.param("1405/12/30", id="a day that the year does not have"),
        pytest.param("1405/07/31", id="a day that the month does not have"),
        pytest.param("1405/13/01", id="a month that is none"),
        pytest.param("1405/00/10", id="month zero"),
        pytest.param("2026/11/24", id="a Gregorian year"),
        pytest.param("05/09/03", id="a year of two digits"),
        pytest.param("1405/09/03 09:30", id="a day with an hour"),
    ],
)
def test_what_is_no_jalali_day_is_refused(text: str) -> None:
    with pytest.raises(BadDate):
        persian.parse_date(text)


@given(st.dates(datetime.date(1922, 1, 1), datetime.date(2120, 1, 1)))
def test_a_written_day_is_read_back_as_the_same_day(day: datetime.date) -> None:
    assert persian.parse_date(persian.date(day)) == day
