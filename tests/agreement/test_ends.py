"""Ends of a request: every error thrown is caught, every code that archives it is an end of the service."""

from collections.abc import Iterator

import pytest

from domain.requests import Outcome
from tests.agreement.shipped import MAIN, MODELS, PROCESS, TOPICS, changed
from tests.domain.samples import AGREEMENT
from workbench.models import Models
from workbench.paths import before
from workbench.processes import Element, Process
from workers.permanent_service_removal.archive_request import ENDS

Codes = frozenset[str | None]


def thrown(models: Models, element: Element) -> Codes:
    """The error codes that come out of the element: its own, its worker's, of what it calls or holds."""
    codes: set[str | None] = set()
    if element.kind == "endEvent" and element.event and element.is_a("error"):
        codes.add(element.event.code)
    if element.topic in TOPICS:
        codes |= {error.code for error in TOPICS[element.topic].raises}
    if element.call:
        codes |= uncaught(models, models.processes[element.call.ref], element.call.ref)
    if element.kind == "subProcess":
        codes |= uncaught(models, models.of(element), element.id)
    return frozenset(codes)


def uncaught(models: Models, process: Process, scope: str) -> Codes:
    """The codes that leave the process or sub-process because nothing in it catches them."""
    codes: set[str | None] = set()
    for element in process:
        if element.scope == scope:
            codes |= left_over(models, element)
    return frozenset(codes)


def left_over(models: Models, element: Element) -> Codes:
    catching = [one.event.code for one in catchers(models, element) if one.event]
    return frozenset() if None in catching else thrown(models, element) - frozenset(catching)


def catchers(models: Models, element: Element) -> Iterator[Element]:
    return (one for one in models.of(element).attached(element) if one.is_a("error"))


def faults(models: Models) -> Iterator[str]:
    main = models.processes[PROCESS]
    for code in uncaught(models, main, main.id):
        yield f"nobody catches the error {code}"
    for event in models.elements("boundaryEvent"):
        if event.event and event.is_a("error") and event.attached_to:
            yield from faults_of_catcher(models, event, thrown(models, models.of(event)[event.attached_to]))


def faults_of_catcher(models: Models, event: Element, codes: Codes) -> Iterator[str]:
    code = event.event.code if event.event else None
    if code is not None and code not in codes:
        yield f"{event}: waits for the error {code}, which nothing in it throws"
    if code is None and codes != {end.value for end in ENDS}:
        yield f"{event}: catches {sorted(map(str, codes))}, archive-request knows {sorted(ENDS)}"


def ends_of(models: Models) -> set[str]:
    """The plain ends of the service itself."""
    return {
        one.id
        for one in models.processes[PROCESS].of_kind("endEvent")
        if one.scope == PROCESS and not one.event
    }


def test_every_error_is_caught_and_what_archives_a_request_is_an_end_that_its_worker_knows() -> None:
    assert list(faults(MODELS)) == []


def test_the_ends_of_the_model_are_outcomes_by_name() -> None:
    assert ends_of(MODELS) == {Outcome.SERVED.value} | {end.value for end in ENDS}


def test_each_reason_of_archiving_leads_to_the_end_of_its_name() -> None:
    for flow in MAIN.flows_from(MAIN["archive-outcome"]):
        (onward,) = MAIN.flows_from(MAIN[flow.target])
        assert flow.condition == f"${{outcome == '{onward.target}'}}"


def test_each_end_is_told_by_a_notice_of_its_own_that_asks_for_an_opinion_or_names_the_reason() -> None:
    told = {end: said_before(end) for end in ends_of(MODELS)}
    assert set().union(*told.values()) <= AGREEMENT.notices.keys()
    assert sorted(map(len, told.values())) == [1] * len(Outcome)
    assert len(set().union(*told.values())) == len(Outcome), "two ends are told in the same words"


def said_before(end: str) -> set[str]:
    """The notices sent right before the end."""
    return {arrival.element.inputs.get("template", "") for arrival in before(MAIN, MAIN[end])}


def test_each_end_has_its_rule_about_the_fee() -> None:
    assert AGREEMENT.fees.keys() == ends_of(MODELS)


@pytest.mark.parametrize("end", sorted(ENDS))
def test_something_in_the_models_ends_in_each_way_of_archiving(end: Outcome) -> None:
    assert end.value in thrown(MODELS, MAIN["until-removal"])


def test_the_code_of_an_error_is_handed_to_the_archive_as_the_reason() -> None:
    (catcher,) = (one for one in MODELS.elements("boundaryEvent") if one.event and one.event.variable)
    assert catcher.event is not None
    assert (catcher.event.code, catcher.event.variable) == (None, "reason")
    assert [MAIN[flow.target].topic for flow in MAIN.flows_from(catcher)] == ["archive-request"]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("agree-terms.bpmn", 'errorCode="no-answer"', 'errorCode="silence"', "catches"),
        (
            "settle-account.bpmn",
            'errorCode="payment-expired"',
            'errorCode="late"',
            "waits for the error late",
        ),
        (
            "settle-account.bpmn",
            'errorCode="payment-expired"',
            'errorCode="late"',
            "nobody catches the error pay",
        ),
        (
            "permanent-service-removal.bpmn",
            'attachedToRef="until-removal"',
            'attachedToRef="record-removal"',
            "nob",
        ),
    ],
)
def test_an_error_that_nobody_catches_or_throws_is_told(file: str, old: str, new: str, said: str) -> None:
    assert any(said in fault for fault in faults(changed(file, old, new)))
