"""Calls: the case's key and named variables go along, and only what came in the same deployment is called."""

from collections.abc import Iterator

import pytest

from cases.damages import DECISION
from cases.relay import STARTS
from tests.agreement.shipped import CALLED, FILES, MODELS, changed
from workbench.models import Models
from workbench.processes import Call, Element


def faults(models: Models) -> Iterator[str]:
    for element in models.elements():
        if element.call:
            yield from faults_of_call(models, element, element.call)
        if element.decision:
            yield from faults_of_decision(models, element, element.decision)
        if element.form:
            if element.form.ref not in models.forms:
                yield f"{element}: there is no form {element.form.ref}"
            if element.form.binding != "deployment":
                yield f"{element}: bind its form to the deployment"


def faults_of_call(models: Models, element: Element, call: Call) -> Iterator[str]:
    if call.ref not in models.processes:
        yield f"{element}: there is no process {call.ref}"
    if call.binding != "deployment":
        yield f"{element}: bind the called process to the deployment"
    if call.business_key != "#{execution.processBusinessKey}":
        yield f"{element}: hand the business key down"
    if call.everything:
        yield f"{element}: name the variables that go in and out, never all"


def faults_of_decision(models: Models, element: Element, call: Call) -> Iterator[str]:
    if call.ref not in models.decisions:
        yield f"{element}: there is no decision {call.ref}"
    elif call.result != models.decisions[call.ref].outputs[0].variable:
        yield f"{element}: name its result like the decision's output"
    if call.result_as != "singleEntry":
        yield f"{element}: map its result as singleEntry"
    if call.binding != "deployment":
        yield f"{element}: bind the decision to the deployment"


def test_calls_forms_and_decisions_are_those_of_the_same_deployment() -> None:
    assert list(faults(MODELS)) == []


def test_every_process_form_and_decision_is_used() -> None:
    assert MODELS.processes.keys() - CALLED == {start.process for start in STARTS.values()}
    assert MODELS.forms.keys() == {one.form.ref for one in MODELS.elements() if one.form}
    decided = {one.decision.ref for one in MODELS.elements() if one.decision}
    assert MODELS.decisions.keys() == decided | {DECISION}, f"{DECISION} is asked by the workers themselves"


def test_a_file_is_named_by_what_is_in_it() -> None:
    ids = {f"{one}.bpmn" for one in MODELS.processes} | {f"{one}.form" for one in MODELS.forms}
    assert FILES.keys() == ids | {f"{one}.dmn" for one in MODELS.decisions}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('calledElementBinding="deployment"', 'calledElementBinding="latest"', "bind the called process"),
        ('<camunda:in businessKey="#{execution.processBusinessKey}" />', "", "hand the business key down"),
        ('<camunda:out source="verdict" target="verdict" />', '<camunda:out variables="all" />', "never all"),
        ('calledElement="examine-meter"', 'calledElement="examine"', "there is no process examine"),
        ('formRefBinding="deployment"', 'formRefBinding="latest"', "bind its form"),
        ('formRef="remove-connection"', 'formRef="removal"', "there is no form removal"),
    ],
)
def test_a_call_that_leaves_the_deployment_or_the_case_is_told(old: str, new: str, said: str) -> None:
    assert any(said in fault for fault in faults(changed("permanent-service-removal.bpmn", old, new)))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('decisionRefBinding="deployment"', 'decisionRefBinding="latest"', "bind the decision"),
        ('mapDecisionResult="singleEntry"', 'mapDecisionResult="resultList"', "as singleEntry"),
        ('resultVariable="verdict"', 'resultVariable="found"', "name its result"),
        ('decisionRef="meter-verdict"', 'decisionRef="verdict"', "there is no decision verdict"),
    ],
)
def test_a_decision_that_answers_otherwise_is_told(old: str, new: str, said: str) -> None:
    assert any(said in fault for fault in faults(changed("examine-meter.bpmn", old, new)))
