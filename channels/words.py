"""How are waits and results called where people read?"""

from collections.abc import Mapping
from typing import Final

from domain.agreement import AskKind

WAITS: Final[Mapping[AskKind, str]] = {
    "documents": "ارائه‌ی مدارک",
    "payment": "پرداخت هزینه جمع‌آوری",
    "consent": "پاسخ به شرایط فنی و مالی",
    "debt-payment": "پرداخت بدهی نهایی",
    "refund-account": "اعلام شبا برای دریافت بستانکاری",
    "payout": "واریز بستانکاری از سوی بانک",
}

ANSWERS: Final[Mapping[str, str]] = {
    "documents": "مدارک رسید",
    "payment": "پرداخت شد",
    "debt-payment": "پرداخت شد",
    "refund-account": "شبا اعلام شد",
    "payout": "بانک پاسخ داد",
}
"""What an answer says by its kind alone; the answer to the terms says yes or no."""

PAYOUT_STATES: Final[Mapping[str, str]] = {
    "requested": "در انتظار تأیید",
    "pending": "در انتظار پاسخ بانک",
    "posted": "واریز شد",
    "void": "واریز نشد",
}

PAYOUT_PURPOSES: Final[Mapping[str, str]] = {
    "refund": "بستانکاری مشترک",
    "return": "بازگرداندن وجه پس از پایان درخواست",
    "unmatched": "بازگرداندن وجه ناشناخته",
}

DOCUMENT_DECISIONS: Final[Mapping[str | None, str]] = {
    None: "در انتظار بررسی",
    "accepted": "پذیرفته شد",
    "rejected": "پذیرفته نشد",
}

REPLACED: Final = "با مدرک تازه جایگزین شد"
"""Of a document that nobody decided on before the next of its kind came."""

REVIEWS: Final[Mapping[str, str]] = {
    "accepted": "مدارک پذیرفته شد",
    "asked-again": "تکمیل مدارک خواسته شد",
    "rejected": "مدارک پذیرفته نشد",
}

WITHDRAWALS: Final[Mapping[str | None, str]] = {
    None: "در انتظار رسیدگی",
    "accepted": "پذیرفته شد",
    "void": "پس از جمع‌آوری رسید و اثری نداشت",
}

CALLS: Final[Mapping[str, str]] = {
    "reached": "مشترک پاسخ داد",
    "not-reached": "پاسخ نداد",
    "wrong-number": "شماره درست نبود",
}
