"""What does the step before an element surely hand on?"""

from workbench.answers import surely_when
from workbench.check.plan import Plan
from workbench.paths import Arrival
from workbench.written import WHATEVER


def given(plan: Plan, arrival: Arrival) -> frozenset[str]:
    """What the worker surely answers when this way is taken; nothing where the last step is no worker's.

    Of a worker that nobody knows it is taken for granted: that there is none is told once.
    """
    topic = plan.topic_of(arrival.element)
    if topic is None:
        return WHATEVER if arrival.element.is_external else frozenset()
    return surely_when(topic, *arrival.conditions)


def listed(names: frozenset[str]) -> str:
    """The names for a sentence."""
    return "، ".join(sorted(names))
