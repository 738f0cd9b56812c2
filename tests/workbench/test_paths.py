"""What comes before and behind an element, through gateways, sub-processes and calls."""

from tests.workbench.small import flow, models, task
from workbench.expressions import Condition
from workbench.paths import Arrival, before, behind, beside, reached

QUESTION = (
    task("ask") + '<bpmn:exclusiveGateway id="which" />' + task("one") + task("other")
    + flow("ask", "which") + flow("which", "one", "${outcome == 'yes'}")
    + flow("which", "other", "${n == false}") + flow("one", "ask")
)  # fmt: skip


def test_a_gateway_is_passed_and_its_condition_remembered() -> None:
    process = models(trial=QUESTION).processes["trial"]
    assert list(before(process, process["other"])) == [Arrival(process["ask"], (Condition.of("n", False),))]
    assert [one.element.id for one in before(process, process["ask"])] == ["one"]


def test_behind_the_last_of_a_called_process_stands_what_its_caller_does_next() -> None:
    main = '<bpmn:callActivity id="call" calledElement="part" />' + task("next") + flow("call", "next")
    part = task("last") + '<bpmn:endEvent id="done" />' + flow("last", "done")
    both = models(main=main, part=part)
    assert [one.id for one in behind(both, both.processes["part"]["last"])] == ["next"]


def test_behind_the_last_of_a_sub_process_stands_what_comes_behind_it() -> None:
    inner = '<bpmn:subProcess id="sub">' + task("last") + '<bpmn:endEvent id="done" /></bpmn:subProcess>'
    whole = models(main=inner + task("next") + flow("last", "done") + flow("sub", "next"))
    assert [one.id for one in behind(whole, whole.processes["main"]["last"])] == ["next"]


def test_what_takes_nothing_from_anybody_runs_beside() -> None:
    body = (
        task("work")
        + task("told")
        + '<bpmn:boundaryEvent id="late" attachedToRef="work" cancelActivity="false" />'
    )
    process = models(trial=body + flow("late", "told")).processes["trial"]
    assert beside(process) == {"late", "told"}
    assert [one.id for one in reached(process, process["work"])] == ["work"]
