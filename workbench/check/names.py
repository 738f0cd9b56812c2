"""Do names say what is done, what has happened, what is asked; and are ids fit to be referred to?"""

import re
from collections.abc import Iterator

from domain.persian import digits
from workbench.check.finding import Finding
from workbench.check.plan import Plan
from workbench.check.wording import PERSIAN
from workbench.processes import GATEWAYS, TASKS, Element

KEBAB = re.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*")
UNNAMED = frozenset({"parallelGateway", "eventBasedGateway"})
SAYS_NOTHING = re.compile(r"(مدیریت|انجام)\s")
NO_EVENT = re.compile("شروع|پایان|آغاز")
MOST_ELEMENTS = 55
"""The main model, with its eight ends, has as many."""


def elements_without_name(plan: Plan) -> Iterator[Finding]:
    """Everything has a Persian name, but gateways that ask nothing."""
    for element in plan.models.elements():
        if not PERSIAN.search(element.name) and element.kind not in UNNAMED:
            yield plan.at(element, "unnamed", "این عنصر نام فارسی ندارد.", "نامی کوتاه و فارسی به آن بدهید.")


def names_of_another_kind(plan: Plan) -> Iterator[Finding]:
    """A task does, an event happened, a gateway asks."""
    for element in plan.models.elements():
        for kind, what, remedy in _faults(plan, element):
            yield plan.at(element, kind, what, remedy)


def _faults(plan: Plan, element: Element) -> Iterator[tuple[str, str, str]]:
    is_question = element.name.endswith("؟")
    ways = plan.models.of(element).flows_from(element)
    if element.kind in TASKS | {"callActivity", "subProcess"} and is_question:
        yield "task-asks", "نام این کار پرسش است.", "آن را «مصدر و مفعول» بنویسید؛ پرسش نام دروازه است."
    if element.kind in TASKS and SAYS_NOTHING.match(element.name):
        yield (
            "task-vague",
            "نام این کار با واژه‌ای آغاز می‌شود که چیزی نمی‌گوید.",
            "بنویسید چه کاری انجام می‌شود.",
        )
    if element.kind in GATEWAYS - UNNAMED and len(ways) > 1 and not is_question:
        yield "gateway-no-question", "نام این دروازه پرسش نیست.", "آن را پرسشی با ؟ بنویسید."
    if element.kind.endswith("Event") and NO_EVENT.fullmatch(element.name.strip()):
        yield "event-vague", "نام این رویداد نمی‌گوید چه شده است.", "بنویسید چه رخ داد، مانند «مدارک رسید»."


def ends_of_one_name(plan: Plan) -> Iterator[Finding]:
    """Each end of a process is an outcome of its own."""
    for process in plan.processes():
        seen: dict[tuple[str, str], str] = {}
        for end in process.of_kind("endEvent"):
            other = seen.setdefault((end.scope, end.name), end.id)
            if other != end.id:
                what = f"این پایان همان نام {other} را دارد."
                yield plan.at(end, "end-named-twice", what, "به یک پایان برسید، یا تفاوت را نام ببرید.")


def ids_of_the_modeler(plan: Plan) -> Iterator[Finding]:
    """Tests, workers and history refer to ids: people write them, in kebab-case."""
    for process in plan.processes():
        if not KEBAB.fullmatch(process.id):
            yield plan.on(process, process, "technical-id", _ID.format(id=process.id), _REMEDY)
        for element in process:
            if not KEBAB.fullmatch(element.id):
                yield plan.at(element, "technical-id", _ID.format(id=element.id), _REMEDY)


_ID = "شناسه‌ی {id} گویا نیست."
_REMEDY = "شناسه‌ای لاتین مانند record-payment بنویسید."


def models_too_large(plan: Plan) -> Iterator[Finding]:
    """What does not fit a page is read by nobody."""
    for process in plan.processes():
        if len(process.elements) > MOST_ELEMENTS:
            count = digits(len(process.elements))
            what = f"این فرایند {count} عنصر دارد، بیش از {digits(MOST_ELEMENTS)}."
            yield plan.on(process, process, "model-too-large", what, "بخشی را به فرایندی جدا ببرید.")


RULES = (
    elements_without_name,
    names_of_another_kind,
    ends_of_one_name,
    ids_of_the_modeler,
    models_too_large,
)
