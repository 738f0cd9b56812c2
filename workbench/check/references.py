"""Does every id stand once, does every reference lead somewhere, and is everything drawn?"""

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from engine.deployer import DEFINITIONS
from workbench.bpmn_file import NAMES
from workbench.check.finding import Finding
from workbench.check.markup_words import FLOW_NODES
from workbench.check.plan import Node, Plan
from workbench.processes import Element

REFERENCES = frozenset(
    {
        "sourceRef", "targetRef", "attachedToRef", "default", "processRef", "messageRef", "errorRef",
        "escalationRef", "signalRef", "bpmnElement",
    }
)  # fmt: skip
FLOWS = ("incoming", "outgoing")
DRAWN = FLOW_NODES | {"sequenceFlow", "participant"}


def doubled_ids(plan: Plan) -> Iterator[Finding]:
    """The engine refuses a file with an id that stands twice."""
    for file, root in plan.roots.items():
        seen: Counter[str] = Counter()
        for node in _with_ids(root):
            seen[node.get("id", "")] += 1
            if node.get("id") and seen[node.get("id", "")] == 2:
                what = f"شناسه‌ی {node.get('id')} دو بار در این پرونده آمده است."
                yield plan.within(file, node, "doubled-id", what, "به یکی از آن دو شناسه‌ی تازه‌ای بدهید.")


def doubled_definitions(plan: Plan) -> Iterator[Finding]:
    """Of two processes or decisions of one id, the engine would run either."""
    homes: dict[str, str] = {}
    for file, node in _definitions(plan):
        first = homes.setdefault(node.get("id", ""), file)
        if first != file:
            what = f"{node.get('id')} در {first} هم تعریف شده است."
            yield plan.within(file, node, "doubled-definition", what, "یکی از دو پرونده را بردارید.")


def references_to_nothing(plan: Plan) -> Iterator[Finding]:
    """A flow, an event or a drawing that names an id which is not there."""
    for file, root in _models(plan):
        ids = {node.get("id") for node in root.iter("{*}*")}
        for node in root.iter("{*}*"):
            for name, wanted in _references(node):
                if wanted not in ids:
                    what = f"{name} به {wanted} اشاره می‌کند که در این پرونده نیست."
                    remedy = "آن را در Modeler دوباره به عنصر درست وصل کنید."
                    yield plan.within(file, node, "reference-to-nothing", what, remedy)


def flows_listed_wrongly(plan: Plan) -> Iterator[Finding]:
    """An element lists the flows that enter and leave it, for Modeler; they must be the flows there are."""
    for process in plan.processes():
        flows = {flow.id for flow in process.flows}
        for element in process:
            entering = {flow.id for flow in process.flows_to(element)}
            leaving = {flow.id for flow in process.flows_from(element)}
            listed = _listed(plan, element)
            if (listed["incoming"] - entering | listed["outgoing"] - leaving) & flows:
                what = "فهرست جریان‌های این عنصر با جریان‌های مدل یکی نیست."
                yield plan.at(element, "flow-listed-wrongly", what, "جریان را پاک کنید و دوباره بکشید.")


def parts_not_drawn(plan: Plan) -> Iterator[Finding]:
    """What is not in the picture is run nevertheless, and nobody sees it."""
    for file, root in _models(plan):
        drawn = {node.get("bpmnElement") for node in root.iter("{*}BPMNShape", "{*}BPMNEdge")}
        for node in root.iter(f"{{{NAMES['bpmn']}}}*"):
            if _kind(node) in DRAWN and node.get("id") not in drawn:
                what = "این بخش اجرا می‌شود ولی در نقشه کشیده نشده است."
                remedy = "آن را در Modeler پاک کنید و دوباره بکشید."
                yield plan.within(file, node, "not-drawn", what, remedy)


def _references(node: Node) -> Iterator[tuple[str, str]]:
    for name in REFERENCES & set(node.attrib):
        yield str(name), node.get(str(name), "")
    if _kind(node) in FLOWS:
        yield _kind(node), (node.text or "").strip()


def _listed(plan: Plan, element: Element) -> dict[str, set[str]]:
    node = plan.node(element)
    return {way: {(one.text or "").strip() for one in node.findall(f"bpmn:{way}", NAMES)} for way in FLOWS}


def _with_ids(root: Node) -> Iterator[Node]:
    """What the engine knows by its id in the file; a field of a form has one of its own there."""
    return (node for node in root.iter("{*}*") if etree.QName(node).namespace != NAMES["camunda"])


def _definitions(plan: Plan) -> Iterator[tuple[str, Node]]:
    for file, root in plan.roots.items():
        namespace, kind = DEFINITIONS[f".{file.rpartition('.')[2]}"]
        yield from ((file, node) for node in root.findall(f"{{{namespace}}}{kind}"))


def _models(plan: Plan) -> Iterator[tuple[str, Node]]:
    return ((file, root) for file, root in plan.roots.items() if file.endswith(".bpmn"))


def _kind(node: Node) -> str:
    return etree.QName(node).localname


RULES = (doubled_ids, doubled_definitions, references_to_nothing, flows_listed_wrongly, parts_not_drawn)
