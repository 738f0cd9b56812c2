"""Does each gateway ask what the step before it answered, with one branch for every answer?"""

import re
from collections.abc import Iterator
from itertools import combinations

from workbench.answers import Values
from workbench.check.answering import answers
from workbench.check.finding import Finding
from workbench.check.plan import Plan
from workbench.check.slips import all_meant, perhaps
from workbench.expressions import Condition, condition_or_none
from workbench.paths import Arrival, before
from workbench.processes import Element, Flow, Process

DECIDING = ("exclusiveGateway",)
PERSIAN = re.compile("[\u0600-\u06ff]")
KINDS_READ = frozenset({"exclusiveGateway", "parallelGateway"})


def gateways_of_another_kind(plan: Plan) -> Iterator[Finding]:
    """Ways part by one answer or run side by side; every other kind takes what nobody has thought of."""
    for gateway in plan.models.elements():
        if gateway.kind.endswith("Gateway") and gateway.kind not in KINDS_READ:
            what = "این گونه‌ی دروازه در مدل‌های ما به کار نمی‌رود؛ راه آن را نمی‌توان سنجید."
            remedy = "از دروازه‌ی انحصاری (ضربدر) یا موازی (جمع) بهره بگیرید."
            yield plan.at(gateway, "gateway-kind", what, remedy)


def conditions_elsewhere(plan: Plan) -> Iterator[Finding]:
    """Only an exclusive gateway asks; elsewhere the engine passes over a condition or splits the way."""
    for process in plan.processes():
        for flow in process.flows:
            source = process[flow.source]
            if flow.condition and source.kind in ("parallelGateway", "eventBasedGateway"):
                what = "این دروازه شرط‌ها را نمی‌خواند و همه‌ی راه‌ها را می‌رود."
                yield plan.at(source, "gateway-ignores-conditions", what, "آن را دروازه‌ی انحصاری کنید.")
            elif flow.condition and not source.kind.endswith("Gateway"):
                what = "این جریان شرط دارد ولی از دروازه بیرون نمی‌آید."
                remedy = "پیش از آن دروازه‌ی انحصاری بگذارید، یا شرط را بردارید."
                yield plan.on(process, flow, "condition-without-gateway", what, remedy)


def default_flows(plan: Plan) -> Iterator[Finding]:
    """An answer that nobody thought of has to stop, not to take the default."""
    for element in plan.models.elements():
        if element.default:
            what = "جریان پیش‌فرض دارد؛ پاسخی که کسی پیش‌بینی نکرده است بی‌صدا از آن می‌گذرد."
            yield plan.at(element, "default-flow", what, "پیش‌فرض را بردارید و به هر شاخه شرط بدهید.")


def branches_without_condition(plan: Plan) -> Iterator[Finding]:
    """A branch asks for values of one variable, as `${variable == 'value'}`."""
    for process, _, flows in _deciding(plan):
        for flow in flows:
            if not flow.condition:
                what = "این شاخه شرط ندارد."
                remedy = "شرط را بنویسید، مانند ${outcome == 'paid'}."
                yield plan.on(process, flow, "branch-without-condition", what, remedy)
            elif condition_or_none(flow.condition) is None:
                what = f"شرط «{flow.condition}» از گونه‌ی خواندنی ما نیست."
                remedy = "آن را به شکل ${متغیر == 'مقدار'} بنویسید؛ چند مقدار را با || جدا کنید."
                yield plan.on(process, flow, "condition-unreadable", what, remedy)


def branches_without_answer(plan: Plan) -> Iterator[Finding]:
    """A reader of the picture sees the answer on the branch."""
    for process, _, flows in _deciding(plan):
        for flow in flows:
            if not PERSIAN.search(flow.name):
                what = "این شاخه پاسخی به فارسی بر خود ندارد."
                remedy = "نام شاخه را پاسخ پرسش دروازه بگذارید، مانند «بله»."
                yield plan.on(process, flow, "branch-without-answer", what, remedy)


def gateways_with_two_questions(plan: Plan) -> Iterator[Finding]:
    """All branches of a gateway read one variable."""
    for _, gateway, flows in _deciding(plan):
        if len(names := {one.variable for one in _asked(flows)}) > 1:
            what = f"شاخه‌های این دروازه متغیرهای گوناگونی می‌خوانند: {_listed(names)}."
            remedy = "هر دروازه یک پرسش بپرسد؛ برای پرسش دوم دروازه‌ی دیگری بگذارید."
            yield plan.at(gateway, "two-questions", what, remedy)


