"""Forms: the browser, the engine and the worker behind them know the same fields, types and limits."""

import ast
import inspect
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

import pytest
from annotated_types import MaxLen
from pydantic.alias_generators import to_camel

from cases import document_review, visits
from cases.form_answers import FormAnswers
from cases.unreachable import CallResult
from domain import debt_plan
from domain.damage import Cause, DamageKind, Liability
from domain.documents import DocumentKind
from domain.titled import Titled
from domain.visits import VisitResult
from engine.topics import TaskInput, Topic
from tests.agreement.shipped import MODELS, TOPICS, changed
from workbench.forms import Question
from workbench.models import Models
from workbench.paths import behind
from workbench.processes import Element, Field
from workbench.sources import without_none
from workers.agree_terms import record_approval
from workers.examine_meter import record_meter_test
from workers.settle_account import record_refund_decision

TYPES: Mapping[type, tuple[str | None, frozenset[str]]] = {
    str: ("string", frozenset({"textfield", "textarea", "radio", "select"})),
    int: ("long", frozenset({"number"})),
    bool: ("boolean", frozenset({"checkbox", "radio"})),
    # The engine's own check of a form knows no number with decimals.
    float: (None, frozenset({"number"})),
}
BELOW = {"max": 1}
"""The engine takes what is below its `max`, the form what is up to its own."""

LIMITS = {"min": "min", "max": "max", "minlength": "minLength", "maxlength": "maxLength"}


def longest(topic: Topic, name: str) -> int | None:
    """How long a text the worker takes; None where it is told only what the form offers."""
    (field,) = (one for one in topic.input_type.model_fields.values() if one.alias == name)
    return next((limit.max_length for limit in field.metadata if isinstance(limit, MaxLen)), None)


SHIELDED = frozenset({"completedBy"})
"""What a worker reads behind a form besides its fields: who sent it."""


def readers(models: Models, task: Element) -> list[Topic]:
    return [TOPICS[one.topic] for one in behind(models, task) if one.topic in TOPICS]


def types_read(topic: Topic) -> dict[str, Any]:
    """The variables that the worker reads of the form, with their types."""
    fields = topic.input_type.model_fields
    own = {field.alias or name: without_none(field.annotation) for name, field in fields.items()
           if name not in TaskInput.model_fields}  # fmt: skip
    return {name: kind for name, kind in own.items() if name not in SHIELDED}


def fixed(task: Element) -> dict[str, str]:
    """The answers that the task itself gives, so that the form does not ask for them there."""
    inputs = task.inputs.items()
    return {name: value for name, value in inputs if name not in task.outputs and "${" not in value}


def asked_at(task: Element, questions: Iterable[Question]) -> dict[str, Question]:
    """What the form can ask where that task shows it."""
    given = fixed(task)
    return {one.key: one for one in questions if one.key not in given and one.may_show(given)}


def faults(models: Models) -> Iterator[str]:
    for task in models.elements("userTask"):
        if task.form and task.form.ref in models.forms:
            asked = asked_at(task, models.forms[task.form.ref].questions)
            judged = {one.id: one for one in task.form.fields}
            yield from faults_of_names(models, task, asked, judged)
            yield from faults_of_scope(task, asked)
            for name in asked.keys() & judged.keys():
                yield from faults_of_limits(task, asked[name], judged[name])


def faults_of_names(
    models: Models, task: Element, asked: Mapping[str, Question], judged: Mapping[str, Field]
) -> Iterator[str]:
    read_at_all: set[str] = set()
    for topic in readers(models, task):
        read = types_read(topic)
        read_at_all |= read.keys()
        for name in sorted(read.keys() - asked.keys() - (task.inputs.keys() - task.outputs.keys())):
            yield f"{task}: {topic.name} reads {name}, which the form does not ask"
        for name in sorted(read.keys() & asked.keys()):
            yield from faults_of_type(task, read[name], asked[name], judged.get(name))
            if asked[name].limits.get("maxLength") != longest(topic, name):
                yield f"{task}: {topic.name} takes another length of {name} than the form"
        if not issubclass(topic.input_type, FormAnswers):
            yield f"{task}: {topic.name} breaks on answers that are none, instead of sending them back"
    for name in sorted(asked.keys() - read_at_all):
        yield f"{task}: the form asks {name}, which no worker behind it reads"
    for name in sorted(judged.keys() - asked.keys()):
        yield f"{task}: formData has {name}, the form has not"


