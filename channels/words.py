"""How are the steps and waits called where people read?"""

from collections.abc import Mapping
from typing import Final

from domain.agreement import AskKind

STEPS: Final[Mapping[str, str]] = {
    "await-payment": "پرداخت مشترک",
    "test-meter": "آزمایش کنتور",
    "approve-terms": "تأیید شرایط پیش از اعلام",
    "await-answer": "پاسخ مشترک به شرایط",
    "remove-connection": "جمع‌آوری انشعاب در محل",
    "correct-removal": "اصلاح گزارش جمع‌آوری",
}

WAITS: Final[Mapping[AskKind, str]] = {
    "payment": "پرداخت هزینه جمع‌آوری",
    "consent": "پاسخ به شرایط فنی و مالی",
    "debt-payment": "پرداخت بدهی نهایی",
}
