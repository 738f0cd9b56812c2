"""Does each user task stand between two workers, belong to a group, and leave behind who did it?"""

from collections.abc import Iterator

from domain.groups import Group
from workbench.check.finding import Finding
from workbench.check.given import given, listed
from workbench.check.plan import Plan
from workbench.paths import before, behind
from workbench.processes import Element, Listener

OPENED_WITH = frozenset({"stepDue", "stepText", "caseUrl", "stepFor"})
LISTED = Listener(
    "taskListener", "create", "${task.setVariableLocal('trackingCode', task.execution.processBusinessKey)}"
)
SIGNED = Listener("taskListener", "complete", "${task.execution.setVariable('completedBy', currentUser())}")
STEPS = "agreement/steps.toml"


def steps_without_target(plan: Plan) -> Iterator[Finding]:
    """The agreement says who does each step, and waits out each wait, in which time (SLA-2.2)."""
    for step in plan.models.elements("userTask", "receiveTask"):
        if step.id not in plan.agreement.steps:
            what = f"{STEPS} برای این گام صاحب و مهلتی ندارد."
            yield plan.at(step, "step-without-target", what, f"گامی با شناسه‌ی {step.id} در آن بنویسید.")


def tasks_of_another_group(plan: Plan) -> Iterator[Finding]:
    """Offered to one group of the house, the owner of the step; one of them gets a form that is sent back."""
    for task in plan.models.elements("userTask"):
        groups = (task.form.groups if task.form else None) or ""
        if groups not in set(Group):
            what = f"این کار به گروه «{groups}» سپرده شده است که وجود ندارد."
            remedy = f"در Candidate groups یکی از این‌ها را بنویسید: {listed(frozenset(Group))}."
            yield plan.at(task, "unknown-group", what, remedy)
        else:
            yield from _other_owner(plan, task, groups)
        if task.form and task.form.assignee != "${stepFor}":
            what = "این کار به کسی که فرم نادرست را فرستاده است برنمی‌گردد."
            yield plan.at(task, "other-assignee", what, "در Assignee بنویسید ${stepFor}.")


def _other_owner(plan: Plan, task: Element, groups: str) -> Iterator[Finding]:
    target = plan.agreement.steps.get(task.id)
    if target and target.owner != groups:
        what = f"این کار به گروه {groups} سپرده شده است؛ صاحب آن در {STEPS} گروه {target.owner} است."
        yield plan.at(task, "other-group", what, "یکی از دو جا را با دیگری یکسان کنید.")


def tasks_without_due_date(plan: Plan) -> Iterator[Finding]:
    """Due when the worker before it said."""
    for task in plan.models.elements("userTask"):
        if task.form and task.form.due != "${stepDue}":
            what = f"مهلت این کار «{task.form.due or ''}» است، نه آنچه کارگزار پیش از آن حساب کرد."
            yield plan.at(task, "due-date", what, "در Due date بنویسید ${stepDue}.")


def tasks_not_opened(plan: Plan) -> Iterator[Finding]:
    """The worker before it opens the step: due time, text of the form, link to the case."""
    for task in plan.models.elements("userTask"):
        for arrival in before(plan.models.of(task), task):
            missing = OPENED_WITH - given(plan, arrival)
            if missing:
                source = arrival.element
                what = f"«{source.name}» که به این کار می‌رسد {listed(missing)} را برنمی‌گرداند."
                remedy = "پیش از کار کاربر کارگزاری بگذارید که گام را باز می‌کند و مهلت و متن فرم را می‌دهد."
                yield plan.at(task, "step-not-opened", what, remedy)


def tasks_not_recorded(plan: Plan) -> Iterator[Finding]:
    """The worker behind it judges the form again and writes who decided."""
    for task in plan.models.elements("userTask"):
        for reader in behind(plan.models, task):
            topic = plan.topic_of(reader)
            if topic is None or "completedBy" not in topic.variables:
                what = f"«{reader.name}» پس از این کار ثبت نمی‌کند که چه کسی فرم را فرستاد."
                remedy = "پس از کار کاربر کارگزاری بگذارید که completedBy را می‌خواند."
                yield plan.at(task, "step-not-recorded", what, remedy)


def tasks_not_signed(plan: Plan) -> Iterator[Finding]:
    """Set by the engine when the form is sent, it is right without a claim and overwrites a forged name."""
    for task in plan.models.elements("userTask"):
        if SIGNED not in task.listeners:
            what = "این کار نام فرستنده‌ی فرم را به جا نمی‌گذارد."
            yield plan.at(task, "not-signed", what, _remedy(SIGNED))


def tasks_not_listed(plan: Plan) -> Iterator[Finding]:
    """The lists of tasks show which request each one belongs to."""
    for task in plan.models.elements("userTask"):
        if LISTED not in task.listeners:
            what = "کد رهگیری این کار در فهرست‌های کارتابل دیده نمی‌شود."
            yield plan.at(task, "not-listed", what, _remedy(LISTED))


def _remedy(listener: Listener) -> str:
    return f"یک Task listener با رویداد {listener.event} و عبارت {listener.expression} بگذارید."


def tasks_with_other_listeners(plan: Plan) -> Iterator[Finding]:
    """What else happens at a task is a worker's, where it is seen, repeated and recorded."""
    for task in plan.models.elements("userTask"):
        if set(task.listeners) > {LISTED, SIGNED}:
            what = "این کار Task listener دیگری دارد که موتور بی‌صدا اجرا می‌کند."
            yield plan.at(task, "other-listener", what, "آن را بردارید و کارش را به کارگزاری بسپارید.")


RULES = (
    steps_without_target,
    tasks_of_another_group,
    tasks_without_due_date,
    tasks_not_opened,
    tasks_not_recorded,
    tasks_not_signed,
    tasks_not_listed,
    tasks_with_other_listeners,
)
