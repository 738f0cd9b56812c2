"""What may people do in a case, and how likely is each of it? Drawn from one source of chance."""

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any, TypeVar

from domain.identifiers import LegalNationalId
from domain.requests import PersonKind
from tests.ground import NOT_MEASURED, REMOVAL_FORM, STRANGER, TEST_FORM, errors
from tests.kit import LEGAL_SUBSCRIBER, SHEBA, Case

T = TypeVar("T")
Form = Mapping[str, Any]
Choice = tuple[float, T]

SOUND, DONE = TEST_FORM, REMOVAL_FORM
MISSING = {
    "meterMissing": True,
    "testable": False,
    **NOT_MEASURED,
    "meterSerial": None,
    "meterReading": None,
    "sealsIntact": None,
    "damageMissing": True,
    "damageCause": "disaster",
}
BECAUSE: Form = {"debtReason": "به درخواست مشترک"}

FORMS: Mapping[str, tuple[str, Sequence[Choice[Form]]]] = {
    "review-documents": (
        "subscriber-affairs",
        (
            (5, {"reviewDecision": "accept"}),
            (1, {"reviewDecision": "ask-again", "askNationalCard": True, "reviewReason": "ناخوانا"}),
            (1, {"reviewDecision": "reject", "reviewReason": "ناخوانا"}),
        ),
    ),
    "test-meter": (
        "meter-testing",
        (
            (6, SOUND),
            (1, {**SOUND, **errors(5.0, 4.0, 6.0)}),
            (1, {**SOUND, "sealsIntact": False}),
            (1, {**SOUND, "damageBurnt": True, "damageCause": "misuse"}),
            (1, {**SOUND, **NOT_MEASURED, "testable": False, "remarks": "ترمینال سوخته است"}),
            (1, {**SOUND, "meterSerial": "99999999"}),
            (1, {**SOUND, **MISSING}),
            (0.5, {**SOUND, "otherConsumer": True}),
            (1, {"visitResult": "no-access"}),
            (0.5, {"visitResult": "not-safe"}),
        ),
    ),
    "approve-terms": (
        "subscriber-affairs",
        (
            (7, {"approval": "approve"}),
            (1, {"approval": "test-again", "approvalNote": "دوباره"}),
            (
                1,
                {
                    "approval": "correct",
                    "correctedDamage": "burnt",
                    "correctedLiability": "company",
                    "approvalNote": "عیب شبکه",
                },
            ),
        ),
    ),
    "remove-connection": (
        "field-operations",
        (
            (7, DONE),
            (1, {**DONE, "finalReading": 10_100}),
            (1, {**DONE, "newDamageBurnt": True, "newDamageCause": "misuse"}),
            (1, {"visitResult": "no-access", "visitRemarks": "بسته بود"}),
            (0.5, {"visitResult": "not-safe", "visitRemarks": "سیل"}),
        ),
    ),
    "correct-removal": (
        "field-operations",
        ((2, DONE), (1, {**DONE, "finalReading": None, "meterCollected": False})),
    ),
    "follow-up-debt": (
        "finance",
        (
            (2, {"debtDecision": "extension", "extensionDays": 30, **BECAUSE}),
            (2, {"debtDecision": "instalments", "instalmentCount": 3, **BECAUSE}),
            (1, {"debtDecision": "referral", **BECAUSE}),
            (2, {"debtDecision": "write-off", "approvalNumber": "1405/12", **BECAUSE}),
            (1, {"debtDecision": "write-off", **BECAUSE}),
        ),
    ),
    "approve-refund": (
        "finance",
        (
            (5, {"refundDecision": "pay", "refundNote": ""}),
            (1, {"refundDecision": "another-account", "refundNote": "حساب دیگری است"}),
            (1, {"refundDecision": "reconcile", "refundNote": ""}),
        ),
    ),
    "call-subscriber": (
        "subscriber-affairs",
        tuple((1, {"callResult": one, "callNote": ""}) for one in ("reached", "not-reached", "wrong-number")),
    ),
}
"""Who fills in the form of a task, and with what."""

APPLICATIONS: Sequence[Choice[Callable[[Case], object]]] = (
    (4, lambda case: case.change(prior_debt=20_000_000)),
    (4, lambda case: _creditor(case, SHEBA)),
    (2, lambda case: _creditor(case, None)),
    (2, lambda case: case.settles_at_zero()),
    (2, lambda case: case.represent("وکیل")),
    (1, lambda case: _legal(case)),
    (0.5, lambda case: case.change(judicial_hold=True)),
    (0.5, lambda case: _stranger(case)),
)
"""Who applies, and for what connection."""


def draw(random: Random, choices: Sequence[Choice[T]]) -> T:
    """One of the choices, each as likely as it weighs."""
    return random.choices([one for _, one in choices], [weight for weight, _ in choices])[0]


def _creditor(case: Case, sheba: str | None) -> None:
    case.change(prior_debt=0)
    case.sheba = sheba


def _legal(case: Case) -> None:
    legal = LegalNationalId(LEGAL_SUBSCRIBER)
    case.national_id = legal
    case.change(subscriber_kind=PersonKind.LEGAL, subscriber_national_id=legal)
    case.represent("نماینده‌ی شخص حقوقی")


def _stranger(case: Case) -> None:
    case.national_id = STRANGER
