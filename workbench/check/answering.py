"""Which values can the last step before a gateway have written to a variable?"""

from workbench.answers import Values, values, variables
from workbench.check.errors import ENDS
from workbench.check.plan import Plan
from workbench.paths import Arrival, before, beside
from workbench.processes import Element

ANSWERS_IN_WORDS: dict[tuple[str, str], Values] = {
    # Hands back the code that it was given, once it has found it among these.
    ("archive-request", "outcome"): ENDS,
}


def answers(plan: Plan, arrival: Arrival, variable: str) -> Values | None:
    """What the last step can have written there, as far as the way tells; None where it writes no such thing.

    Of a call, what its process gives back by that name.
    """
    element = arrival.element
    if element.call:
        source = next((one for one, other in element.call.returned.items() if other == variable), None)
        return _ends_with(plan, element.call.ref, source) if source else None
    possible = _chosen(element, variable) if element.form else _answered(plan, element, variable)
    met = [one.values for one in arrival.conditions if one.variable == variable]
    return None if possible is None else possible.intersection(*met)


def _chosen(task: Element, variable: str) -> Values | None:
    """What the form lets its sender choose from; the engine refuses anything else."""
    fields = task.form.fields if task.form else ()
    found = [frozenset[str | bool](one.values) for one in fields if one.id == variable and one.values]
    return found[0] if found else None


def _answered(plan: Plan, element: Element, variable: str) -> Values | None:
    topic = plan.topic_of(element)
    if topic is None or variable not in variables(topic):
        return None
    return ANSWERS_IN_WORDS.get((topic.name, variable)) or values(topic, variable)


def _ends_with(plan: Plan, process_id: str, variable: str) -> Values | None:
    """The values that the variable can have at the plain ends of the process."""
    process = plan.models.processes.get(process_id)
    if process is None or process_id in plan.circular:
        return None
    aside = beside(process)
    ends = [one for one in process.of_kind("endEvent") if one.id not in aside and not one.is_a("error")]
    return _together([_last_written(plan, one, variable, frozenset()) for one in ends])


def _last_written(plan: Plan, element: Element, variable: str, seen: frozenset[str]) -> Values | None:
    """The values with which the element can begin, from whoever wrote the variable last."""
    ways = [one for one in before(plan.models.of(element), element) if one.element.id not in seen]
    found = [_left_by(plan, one, variable, seen | {element.id}) for one in ways]
    return _together(found) if found else None


def _left_by(plan: Plan, arrival: Arrival, variable: str, seen: frozenset[str]) -> Values | None:
    written = answers(plan, arrival, variable)
    return _last_written(plan, arrival.element, variable, seen) if written is None else written


def _together(found: list[Values | None]) -> Values | None:
    known = [one for one in found if one is not None]
    return frozenset[str | bool]().union(*known) if len(known) == len(found) else None
