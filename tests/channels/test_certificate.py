"""The certificate: every recorded fact, on one page, the same every time, never without letters (SLA-7.2)."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PageObject, PdfReader

from channels.certificate import FONTS, FontMissing, compiled, render
from domain.certificate import CertificateFacts
from domain.meter import Verdict
from domain.money import Line
from domain.persian import TEHRAN, digits, one_line
from tests.domain.samples import points
from tests.hostile import FOREIGN, TEXTS

Matrix = Sequence[float]
LONGEST_NAME = 100

VERIFY_URL = "https://barchin.example/certificates/14051234567828"


def a_line(key: str, label: str, formula: str, amount: int) -> Line:
    return Line(
        key=key,
        label=label,
        formula=formula,
        inputs={},
        amount=amount,
        tariff="example",
        source="نمونه",
        clause="5.1",
        example=True,
    )


COST = (
    a_line("removal-fee", "هزینه جمع‌آوری", "مبلغ تعرفه برای انشعاب تک‌فاز", 1_140_000),
    a_line("tax", "مالیات بر ارزش افزوده", "۱۰ درصد از: هزینه جمع‌آوری", 114_000),
)
SETTLEMENT = (
    a_line(
        "energy",
        "بهای مصرف تا روز جمع‌آوری",
        "بهای میانگین مصرف ماهانه ضرب در تعداد روز، تقسیم بر ۳۰",
        210_000,
    ),
    a_line("meter-adjustment", "تعدیل خطای کنتور", "بهای مصرف درست منهای بهای مصرف ثبت‌شده", 7_616),
    a_line("standing-charge", "آبونمان", "آبونمان ماهانه ضرب در تعداد روز، تقسیم بر ۳۰", 33_000),
    a_line("levy", "عوارض برق", "۱۰ درصد از: بهای مصرف تا روز جمع‌آوری، تعدیل خطای کنتور، آبونمان", 25_062),
    a_line("tax", "مالیات بر ارزش افزوده", "۱۰ درصد از: بهای مصرف تا روز جمع‌آوری، آبونمان", 25_062),
    a_line("prior-debt", "بدهی پیشین", "مانده‌ی صورتحساب‌های پیشین همین اشتراک", 12_450_000),
    a_line("connection-value", "استرداد ارزش انشعاب", "۵۰ درصد ارزش انشعاب به نرخ روز", -8_418_500),
    a_line("thousand-cut", "کسر هزار ریال", "۲۴۰ ریال که در شناسه پرداخت نمی‌گنجد", -240),
)
FACTS = CertificateFacts(
    number="1405-000123",
    tracking_code="14051234567828",
    company="شرکت توزیع نیروی برق استان نمونه",
    service_code="13031466104",
    subscriber_name="مشترک نمونه",
    bill_id="1000000103628",
    subscription_number="99000001",
    meter_serial="99100001",
    registered_at=datetime(2026, 11, 23, 9, tzinfo=TEHRAN),
    tested_on=date(2026, 11, 25),
    removed_on=date(2026, 11, 29),
    settled_on=date(2026, 12, 1),
    issued_on=date(2026, 12, 2),
    final_reading=45_420,
    verdict=Verdict.INACCURATE,
    error_percent=-3.5,
    points=points(-4.0, -3.0, -2.5),
    cost_lines=COST,
    settlement_lines=SETTLEMENT,
    example=True,
)

OTHER_FACTS = {
    "number": "1405-000124",
    "tracking_code": "14058765432153",
    "company": "شرکتی دیگر",
    "service_code": "13031466105",
    "subscriber_name": "مشترکی دیگر",
    "bill_id": "1000000203622",
    "subscription_number": "99000002",
    "meter_serial": "99100002",
    "registered_at": datetime(2026, 11, 22, 9, tzinfo=TEHRAN),
    "tested_on": date(2026, 11, 24),
    "removed_on": date(2026, 11, 28),
    "settled_on": date(2026, 11, 30),
    "issued_on": date(2026, 12, 3),
    "final_reading": 45_421,
    "verdict": Verdict.SOUND,
    "error_percent": None,
    "points": (),
    "cost_lines": COST[:1],
    "settlement_lines": SETTLEMENT[:-1],
    "example": False,
}


def picture(facts: CertificateFacts, verify_url: str = VERIFY_URL) -> list[bytes]:
    return compiled(facts, verify_url, FONTS, "png")


def test_it_is_a_pdf_in_persian_for_eyes_and_screen_readers() -> None:
    pdf = render(FACTS, VERIFY_URL)
    assert pdf.startswith(b"%PDF-")
    assert b"/Lang(fa)" in pdf
    assert b"/Marked true" in pdf


def test_the_same_facts_give_the_same_bytes() -> None:
    assert render(FACTS, VERIFY_URL) == render(FACTS, VERIFY_URL)


def test_the_longest_account_stays_on_one_page() -> None:
    long = {"subscriber_name": "شرکت نمونه‌ی " + "بسیار " * 14, "company": "شرکت " + "نمونه " * 8}
    wordy = tuple(line.model_copy(update={"formula": line.formula + "، به نرخ روز"}) for line in SETTLEMENT)
    facts = FACTS.model_copy(update={**long, "settlement_lines": wordy})
    assert len(picture(facts)) == 1


def test_no_recorded_fact_is_forgotten_here() -> None:
    assert set(OTHER_FACTS) == set(CertificateFacts.model_fields)


@pytest.mark.parametrize("fact", OTHER_FACTS)
def test_every_recorded_fact_shows_on_the_page(fact: str) -> None:
    other = FACTS.model_copy(update={fact: OTHER_FACTS[fact]})
    assert picture(other) != picture(FACTS)


def test_another_address_of_verification_gives_another_code() -> None:
    assert picture(FACTS, VERIFY_URL) != picture(FACTS, VERIFY_URL + "?")


def page_of(facts: CertificateFacts) -> PageObject:
    return PdfReader(BytesIO(render(facts, VERIFY_URL))).pages[0]


def letters(text: str) -> Counter[str]:
    """All that can be seen; a sign that a line from the right mirrors stands for both of its kind."""
    mirrored = str.maketrans(")>]}»", "(<[{«", "\u200b\u200c")
    return Counter("".join(text.translate(mirrored).split()))


def test_a_text_stands_on_the_page_letter_by_letter_and_is_never_its_markup() -> None:
    def written(text: str) -> Counter[str]:
        facts = dict.fromkeys(("subscriber_name", "company", "subscription_number", "meter_serial"), text)
        return letters(page_of(FACTS.model_copy(update=facts)).extract_text())

    without = written("")
    for text in set(TEXTS) - {FOREIGN}:
        kept = one_line(text)[:LONGEST_NAME]
        shown, once = written(kept) - without, letters(kept) + letters(digits(kept))
        assert shown.keys() == once.keys(), kept
        assert shown >= once, kept


def test_a_formula_and_a_label_are_never_markup_either() -> None:
    for text in map(one_line, TEXTS):
        line = a_line("x", text[:LONGEST_NAME], text[:LONGEST_NAME], 1)
        assert page_of(FACTS.model_copy(update={"cost_lines": (line,)}))


@pytest.mark.parametrize("letter", "مWص")
def test_a_word_of_a_hundred_letters_stays_in_its_column(letter: str) -> None:
    words: list[tuple[str, float]] = []

    def note(text: str, page: Matrix, at: Matrix, _font: object, _size: float) -> None:
        words.append((text, at[4] * page[0] + page[4]))

    page = page_of(FACTS.model_copy(update={"subscriber_name": letter * LONGEST_NAME}))
    page.extract_text(visitor_text=note)
    places = [place for word, place in words if letter * 5 in word]
    assert len(places) > 1
    assert min(places) > page.mediabox.width * 2 / 3


def test_a_name_that_no_font_has_letters_for_keeps_nobody_from_a_certificate() -> None:
    page = page_of(FACTS.model_copy(update={"subscriber_name": FOREIGN}))
    assert letters(digits(FACTS.subscription_number)) <= letters(page.extract_text())


def test_without_its_font_no_certificate_is_made(tmp_path: Path) -> None:
    with pytest.raises(FontMissing, match="Vazirmatn"):
        render(FACTS, VERIFY_URL, fonts=tmp_path)
