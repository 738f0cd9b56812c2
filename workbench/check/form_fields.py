"""Do browser, engine and worker know the same fields of a form, with the same types and limits?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.topics import TaskInput, Topic
from workbench.answers import values_of
from workbench.check.finding import Finding
from workbench.check.given import listed
from workbench.check.plan import Plan
from workbench.forms import Question
from workbench.paths import behind
from workbench.processes import Element, Field
from workbench.sources import without_none

TYPES: Mapping[type, tuple[str | None, frozenset[str]]] = {
    str: ("string", frozenset({"textfield", "textarea", "radio", "select"})),
    int: ("long", frozenset({"number"})),
    bool: ("boolean", frozenset({"checkbox", "radio"})),
    # The engine's own check of a form knows no number with decimals.
    float: (None, frozenset({"number", "expression"})),
}
BELOW = {"max": 1}
"""The engine takes what is below its `max`, the form what is up to its own."""

LIMITS = {"min": "min", "max": "max", "minlength": "minLength", "maxlength": "maxLength"}
OF_A_WORKER = {"min": "minimum", "max": "maximum", "minLength": "minLength", "maxLength": "maxLength"}
"""How the schema of a worker's input calls what a form calls so."""

SHIELDED = frozenset({"completedBy"})
"""What a worker reads behind a form besides its fields: who sent it."""

SAME = "فیلد را در فرم و در Form fields کار یکسان کنید."


@dataclass(frozen=True)
class Asked:
    """A user task with what its form asks there, what the engine judges, and who reads it."""

    task: Element
    questions: Mapping[str, Question]
    fields: Mapping[str, Field]
    readers: tuple[Topic, ...]


def asked(plan: Plan) -> Iterator[Asked]:
    """Every user task with a form that there is."""
    for task in plan.models.elements("userTask"):
        if task.form and task.form.ref in plan.models.forms:
            questions = _asked_at(task, plan.models.forms[task.form.ref].questions)
            fields = {one.id: one for one in task.form.fields}
            topics = (plan.topic_of(one) for one in behind(plan.models, task))
            yield Asked(task, questions, fields, tuple(topic for topic in topics if topic))


def _asked_at(task: Element, questions: Iterable[Question]) -> dict[str, Question]:
    """What the form can ask where that task shows it."""
    answered = fixed(task)
    return {one.key: one for one in questions if one.key not in answered and one.may_show(answered)}


def fixed(task: Element) -> dict[str, str]:
    """The answers that the task itself gives, so that the form does not ask for them there."""
    inputs = task.inputs.items()
    return {name: value for name, value in inputs if name not in task.outputs and "${" not in value}


def read_by(topic: Topic) -> dict[str, Any]:
    """The variables that the worker reads of the form, with their types."""
    own = {
        field.alias or name: without_none(field.annotation)
        for name, field in topic.input_type.model_fields.items()
        if name not in TaskInput.model_fields
    }
    return {name: kind for name, kind in own.items() if name not in SHIELDED}


def fields_of_one_side(plan: Plan) -> Iterator[Finding]:
    """The form asks what the worker reads, and the engine judges nothing else."""
    for one in asked(plan):
        yield from _unasked(plan, one)
        known = {name for topic in one.readers for name in read_by(topic)}
        for name in sorted(one.questions.keys() - known) if one.readers else ():
            what = f"فرم «{name}» را می‌پرسد، ولی کارگزار پس از آن آن را نمی‌خواند."
            remedy = "کلید فیلد را با نامی که کارگزار می‌خواند یکی کنید، یا فیلد را بردارید."
            yield plan.at(one.task, "form-field-unread", what, remedy)
        for name in sorted(one.fields.keys() - one.questions.keys()):
            what = f"Form fields این کار «{name}» را دارد، ولی فرم آن را نمی‌پرسد."
            yield plan.at(one.task, "form-field-unknown", what, SAME)


def _unasked(plan: Plan, one: Asked) -> Iterator[Finding]:
    beside = one.task.inputs.keys() - one.task.outputs.keys()
    for topic in one.readers:
        for name in sorted(read_by(topic).keys() - one.questions.keys() - beside):
            what = f"کارگزار {topic.name} «{name}» را از فرم می‌خواند، ولی فرم آن را نمی‌پرسد."
            remedy = f"فیلدی با کلید {name} به فرم {one.task.form.ref if one.task.form else ''} بیفزایید."
            yield plan.at(one.task, "form-field-missing", what, remedy)


