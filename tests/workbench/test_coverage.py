"""What runs passed of the models: a flow leaves a mark where it is taken, a share names what is missing."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from lxml import etree

from engine.client import Engine
from tests.workbench.small import HEAD, flow, process, task
from workbench.coverage import BPMN, CAMUNDA, Part, Seen, Share, coverage, instrumented
from workbench.models import Models, parse

TABLE = (
    b'<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"><decision id="verdict">'
    b'<decisionTable><rule id="sound" /><rule id="tampered" /></decisionTable></decision></definitions>'
)
TIMER = '<bpmn:boundaryEvent id="late" attachedToRef="ask" />'
BODY = task("ask") + TIMER + '<bpmn:endEvent id="done" />' + flow("ask", "done") + flow("late", "done")
WAIT = (
    '<bpmn:receiveTask id="wait" messageRef="paid" /><bpmn:endEvent id="paid-up" />'
    '<bpmn:endEvent id="unpaid"><bpmn:errorEventDefinition errorRef="expired" /></bpmn:endEvent>'
    + flow("wait", "paid-up")
)
SIGNALS = '<bpmn:message id="paid" name="paid" /><bpmn:error id="expired" errorCode="expired" />'
FILES = {"trial.bpmn": process(BODY), "verdict.dmn": TABLE, "trial.form": b'{"id": "trial"}'}


def marks(content: bytes) -> dict[str, list[tuple[str, str]]]:
    """For each flow what the engine evaluates when it is taken."""
    root = etree.fromstring(content)
    return {
        one.get("id", ""): [
            (listener.get("event", ""), listener.get("expression", ""))
            for listener in one.iter(f"{{{CAMUNDA}}}executionListener")
        ]
        for one in root.iter(f"{{{BPMN}}}sequenceFlow")
    }


def test_each_flow_of_a_copy_leaves_its_mark_where_it_is_taken() -> None:
    assert marks(instrumented(FILES)["trial.bpmn"]) == {
        "ask--done": [("take", "${execution.setVariable('flow:ask--done', 1)}")],
        "late--done": [("take", "${execution.setVariable('flow:late--done', 1)}")],
    }


def test_the_models_say_the_same_with_the_marks_and_nothing_but_processes_is_touched() -> None:
    assert parse(instrumented(FILES)) == parse(FILES)
    assert marks(FILES["trial.bpmn"]) == {"ask--done": [], "late--done": []}
    assert {name for name, content in instrumented(FILES).items() if content != FILES[name]} == {"trial.bpmn"}


def test_what_a_flow_had_of_its_own_stays() -> None:
    own = (
        f'{HEAD}<bpmn:process id="trial"><bpmn:sequenceFlow id="a--b" sourceRef="a" targetRef="b">'
        '<bpmn:extensionElements><camunda:executionListener event="take" expression="${own}" />'
        "</bpmn:extensionElements></bpmn:sequenceFlow></bpmn:process></bpmn:definitions>"
    ).encode()
    assert marks(instrumented({"a.bpmn": own})["a.bpmn"])["a--b"] == [
        ("take", "${own}"),
        ("take", "${execution.setVariable('flow:a--b', 1)}"),
    ]


class RememberingEngine:
    """An engine whose history holds one case: it took one flow, and one rule was applied."""

    def history_activities(self, tracking_code: str) -> list[Any]:
        assert tracking_code == "code"
        return [SimpleNamespace(process_key="trial", activity_id=one) for one in ("ask", "done")]

    def history_instances(self, tracking_code: str) -> list[Any]:
        assert tracking_code == "code"
        return [SimpleNamespace(id="instance", process_key="trial")]

    def call(self, method: str, path: str, query: dict[str, str]) -> list[dict[str, Any]]:
        if path == "/history/decision-instance":
            return [{"id": "1", "decisionDefinitionKey": "verdict", "outputs": [{"ruleId": "sound"}]}]
        assert (method, path) == ("GET", "/history/variable-instance")
        assert query == {"processInstanceId": "instance", "variableNameLike": "flow:%"}
        return [{"name": "flow:ask--done"}]


@pytest.fixture
def seen() -> Seen:
    seen, engine = Seen(), cast("Engine", RememberingEngine())
    seen.look(engine, "code")
    seen.look_at_decisions(engine)
    return seen


def test_a_look_adds_nodes_flows_and_rules_that_the_engine_remembers(seen: Seen) -> None:
    assert seen.nodes == {("trial", "ask"), ("trial", "done")}
    assert seen.flows == {("trial", "ask--done")}
    assert seen.rules == {("verdict", "sound")}


def test_what_two_runs_saw_is_what_each_of_them_saw(seen: Seen) -> None:
    other = Seen({("trial", "late")}, {("trial", "late--done")}, {("verdict", "tampered")})
    other.add(seen)
    assert other.nodes == {("trial", "ask"), ("trial", "late"), ("trial", "done")}
    assert len(other.flows) == len(other.rules) == 2


def shares(models: Models, seen: Seen) -> dict[str, tuple[int, tuple[Part, ...]]]:
    return {share.kind: (share.passed, share.missing) for share in coverage(models, seen)}


def test_a_share_counts_what_was_passed_and_names_the_rest(seen: Seen) -> None:
    assert shares(parse(FILES), seen) == {
        "nodes": (2, (("trial", "late"),)),
        "flows": (1, (("trial", "late--done"),)),
        "boundary events": (0, (("trial", "late"),)),
        "end events": (1, ()),
        "decision rules": (1, (("verdict", "tampered"),)),
        "errors": (0, ()),
        "messages": (0, ()),
    }


def test_a_message_has_come_where_its_wait_was_left_and_an_error_where_its_end_was_reached() -> None:
    content = process(WAIT).decode().replace("<bpmn:process", f"{SIGNALS}<bpmn:process")
    waiting = parse({"trial.bpmn": content.encode()})
    in_vain = shares(waiting, Seen({("trial", "wait")}))
    assert in_vain["messages"] == (0, (("trial", "wait"),))
    assert in_vain["errors"] == (0, (("trial", "unpaid"),))
    answered = shares(waiting, Seen({("trial", "unpaid")}, {("trial", "wait--paid-up")}))
    assert answered["messages"] == answered["errors"] == (1, ())


def test_a_decision_that_was_known_before_is_not_seen_again() -> None:
    seen = Seen()
    assert seen.look_at_decisions(cast("Engine", RememberingEngine()), {"1"}) == set()
    assert seen.rules == set()


def test_what_is_no_longer_in_the_models_is_not_counted(seen: Seen) -> None:
    seen.nodes.add(("trial", "gone"))
    assert shares(parse(FILES), seen)["nodes"] == (2, (("trial", "late"),))


def test_a_share_is_in_percent_and_of_nothing_all() -> None:
    assert Share("nodes", 1, (("trial", "late"),) * 3).percent == 25
    assert Share("nodes", 0, ()).percent == 100
