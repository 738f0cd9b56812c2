"""Ways through the models: every element is come to, every one but an end goes on."""

from collections import Counter
from collections.abc import Iterator

import pytest

from cases.relay import STARTS
from tests.agreement.shipped import MODELS, TOPICS, changed
from workbench.models import Models
from workbench.processes import Process
from workbench.written import Walk


def faults(models: Models) -> Iterator[str]:
    walk = Walk(models, TOPICS)
    for start in STARTS.values():
        walk.whole(start.process, frozenset())
    for element in models.elements():
        process = models.of(element)
        if not element.by_event and (element.process, element.id) not in walk.entered:
            yield f"{element}: no way leads to it"
        if element.kind != "endEvent" and not element.by_event and not process.flows_from(element):
            yield f"{element}: no way leads on"
        if element.kind not in GATEWAYS and len(process.flows_from(element)) > 1:
            yield f"{element}: its ways part without a gateway"
    for process in models.processes.values():
        yield from faults_of_names(process)


def faults_of_names(process: Process) -> Iterator[str]:
    """A flow is named by where it leads from and to; the second one between the same two has a number."""
    seen: Counter[str] = Counter()
    for flow in process.flows:
        way = f"{flow.source}--{flow.target}"
        seen[way] += 1
        name = way if seen[way] == 1 else f"{way}-{seen[way]}"
        if flow.id != name:
            yield f"{flow.id}: name the flow {name}"


GATEWAYS = {"exclusiveGateway"}
"""No ways run at once but those of non-interrupting events."""


def test_every_element_is_come_to_and_goes_on_to_an_end() -> None:
    assert list(faults(MODELS)) == []


def test_the_models_decide_by_exclusive_gateways_alone() -> None:
    assert {one.kind for one in MODELS.elements() if one.kind.endswith("Gateway")} == GATEWAYS


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('sourceRef="order-test"', 'sourceRef="test-needed"', "order-test: no way leads on"),
        ('sourceRef="order-test"', 'sourceRef="test-needed"', "test-needed: its ways part without a gateway"),
        ('targetRef="meter-verdict"', 'targetRef="meter-examined"', "meter-verdict: no way leads to it"),
        ('id="order-test--test-meter"', 'id="Flow_1"', "name the flow order-test--test-meter"),
    ],
)
def test_a_way_that_leads_nowhere_is_told(old: str, new: str, said: str) -> None:
    assert any(said in fault for fault in faults(changed("examine-meter.bpmn", old, new)))