def answers_with_two_branches(plan: Plan) -> Iterator[Finding]:
    """Of two branches for one answer the engine takes the first in the file."""
    for process, _, flows in _deciding(plan):
        read = [(flow, asked) for flow in flows if (asked := condition_or_none(flow.condition))]
        for (_, one), (second, other) in combinations(read, 2):
            if one.variable == other.variable and (both := one.values & other.values):
                what = f"برای پاسخ {_listed(both)} شاخه‌ی دیگری هم هست."
                yield plan.on(process, second, "branch-twice", what, "هر پاسخ را به یک شاخه بدهید.")


def gateways_without_answer(plan: Plan) -> Iterator[Finding]:
    """A gateway reads only what the step right before it wrote."""
    for gateway, asked, arrival, given in _read(plan):
        if given is None:
            what = f"«{arrival.element.name}» که پیش از این دروازه است {asked[0].variable} را برنمی‌گرداند."
            remedy = "شرط‌ها را با خروجی همان کار بنویسید، یا در فراخوانی آن را در Out mappings نام ببرید."
            yield plan.at(gateway, "gateway-reads-nothing", what, remedy)


def answers_without_branch(plan: Plan) -> Iterator[Finding]:
    """For an answer without a branch the engine stops with an incident."""
    for gateway, asked, arrival, given in _read(plan):
        in_vain, left = _unmatched(plan, gateway)
        missing = (given or frozenset()) - _values(asked)
        if told := {str(one) for one in missing} - all_meant(in_vain, left):
            what = f"برای پاسخ {_listed(told)} از «{arrival.element.name}» شاخه‌ای نیست."
            remedy = "شاخه‌ای با این مقدار بیفزایید."
            yield plan.at(gateway, "answer-without-branch", what, remedy)


def branches_never_taken(plan: Plan) -> Iterator[Finding]:
    """A value that no step before the gateway can ever return: most often a slip of the pen."""
    for process, gateway, flows in _deciding(plan):
        in_vain, left = _unmatched(plan, gateway)
        for flow in flows:
            asked = condition_or_none(flow.condition)
            for value in sorted({str(one) for one in asked.values} & in_vain if asked else ()):
                what = f"پیش از این دروازه هیچ‌کس مقدار {value} را برنمی‌گرداند."
                remedy = perhaps(value, left, "مقدار را درست کنید، یا شاخه را بردارید.")
                yield plan.on(process, flow, "value-never-returned", what, remedy)


def _unmatched(plan: Plan, gateway: Element) -> tuple[frozenset[str], frozenset[str]]:
    """The values that its branches ask for in vain, and the answers that no branch asks for."""
    ways = list(_ways_to(plan, gateway))
    possible = frozenset[str | bool]().union(*(given for *_, given in ways if given))
    if not ways or any(given is None for *_, given in ways):
        return frozenset(), frozenset()
    wanted = _values(ways[0][1])
    return frozenset(map(str, wanted - possible)), frozenset(map(str, possible - wanted))


def _deciding(plan: Plan) -> Iterator[tuple[Process, Element, tuple[Flow, ...]]]:
    for gateway in plan.models.elements(*DECIDING):
        process = plan.models.of(gateway)
        yield process, gateway, process.flows_from(gateway)


Reading = tuple[Element, list[Condition], Arrival, Values | None]


def _read(plan: Plan) -> Iterator[Reading]:
    """Each gateway that asks one question, with each way to it and the answers that come on it."""
    for _, gateway, _ in _deciding(plan):
        yield from _ways_to(plan, gateway)


def _ways_to(plan: Plan, gateway: Element) -> Iterator[Reading]:
    """None where its branches ask for several things; a way from a worker that nobody knows is left out."""
    process = plan.models.of(gateway)
    asked = _asked(process.flows_from(gateway))
    if len({one.variable for one in asked}) == 1:
        for arrival in before(process, gateway):
            if not arrival.element.is_external or plan.topic_of(arrival.element):
                yield gateway, asked, arrival, answers(plan, arrival, asked[0].variable)


def _asked(flows: tuple[Flow, ...]) -> list[Condition]:
    return [asked for flow in flows if (asked := condition_or_none(flow.condition))]


def _values(asked: list[Condition]) -> Values:
    return frozenset[str | bool]().union(*(one.values for one in asked))


def _listed(found: Values | set[str]) -> str:
    return "، ".join(sorted(map(str, found)))


RULES = (
    gateways_of_another_kind,
    conditions_elsewhere,
    default_flows,
    branches_without_condition,
    branches_without_answer,
    gateways_with_two_questions,
    answers_with_two_branches,
    gateways_without_answer,
    answers_without_branch,
    branches_never_taken,
)
