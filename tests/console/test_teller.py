"""A story reads well in every terminal."""

import unicodedata
from datetime import UTC, datetime
from io import StringIO

from rich.console import Console

from console.teller import Teller
from domain.money import Line

NOW = datetime(2026, 11, 24, 5, 30, tzinfo=UTC)
FEE = Line(
    key="removal-fee",
    label="هزینه جمع‌آوری",
    formula="مبلغ تعرفه برای انشعاب تک‌فاز",
    inputs={"نوع انشعاب": "تک‌فاز"},
    amount=1_254_000,
    tariff="t",
    source="s",
    clause="3.3",
    example=True,
)


def told() -> str:
    heard = StringIO()
    teller = Teller(Console(file=heard), steps=8)
    teller.step("اعلام هزینه جمع‌آوری", "3.3", NOW)
    teller.lines("هزینه جمع‌آوری", [FEE], FEE.amount)
    return heard.getvalue()


def test_a_step_says_its_clause_and_its_moment() -> None:
    assert "گام ۱ از ۸: اعلام هزینه جمع‌آوری (بند ۳.۳)" in told()
    assert "سه‌شنبه ۳ آذر ۱۴۰۵، ساعت ۰۹:۰۰" in told()


def test_an_amount_says_how_it_came_about_and_that_its_figure_is_an_example() -> None:
    assert "هزینه جمع‌آوری: ۱٬۲۵۴٬۰۰۰ ریال" in told()
    assert "مبلغ تعرفه برای انشعاب تک‌فاز؛ نرخ نمونه" in told()
    assert "نوع انشعاب: تک‌فاز" in told()


def test_no_frame_stands_around_persian_text() -> None:
    assert not [sign for sign in told() if unicodedata.name(sign, "").startswith("BOX DRAWINGS")]
