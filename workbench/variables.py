"""Which variables travel through the models, and what is each called in Persian?

All that may travel besides form fields: identities and what a way is chosen by, never a person.
"""

from collections.abc import Mapping

SENT_WITH: Mapping[str, frozenset[str]] = {
    "request-registered": frozenset({"serviceChecks"}),
    "notice-undeliverable": frozenset({"noticeId"}),
}
"""What each start brings, by its message."""

VARIABLES: Mapping[str, str] = {
    "documentsNeeded": "مدرکی لازم است؟",
    "paymentNeeded": "خدمت هزینه دارد؟",
    "askId": "شناسه‌ی پرسش از بیرون",
    "askDue": "مهلت پاسخ",
    "stepDue": "مهلت مرحله",
    "stepFor": "کسی که فرم به او برگشته است",
    "stepText": "متن فرم",
    "caseUrl": "نشانی پرونده",
    "reminders": "چرخه‌ی یادآوری",
    "serviceChecks": "چرخه‌ی سنجش مدت خدمت",
    "completedBy": "فرستنده‌ی فرم",
    "outcome": "نتیجه",
    "verdict": "وضعیت کنتور",
    "errorPercent": "خطای کنتور به درصد",
    "testable": "کنتور آزمایش‌پذیر است؟",
    "sealsIntact": "پلمب‌ها سالم است؟",
    "balanceState": "وضعیت حساب",
    "reason": "علت بایگانی",
    "overdueStep": "مرحله‌ی دیرشده",
    "noticeId": "شناسه‌ی پیامک",
}

OWN_PARAMETERS: Mapping[str, str] = {"template": "پیامک"}
"""Input parameters that stay inside their task."""
