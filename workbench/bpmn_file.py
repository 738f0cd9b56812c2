"""How is a process read from its `.bpmn` file? Only what the engine and our checks read; no drawing."""

from collections.abc import Iterator, Mapping

from lxml import etree

from workbench.processes import GATEWAYS, TASKS, Call, Element, Event, Field, Flow, Form, Listener, Process

NAMES = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "camunda": "http://camunda.org/schema/1.0/bpmn",
}
EVENTS = frozenset(
    {"startEvent", "endEvent", "boundaryEvent", "intermediateCatchEvent", "intermediateThrowEvent"}
)
KINDS = TASKS | GATEWAYS | EVENTS | {"callActivity", "subProcess", "task", "scriptTask", "manualTask"}
SIGNALS = {"message": "name", "error": "errorCode", "escalation": "escalationCode", "signal": "name"}

Node = etree._Element
Codes = Mapping[str, str | None]


def read_processes(content: bytes) -> Iterator[Process]:
    """The processes of the file."""
    root = etree.fromstring(content)
    codes = {
        _must(node, "id"): node.get(attribute)
        for signal, attribute in SIGNALS.items()
        for node in _all(root, f"bpmn:{signal}")
    }
    owners = {node.get("processRef"): node.get("name", "") for node in _all(root, ".//bpmn:participant")}
    for node in _all(root, "bpmn:process"):
        yield _process(node, owners.get(node.get("id"), ""), codes)


def _process(node: Node, owner: str, codes: Codes) -> Process:
    process_id = _must(node, "id")
    elements = (_element(one, process_id, codes) for one in node.iter("{*}*") if _kind(one) in KINDS)
    return Process(
        id=process_id,
        name=node.get("name", ""),
        owner=owner,
        documentation=_text(node, "bpmn:documentation"),
        elements={element.id: element for element in elements},
        flows=tuple(_flow(one) for one in _all(node, ".//bpmn:sequenceFlow")),
    )


def _element(node: Node, process_id: str, codes: Codes) -> Element:
    parent = node.getparent()
    interrupting = node.get("cancelActivity", node.get("isInterrupting", "true"))
    return Element(
        id=_must(node, "id"),
        name=node.get("name", ""),
        kind=_kind(node),
        process=process_id,
        scope=process_id if parent is None else _must(parent, "id"),
        documentation=_text(node, "bpmn:documentation"),
        clauses=tuple(_property(node, "clause").split()),
        topic=_topic(node),
        message=codes.get(node.get("messageRef", "")),
        event=_event(node, codes),
        attached_to=node.get("attachedToRef"),
        interrupting=interrupting == "true",
        by_event=node.get("triggeredByEvent") == "true",
        default=node.get("default"),
        form=_form(node) if _kind(node) == "userTask" else None,
        call=_call(node) if _kind(node) == "callActivity" else None,
        decision=_decision(node) if _camunda(node, "decisionRef") else None,
        inputs=_parameters(node, "inputParameter"),
        outputs=_parameters(node, "outputParameter"),
        listeners=tuple(_listeners(node)),
    )


def _topic(node: Node) -> str:
    """The topic of an external task; the engine heeds none of a task that is not external."""
    return (_camunda(node, "topic") or "") if _camunda(node, "type") == "external" else ""


def _event(node: Node, codes: Codes) -> Event | None:
    definition = next((one for one in node if _kind(one).endswith("EventDefinition")), None)
    if definition is None:
        return None
    kind = _kind(definition).removesuffix("EventDefinition")
    timer = next((one for one in definition if kind == "timer"), None)
    return Event(
        kind=kind,
        code=codes.get(definition.get(f"{kind}Ref", "")),
        variable=_camunda(definition, f"{kind}CodeVariable"),
        timer=None if timer is None else _kind(timer),
        expression=None if timer is None else (timer.text or "").strip(),
    )


def _form(node: Node) -> Form:
    return Form(
        ref=_camunda(node, "formRef") or "",
        binding=_camunda(node, "formRefBinding"),
        groups=_camunda(node, "candidateGroups"),
        assignee=_camunda(node, "assignee"),
        due=_camunda(node, "dueDate"),
        fields=tuple(_field(one) for one in _extensions(node, "camunda:formData/camunda:formField")),
    )


def _field(node: Node) -> Field:
    constraints = _all(node, "camunda:validation/camunda:constraint")
    return Field(
        id=_must(node, "id"),
        label=node.get("label", ""),
        type=node.get("type", ""),
        constraints={_must(one, "name"): one.get("config", "") for one in constraints},
        values={_must(one, "id"): one.get("name", "") for one in _all(node, "camunda:value")},
    )


def _call(node: Node) -> Call:
    given, returned = (_extensions(node, f"camunda:{way}") for way in ("in", "out"))
    return Call(
        ref=node.get("calledElement", ""),
        binding=_camunda(node, "calledElementBinding"),
        business_key=next((one.get("businessKey") for one in given if one.get("businessKey")), None),
        given=_named(given),
        returned=_named(returned),
        everything=any(one.get("variables") for one in (*given, *returned)),
    )


def _decision(node: Node) -> Call:
    return Call(
        ref=_camunda(node, "decisionRef") or "",
        binding=_camunda(node, "decisionRefBinding"),
        result=_camunda(node, "resultVariable"),
        result_as=_camunda(node, "mapDecisionResult"),
    )


def _named(mappings: list[Node]) -> dict[str, str]:
    return {
        one.get("source") or one.get("sourceExpression") or "": _must(one, "target")
        for one in mappings
        if one.get("target")
    }


def _listeners(node: Node) -> Iterator[Listener]:
    for kind in ("taskListener", "executionListener"):
        for one in _extensions(node, f"camunda:{kind}"):
            yield Listener(kind, one.get("event", ""), one.get("expression", ""))


def _parameters(node: Node, kind: str) -> dict[str, str]:
    found = _extensions(node, f"camunda:inputOutput/camunda:{kind}")
    return {_must(one, "name"): (one.text or "").strip() for one in found}


def _property(node: Node, name: str) -> str:
    found = _extensions(node, "camunda:properties/camunda:property")
    return next((one.get("value", "") for one in found if one.get("name") == name), "")


def _flow(node: Node) -> Flow:
    return Flow(
        id=_must(node, "id"),
        name=node.get("name", ""),
        source=_must(node, "sourceRef"),
        target=_must(node, "targetRef"),
        condition=_text(node, "bpmn:conditionExpression") or None,
    )


def _must(node: Node, name: str) -> str:
    """An attribute without which the element means nothing."""
    value = node.get(name)
    if value is None:
        raise KeyError(f"<{_kind(node)}> without {name}")
    return value


def _kind(node: Node) -> str:
    return etree.QName(node).localname


def _text(node: Node, path: str) -> str:
    return (node.findtext(path, "", NAMES) or "").strip()


def _camunda(node: Node, name: str) -> str | None:
    return node.get(f"{{{NAMES['camunda']}}}{name}")


def _extensions(node: Node, path: str) -> list[Node]:
    return _all(node, f"bpmn:extensionElements/{path}")


def _all(node: Node, path: str) -> list[Node]:
    return node.findall(path, NAMES)
