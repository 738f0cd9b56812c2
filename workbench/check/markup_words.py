"""Which elements and attributes may stand where, in a model that Camunda 7 runs?

Only what the engine executes and our readers read; what is not named here would be deployed unread.
"""

from collections.abc import Mapping

Words = frozenset[str]

FLOW_NODES: Words = frozenset(
    {
        "startEvent", "endEvent", "boundaryEvent", "intermediateCatchEvent", "intermediateThrowEvent",
        "serviceTask", "sendTask", "userTask", "receiveTask", "businessRuleTask", "scriptTask", "manualTask",
        "task", "callActivity", "subProcess", "exclusiveGateway", "parallelGateway", "inclusiveGateway",
        "eventBasedGateway",
    }
)  # fmt: skip
DEFINITIONS: Words = frozenset(
    f"{kind}EventDefinition"
    for kind in (
        "message", "timer", "error", "escalation", "terminate", "signal", "conditional", "link", "cancel",
        "compensate",
    )
)  # fmt: skip
TIMES: Words = frozenset({"timeDate", "timeDuration", "timeCycle"})
REMARKS: Words = frozenset({"textAnnotation", "association", "group", "dataObject", "dataObjectReference"})

_NODE = ("documentation", "extensionElements", "incoming", "outgoing")
_BODY = (*FLOW_NODES, "sequenceFlow", *REMARKS)

CHILDREN: Mapping[str, tuple[str, ...]] = {
    "definitions": (
        "collaboration", "process", "message", "error", "escalation", "signal", "category", "BPMNDiagram",
    ),
    "collaboration": ("documentation", "extensionElements", "participant", "messageFlow", *REMARKS),
    "process": ("documentation", "extensionElements", "laneSet", *_BODY),
    "subProcess": (*_NODE, "multiInstanceLoopCharacteristics", *_BODY),
    "sequenceFlow": ("documentation", "extensionElements", "conditionExpression"),
    "timerEventDefinition": tuple(TIMES),
}  # fmt: skip
"""The BPMN elements directly in another, where it holds more than a flow node does."""

EVENT_CHILDREN = (*_NODE, *DEFINITIONS)
TASK_CHILDREN = (*_NODE, "multiInstanceLoopCharacteristics")

ORDER = ("documentation", "extensionElements", "incoming", "outgoing")
"""What comes first in an element, and in which order; the engine's schema refuses another."""

_NAMED = frozenset({"id", "name"})
_GATEWAY = _NAMED | {"default", "gatewayDirection"}
_ACTIVITY = _NAMED | {"default", "isForCompensation", "startQuantity", "completionQuantity"}

ATTRIBUTES: Mapping[str, Words] = {
    "process": _NAMED | {"isExecutable", "processType", "isClosed"},
    "participant": _NAMED | {"processRef"},
    "sequenceFlow": _NAMED | {"sourceRef", "targetRef", "isImmediate"},
    "startEvent": _NAMED | {"isInterrupting", "parallelMultiple"},
    "boundaryEvent": _NAMED | {"attachedToRef", "cancelActivity", "parallelMultiple"},
    "intermediateCatchEvent": _NAMED | {"parallelMultiple"},
    "endEvent": _NAMED,
    "intermediateThrowEvent": _NAMED,
    "exclusiveGateway": _GATEWAY,
    "inclusiveGateway": _GATEWAY,
    "parallelGateway": _GATEWAY,
    "eventBasedGateway": _GATEWAY | {"instantiate", "eventGatewayType"},
    "serviceTask": _ACTIVITY | {"implementation", "operationRef"},
    "sendTask": _ACTIVITY | {"implementation", "operationRef", "messageRef"},
    "receiveTask": _ACTIVITY | {"implementation", "operationRef", "messageRef", "instantiate"},
    "userTask": _ACTIVITY | {"implementation"},
    "businessRuleTask": _ACTIVITY | {"implementation"},
    "scriptTask": _ACTIVITY | {"scriptFormat"},
    "manualTask": _ACTIVITY,
    "task": _ACTIVITY,
    "callActivity": _ACTIVITY | {"calledElement"},
    "subProcess": _ACTIVITY | {"triggeredByEvent"},
    "message": _NAMED | {"itemRef"},
    "signal": _NAMED | {"structureRef"},
    "error": _NAMED | {"errorCode", "structureRef"},
    "escalation": _NAMED | {"escalationCode", "structureRef"},
    "messageEventDefinition": frozenset({"id", "messageRef"}),
    "signalEventDefinition": frozenset({"id", "signalRef"}),
    "errorEventDefinition": frozenset({"id", "errorRef"}),
    "escalationEventDefinition": frozenset({"id", "escalationRef"}),
    "terminateEventDefinition": frozenset({"id"}),
    "timerEventDefinition": frozenset({"id"}),
}
"""The plain attributes of an element."""

