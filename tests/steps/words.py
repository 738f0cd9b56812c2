"""What the features call things, and what they are in models and data."""

from collections.abc import Mapping
from typing import Final

from tests.kit import MODELS

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
    "نیاز به مدارک": "documents-needed",
    "تکمیل مدارک": "documents-incomplete",
    "یادآوری مدارک": "documents-reminder",
    "کسری پرداخت": "payment-short",
    "مراجعه‌ی بی‌نتیجه": "visit-failed",
    "به تعویق افتادن مراجعه": "visit-postponed",
    "بستانکار بودن": "balance-creditor",
    "درخواست شبا": "refund-account-needed",
    "یادآوری شبا": "refund-account-reminder",
    "برگشت خوردن واریز": "refund-rejected",
    "واریز بستانکاری": "refund-paid",
    "سررسید گذشته‌ی بدهی": "debt-overdue",
    "ترتیب پرداخت بدهی": "debt-arranged",
    "نوبت پرداخت بدهی": "debt-part-due",
    "بایگانی به سبب مدارک": "archived-documents",
    "بایگانی با انصراف": "archived-withdrawn",
    "بایگانی به سبب نبود دسترسی": "archived-no-access",
    "بی‌اثر بودن انصراف": "withdrawal-void",
}
"""A notice's name in the features, and its key in `agreement/notices.toml`."""

ELEMENTS: Final[Mapping[str, str]] = {
    element.name: element.id
    for element in MODELS.elements("userTask", "receiveTask", "serviceTask", "sendTask")
}
"""A task's name in the models and the features, and its id."""
