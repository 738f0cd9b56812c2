"""Ends of a request: each an outcome by name, with its notice, its rule about the fee and its code."""

from domain.requests import Outcome
from tests.agreement.shipped import MAIN, MODELS, PROCESS
from tests.domain.samples import AGREEMENT
from workbench.check.errors import ENDS as ENDS_CHECKED
from workbench.models import Models
from workbench.paths import before
from workers.permanent_service_removal.archive_request import ENDS


def ends_of(models: Models) -> set[str]:
    """The plain ends of the service itself."""
    return {
        one.id
        for one in models.processes[PROCESS].of_kind("endEvent")
        if one.scope == PROCESS and not one.event
    }


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


def test_the_code_of_an_error_is_handed_to_the_archive_as_the_reason() -> None:
    (catcher,) = (one for one in MODELS.elements("boundaryEvent") if one.event and one.event.variable)
    assert catcher.event is not None
    assert (catcher.event.code, catcher.event.variable) == (None, "reason")
    assert [MAIN[flow.target].topic for flow in MAIN.flows_from(catcher)] == ["archive-request"]


def test_the_check_knows_the_ends_that_archive_a_request() -> None:
    assert {end.value for end in ENDS} == ENDS_CHECKED
