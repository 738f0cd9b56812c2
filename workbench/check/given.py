"""What does the step before an element surely hand on?"""

from workbench.answers import surely_when
from workbench.check.plan import Plan
from workbench.paths import Arrival


def given(plan: Plan, arrival: Arrival) -> frozenset[str]:
    """What the worker surely answers when this way is taken; nothing where the last step is no worker's."""
    topic = plan.topic_of(arrival.element)
    return surely_when(topic, *arrival.conditions) if topic else frozenset()


def listed(names: frozenset[str]) -> str:
    """The names for a sentence."""
    return "، ".join(sorted(names))
