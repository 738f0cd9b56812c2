"""Topics of the models and modules of the workers: the same names, found at the same place."""

import pytest

from tests.agreement.shipped import MODELS, ROOT, SHARED, TOPICS, changed
from workbench.models import Models


def homes(models: Models) -> dict[str, set[str]]:
    """Each topic with the module in which a reader looks for it; two where two models have it."""
    found: dict[str, set[str]] = {}
    for element in models.elements():
        if element.topic:
            folder = "shared" if element.topic in SHARED else element.process
            found.setdefault(element.topic, set()).add(f"workers.{folder}.{element.topic}".replace("-", "_"))
    return found


def faults(models: Models) -> list[str]:
    wanted = homes(models)
    return [
        *(f"{one}: no worker; write workers/…/{one}.py" for one in sorted(wanted.keys() - TOPICS.keys())),
        *(f"{one}: no model has this topic" for one in sorted(TOPICS.keys() - wanted.keys())),
        *(
            f"{one}: its worker is {TOPICS[one].module}, a reader looks for it in {wanted[one]}"
            for one in sorted(wanted.keys() & TOPICS.keys())
            if wanted[one] != {TOPICS[one].module}
        ),
    ]


def test_every_topic_has_its_worker_where_a_reader_looks_for_it_and_every_worker_its_topic() -> None:
    assert faults(MODELS) == []


def test_the_workers_folder_holds_topics_and_nothing_else() -> None:
    files = {path for path in (ROOT / "workers").rglob("*.py") if path.name != "__init__.py"}
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in files}
    assert modules == {topic.module for topic in TOPICS.values()}


def test_a_worker_raises_no_error_code_that_its_models_do_not_catch() -> None:
    codes = {error.code for topic in TOPICS.values() for error in topic.raises}
    caught = {one.event.code for one in MODELS.elements("boundaryEvent") if one.event and one.is_a("error")}
    assert codes <= caught, "declare a boundary event for the code, or return an outcome"


def test_every_external_task_names_a_topic() -> None:
    without = [str(one) for one in MODELS.elements("serviceTask", "sendTask") if not one.topic]
    assert without == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("examine-meter.bpmn", 'topic="order-test"', 'topic="order-visit"', "order-visit: no worker"),
        ("examine-meter.bpmn", 'topic="order-test"', 'topic="order-visit"', "order-test: no model"),
        ("examine-meter.bpmn", 'topic="order-test"', 'topic="order-removal"', "order-removal: its worker is"),
    ],
)
def test_a_topic_that_fits_no_worker_is_told(file: str, old: str, new: str, said: str) -> None:
    assert any(fault.startswith(said) for fault in faults(changed(file, old, new)))
