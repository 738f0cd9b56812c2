"""Gateways and the answers that they read: each branch asks for a value that the step before it can give."""

from collections.abc import Iterator
from itertools import combinations

import pytest

from tests.agreement.shipped import MODELS, TOPICS, changed
from workbench.answers import Values, values, variables
from workbench.expressions import Condition, UnknownCondition, condition
from workbench.models import Models
from workbench.paths import Arrival, before, beside
from workbench.processes import Element, Flow
from workers.permanent_service_removal.archive_request import ENDS

ANSWERS_IN_WORDS: dict[tuple[str, str], Values] = {
    # Hands back the code that it was given, once it has found it among these.
    ("archive-request", "outcome"): frozenset(end.value for end in ENDS),
}


def branches(models: Models) -> Iterator[tuple[Element, tuple[Flow, ...]]]:
    """The gateways with the flows between which they decide; paths meet at the next step, without one."""
    for gateway in models.elements("exclusiveGateway", "inclusiveGateway"):
        yield gateway, models.of(gateway).flows_from(gateway)


def faults_of_branches(models: Models) -> Iterator[str]:
    for gateway, flows in branches(models):
        if gateway.default:
            yield f"{gateway}: has a default flow; give every branch its condition"
        for flow in flows:
            if not flow.condition or not is_read(flow.condition):
                yield f"{flow.id}: write its condition as ${{variable == 'value'}}"
            if not any("\u0600" <= letter <= "\u06ff" for letter in flow.name):
                yield f"{flow.id}: name the answer in Persian"


def is_read(text: str) -> bool:
    try:
        condition(text)
    except UnknownCondition:
        return False
    return True


def faults_of_answers(models: Models) -> Iterator[str]:
    for gateway, flows in branches(models):
        asked = [condition(flow.condition) for flow in flows if flow.condition]
        if len({one.variable for one in asked}) != 1:
            yield f"{gateway}: its branches read different variables"
            continue
        for arrival in before(models.of(gateway), gateway):
            yield from compare(gateway, asked, answers(models, arrival, asked[0].variable))


def compare(gateway: Element, asked: list[Condition], given: Values | None) -> Iterator[str]:
    if given is None:
        yield f"{gateway}: reads {asked[0].variable}, which the step before it does not answer"
        return
    wanted = frozenset[str | bool]().union(*(one.values for one in asked))
    for one, other in combinations(asked, 2):
        for value in sorted(map(str, one.values & other.values)):
            yield f"{gateway}: two branches for the answer {value}"
    for value in sorted(map(str, given - wanted)):
        yield f"{gateway}: no branch for the answer {value}"
    for value in sorted(map(str, wanted - given)):
        yield f"{gateway}: nobody answers {value}"


def answers(models: Models, arrival: Arrival, variable: str) -> Values | None:
    """What the last step can have written there; of a call, what its process gives back by that name."""
    element = arrival.element
    if element.call:
        source = next((one for one, other in element.call.returned.items() if other == variable), None)
        return ends_with(models, element.call.ref, source) if source else None
    possible = chosen(element, variable) if element.form else answered(element.topic, variable)
    met = [one.values for one in arrival.conditions if one.variable == variable]
    return None if possible is None else possible.intersection(*met)


def chosen(task: Element, variable: str) -> Values | None:
    """What the form lets its sender choose from; the engine refuses anything else."""
    fields = task.form.fields if task.form else ()
    found = [frozenset[str | bool](one.values) for one in fields if one.id == variable and one.values]
    return found[0] if found else None


def answered(topic: str, variable: str) -> Values | None:
    if topic not in TOPICS or variable not in variables(TOPICS[topic]):
        return None
    return ANSWERS_IN_WORDS.get((topic, variable)) or values(TOPICS[topic], variable)