_JOB = frozenset({"asyncBefore", "asyncAfter", "exclusive", "jobPriority"})
_TEMPLATE = frozenset({"modelerTemplate", "modelerTemplateVersion"})
_EXTERNAL = frozenset({"type", "topic", "taskPriority"}) | _JOB | _TEMPLATE
_FORM = frozenset({"formRef", "formRefBinding", "formRefVersion"})

CAMUNDA_ATTRIBUTES: Mapping[str, Words] = {
    "process": _TEMPLATE | {
        "historyTimeToLive", "versionTag", "candidateStarterGroups", "candidateStarterUsers",
        "isStartableInTasklist", "jobPriority", "taskPriority",
    },
    "startEvent": _JOB | _TEMPLATE | _FORM | {"initiator"},
    "serviceTask": _EXTERNAL,
    "sendTask": _EXTERNAL,
    "userTask": _JOB | _TEMPLATE | _FORM | {
        "candidateGroups", "candidateUsers", "assignee", "dueDate", "followUpDate", "priority",
    },
    "businessRuleTask": _EXTERNAL | {
        "decisionRef", "decisionRefBinding", "decisionRefVersion", "mapDecisionResult", "resultVariable",
    },
    "callActivity": _JOB | _TEMPLATE | {
        "calledElementBinding", "calledElementVersion", "calledElementVersionTag",
    },
    "error": frozenset({"errorMessage"}),
    "errorEventDefinition": frozenset({"errorCodeVariable", "errorMessageVariable"}),
    "escalationEventDefinition": frozenset({"escalationCodeVariable"}),
}  # fmt: skip
"""The attributes of the engine, by the element on which it reads them."""

CAMUNDA_CHILDREN: Mapping[str, Words] = {
    "extensionElements": frozenset(
        {
            "properties", "inputOutput", "in", "out", "formData", "taskListener", "executionListener",
            "failedJobRetryTimeCycle",
        }
    ),
    "properties": frozenset({"property"}),
    "inputOutput": frozenset({"inputParameter", "outputParameter"}),
    "formData": frozenset({"formField"}),
    "formField": frozenset({"validation", "value", "properties"}),
    "validation": frozenset({"constraint"}),
}  # fmt: skip
"""The engine's elements, by what they stand in."""

CAMUNDA_OWN: Mapping[str, Words] = {
    "property": frozenset({"id", "name", "value"}),
    "inputParameter": frozenset({"name"}),
    "outputParameter": frozenset({"name"}),
    "in": frozenset({"source", "sourceExpression", "target", "businessKey", "variables", "local"}),
    "out": frozenset({"source", "sourceExpression", "target", "variables", "local"}),
    "formField": frozenset({"id", "label", "type", "datePattern", "defaultValue"}),
    "constraint": frozenset({"name", "config"}),
    "value": frozenset({"id", "name"}),
    "taskListener": frozenset({"event", "expression", "class", "delegateExpression", "id"}),
    "executionListener": frozenset({"event", "expression", "class", "delegateExpression"}),
}
"""The attributes of the engine's own elements."""
