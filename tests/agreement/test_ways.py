"""Flows of the models: named by where they lead from and to, so that tests and history can name them."""

from collections import Counter
from collections.abc import Iterator

from tests.agreement.shipped import MODELS, changed
from workbench.models import Models
from workbench.processes import Process


def faults(models: Models) -> Iterator[str]:
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


def test_a_flow_is_named_by_its_ends() -> None:
    assert list(faults(MODELS)) == []


def test_a_flow_of_another_name_is_told() -> None:
    models = changed("examine-meter.bpmn", 'id="order-test--test-meter"', 'id="Flow_1"')
    assert list(faults(models)) == ["Flow_1: name the flow order-test--test-meter"]
