"""What does the subscriber hold in hand at the end? The recorded facts as a page in Persian (SLA-7.2)."""

import json
from collections.abc import Iterable, Sequence
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Final, Literal

import segno
import typst

from domain.certificate import CertificateFacts
from domain.charges import decimal
from domain.money import Line
from domain.persian import amount, date, digits

TEMPLATE: Final = Path(__file__).with_name("certificate.typ")
FONTS: Final = Path(__file__).parents[2] / "build" / "fonts"
INK: Final = "#16232b"


class FontMissing(Exception):
    """Without Vazirmatn a certificate would show boxes for letters."""


def render(facts: CertificateFacts, verify_url: str, fonts: Path = FONTS) -> bytes:
    """Make the PDF, the same bytes from the same facts; whoever reads its QR code gets to `verify_url`.

    Raises `FontMissing` where `fonts` has no Vazirmatn.
    """
    return compiled(facts, verify_url, fonts, "pdf")[0]


def compiled(
    facts: CertificateFacts, verify_url: str, fonts: Path, form: Literal["pdf", "png"]
) -> list[bytes]:
    """Make the certificate as one PDF, or as one picture a page."""
    if not any(fonts.glob("Vazirmatn*.ttf")):
        raise FontMissing(f"no Vazirmatn in {fonts}; the project's set-up copies it there")

    def draw(standards: Sequence[Literal["ua-1"]]) -> list[bytes]:
        made = typst.compile(
            TEMPLATE,
            format=form,
            font_paths=[fonts],
            ignore_system_fonts=True,
            sys_inputs={"facts": json.dumps(_words(facts, verify_url)), "qr": _qr(verify_url)},
            pdf_standards=list(standards),
        )
        return made if isinstance(made, list) else [made]

    try:
        return draw(["ua-1"] if form == "pdf" else [])
    except typst.TypstError:
        # A letter that no font has is a box on the page, which a page for screen readers may not have.
        return draw([])


def _qr(url: str) -> str:
    drawing = BytesIO()
    segno.make(url, error="m", micro=False).save(drawing, kind="svg", border=0, dark=INK)
    return drawing.getvalue().decode()


def _words(facts: CertificateFacts, verify_url: str) -> dict[str, object]:
    """Write every fact as the page shows it."""
    return {
        "company": facts.company,
        "service_code": digits(facts.service_code),
        "number": digits(facts.number),
        "tracking_code": digits(facts.tracking_code),
        "subscriber_name": facts.subscriber_name,
        "bill_id": digits(facts.bill_id),
        "subscription_number": digits(facts.subscription_number),
        "meter_serial": digits(facts.meter_serial),
        "registered_on": date(facts.registered_at),
        "tested_on": date(facts.tested_on),
        "removed_on": date(facts.removed_on),
        "settled_on": date(facts.settled_on),
        "issued_on": date(facts.issued_on),
        "final_reading": "—" if facts.final_reading is None else digits(facts.final_reading),
        "verdict": facts.verdict.title,
        "meter_error": None if facts.error_percent is None else _percent(facts.error_percent),
        "points": [[one.point.title, _percent(one.error_percent)] for one in facts.points],
        "accounts": [
            _account(facts.cost_lines, "جمع هزینه‌ی خدمت", facts.cost_total),
            _account(facts.settlement_lines, "جمع صورتحساب پایانی", facts.settlement_total),
        ],
        "balance": "صفر (تسویه)",
        "example": facts.example,
        "verify_url": verify_url,
    }


def _percent(error: float) -> str:
    return decimal(Fraction(str(error)))


def _account(lines: Iterable[Line], label: str, total: int) -> dict[str, object]:
    return {"lines": [_line(line) for line in lines], "total_label": label, "total": amount(total)}


def _line(line: Line) -> dict[str, str]:
    return {"label": line.label, "formula": line.formula, "amount": amount(line.amount)}