def ends_with(models: Models, process_id: str, variable: str) -> Values | None:
    """The values that the variable can have at the plain ends of the process."""
    process = models.processes[process_id]
    aside = beside(process)
    ends = [one for one in process.of_kind("endEvent") if one.id not in aside and not one.is_a("error")]
    found = [last_written(models, one, variable, frozenset()) for one in ends]
    known = [one for one in found if one is not None]
    return frozenset().union(*known) if len(known) == len(found) else None


def last_written(models: Models, element: Element, variable: str, seen: frozenset[str]) -> Values | None:
    """The values with which the element can begin, from whoever wrote the variable last."""
    found: set[str | bool] = set()
    for arrival in before(models.of(element), element):
        if arrival.element.id in seen:
            continue
        written = answers(models, arrival, variable)
        if written is None:
            written = last_written(models, arrival.element, variable, seen | {element.id})
        if written is None:
            return None
        found |= written
    return frozenset(found) if found else None


def test_every_branch_has_its_condition_and_its_answer_in_persian_and_none_is_the_default() -> None:
    assert list(faults_of_branches(MODELS)) == []


def test_a_gateway_reads_what_the_step_before_it_answered_and_has_a_branch_for_every_answer() -> None:
    assert list(faults_of_answers(MODELS)) == []


def test_one_gateway_alone_reads_a_form_directly_so_that_nobody_withdraws_behind_the_removal() -> None:
    reading = {
        gateway.id
        for gateway, _ in branches(MODELS)
        for arrival in before(MODELS.of(gateway), gateway)
        if arrival.element.form
    }
    assert reading == {"removal-done"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("outcome == 'expired'", "outcome == 'late'", "no branch for the answer expired"),
        ("outcome == 'expired'", "outcome == 'late'", "nobody answers late"),
        ("outcome == ", "verdict == ", "which the step before it does not answer"),
        ("${outcome == 'paid'}", "${outcome == 'paid' and 1 == 1}", "write its condition as"),
        (
            "outcome == 'expired'",
            "outcome == 'expired' || outcome == 'paid'",
            "two branches for the answer paid",
        ),
        ('name="خیر"', 'name="no"', "name the answer in Persian"),
        ('id="payment-outcome"', 'id="payment-outcome" default="x"', "has a default flow"),
    ],
)
def test_a_branch_that_no_answer_takes_is_told(old: str, new: str, said: str) -> None:
    models = changed("collect-payment.bpmn", old, new)
    found = list(faults_of_branches(models))
    if not found:
        found = list(faults_of_answers(models))
    assert any(said in fault for fault in found)


def test_an_answer_that_a_call_does_not_hand_out_is_told() -> None:
    models = changed(
        "permanent-service-removal.bpmn", '<camunda:out source="outcome" target="outcome" />', ""
    )
    assert any(fault.startswith("permanent-service-removal: is-test-repeated: reads outcome")
               for fault in faults_of_answers(models))  # fmt: skip


def test_an_answer_that_a_called_process_can_not_end_with_is_told() -> None:
    models = changed("permanent-service-removal.bpmn", "outcome == 'test-again'", "outcome == 'unclear'")
    assert list(faults_of_answers(models)) == [
        "permanent-service-removal: is-test-repeated: no branch for the answer test-again",
        "permanent-service-removal: is-test-repeated: nobody answers unclear",
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("carry-out-removal.bpmn", " || visitResult == 'not-safe'", "", "no branch for the answer not-safe"),
        (
            "settle-account.bpmn",
            "balanceState == 'creditor'",
            "balanceState == 'owed'",
            "nobody answers owed",
        ),
        (
            "permanent-service-removal.bpmn",
            "outcome == 'withdrawn'",
            "outcome == 'gone'",
            "nobody answers gone",
        ),
    ],
)
def test_a_branch_of_a_form_or_an_end_that_is_not_there_is_told(
    file: str, old: str, new: str, said: str
) -> None:
    assert any(said in fault for fault in faults_of_answers(changed(file, old, new)))
