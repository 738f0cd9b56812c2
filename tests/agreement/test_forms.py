"""Forms: they offer the words of the domain, within the limits of the workers, and ask for no person."""

import ast
import inspect
from collections.abc import Callable, Collection, Iterable, Mapping

import pytest
from annotated_types import MaxLen
from pydantic.alias_generators import to_camel

from cases import document_review, visits
from cases.form_answers import FormAnswers
from cases.unreachable import CallResult
from domain import debt_plan, meter
from domain.damage import Cause, DamageKind, Liability
from domain.documents import DocumentKind
from domain.meter import LoadPoint
from domain.titled import Titled
from domain.visits import VisitResult
from engine.topics import Topic
from tests.agreement.shipped import MODELS, PLAN
from workbench.check.form_fields import asked, read_by
from workbench.forms import Question
from workers.agree_terms import record_approval
from workers.examine_meter import record_meter_test
from workers.settle_account import record_refund_decision


def is_length_judged(topic: Topic, name: str) -> bool:
    (field,) = (one for one in topic.input_type.model_fields.values() if one.alias == name)
    return any(isinstance(limit, MaxLen) for limit in field.metadata)


def test_answers_that_cannot_be_read_go_back_to_whoever_gave_them() -> None:
    readers = {topic.name: topic.input_type for one in asked(PLAN) for topic in one.readers}
    assert [name for name, kind in readers.items() if not issubclass(kind, FormAnswers)] == []


def test_a_worker_judges_the_length_of_each_text_that_is_typed() -> None:
    typed = {
        (topic, key)
        for one in asked(PLAN)
        for topic in one.readers
        for key in one.questions.keys() & read_by(topic).keys()
        if one.questions[key].type in ("textfield", "textarea")
    }
    assert [(topic.name, key) for topic, key in typed if not is_length_judged(topic, key)] == []


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


@pytest.mark.parametrize(
    ("key", "point"),
    [
        ("errorFull", LoadPoint.FULL),
        ("errorLight", LoadPoint.LIGHT),
        ("errorInductive", LoadPoint.INDUCTIVE),
    ],
)
def test_an_error_is_asked_for_at_each_load_within_what_can_be_measured(key: str, point: LoadPoint) -> None:
    asked = question("test-meter", key)
    assert asked.label == f"خطا در {point.title}"
    assert point.conditions in MODELS.forms["test-meter"].texts
    assert (asked.limits["min"], asked.limits["max"]) == (meter.LEAST_ERROR, meter.MOST_ERROR)
    assert (asked.decimals, asked.required) == (2, True)


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