def faults_of_type(task: Element, kind: type, question: Question, field: Field | None) -> Iterator[str]:
    judged, shown = TYPES[kind]
    if kind is str and question.values:
        judged = "enum"
    if (field.type if field else None) != judged:
        yield f"{task}: {question.key} is {judged} for its worker, not so in formData"
    if question.type not in shown:
        yield f"{task}: {question.key} is {judged} for its worker, a {question.type} in the form"
    if question.type == "number" and (question.decimals == 0) != (kind is int):
        yield f"{task}: decimals of {question.key} do not fit its worker"


def faults_of_scope(task: Element, asked: Mapping[str, Question]) -> Iterator[str]:
    """An answer of an earlier round must never stand for a new one."""
    for name in asked:
        if task.inputs.get(name) != "${null}" or task.outputs.get(name) != f"${{{name}}}":
            yield f"{task}: {name} is not local; add inputParameter ${{null}} and outputParameter"
    for name in sorted(task.outputs.keys() - asked.keys()):
        yield f"{task}: hands on {name}, which the form does not ask"


def faults_of_limits(task: Element, question: Question, field: Field) -> Iterator[str]:
    shown = {
        limit: str(question.limits[name] + BELOW.get(limit, 0))
        for limit, name in LIMITS.items()
        if name in question.limits
    }
    judged = {name: value for name, value in field.constraints.items() if name != "required"}
    if shown != judged:
        yield f"{task}: limits of {field.id}: {shown} in the form, {judged} in formData"
    yield from faults_of_need(task, question, "required" in field.constraints)
    if field.label != question.label:
        yield f"{task}: {field.id} is «{question.label}» in the form, «{field.label}» in formData"
    if field.type == "enum" and dict(field.values) != dict(question.values):
        yield f"{task}: {field.id} has other choices in the form than in formData"
    if field.type == "enum" and not question.required:
        yield f"{task}: {field.id} is a decision; make it required"


def faults_of_need(task: Element, question: Question, is_needed: bool) -> Iterator[str]:
    """What the form may hide the engine must not demand; a tick is needed only to be there, not to be set."""
    can_hide = question.can_hide(fixed(task))
    if question.type != "checkbox":
        if is_needed != (question.required and not can_hide):
            yield f"{task}: {question.key} must be required in form and formData alike, unless it can hide"
    elif question.required:
        yield f"{task}: {question.key} could not be left unticked"
    elif is_needed and can_hide:
        yield f"{task}: {question.key} is demanded where the form may hide it"


def test_a_form_asks_what_its_worker_reads_and_the_engine_judges_the_same_limits() -> None:
    assert list(faults(MODELS)) == []


def question(form: str, key: str) -> Question:
    (found,) = (one for one in MODELS.forms[form].questions if one.key == key)
    return found


def test_the_limits_of_a_plan_are_those_of_the_company() -> None:
    days, count = question("follow-up-debt", "extensionDays"), question("follow-up-debt", "instalmentCount")
    assert (days.limits["min"], days.limits["max"]) == (1, debt_plan.LONGEST_EXTENSION)
    assert (count.limits["min"], count.limits["max"]) == (
        debt_plan.FEWEST_INSTALMENTS,
        debt_plan.MOST_INSTALMENTS,
    )


def compared_with(function: Callable[..., object]) -> set[str]:
    """The texts that the cases of a function's `match` name."""
    nodes = ast.walk(ast.parse(inspect.getsource(function)))
    values = [node.value for node in nodes if isinstance(node, ast.MatchValue)]
    return {str(value.value) for value in values if isinstance(value, ast.Constant)}


KNOWN: Mapping[tuple[str, str], Collection[str | None]] = {
    ("review-documents", "reviewDecision"): document_review.DECISIONS,
    ("test-meter", "visitResult"): {record_meter_test.TESTED, *visits.REASONS},
    ("test-meter", "damageCause"): set(Cause) - {Cause.NONE},
    ("approve-terms", "approval"): record_approval.DECISIONS,
    ("approve-terms", "correctedDamage"): set(DamageKind),
    ("approve-terms", "correctedLiability"): record_approval.PERSONS,
    ("remove-connection", "visitResult"): set(VisitResult),
    ("remove-connection", "newDamageCause"): set(Cause) - {Cause.NONE},
    ("follow-up-debt", "debtDecision"): set(debt_plan.PlanKind),
    ("approve-refund", "refundDecision"): compared_with(record_refund_decision._doubts),
    ("call-subscriber", "callResult"): set(CallResult),
}
"""The answers that a worker knows."""


def test_the_worker_knows_each_answer_that_a_form_offers_and_no_other() -> None:
    words = {
        (form.id, one.key): set(one.values)
        for form in MODELS.forms.values()
        for one in form.questions
        if one.values and set(one.values) != {True, False}
    }
    assert words == {key: set(values) for key, values in KNOWN.items()}


