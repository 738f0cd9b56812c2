"""Is a model well written: known elements and attributes only, in the places where the engine reads them?"""

from collections.abc import Iterator, Mapping

from lxml import etree

from workbench.bpmn_file import NAMES
from workbench.check import markup_words as words
from workbench.check.finding import Finding
from workbench.check.plan import Node, Plan
from workbench.check.slips import perhaps

BPMN, CAMUNDA = NAMES["bpmn"], NAMES["camunda"]
ALLOWED: Mapping[str, tuple[str, ...]] = {
    **{
        kind: words.EVENT_CHILDREN if kind.endswith("Event") else words.TASK_CHILDREN
        for kind in words.FLOW_NODES
    },
    **words.CHILDREN,
}
KNOWN = {name for names in ALLOWED.values() for name in names} | set(ALLOWED)


def unknown_elements(plan: Plan) -> Iterator[Finding]:
    """What the schema does not have the engine refuses; what it has and does not run, it passes over."""
    for file, node in _nodes(plan, BPMN):
        outside = _kind_of_parent(node)
        allowed = ALLOWED.get(outside)
        if allowed is not None and _kind(node) not in allowed:
            strange = _kind(node) not in KNOWN
            where = "موتور چنین عنصری ندارد" if strange else f"جای آن درون {outside} نیست"
            what = f"عنصر {_kind(node)} در اینجا خوانده نمی‌شود: {where}."
            remedy = perhaps(_kind(node), allowed, "آن را در Modeler بردارید و دوباره بکشید.")
            yield plan.within(file, node, "unknown-element", what, remedy)


def elements_out_of_order(plan: Plan) -> Iterator[Finding]:
    """The schema wants documentation first, then extensions, then flows; the engine refuses another order."""
    for file, node in _nodes(plan, BPMN):
        ranks = [words.ORDER.index(_kind(one)) for one in _elements(node) if _kind(one) in words.ORDER]
        first = [_kind(one) for one in _elements(node)][: len(ranks)]
        if ranks != sorted(ranks) or any(one not in words.ORDER for one in first):
            what = "بخش‌های این عنصر در پرونده جابه‌جا است و موتور آن را نمی‌پذیرد."
            remedy = "پرونده را در Modeler باز و دوباره ذخیره کنید."
            yield plan.within(file, node, "element-out-of-order", what, remedy)


def unknown_attributes(plan: Plan) -> Iterator[Finding]:
    """A misspelt attribute of the schema."""
    for file, node in _nodes(plan, BPMN):
        if allowed := words.ATTRIBUTES.get(_kind(node)):
            for name in _names(node, None):
                if name not in allowed:
                    what = f"عنصر {_kind(node)} ویژگی {name} ندارد."
                    yield plan.within(file, node, "unknown-attribute", what, _advice(name, allowed))


def unknown_camunda_attributes(plan: Plan) -> Iterator[Finding]:
    """The engine passes over an attribute that it does not know, as if nothing were written."""
    for file, node in _nodes(plan, BPMN):
        allowed = words.CAMUNDA_ATTRIBUTES.get(_kind(node), frozenset())
        for name in _names(node, CAMUNDA):
            if name not in allowed:
                what = f"موتور ویژگی camunda:{name} را بر {_kind(node)} نمی‌خواند."
                yield plan.within(file, node, "unknown-camunda-attribute", what, _advice(name, allowed))


def unknown_camunda_elements(plan: Plan) -> Iterator[Finding]:
    """An element of the engine that is misspelt or stands elsewhere, and what is written on it."""
    for file, node in _nodes(plan, CAMUNDA):
        allowed = words.CAMUNDA_CHILDREN.get(_kind_of_parent(node), frozenset())
        if _kind(node) not in allowed:
            what = f"موتور camunda:{_kind(node)} را در اینجا نمی‌خواند."
            yield plan.within(file, node, "unknown-camunda-element", what, _advice(_kind(node), allowed))
        elif own := words.CAMUNDA_OWN.get(_kind(node)):
            for name in _names(node, None):
                if name not in own:
                    what = f"camunda:{_kind(node)} ویژگی {name} ندارد."
                    yield plan.within(file, node, "unknown-camunda-attribute", what, _advice(name, own))


def _names(node: Node, namespace: str | None) -> list[str]:
    """The attributes of the node in that namespace."""
    names = map(etree.QName, node.attrib)
    return [name.localname for name in names if name.namespace == namespace]


def _advice(name: str, allowed: words.Words) -> str:
    return perhaps(name, allowed, "آن را بردارید، یا در جای درست بنویسید.")


def _nodes(plan: Plan, namespace: str) -> Iterator[tuple[str, Node]]:
    for file, root in plan.roots.items():
        if file.endswith(".bpmn"):
            yield from ((file, node) for node in root.iter(f"{{{namespace}}}*"))


def _elements(node: Node) -> list[Node]:
    return [one for one in node if isinstance(one.tag, str)]


def _kind_of_parent(node: Node) -> str:
    parent = node.getparent()
    return "" if parent is None else _kind(parent)


def _kind(node: Node) -> str:
    return etree.QName(node).localname


RULES = (
    unknown_elements,
    elements_out_of_order,
    unknown_attributes,
    unknown_camunda_attributes,
    unknown_camunda_elements,
)
