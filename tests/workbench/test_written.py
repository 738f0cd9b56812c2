"""Which variables are surely there: what every way wrote, and not what only one of them did."""

from typing import Literal

from engine.topics import TaskInput, TaskOutput, Topic
from tests.workbench.small import flow, models, task
from workbench.answers import surely, surely_when, values, variables
from workbench.expressions import Condition
from workbench.models import Models
from workbench.written import Walk


class Nothing(TaskInput):
    """Reads nothing."""


class Answer(TaskOutput):
    outcome: Literal["yes", "no", "perhaps"]
    ask_due: str | None = None


def perhaps() -> Literal["no", "perhaps"]:
    return "perhaps"


def judge(task: Nothing, context: object) -> Answer:
    if context is None:
        return Answer(outcome="yes", ask_due="2026-12-01T08:00:00+03:30")
    return Answer(outcome=perhaps())


class Form(TaskOutput):
    step_due: str
    step_text: str | None = None


def open_form() -> Form:
    return Form(step_due="2026-12-01T08:00:00+03:30")


class Unpacked(TaskOutput):
    outcome: Literal["yes", "no", "later"]
    step_due: str | None = None
    step_text: str | None = None


def unpack(task: Nothing, context: object) -> Unpacked:
    form = open_form()
    if context is None:
        return Unpacked(outcome="yes", **form.model_dump())
    if context is task:
        return Unpacked(outcome="no", **open_form().model_dump())
    return Unpacked(outcome="later")


ASK = Topic("ask", __name__, Nothing, Answer, judge, ())
UNPACK = Topic("unpack", __name__, Nothing, Unpacked, unpack, ())
START, END = '<bpmn:startEvent id="start" />', '<bpmn:endEvent id="end" />'


def entered(given: Models) -> dict[str, set[str]]:
    walk = Walk(given, {"ask": ASK})
    walk.whole("trial", frozenset({"given"}))
    return {element: set(state) for (_, element), state in walk.entered.items()}


def test_a_topic_surely_answers_what_all_places_that_make_its_output_give() -> None:
    assert (surely(ASK), variables(ASK)) == (frozenset({"outcome"}), frozenset({"outcome", "askDue"}))
    assert values(ASK, "outcome") == frozenset({"yes", "no", "perhaps"})
    assert surely_when(ASK, Condition.of("outcome", "yes")) == {"outcome", "askDue"}
    assert surely_when(ASK, Condition.of("outcome", "no")) == {"outcome"}


def test_what_an_output_takes_over_from_another_is_what_that_surely_has() -> None:
    assert surely_when(UNPACK, Condition.of("outcome", "yes")) == {"outcome", "stepDue"}
    assert surely_when(UNPACK, Condition.of("outcome", "no")) == {"outcome", "stepDue"}
    assert surely_when(UNPACK, Condition.of("outcome", "later")) == {"outcome"}
    assert surely_when(UNPACK, Condition.of("outcome", "yes", "later")) == {"outcome"}


def test_what_only_one_way_writes_is_not_there_where_the_ways_meet() -> None:
    body = (
        START + task("ask") + '<bpmn:exclusiveGateway id="which" />' + task("wait", "other") + END
        + flow("start", "ask") + flow("ask", "which") + flow("which", "wait", "${outcome == 'yes'}")
        + flow("which", "end", "${outcome == 'no'}") + flow("wait", "end")
    )  # fmt: skip
    states = entered(models(trial=body))
    assert states["wait"] == {"given", "outcome", "askDue"}
    assert states["end"] == {"given", "outcome"}


def test_a_call_gives_back_by_name_only_what_its_process_surely_wrote() -> None:
    call = (
        '<bpmn:callActivity id="call" calledElement="part"><bpmn:extensionElements>'
        '<camunda:in source="given" target="taken" /><camunda:out source="outcome" target="result" />'
        '<camunda:out source="askDue" target="due" /></bpmn:extensionElements></bpmn:callActivity>'
    )
    main = START + call + END + flow("start", "call") + flow("call", "end")
    part = '<bpmn:startEvent id="go" />' + task("ask") + '<bpmn:endEvent id="over" />'
    states = entered(models(trial=main, part=part + flow("go", "ask") + flow("ask", "over")))
    assert states["go"] == {"taken"}
    assert states["end"] == {"given", "result"}


def test_an_event_of_a_task_knows_what_was_there_when_the_task_began() -> None:
    timer = '<bpmn:boundaryEvent id="late" attachedToRef="ask" />'
    states = entered(
        models(trial=START + task("ask") + timer + END + flow("start", "ask") + flow("late", "end"))
    )
    assert states["late"] == {"given"}
