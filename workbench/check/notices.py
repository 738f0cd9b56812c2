"""Has every notice its words, and have its words their values and their room?"""

import re
from collections.abc import Iterator, Mapping

from domain.agreement import NoticeTemplate
from domain.eligibility import Ineligibility
from domain.notices import render, sms_parts
from domain.persian import digits
from domain.settlement import BalanceState
from workbench.check.finding import Finding
from workbench.check.given import listed
from workbench.check.plan import Plan
from workbench.notices import filed, sent_by_models
from workbench.processes import Element

FILE = "agreement/notices.toml"
TOPIC = "send-notice"
KEY = re.compile("[a-z-]+")
PLACEHOLDER = re.compile(r"\{(\w*)\}")
MOST_PARTS = 2
CODE = "code"
"""What every notice is given."""

TOLD = (BalanceState.DEBTOR, BalanceState.CREDITOR, BalanceState.SETTLED)
"""The states of an account that a notice tells."""

LONGEST: Mapping[str, str] = {
    CODE: "۱۴۰۵۱۲۳۴۵۶۷۸۹۰",
    "amount": "۹۹٬۹۹۹٬۹۹۹٬۰۰۰",
    "debt": "۹۹٬۹۹۹٬۹۹۹٬۰۰۰",
    "bill": "۹۹۹۹۹۹۹۹۹۹۹۹۹",
    "pay": "۹۹۹۹۹۹۹۹۹۹۹۹۹",
    "date": "۱۴۰۵/۱۲/۲۹",
    "reason": max((reason.title for reason in Ineligibility), key=len).ljust(30, "ـ"),
    "documents": "گواهی انحصار وراثت و تصویر کارت ملی",
    "n": "۹۹",
    "state": max((state.title for state in TOLD), key=len),
}
"""The longest value of each placeholder."""


def sending(plan: Plan) -> Iterator[tuple[Element, str]]:
    """The tasks that send a notice, with its key."""
    for task in plan.models.elements():
        if task.topic == TOPIC:
            yield task, task.inputs.get("template", "")


def notices_not_named(plan: Plan) -> Iterator[Finding]:
    """The key of a notice stands in the model, for everybody to see."""
    for task, key in sending(plan):
        if not KEY.fullmatch(key):
            what = "این کار نمی‌گوید کدام پیامک را می‌فرستد."
            yield plan.at(task, "notice-not-named", what, f"در ورودی template کلیدی از {FILE} بنویسید.")
        elif key not in plan.agreement.notices:
            what = f"پیامک {key} متنی ندارد."
            yield plan.at(task, "notice-without-words", what, f"متن آن را در {FILE} بنویسید.")
        elif key not in sent_by_models():
            what = f"مقدارهای پیامک {key} را این کار نمی‌داند؛ آن را کارگزاری دیگر می‌فرستد."
            remedy = f"یکی از این‌ها را بفرستید: {listed(frozenset(sent_by_models()))}."
            yield plan.at(task, "notice-without-values", what, remedy)
        elif plan.agreement.notices[key].clause not in task.clauses:
            clause = plan.agreement.notices[key].clause
            what = f"پیامک {key} از بند {clause} است، که این کار نام نمی‌برد."
            yield plan.at(task, "notice-clause", what, f"شماره‌ی {clause} را در ویژگی clause بیفزایید.")


def notices_not_sent(plan: Plan) -> Iterator[Finding]:
    """Words that nobody sends are forgotten, or the step that sent them is."""
    sent = {key for _, key in sending(plan)} | {key for key, _ in filed(plan.topics.values())}
    for key in sorted(plan.agreement.notices.keys() - sent):
        remedy = "کار ارسال آن را به مدل برگردانید، یا متن را بردارید."
        yield _found(key, "notice-not-sent", "این پیامک را هیچ کاری نمی‌فرستد.", remedy)


def placeholders_without_value(plan: Plan) -> Iterator[Finding]:
    """Whatever stands in braces is given by whoever sends the notice."""
    given = _given(plan)
    for key, notice in sorted(plan.agreement.notices.items()):
        known = given.get(key, frozenset()) | {CODE}
        strange = frozenset(PLACEHOLDER.findall(notice.text)) - known
        if key in given and strange:
            what = f"جای {listed(strange)} در متن پر نمی‌شود."
            yield _found(key, "notice-placeholder", what, f"تنها این‌ها را به کار ببرید: {listed(known)}.")


def _given(plan: Plan) -> Mapping[str, frozenset[str]]:
    """The names of the values that each notice surely gets, whoever sends it."""
    given = dict(sent_by_models())
    for key, names in filed(plan.topics.values()):
        given[key] = given.get(key, names) & names
    return given


def notices_too_long(plan: Plan) -> Iterator[Finding]:
    """A notice with its longest values fits two parts of an SMS."""
    for key, notice in sorted(plan.agreement.notices.items()):
        text = _longest(notice)
        if text is None:
            what = "آکولادهای متن جای هیچ مقداری نیستند."
            yield _found(key, "notice-braces", what, "مقدار را میان آکولاد و با نام لاتین بنویسید.")
        elif sms_parts(text) > MOST_PARTS:
            what = f"متن با بلندترین مقدارها {digits(len(text))} نویسه است و در دو پیامک نمی‌گنجد."
            yield _found(key, "notice-too-long", what, "متن را کوتاه کنید.")


def _longest(notice: NoticeTemplate) -> str | None:
    """The words with the longest value in each place; None where braces hold no name."""
    names = PLACEHOLDER.findall(notice.text)
    try:
        return render(notice.text, {name: LONGEST.get(name, "") for name in names})
    except ValueError:
        return None


def _found(key: str, kind: str, what: str, remedy: str) -> Finding:
    return Finding(kind, FILE, key, "", what, remedy)


RULES = (notices_not_named, notices_not_sent, placeholders_without_value, notices_too_long)
