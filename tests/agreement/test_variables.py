"""Variables of the models: a closed list, each written on every way to where it is read."""

from collections.abc import Iterator

import pytest

from cases.relay import STARTS
from cases.unreachable import notice_of
from tests.agreement.shipped import MODELS, TOPICS, changed
from tests.ground import Ground
from workbench.answers import variables as answered
from workbench.models import Models
from workbench.paths import before
from workbench.processes import Element
from workbench.variables import OWN_PARAMETERS, SENT_WITH, VARIABLES
from workbench.written import Walk, reads, written_by_the_model

BELIEVED = frozenset({"completedBy", "verdict", "reason", "overdueStep", "noticeId"}) | OWN_PARAMETERS.keys()
"""What a worker believes from a variable besides the form right before it; all else stands in the records."""


ASKED_BEFORE = frozenset(
    {
        ("await-documents", "askId"),
        ("await-documents-due", "stepDue"),
        ("await-documents-reminder", "reminders"),
    }
)
"""Written by whoever asked for documents: where nothing was asked, nothing is found to be open still."""


def used(models: Models) -> frozenset[str]:
    """Every variable that a model or a worker of it reads or writes."""
    found: set[str] = set()
    for element in models.elements():
        found |= reads(models, TOPICS, element) | written_by_the_model(element) | set(element.inputs)
        if element.topic in TOPICS:
            found |= set(TOPICS[element.topic].variables) | answered(TOPICS[element.topic])
        if element.call:
            found |= {*element.call.returned, *element.call.returned.values(), *element.call.given.values()}
    return frozenset(found)


def fields_of_forms(models: Models) -> frozenset[str]:
    return frozenset(question.key for form in models.forms.values() for question in form.questions)


def walked(models: Models) -> Walk:
    walk = Walk(models, TOPICS)
    for message, start in STARTS.items():
        walk.whole(start.process, SENT_WITH[message])
    return walk


def missing(models: Models) -> list[str]:
    return list(not_written(models, walked(models)))


def forged(models: Models) -> list[str]:
    """What is read behind a form though the form's sender may have written it."""
    return [fault for task in models.elements("userTask") for fault in forged_behind(models, task)]


def forged_behind(models: Models, task: Element) -> Iterator[str]:
    walk = Walk(models, TOPICS)
    ended = walk.behind(task, frozenset(task.inputs) | written_by_the_model(task))
    yield from (f"behind the form of {task.id}: {fault}" for fault in not_written(models, walk))
    for call in models.calls_of(task.process):
        for name in sorted(set(call.call.returned) - ended if call.call else ()):
            yield f"behind the form of {task.id}: {call} takes {name} from the sender"


def not_written(models: Models, walk: Walk) -> Iterator[str]:
    for element, name in unwritten(models, walk):
        if (element.id, name) not in ASKED_BEFORE:
            yield f"{element}: reads {name}, which some way to it does not write"


def unwritten(models: Models, walk: Walk) -> Iterator[tuple[Element, str]]:
    for (process, element_id), state in walk.entered.items():
        element = models.processes[process][element_id]
        yield from ((element, name) for name in sorted(reads(models, TOPICS, element) - state))


def believed(models: Models) -> Iterator[str]:
    """What workers read that is neither believed nor a field of the form right before."""
    for element in models.elements():
        if element.topic in TOPICS:
            fields = fields_before(models, element)
            for name in sorted(set(TOPICS[element.topic].variables) - BELIEVED - fields):
                yield f"{element}: its worker believes {name}; let it read the records"


def fields_before(models: Models, element: Element) -> frozenset[str]:
    """The fields that come from a form or a call right before; a sub-process gives what its end gives."""
    found: set[str] = set()
    for arrival in before(models.of(element), element):
        last = arrival.element
        if last.kind == "subProcess":
            ends = (one for one in models.of(last).of_kind("endEvent") if one.scope == last.id)
            found = found.union(*(fields_before(models, end) for end in ends))
        found |= set(last.outputs) | set(last.call.returned if last.call else ())
    return frozenset(found)


def test_the_models_use_the_variables_of_the_list_and_the_fields_of_their_forms_and_no_others() -> None:
    listed = VARIABLES.keys() | OWN_PARAMETERS.keys()
    assert used(MODELS) - fields_of_forms(MODELS) == listed - fields_of_forms(MODELS)


def test_the_start_brings_what_the_model_takes_for_given(ground: Ground) -> None:
    code = ground.register()
    with ground.act() as context:
        (bell,) = map(context.records.bells.get_to_ring, context.records.bells.unstopped(code))
        assert bell is not None
        assert (bell.message, frozenset(bell.variables)) == (
            "request-registered",
            SENT_WITH["request-registered"],
        )


def test_the_call_about_a_notice_is_started_with_what_tells_it_apart() -> None:
    assert notice_of(1).keys() == SENT_WITH["notice-undeliverable"] == set(STARTS["notice-undeliverable"].by)


def test_every_start_is_known_with_what_it_brings() -> None:
    assert STARTS.keys() == SENT_WITH.keys()


def test_every_way_to_a_step_writes_what_the_step_reads() -> None:
    assert missing(MODELS) == []


def test_what_is_not_written_on_the_way_itself_is_what_was_asked_before() -> None:
    assert {(element.id, name) for element, name in unwritten(MODELS, walked(MODELS))} == ASKED_BEFORE


def test_behind_a_form_only_its_fields_and_what_the_service_wrote_since_are_read() -> None:
    assert forged(MODELS) == []


def test_a_worker_believes_only_the_form_right_before_it_and_what_the_model_says() -> None:
    assert list(believed(MODELS)) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("collect-payment.bpmn", "${reminders}", "${reminderCycle}", "reads reminderCycle"),
        (
            "permanent-service-removal.bpmn",
            '<camunda:in source="verdict" target="verdict" />',
            "",
            "agree-terms: assess-terms: reads verdict",
        ),
        ("examine-meter.bpmn", 'resultVariable="verdict"', 'resultVariable="found"', "reads verdict"),
        (
            "permanent-service-removal.bpmn",
            'sourceRef="removal-plausible" targetRef="settle-account"',
            'sourceRef="removal-plausible" targetRef="correct-removal"',
            "correct-removal: reads caseUrl",
        ),
    ],
)
def test_a_variable_that_a_way_does_not_write_is_told(file: str, old: str, new: str, said: str) -> None:
    assert any(said in fault for fault in missing(changed(file, old, new)))


def test_a_verdict_that_a_form_could_overwrite_is_told() -> None:
    unshielded = '<camunda:inputParameter name="verdict">${null}</camunda:inputParameter>'
    assert forged(changed("agree-terms.bpmn", unshielded, "")) == [
        "behind the form of approve-terms: agree-terms: assess-terms: reads verdict, "
        "which some way to it does not write"
    ]


def test_a_notice_that_the_caller_could_exchange_is_told() -> None:
    unshielded = '<camunda:inputParameter name="noticeId">${null}</camunda:inputParameter>'
    found = forged(changed("reach-subscriber.bpmn", unshielded, ""))
    assert any("record-call: reads noticeId" in fault for fault in found)