def ticks(form: str, beginning: str) -> dict[str, str]:
    """The ticks whose names begin so, with their labels."""
    asked = [one for one in MODELS.forms[form].questions if one.type == "checkbox"]
    return {one.key: one.label for one in asked if one.key.startswith(beginning)}


def named(beginning: str, kinds: Iterable[Titled]) -> dict[str, str]:
    return {to_camel(f"{beginning}_{kind.replace('-', '_')}"): kind.title for kind in kinds}


FOUND_LATER = set(DamageKind) - {DamageKind.TAMPERED, DamageKind.STOPPED}
"""A meter that is taken down can no longer be seen to stand still or to run wrongly."""


@pytest.mark.parametrize(
    ("form", "beginning", "kinds"),
    [
        ("review-documents", "ask", DocumentKind),
        ("test-meter", "damage", DamageKind),
        ("remove-connection", "new_damage", FOUND_LATER),
    ],
)
def test_a_form_has_a_tick_for_each_kind_in_the_words_of_the_domain(
    form: str, beginning: str, kinds: Iterable[Titled]
) -> None:
    assert ticks(form, to_camel(beginning)) == named(beginning, kinds)


@pytest.mark.parametrize(
    ("form", "key", "kinds"),
    [
        ("test-meter", "damageCause", Cause),
        ("approve-terms", "correctedDamage", DamageKind),
        ("approve-terms", "correctedLiability", Liability),
        ("follow-up-debt", "debtDecision", debt_plan.PlanKind),
    ],
)
def test_an_answer_is_offered_in_the_words_of_the_domain(form: str, key: str, kinds: type[Titled]) -> None:
    offered = question(form, key).values
    assert offered == {value: kinds(value).title for value in offered}


def test_every_form_shows_what_its_worker_wrote_and_links_to_the_case() -> None:
    assert {form.id: set(form.shows) for form in MODELS.forms.values()} == {
        form: {"stepText", "caseUrl"} for form in MODELS.forms
    }


def test_no_form_asks_for_a_person() -> None:
    words = ("name", "national", "mobile", "phone", "address", "sheba")
    asked = [one for form in MODELS.forms.values() for one in form.questions]
    written = [one.key.lower() for one in asked if one.type != "checkbox" and not one.values]
    assert [key for key in written if any(word in key for word in words)] == []
    assert "approvalnote" in written


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("test-meter.form", '"key": "meterReading"', '"key": "reading"', "record-meter-test reads"),
        ("test-meter.form", '"max": 99999999', '"max": 9999', "limits of meterReading"),
        ("test-meter.form", '"maxLength": 500', '"maxLength": 5000', "takes another length of remarks"),
        ("test-meter.form", '"decimalDigits": 2', '"decimalDigits": 0', "decimals of errorPercent"),
        ("examine-meter.bpmn", 'id="testable" label', 'id="tested" label', "formData has tested"),
        (
            "examine-meter.bpmn",
            'label="رقم کنتور" type="long"',
            'label="رقم کنتور" type="string"',
            "not so in formD",
        ),
        (
            "examine-meter.bpmn",
            'inputParameter name="testable"',
            'inputParameter name="other"',
            "is not local",
        ),
        ("approve-terms.form", '"required": true', '"required": false', "must be required"),
        ("approve-terms.form", '"value": "approve"', '"value": "yes"', "other choices"),
        ("agree-terms.bpmn", '<camunda:constraint name="required" />', "", "must be required"),
        ("examine-meter.bpmn", 'name="max" config="100000000"', 'name="max" config="99999999"', "limits of"),
        (
            "examine-meter.bpmn",
            'id="damageBurnt" label="سوختگی کنتور یا ترمینال" type="boolean" />',
            'id="damageBurnt" label="سوختگی کنتور یا ترمینال" type="boolean"><camunda:validation>'
            '<camunda:constraint name="required" /></camunda:validation></camunda:formField>',
            "damageBurnt is demanded where the form may hide it",
        ),
        (
            "remove-connection.form",
            '"key": "visitRemarks"',
            '"key": "reasonOfVisit"',
            "the form asks reasonOfVisit, which no worker behind it reads",
        ),
        (
            "permanent-service-removal.bpmn",
            '<camunda:inputParameter name="visitResult">done</camunda:inputParameter>',
            "",
            "correct-removal: the form asks visitResult, which no worker behind it reads",
        ),
    ],
)
def test_a_field_that_browser_engine_and_worker_see_differently_is_told(
    file: str, old: str, new: str, said: str
) -> None:
    assert any(said in fault for fault in faults(changed(file, old, new)))
