"""Who may do a task may send any variables with it: none of them breaks a worker, the form comes back.

What is a text all the same is kept as the text it is, without what cannot be seen in it.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

import pytest

from cases.context import Context
from cases.damages import DamagesForm, liabilities
from cases.form_answers import OF_ANOTHER_KIND, UNREADABLE
from console.office import worker_topics
from domain.documents import DocumentKind
from domain.requests import Relation
from engine.variables import encode
from tests.ground import PUBLIC_URL, REMOVAL_FORM, TEST_FORM, Ground, liability_by_cause
from tests.hostile import LONG, MARKUP, OF_AN_ENGINE, TEXTS
from tests.settling import Settling

BACK: Final = frozenset({"implausible", "unclear", "call-again", "visit-again"})


class TakenBack(Exception):
    """Nothing of a trial is kept, so that the next one finds the case as it was."""


def at_the_test(ground: Ground) -> str:
    code = ground.register()
    ground.to_the_test(code)
    return code


def at_the_approval(ground: Ground) -> str:
    code = at_the_test(ground)
    assert ground.report_test(code, damageSeal=True, damageCause="misuse") == "plausible"
    ground.do("assess-terms", code, verdict="sound")
    return code


def at_the_removal(ground: Ground) -> str:
    code = ground.register()
    ground.to_the_removal(code)
    return code


def at_the_review(ground: Ground) -> str:
    code = ground.register_by(Relation.ATTORNEY)
    ground.to_the_review(code, DocumentKind.POWER_OF_ATTORNEY, DocumentKind.NATIONAL_CARD)
    return code


def at_the_call(ground: Ground) -> str:
    code = ground.register()
    ground.do("order-call", code, noticeId="1")
    return code


def at_the_refund(ground: Ground) -> str:
    return Settling(ground).approvable()


def at_the_overdue_debt(ground: Ground) -> str:
    code = ground.register()
    ground.to_the_debt(code)
    with ground.act() as context:
        ask = context.records.asks.open(code, "debt-payment")
        assert ask is not None
        ground.clock.now = ask.deadline
    ground.do("record-payment", code)
    return code


@dataclass(frozen=True)
class Form:
    """What is usually sent, how a case gets there, and which worker then shows why the form came back."""

    usual: Mapping[str, Any]
    start: Callable[[Ground], str]
    again: str | None = None


FORMS: Final[Mapping[str, Form]] = {
    "record-meter-test": Form(TEST_FORM, at_the_test, "order-test"),
    "record-approval": Form({"approval": "approve"}, at_the_approval, "assess-terms"),
    "record-visit": Form({"visitResult": "no-access"}, at_the_removal, "order-removal"),
    "record-removal": Form(REMOVAL_FORM, at_the_removal),
    "record-review": Form({"reviewDecision": "accept"}, at_the_review),
    "record-call": Form({"callResult": "not-reached"}, at_the_call, "order-call"),
    "record-debt-decision": Form({"debtDecision": "referral", "debtReason": "علت"}, at_the_overdue_debt),
    "record-refund-decision": Form({"refundDecision": "pay"}, at_the_refund),
}
BESIDES: Final = {"completedBy": "somebody", "noticeId": "1", "verdict": "sound"}
"""What no form can change."""

JUDGED: Final = frozenset({("record-visit", "visitResult")})
"""What a gateway has judged before its worker reads it."""


def test_every_form_is_tried() -> None:
    assert set(FORMS) == {name for name, topic in worker_topics().items() if "completedBy" in topic.variables}


def fields_of(topic: str) -> Iterator[str]:
    names = (name for name in worker_topics()[topic].variables if name not in BESIDES)
    return (name for name in names if (topic, name) not in JUDGED)


def sent(ground: Ground, code: str, topic: str, **changed: Any) -> dict[str, Any]:
    """What the worker answers to the form with these answers changed, and what is shown if it comes back."""
    answered: dict[str, Any] = {}
    with suppress(TakenBack), ground.act() as context:
        answered |= handled(ground, context, code, topic, {**FORMS[topic].usual, **changed})
        again = FORMS[topic].again
        if again and answered["outcome"] in BACK:
            answered |= handled(ground, context, code, again, {})
        raise TakenBack
    return answered


def handled(
    ground: Ground, context: Context, code: str, topic: str, variables: Mapping[str, Any]
) -> dict[str, Any]:
    task, found = ground.task(topic, code, **{**variables, **BESIDES}), worker_topics()[topic]
    form = found.read(task)
    decided = liabilities(form, liability_by_cause) if isinstance(form, DamagesForm) else None
    answered = found.run(
        task, Context(context.records, ground.agreement, context.now, PUBLIC_URL, decided or {})
    )
    context.records.requests._session.flush()
    encode(answered)
    return answered


@pytest.mark.thorough
@pytest.mark.parametrize("topic", FORMS)
def test_no_answer_breaks_the_worker_behind_a_form(ground: Ground, topic: str) -> None:
    code = FORMS[topic].start(ground)
    for name, value in product(fields_of(topic), (*TEXTS, *OF_AN_ENGINE)):
        answered = sent(ground, code, topic, **{name: value})
        assert answered["outcome"], (name, value)
        assert MARKUP not in answered.get("stepText", ""), (name, value)


@pytest.mark.thorough
@pytest.mark.parametrize("topic", FORMS)
def test_variables_that_no_form_asks_change_nothing(ground: Ground, topic: str) -> None:
    code = FORMS[topic].start(ground)
    usual = sent(ground, code, topic)
    more = {"outcome": "served", "reason": "x", "balanceState": "settled", "trackingCode": "x", "taskId": "x"}
    assert sent(ground, code, topic, misread=["x"], taskAge=-1, now="x", **more) == usual


TOO_LONG: Final = "متنی بلندتر از ۵۰۰ نویسه است؛ کوتاه‌تر بنویسید."


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("topic", "answers", "sentence"),
    [
        ("record-meter-test", {"visitResult": 7}, OF_ANOTHER_KIND),
        ("record-meter-test", {"visitResult": MARKUP}, "نتیجه‌ی مراجعه نوشته نشده است."),
        ("record-meter-test", {"meterReading": "ده"}, OF_ANOTHER_KIND),
        ("record-meter-test", {"meterReading": 1.5}, OF_ANOTHER_KIND),
        ("record-meter-test", {"meterReading": 2**63 - 1}, "رقم کنتور بیش از شمار رقم‌های شمارنده است."),
        ("record-meter-test", {"meterReading": -1}, "رقم کنتور از آخرین رقم صورتحساب کمتر است."),
        ("record-meter-test", {"errorPercent": float("nan")}, OF_ANOTHER_KIND),
        ("record-meter-test", {"errorLight": float("inf")}, OF_ANOTHER_KIND),
        ("record-meter-test", {"errorLight": 100.01}, "خطای کنتور میان منفی ۱۰۰ و ۱۰۰ درصد است"),
        ("record-meter-test", {"errorLight": "ده"}, OF_ANOTHER_KIND),
        ("record-meter-test", {"testable": "شاید"}, OF_ANOTHER_KIND),
        ("record-meter-test", {"damageBurnt": MARKUP}, OF_ANOTHER_KIND),
        ("record-meter-test", {"meterSerial": MARKUP}, "متنی بلندتر از ۲۰ نویسه است"),
        ("record-meter-test", {"meterSerial": "123\x00"}, "شماره بدنه کنتور با پرونده یکی نیست."),
        ("record-meter-test", {"testedOn": "=1+1"}, "تاریخ درست نیست."),
        ("record-meter-test", {"remarks": LONG}, TOO_LONG),
        ("record-meter-test", {"remarks": LONG, "visitResult": "no-access"}, TOO_LONG),
        ("record-approval", {"approval": True}, OF_ANOTHER_KIND),
        ("record-approval", {"approval": "@SUM(A1)"}, "تصمیم روشن نیست."),
        ("record-approval", {"approval": "correct", "approvalNote": LONG}, TOO_LONG),
        (
            "record-approval",
            {"approval": "correct", "correctedDamage": MARKUP},
            "چنین خسارتی در آزمایش ثبت نشده است.",
        ),
        ("record-visit", {"visitRemarks": LONG}, UNREADABLE),
        ("record-visit", {"visitRemarks": []}, UNREADABLE),
        ("record-removal", {"finalReading": "ده"}, OF_ANOTHER_KIND),
        ("record-removal", {"sealsRemoved": -(2**63)}, "تعداد پلمب‌های بازشده منفی است."),
        ("record-removal", {"meterCollected": "شاید"}, OF_ANOTHER_KIND),
        ("record-removal", {"warehouseReceipt": LONG}, "متنی بلندتر از ۳۰ نویسه است"),
        ("record-removal", {"warehouseReceipt": "\u202e\x00"}, "شماره رسید انبار نوشته نشده است."),
        ("record-removal", {"removedOn": MARKUP}, "متنی بلندتر از ۱۰ نویسه است"),
        ("record-review", {"reviewDecision": {}}, OF_ANOTHER_KIND),
        ("record-review", {"reviewDecision": "served"}, "نتیجه‌ی بررسی برگزیده نشده است."),
        ("record-review", {"reviewDecision": "reject", "reviewReason": LONG}, TOO_LONG),
        ("record-review", {"reviewDecision": "reject", "reviewReason": "\u2066"}, "دلیل نوشته نشده است."),
        ("record-call", {"callResult": 1}, UNREADABLE),
        ("record-call", {"callResult": MARKUP}, UNREADABLE),
        ("record-call", {"callNote": LONG}, UNREADABLE),
        ("record-debt-decision", {"debtDecision": MARKUP}, "ترتیب پرداخت بدهی انتخاب نشده است."),
        ("record-debt-decision", {"debtReason": LONG}, TOO_LONG),
        ("record-debt-decision", {"debtDecision": "extension", "extensionDays": "ده"}, OF_ANOTHER_KIND),
        (
            "record-debt-decision",
            {"debtDecision": "instalments", "instalmentCount": 2**63 - 1},
            "تعداد قسط میان ۲ و ۱۲ است.",
        ),
        (
            "record-debt-decision",
            {"debtDecision": "write-off", "approvalNumber": LONG},
            "متنی بلندتر از ۳۰ نویسه است",
        ),
        ("record-refund-decision", {"refundDecision": 1.5}, OF_ANOTHER_KIND),
        ("record-refund-decision", {"refundDecision": "pay;"}, "تصمیم درباره‌ی بستانکاری انتخاب نشده است."),
        ("record-refund-decision", {"refundDecision": "another-account", "refundNote": LONG}, TOO_LONG),
    ],
)
def test_a_form_that_cannot_be_right_comes_back_with_the_reason(
    ground: Ground, topic: str, answers: dict[str, Any], sentence: str
) -> None:
    answered = sent(ground, FORMS[topic].start(ground), topic, **answers)
    assert answered["outcome"] in BACK
    assert sentence in answered["stepText"]


@pytest.mark.thorough
def test_what_is_only_a_text_is_kept_without_what_cannot_be_seen_in_it(ground: Ground) -> None:
    code = at_the_test(ground)
    assert ground.report_test(code, remarks=f"\u202eسطر یک\r\nسطر\x00دو {MARKUP}\u2066") == "plausible"
    with ground.act() as context:
        test = context.records.tests.accepted(code).test
    assert test is not None
    assert test.remarks == f"سطر یک\nسطر دو {MARKUP}"