def fields_of_another_type(plan: Plan) -> Iterator[Finding]:
    """What the browser sends is what the engine lets pass and what the worker can read."""
    for one in asked(plan):
        for topic in one.readers:
            for name, kind in sorted(read_by(topic).items()):
                if name in one.questions:
                    yield from _faults_of_type(plan, one, name, kind)


def _faults_of_type(plan: Plan, one: Asked, name: str, kind: Any) -> Iterator[Finding]:
    judged, shown = TYPES.get(kind, TYPES[str])
    question, field = one.questions[name], one.fields.get(name)
    if judged == "string" and question.values:
        judged = "enum"
    if (field.type if field else None) != judged:
        what = f"«{name}» در Form fields باید از گونه‌ی {judged or 'هیچ'} باشد."
        yield plan.at(one.task, "form-field-type", what, "گونه‌ی آن را در Form fields درست کنید.")
    if question.type not in shown:
        what = f"«{name}» در فرم {question.type} است و کارگزار آن را نمی‌تواند بخواند."
        yield plan.at(one.task, "form-component-type", what, f"مؤلفه را یکی از {listed(shown)} کنید.")
    elif question.type == "number" and (question.decimals == 0) != (kind is int):
        what = f"رقم‌های اعشار «{name}» در فرم با عددی که کارگزار می‌خواند جور نیست."
        remedy = "برای عدد صحیح Decimal digits را ۰ کنید و برای عدد اعشاری تعداد رقم‌ها را."
        yield plan.at(one.task, "form-field-decimals", what, remedy)


def fields_that_stay(plan: Plan) -> Iterator[Finding]:
    """An answer of an earlier round must never stand for a new one."""
    for one in asked(plan):
        inputs, outputs = one.task.inputs, one.task.outputs
        for name in one.questions:
            if inputs.get(name) != "${null}" or outputs.get(name) != f"${{{name}}}":
                what = f"پاسخ پیشین «{name}» می‌ماند و ممکن است به جای پاسخ تازه بنشیند."
                remedy = f"ورودی {name} را ${{null}} و خروجی {name} را ${{{name}}} بگذارید."
                yield plan.at(one.task, "field-not-local", what, remedy)
        for name in sorted(outputs.keys() - one.questions.keys()):
            what = f"این کار «{name}» را بیرون می‌دهد، ولی فرم آن را نمی‌پرسد."
            yield plan.at(one.task, "field-handed-on", what, f"خروجی {name} را بردارید.")


def fields_judged_otherwise(plan: Plan) -> Iterator[Finding]:
    """Limits, labels and choices that a person sees are those that the engine enforces."""
    for one in asked(plan):
        for name in sorted(one.questions.keys() & one.fields.keys()):
            question, field = one.questions[name], one.fields[name]
            shown, judged = _shown_limits(question), dict(field.constraints)
            judged.pop("required", None)
            if shown != judged:
                what = f"حدود «{name}» در Form fields {_said(judged)} است؛ فرم {_said(shown)} می‌خواهد."
                remedy = "حدود فرم را در Form fields بنویسید؛ max آنجا یکی بیش از max فرم است."
                yield plan.at(one.task, "form-limits", what, remedy)
            if field.label != question.label:
                what = f"برچسب «{name}» در فرم «{question.label}» است و در Form fields «{field.label}»."
                yield plan.at(one.task, "form-label", what, SAME)
            if field.type == "enum" and dict(field.values) != dict(question.values):
                what = f"گزینه‌های «{name}» در فرم و در Form fields یکی نیستند."
                yield plan.at(one.task, "form-choices", what, SAME)


def _shown_limits(question: Question) -> dict[str, str]:
    limits = question.limits
    return {
        limit: str(limits[name] + BELOW.get(limit, 0)) for limit, name in LIMITS.items() if name in limits
    }


def _said(limits: Mapping[str, str]) -> str:
    return "، ".join(f"{name} {value}" for name, value in sorted(limits.items())) or "بی‌حد"


