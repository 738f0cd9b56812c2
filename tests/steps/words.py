"""What the features call things, and what they are in models and data."""

from collections.abc import Mapping
from typing import Final

NOTICES: Final[Mapping[str, str]] = {
    "ثبت درخواست": "request-registered",
    "هشدار به مشترک": "subscription-alert",
    "اعلام هزینه جمع‌آوری": "cost-announced",
    "بی‌هزینه بودن خدمت": "cost-free",
    "یادآوری پرداخت": "payment-reminder",
    "ثبت پرداخت": "payment-received",
    "اعلام شرایط": "terms-announced",
    "یادآوری شرایط": "terms-reminder",
    "ثبت موافقت": "consent-recorded",
    "بدهی نهایی": "settlement-due",
    "تسویه بودن حساب": "balance-settled",
    "آماده بودن گواهی": "result-issued",
    "مشمول نبودن درخواست": "archived-not-eligible",
    "بایگانی به سبب نپرداختن": "archived-unpaid",
    "بایگانی با عدم موافقت": "archived-refused",
    "بایگانی به سبب بی‌پاسخی": "archived-no-answer",
}
"""A notice's name in the features, and its key in `agreement/notices.toml`."""
