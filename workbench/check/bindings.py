"""Does each model call only what came in its own deployment, and hand on only named, known variables?"""

from collections.abc import Iterator

from workbench.answers import variables as answered
from workbench.bpmn_file import NAMES, SIGNALS
from workbench.check.finding import Finding
from workbench.check.given import listed
from workbench.check.plan import Plan
from workbench.processes import Element
from workbench.variables import OWN_PARAMETERS, VARIABLES
from workbench.written import reads, written_by_the_model

LATEST = "این کار به تازه‌ترین نسخه بسته است؛ درخواست‌های در جریان ناگهان {what} دیگری می‌گیرند."


def references_not_bound(plan: Plan) -> Iterator[Finding]:
    """All files are deployed together; a running request keeps what it began with."""
    for element in plan.models.elements():
        bindings = {
            "فرم": element.form.binding if element.form else "deployment",
            "فرایند": element.call.binding if element.call else "deployment",
            "تصمیم": element.decision.binding if element.decision else "deployment",
        }
        for what, binding in bindings.items():
            if binding != "deployment":
                yield plan.at(element, "not-bound", LATEST.format(what=what), "Binding را deployment کنید.")


def calls_with_all_variables(plan: Plan) -> Iterator[Finding]:
    """What goes in and comes out is named one by one."""
    for element in plan.models.elements("callActivity"):
        if element.call and element.call.everything:
            what = "همه‌ی متغیرها یکجا داده یا گرفته می‌شوند؛ یک فرم می‌تواند هر چیزی را جا بزند."
            remedy = "متغیرهای لازم را در In mappings و Out mappings یک‌به‌یک نام ببرید."
            yield plan.at(element, "all-variables", what, remedy)


def unlisted_variables(plan: Plan) -> Iterator[Finding]:
    """The list is closed, so that no person's data and no second truth can travel."""
    fields = {question.key for form in plan.models.forms.values() for question in form.questions}
    known = fields | VARIABLES.keys() | OWN_PARAMETERS.keys()
    for element in plan.models.elements():
        if strange := used(plan, element) - known:
            what = f"متغیر {listed(strange)} در فهرست متغیرهای مدل‌ها نیست."
            remedy = "املای آن را درست کنید؛ متغیر تازه را برنامه‌نویس در workbench/variables.py می‌نویسد."
            yield plan.at(element, "unlisted-variable", what, remedy)


def used(plan: Plan, element: Element) -> frozenset[str]:
    """Every variable that the element or its worker reads or writes."""
    found = reads(plan.models, plan.topics, element) | written_by_the_model(element) | set(element.inputs)
    if topic := plan.topic_of(element):
        found |= answered(topic)
    if element.call:
        found |= {*element.call.returned, *element.call.returned.values(), *element.call.given.values()}
    return frozenset(found)


def definitions_not_used(plan: Plan) -> Iterator[Finding]:
    """An error that nothing in its file throws any more is an end that became another."""
    for file, root in plan.roots.items():
        used = {
            node.get(f"{signal}Ref")
            for signal in SIGNALS
            for node in root.iter(f"{{*}}{signal}EventDefinition")
        }
        used |= {node.get("messageRef") for node in root.iter("{*}receiveTask")}
        for node in root.iter(*(f"{{{NAMES['bpmn']}}}{signal}" for signal in SIGNALS)):
            if node.get("id") not in used:
                what = (
                    f"{node.get('name') or node.get('id')} تعریف شده است ولی هیچ رویدادی آن را به کار نمی‌برد."
                )
                remedy = "آن را به رویدادش برگردانید، یا تعریف را بردارید."
                yield plan.within(file, node, "definition-not-used", what, remedy)


RULES = (references_not_bound, calls_with_all_variables, unlisted_variables, definitions_not_used)