def fields_needed(plan: Plan) -> Iterator[Finding]:
    """What decides is required; what the form may hide the engine must not demand."""
    for one in asked(plan):
        for name in sorted(one.questions.keys() & one.fields.keys()):
            question, field = one.questions[name], one.fields[name]
            if field.type == "enum" and not question.required:
                what = f"«{name}» تصمیم این کار است، ولی فرم بی آن هم فرستاده می‌شود."
                yield plan.at(one.task, "decision-field-optional", what, "فیلد را Required کنید.")
            else:
                yield from _faults_of_need(plan, one.task, question, field)


def _faults_of_need(plan: Plan, task: Element, question: Question, field: Field) -> Iterator[Finding]:
    """A tick is needed only to be there, not to be set."""
    name, can_hide = question.key, question.can_hide(fixed(task))
    is_needed = "required" in field.constraints
    if question.type != "checkbox":
        if is_needed != (question.required and not can_hide):
            what = f"«{name}» در فرم و در Form fields یکسان اجباری نیست."
            remedy = "در هر دو required کنید؛ فیلدی را که فرم پنهان می‌کند تنها در فرم."
            yield plan.at(task, "form-required", what, remedy)
    elif question.required:
        what = f"نشان «{name}» اجباری است و نمی‌توان آن را خالی گذاشت."
        yield plan.at(task, "form-tick-required", what, "Required را بردارید.")
    elif is_needed and can_hide:
        what = f"موتور «{name}» را می‌خواهد، ولی فرم ممکن است آن را پنهان کند."
        yield plan.at(task, "form-required", what, "required را از Form fields بردارید.")


def fields_beyond_the_worker(plan: Plan) -> Iterator[Finding]:
    """The form's limits and choices are those of the worker's model, where that has any."""
    for one in asked(plan):
        for topic in one.readers:
            schemas = _schemas(topic)
            for name in sorted(one.questions.keys() & read_by(topic).keys()):
                yield from _faults_of_worker(plan, one, one.questions[name], topic, schemas.get(name, {}))


def _faults_of_worker(
    plan: Plan, one: Asked, question: Question, topic: Topic, schema: Mapping[str, Any]
) -> Iterator[Finding]:
    wanted = {limit: schema[name] for limit, name in OF_A_WORKER.items() if name in schema}
    shown = {limit: question.limits[limit] for limit in wanted if limit in question.limits}
    if wanted != shown:
        what = (
            f"کارگزار {topic.name} برای «{question.key}» حدود {_said(wanted)} را می‌پذیرد، فرم {_said(shown)}."
        )
        yield plan.at(one.task, "worker-limits", what, "حدود فرم را با حدود کارگزار یکی کنید.")
    known = values_of(read_by(topic)[question.key])
    if known is not None and question.values and set(question.values) != set(known):
        strange = listed(frozenset(map(str, set(question.values) ^ set(known))))
        what = f"گزینه‌های «{question.key}» در فرم و در کارگزار {topic.name} یکی نیستند: {strange}."
        yield plan.at(one.task, "worker-choices", what, "گزینه‌های فرم را با آنچه کارگزار می‌شناسد یکی کنید.")
    if question.key in _needed(topic) and (not question.required or question.can_hide(fixed(one.task))):
        what = f"کارگزار {topic.name} بی «{question.key}» کار نمی‌کند، ولی فرم آن را خالی می‌پذیرد."
        yield plan.at(one.task, "worker-needs-field", what, "فیلد را Required کنید و پنهان نکنید.")


def _schemas(topic: Topic) -> dict[str, Mapping[str, Any]]:
    """The limits of each variable, whether it may be missing or not."""
    properties = topic.input_type.model_json_schema(by_alias=True).get("properties", {})
    kinds = {name: one.get("anyOf", [one]) for name, one in properties.items()}
    return {
        name: {word: value for kind in found for word, value in kind.items()} for name, found in kinds.items()
    }


def _needed(topic: Topic) -> frozenset[str]:
    fields = topic.input_type.model_fields.items()
    return frozenset(field.alias or name for name, field in fields if field.is_required())


RULES = (
    fields_of_one_side,
    fields_of_another_type,
    fields_that_stay,
    fields_judged_otherwise,
    fields_needed,
    fields_beyond_the_worker,
)
