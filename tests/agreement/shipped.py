"""What do these tests compare? The models as shipped, the topics, and models with a seeded fault."""

from cases.relay import STARTS
from console.office import worker_topics
from engine.deployer import read_models
from tests.domain.samples import AGREEMENT, AGREEMENT_FOLDER
from workbench.answers import surely_when
from workbench.check.plan import Plan
from workbench.models import Models, parse
from workbench.paths import Arrival

ROOT = AGREEMENT_FOLDER.parent
FILES = read_models(ROOT / "bpmn")
MODELS = parse(FILES)
TOPICS = worker_topics()

PLAN = Plan.of(FILES, TOPICS, AGREEMENT)

SHARED = frozenset({"send-notice", "send-reminder", "record-breach"})
"""Topics that any model may have, each time for another clause."""

PROCESS = STARTS["request-registered"].process
MAIN = MODELS.processes[PROCESS]
CALLED = frozenset(one.call.ref for one in MODELS.elements() if one.call)
"""The processes that another one calls; what they throw is caught there."""


def changed(file: str, old: str, new: str) -> Models:
    """The shipped models with one text of one file replaced, wherever it stands there."""
    text = FILES[file].decode()
    assert old in text, f"{file} says no longer: {old}"
    return parse({**FILES, file: text.replace(old, new).encode()})


def given(arrival: Arrival) -> frozenset[str]:
    """What the worker surely answers when this way is taken; nothing where the last step is no worker's."""
    topic = TOPICS.get(arrival.element.topic)
    return surely_when(topic, *arrival.conditions) if topic else frozenset()
