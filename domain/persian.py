"""How are numbers, amounts and dates written for people, and how is what they typed read back?"""

import datetime
import re
import unicodedata
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import jdatetime

from domain.refusals import BadInput

TEHRAN = ZoneInfo("Asia/Tehran")

ASCII_DIGITS = "0123456789"
PERSIAN_DIGITS = "۰۱۲۳۴۵۶۷۸۹"
ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩"

ZWNJ = "\u200c"

MOST_MARKS = 4
"""On one letter: a word of the Koran has three, and none in use has more."""

LAST_MONTH = 11
"""Of twelve, counted from zero: the one that is a day longer in a leap year."""

_TATWEEL = "\u0640"
_BIDI_MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_LETTERS = str.maketrans("\u064a\u0649\u0643", "\u06cc\u06cc\u06a9", _TATWEEL + _BIDI_MARKS)
_TO_ASCII = str.maketrans(PERSIAN_DIGITS + ARABIC_DIGITS, ASCII_DIGITS * 2)
_TO_PERSIAN = str.maketrans(ASCII_DIGITS, PERSIAN_DIGITS)

_DATE = re.compile(r"(1[34][0-9]{2})[/-]([0-9]{1,2})[/-]([0-9]{1,2})")


class BadDate(BadInput):
    """The text is no day of the Jalali calendar, years 1300 to 1499."""

    code = "bad-date"
    title = "تاریخ درست نیست."
    remedy = "تاریخ را به سال، ماه و روز خورشیدی بنویسید؛ مانند ۱۴۰۵/۰۹/۰۳."


def tidy(text: str) -> str:
    """Free text in Persian letters, without tatweel and hidden direction marks; digits and ZWNJ stay.

    >>> tidy(" کوچه‌ی ۱۲ ")
    'کوچه‌ی ۱۲'
    """
    return text.translate(_LETTERS).strip()


def plain(text: str) -> str:
    """Free text as it may be kept and shown: `tidy`, and nothing in it that is no letter, sign or line break.

    Of the marks piled on a letter the first few stay: more of them reach into the lines above and below.

    >>> plain("خط\\x00 یک\\u202e")
    'خط  یک'
    """
    kept = (letter if letter == "\n" else _visible(letter) for letter in text.replace("\r\n", "\n"))
    return tidy("".join(_few_marks("".join(kept))))


def one_line(text: str) -> str:
    """`plain` in one line, as a name or an address is kept.

    >>> one_line("نام\\n  دوم\\x00")
    'نام دوم'
    """
    return tidy(" ".join(plain(text).split()))


def _few_marks(text: str) -> Iterator[str]:
    """The letters, each with no more than so many marks."""
    piled = 0
    for letter in text:
        piled = piled + 1 if unicodedata.category(letter) in ("Mn", "Me") else 0
        if piled <= MOST_MARKS:
            yield letter


def hidden_letters(text: str) -> list[str]:
    """What `plain` takes out of the text, each by its number; the white space around it is not meant.

    >>> hidden_letters("\\u202eیک\\n")
    ['U+202E']
    """
    return sorted(
        {f"U+{ord(letter):04X}" for letter in text if letter != "\n" and _visible(letter) != letter}
    )


def _visible(letter: str) -> str:
    """The letter; a space for a control character, nothing for what is hidden or no character at all."""
    category = unicodedata.category(letter)
    if category == "Cc":
        return " "
    return letter if letter == ZWNJ or not category.startswith("C") else ""


def normalise(text: str) -> str:
    """Text as a key is compared: `tidy`, and every digit an ASCII one.

    >>> normalise("۰۰۷٦")
    '0076'
    """
    return tidy(text).translate(_TO_ASCII)


def digits(value: str | int) -> str:
    """The same with Persian digits.

    >>> digits(1405)
    '۱۴۰۵'
    """
    return str(value).translate(_TO_PERSIAN)


def amount(rial: int) -> str:
    """An amount in thousands, as it is read.

    >>> amount(-1_254_000)
    '−۱٬۲۵۴٬۰۰۰'
    """
    return digits(f"{rial:,}".replace(",", "٬").replace("-", "−"))


def rials(rial: int) -> str:
    """An amount with its unit.

    >>> rials(1_254_000)
    '۱٬۲۵۴٬۰۰۰ ریال'
    """
    return f"{amount(rial)} ریال"


def date(day: datetime.date) -> str:
    """The Jalali day; of an aware moment, the day that it is in Tehran.

    >>> date(datetime.date(2026, 11, 24))
    '۱۴۰۵/۰۹/۰۳'
    """
    return digits(_jalali(day).strftime("%Y/%m/%d"))


def moment(when: datetime.datetime) -> str:
    """The Jalali day and the hour in Tehran of an aware moment.

    >>> moment(datetime.datetime(2026, 11, 24, 6, 0, tzinfo=datetime.UTC))
    '۱۴۰۵/۰۹/۰۳ ساعت ۰۹:۳۰'
    """
    return f"{date(when)} ساعت {digits(f'{_in_tehran(when):%H:%M}')}"


def long_date(day: datetime.date) -> str:
    """The Jalali day in words.

    >>> long_date(datetime.date(2026, 11, 24))
    'سه‌شنبه ۳ آذر ۱۴۰۵'
    """
    jalali = _jalali(day)
    return digits(f"{jalali.strftime('%A')} {jalali.day} {jalali.strftime('%B')} {jalali.year}")


def parse_date(text: str) -> datetime.date:
    """The Gregorian date of a Jalali day in any digits; refuses all else with `BadDate`.

    >>> parse_date("۱۴۰۵/۹/۳")
    datetime.date(2026, 11, 24)
    """
    parts = _DATE.fullmatch(normalise(text))
    if parts is None:
        raise BadDate
    year, month, day = map(int, parts.groups())
    try:
        gregorian: datetime.date = jdatetime.date(year, month, day).togregorian()
    except ValueError as error:
        raise BadDate from error
    return gregorian


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day of the Jalali month so many months later, or that month's last.

    >>> date(months_after(parse_date("1405/06/31"), 7))
    '۱۴۰۶/۰۱/۳۱'
    >>> date(months_after(parse_date("1405/06/31"), 6))
    '۱۴۰۵/۱۲/۲۹'
    """
    jalali = _jalali(day)
    years, month = divmod(jalali.month - 1 + months, 12)
    first = jdatetime.date(jalali.year + years, month + 1, 1)
    last: int = jdatetime.j_days_in_month[month] + (month == LAST_MONTH and first.isleap())
    later: datetime.date = first.replace(day=min(jalali.day, last)).togregorian()
    return later


def jalali_year(when: datetime.date) -> int:
    """The Jalali year of a day, or of an aware moment in Tehran."""
    return int(_jalali(when).year)


def _jalali(day: datetime.date) -> jdatetime.date:
    plain = _in_tehran(day).date() if isinstance(day, datetime.datetime) else day
    return jdatetime.date.fromgregorian(date=plain, locale="fa_IR")


def _in_tehran(when: datetime.datetime) -> datetime.datetime:
    """`astimezone` would take a naive moment for the machine's own time."""
    if when.tzinfo is None:
        raise ValueError("a moment without a time zone has no day in Tehran")
    return when.astimezone(TEHRAN)
