"""Is what is read at a step written on every way to it, by somebody who may be believed?"""

from collections.abc import Iterator

from cases.relay import STARTS
from workbench.check.finding import Finding
from workbench.check.plan import Plan
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


def variables_not_written(plan: Plan) -> Iterator[Finding]:
    """A gateway, timer or worker that reads what some way to it does not write stops with an incident."""
    for element, missing in _missing(plan, walked(plan)):
        what = f"{_listed(missing)} اینجا خوانده می‌شود، ولی بر یکی از راه‌ها تا اینجا نوشته نشده است."
        remedy = "کارگزاری را که آن را می‌نویسد بر همان راه بگذارید، یا در فراخوانی آن را نام ببرید."
        yield plan.at(element, "variable-not-written", what, remedy)


def variables_from_the_sender(plan: Plan) -> Iterator[Finding]:
    """Whoever sends a form may send any variable with it: behind it, only what was written since counts.

    What no way writes at all is told as such, and what several forms can bring is told of the first.
    """
    known = {(one.process, one.id): names for one, names in _missing(plan, walked(plan))}
    for task in plan.models.elements("userTask"):
        for element, names in _forged_behind(plan, task):
            key = element.process, element.id
            new = names - known.get(key, frozenset())
            known[key] = names | known.get(key, frozenset())
            if new:
                what = f"فرستنده‌ی فرم «{task.name}» می‌تواند {_listed(new)} را جا بزند و اینجا خوانده می‌شود."
                remedy = f"در «{task.name}» برای آن یک Input با مقدار ${{null}} بگذارید، تا محلی بماند."
                yield plan.at(element, "variable-from-sender", what, remedy)


def _forged_behind(plan: Plan, task: Element) -> Iterator[tuple[Element, frozenset[str]]]:
    walk = Walk(plan.models, plan.topics)
    ended = walk.behind(task, frozenset(task.inputs) | written_by_the_model(task))
    yield from _missing(plan, walk)
    for call in plan.models.calls_of(task.process):
        yield call, frozenset(call.call.returned if call.call else ()) - ended


def variables_believed(plan: Plan) -> Iterator[Finding]:
    """A worker reads in the records what is neither of the form before it nor written by the model."""
    for element in plan.models.elements():
        if topic := plan.topic_of(element):
            for name in sorted(set(topic.variables) - BELIEVED - _fields_before(plan, element)):
                what = f"کارگزار {topic.name} متغیر {name} را می‌خواند که از فرمِ پیش از آن نیامده است."
                remedy = (
                    "فرم را درست پیش از این کار بگذارید؛ در فراخوانی فیلدها را در Out mappings نام ببرید."
                )
                yield plan.at(element, "variable-believed", what, remedy)


def _missing(plan: Plan, walk: Walk) -> Iterator[tuple[Element, frozenset[str]]]:
    for element, names in unwritten(plan, walk):
        if left := frozenset(name for name in names if (element.id, name) not in ASKED_BEFORE):
            yield element, left


def unwritten(plan: Plan, walk: Walk) -> Iterator[tuple[Element, frozenset[str]]]:
    """What is missing where the walk came by; a name that nobody knows is told as such, not as missing."""
    fields = {question.key for form in plan.models.forms.values() for question in form.questions}
    for (process, element_id), state in walk.entered.items():
        element = plan.models.processes[process][element_id]
        missing = (reads(plan.models, plan.topics, element) - state) & (VARIABLES.keys() | fields)
        if missing:
            yield element, missing


def walked(plan: Plan) -> Walk:
    """The walk through everything that a message starts, with what the start brings."""
    walk = Walk(plan.models, plan.topics)
    for message, start in STARTS.items():
        if start.process in plan.models.processes:
            walk.whole(start.process, SENT_WITH[message])
    return walk


def _fields_before(plan: Plan, element: Element) -> frozenset[str]:
    """The fields that come from a form or a call right before; a sub-process gives what its end gives."""
    found: set[str] = set()
    for arrival in before(plan.models.of(element), element):
        last = arrival.element
        if last.kind == "subProcess":
            ends = (one for one in plan.models.of(last).of_kind("endEvent") if one.scope == last.id)
            found = found.union(*(_fields_before(plan, end) for end in ends))
        found |= set(last.outputs) | set(last.call.returned.values() if last.call else ())
    return frozenset(found)


def _listed(names: frozenset[str]) -> str:
    return "، ".join(sorted(names))


RULES = (variables_not_written, variables_from_the_sender, variables_believed)
