"""Forms: the browser, the engine and the worker behind them know the same fields, types and limits."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from cases.forms import LONGEST_REMARK
from engine.topics import TaskInput, Topic
from tests.agreement.shipped import MODELS, TOPICS, changed
from workbench.answers import without_none
from workbench.forms import Question
from workbench.models import Models
from workbench.paths import behind
from workbench.processes import Element, Field
from workers.agree_terms.record_approval import DECISIONS, LONGEST_NOTE

TYPES: Mapping[type, tuple[str | None, frozenset[str]]] = {
    str: ("string", frozenset({"textfield", "textarea", "radio", "select"})),
    int: ("long", frozenset({"number"})),
    bool: ("boolean", frozenset({"checkbox", "radio"})),
    # The engine's own check of a form knows no number with decimals.
    float: (None, frozenset({"number"})),
}
LIMITS = {"min": "min", "max": "max", "minlength": "minLength", "maxlength": "maxLength"}


def readers(models: Models, task: Element) -> list[Topic]:
    return [TOPICS[one.topic] for one in behind(models, task) if one.topic in TOPICS]


def types_read(topic: Topic) -> dict[str, Any]:
    """The variables that the worker reads of the form, with their types."""
    fields = topic.input_type.model_fields
    own = {field.alias or name: without_none(field.annotation) for name, field in fields.items()
           if name not in TaskInput.model_fields}  # fmt: skip
    return {name: kind for name, kind in own.items() if name != "completedBy"}


def faults(models: Models) -> Iterator[str]:
    for task in models.elements("userTask"):
        if task.form and task.form.ref in models.forms:
            asked = {one.key: one for one in models.forms[task.form.ref].questions}
            judged = {one.id: one for one in task.form.fields}
            yield from faults_of_names(models, task, asked, judged)
            yield from faults_of_scope(task, asked)
            for name in asked.keys() & judged.keys():
                yield from faults_of_limits(task, asked[name], judged[name])


def faults_of_names(
    models: Models, task: Element, asked: Mapping[str, Question], judged: Mapping[str, Field]
) -> Iterator[str]:
    for topic in readers(models, task):
        read = types_read(topic)
        if read.keys() != asked.keys():
            yield f"{task}: the form asks {sorted(asked)}, {topic.name} reads {sorted(read)}"
        for name in read.keys() & asked.keys():
            yield from faults_of_type(task, read[name], asked[name], judged.get(name))
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
    shown = {limit: str(question.limits[name]) for limit, name in LIMITS.items() if name in question.limits}
    judged = {name: value for name, value in field.constraints.items() if name != "required"}
    if shown != judged:
        yield f"{task}: limits of {field.id}: {shown} in the form, {judged} in formData"
    always = question.type == "checkbox" or (question.required and not question.can_hide)
    if always != ("required" in field.constraints):
        yield f"{task}: {field.id} must be required in form and formData alike"
    if field.label != question.label:
        yield f"{task}: {field.id} is «{question.label}» in the form, «{field.label}» in formData"
    if field.type == "enum" and dict(field.values) != dict(question.values):
        yield f"{task}: {field.id} has other choices in the form than in formData"
    if field.type == "enum" and not always:
        yield f"{task}: {field.id} is a decision; make it required in form and formData"


def test_a_form_asks_what_its_worker_reads_and_the_engine_judges_the_same_limits() -> None:
    assert list(faults(MODELS)) == []


def test_the_longest_remark_is_as_long_for_the_worker_as_for_the_form() -> None:
    limits = {
        (form.id, one.key): one.limits.get("maxLength")
        for form in MODELS.forms.values()
        for one in form.questions
    }
    assert limits["test-meter", "remarks"] == limits["remove-connection", "remarks"] == LONGEST_REMARK
    assert limits["approve-terms", "approvalNote"] == LONGEST_NOTE


def test_the_worker_knows_the_decisions_that_the_form_offers() -> None:
    (approval,) = (one for one in MODELS.forms["approve-terms"].questions if one.key == "approval")
    assert set(approval.values) == set(DECISIONS)


def test_every_form_shows_what_its_worker_wrote_and_links_to_the_case() -> None:
    assert {form.id: set(form.shows) for form in MODELS.forms.values()} == {
        form: {"stepText", "caseUrl"} for form in MODELS.forms
    }


def test_no_form_asks_for_a_person() -> None:
    words = ("name", "national", "mobile", "phone", "address", "sheba")
    asked = [one.key.lower() for form in MODELS.forms.values() for one in form.questions]
    assert [key for key in asked if any(word in key for word in words)] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("test-meter.form", '"key": "meterReading"', '"key": "reading"', "record-meter-test reads"),
        ("test-meter.form", '"max": 99999999', '"max": 9999', "limits of meterReading"),
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
    ],
)
def test_a_field_that_browser_engine_and_worker_see_differently_is_told(
    file: str, old: str, new: str, said: str
) -> None:
    assert any(said in fault for fault in faults(changed(file, old, new)))
