"""Ways that run side by side: joined by their like they are sound, and nothing else is."""

from tests.workbench.small import flow, models, task
from workbench.check.tokens import deadlocks, doubled
from workbench.processes import Process

START, END = '<bpmn:startEvent id="start" />', '<bpmn:endEvent id="end" />'


def process(split: str, join: str) -> Process:
    """Two tasks between two gateways of these kinds."""
    gateways = f'<bpmn:{split}Gateway id="split" /><bpmn:{join}Gateway id="join" />'
    ways = flow("split", "one") + flow("split", "other") + flow("one", "join") + flow("other", "join")
    body = START + END + gateways + task("one") + task("other") + ways
    return models(trial=body + flow("start", "split") + flow("join", "end")).processes["trial"]


def faults(process: Process) -> tuple[list[str], list[str]]:
    return [one.id for one in deadlocks(process)], [one.id for one in doubled(process)]


def test_ways_that_part_and_meet_by_the_same_kind_of_gateway_are_sound() -> None:
    assert faults(process("parallel", "parallel")) == ([], [])
    assert faults(process("exclusive", "exclusive")) == ([], [])


def test_a_join_of_ways_of_which_only_one_is_taken_waits_for_ever() -> None:
    assert faults(process("exclusive", "parallel")) == (["join"], [])


def test_ways_of_which_all_are_taken_are_not_joined_by_an_exclusive_gateway() -> None:
    assert faults(process("parallel", "exclusive")) == ([], ["join"])


def test_a_way_round_is_no_fault() -> None:
    body = START + END + task("work") + '<bpmn:exclusiveGateway id="again" />'
    ways = flow("start", "work") + flow("work", "again") + flow("again", "work") + flow("again", "end")
    assert faults(models(trial=body + ways).processes["trial"]) == ([], [])


def test_an_end_that_takes_all_with_it_leaves_no_join_waiting() -> None:
    body = START + '<bpmn:endEvent id="end"><bpmn:terminateEventDefinition /></bpmn:endEvent>'
    tasks = task("one") + '<bpmn:parallelGateway id="split" /><bpmn:endEvent id="other" />'
    ways = flow("start", "split") + flow("split", "one") + flow("split", "other") + flow("one", "end")
    assert faults(models(trial=body + tasks + ways).processes["trial"]) == ([], [])
