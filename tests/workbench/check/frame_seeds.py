"""Seeded faults of markup, topics, calls, variables, errors, messages, gateways, ways and events."""

from tests.workbench.check.seeds import Seed

MAIN, METER = "permanent-service-removal.bpmn", "examine-meter.bpmn"
PAYMENT, SETTLEMENT = "collect-payment.bpmn", "settle-account.bpmn"
TERMS, REACHING = "agree-terms.bpmn", "reach-subscriber.bpmn"

TO_WAIT = 'sourceRef="request-payment" targetRef="await-payment" />'
CONDITION = '<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">{}</bpmn:conditionExpression>'
PAID = CONDITION.format("${outcome == 'paid'}")

MARKUP = (
    Seed("unknown-element", "await-payment", PAYMENT,
         "incoming>request-payment--await-payment</bpmn:incoming",
         "incomming>request-payment--await-payment</bpmn:incomming"),
    Seed("unknown-element", "stray", PAYMENT, "<bpmn:outgoing>await-payment--record-payment<",
         '<bpmn:lane id="stray" /><bpmn:outgoing>await-payment--record-payment<'),
    Seed("element-out-of-order", "request-payment", PAYMENT,
         "<bpmn:outgoing>request-payment--await-payment</bpmn:outgoing>",
         "<bpmn:outgoing>request-payment--await-payment</bpmn:outgoing>"
         "<bpmn:documentation>بعد</bpmn:documentation>"),
    Seed("unknown-attribute", "await-payment-due", PAYMENT, "cancelActivity", "cancelActvity"),
    Seed("unknown-camunda-attribute", "order-test", METER, "camunda:topic", "camunda:topik"),
    Seed("unknown-camunda-attribute", "test-meter", METER, "camunda:dueDate", "camunda:duedate"),
    Seed("unknown-camunda-attribute", "examine-meter", MAIN, "camunda:out source=", "camunda:out sorce="),
    Seed("unknown-camunda-element", "call-subscriber", REACHING,
         "camunda:inputParameter", "camunda:inputParam"),
    Seed("doubled-id", "send-reminder", PAYMENT,
         'endEvent id="reminder-sent"', 'endEvent id="send-reminder"'),
    Seed("doubled-definition", "collect-payment", REACHING,
         'process id="reach-subscriber"', 'process id="collect-payment"'),
    Seed("reference-to-nothing", "await-payment-reminder--send-reminder", PAYMENT,
         'targetRef="send-reminder"', 'targetRef="send-remindr"'),
    Seed("reference-to-nothing", "await-payment", PAYMENT,
         'messageRef="message-payment-received"', 'messageRef="message-payment-recieved"'),
    Seed("flow-listed-wrongly", "order-test", METER, 'sourceRef="order-test"', 'sourceRef="test-needed"'),
    Seed("not-drawn", "order-test", METER, 'bpmnElement="order-test"', 'bpmnElement="test-meter"'),
)  # fmt: skip

TOPICS = (
    Seed("task-without-topic", "order-test", METER,
         ' camunda:type="external" camunda:topic="order-test"', ""),
    Seed("topic-without-worker", "order-test", METER, 'topic="order-test"', 'topic="order-tset"'),
    Seed("worker-without-task", "order-test", METER, 'topic="order-test"', 'topic="order-removal"'),
    Seed("topic-of-another-model", "order-test", METER, 'topic="order-test"', 'topic="order-removal"'),
)  # fmt: skip

CALLS = (
    Seed("called-process-missing", "examine-meter", MAIN,
         'calledElement="examine-meter"', 'calledElement="examine"'),
    Seed("decision-missing", "meter-verdict", METER, 'Ref="meter-verdict"', 'Ref="verdict"'),
    Seed("form-missing", "correct-removal", MAIN, 'formRef="remove-connection"', 'formRef="removal"'),
    Seed("business-key-not-handed-down", "examine-meter", MAIN,
         '<camunda:in businessKey="#{execution.processBusinessKey}" />', ""),
    Seed("calls-itself", "permanent-service-removal", MAIN,
         'calledElement="complete-documents"', 'calledElement="permanent-service-removal"'),
    Seed("decision-result-name", "meter-verdict", METER,
         'resultVariable="verdict"', 'resultVariable="found"'),
    Seed("decision-result-map", "meter-verdict", METER, '"singleEntry"', '"resultList"'),
    Seed("not-used", "approve-refund", SETTLEMENT, 'formRef="approve-refund"', 'formRef="follow-up-debt"'),
    Seed("file-name", "reach-subscriber", REACHING,
         'process id="reach-subscriber"', 'process id="reach-subscribers"'),
)  # fmt: skip

VARIABLES = (
    Seed("variable-not-written", "assess-terms", MAIN,
         '<camunda:in source="verdict" target="verdict" />', ""),
    Seed("variable-not-written", "agree-terms", METER,
         'resultVariable="verdict"', 'resultVariable="outcome"'),
    Seed("variable-not-written", "await-payment-reminder", PAYMENT, "${reminders}", "${serviceChecks}"),
    Seed("variable-from-sender", "assess-terms", TERMS,
         '<camunda:inputParameter name="verdict">${null}</camunda:inputParameter>', ""),
    Seed("variable-from-sender", "record-call", REACHING,
         '<camunda:inputParameter name="noticeId">${null}</camunda:inputParameter>', ""),
    Seed("variable-believed", "order-test", METER, 'topic="order-test"', 'topic="record-meter-test"'),
)  # fmt: skip

ERRORS = (
    Seed("code-missing", "payment-expired", PAYMENT, ' errorCode="payment-expired"', ""),
    Seed("error-not-caught", "payment-expired", SETTLEMENT,
         'errorCode="payment-expired"', 'errorCode="late"'),
    Seed("error-never-thrown", "debt-unpaid", SETTLEMENT, 'errorCode="payment-expired"', 'errorCode="late"'),
    Seed("end-unknown", "no-answer", TERMS, 'errorCode="no-answer"', 'errorCode="silence"'),
    Seed("end-never-reached", "not-served", TERMS, 'errorCode="no-answer"', 'errorCode="silence"'),
    Seed("escalation-not-caught", "await-payment-overdue", MAIN,
         "<bpmn:escalationEventDefinition camunda:esc",
         '<bpmn:escalationEventDefinition escalationRef="escalation-correct-removal-overdue" camunda:esc'),
    Seed("escalation-never-thrown", "step-overdue", MAIN,
         "<bpmn:escalationEventDefinition camunda:esc",
         '<bpmn:escalationEventDefinition escalationRef="escalation-late" camunda:esc',
         more=(("</bpmn:process>",
                '</bpmn:process><bpmn:escalation id="escalation-late" escalationCode="x" />'),)),
)  # fmt: skip

MESSAGES = (
    Seed("message-without-name", "await-payment", PAYMENT, ' name="payment-received"', ""),
    Seed("message-without-sender", "await-payment", PAYMENT,
         'name="payment-received"', 'name="payment-recieved"'),
    Seed("message-without-receiver", "payment-received", PAYMENT,
         'name="payment-received"', 'name="terms-answered"'),
    Seed("message-of-another-wait", "await-payout", SETTLEMENT,
         'messageRef="message-payout-answered"', 'messageRef="message-refund-account-submitted"'),
    Seed("message-of-another-process", "request-registered", MAIN,
         'name="request-registered"', 'name="notice-undeliverable"'),
)  # fmt: skip

GATEWAYS = (
    Seed("gateway-kind", "payment-outcome", PAYMENT, "exclusiveGateway", "inclusiveGateway"),
    Seed("gateway-ignores-conditions", "payment-outcome", PAYMENT, "exclusiveGateway", "parallelGateway"),
    Seed("condition-without-gateway", "request-payment--await-payment", PAYMENT, TO_WAIT,
         f"{TO_WAIT.replace(' />', '>')}{CONDITION.format('${x}')}</bpmn:sequenceFlow>"),
    Seed("default-flow", "payment-outcome", PAYMENT,
         'id="payment-outcome"', 'id="payment-outcome" default="payment-outcome--payment-made"'),
    Seed("branch-without-condition", "payment-outcome--payment-made", PAYMENT, PAID, ""),
    Seed("condition-unreadable", "payment-outcome--payment-made", PAYMENT,
         "${outcome == 'paid'}", "${outcome == 'paid' and 1 == 1}"),
    Seed("branch-without-answer", "payment-outcome--payment-expired", PAYMENT, 'name="خیر"', 'name="no"'),
    Seed("two-questions", "payment-outcome", PAYMENT, "outcome == 'paid'", "verdict == 'paid'"),
    Seed("branch-twice", "payment-outcome--payment-expired", PAYMENT,
         "outcome == 'expired'", "outcome == 'expired' || outcome == 'paid'"),
    Seed("gateway-reads-nothing", "payment-outcome", PAYMENT, "outcome == ", "verdict == "),
    Seed("gateway-reads-nothing", "is-test-repeated", MAIN,
         '<camunda:out source="outcome" target="outcome" />', ""),
    Seed("answer-without-branch", "removal-done", "carry-out-removal.bpmn",
         " || visitResult == 'not-safe'", ""),
    Seed("answer-without-branch", "is-test-repeated", MAIN, "outcome == 'test-again'", "outcome == 'agreed'"),
    Seed("value-never-returned", "balance-state--approve-refund", SETTLEMENT,
         "balanceState == 'creditor'", "balanceState == 'owed'"),
    Seed("value-never-returned", "payment-outcome--payment-made", PAYMENT,
         "outcome == 'paid'", "outcome == 'payed'"),
)  # fmt: skip

BOTH = (
    '<bpmn:parallelGateway id="both" />'
    '<bpmn:sequenceFlow id="on" sourceRef="both" targetRef="examine-meter" />'
)
FREE = "<bpmn:outgoing>is-payable--notice-cost-free</bpmn:outgoing>\n      </bpmn:{}Gateway>"

WAYS = (
    Seed("start-events", "collect-payment", PAYMENT,
         '<bpmn:startEvent id="payment-needed"',
         '<bpmn:startEvent id="again" /><bpmn:startEvent id="payment-needed"'),
    Seed("unreached", "meter-verdict", METER, 'targetRef="meter-verdict"', 'targetRef="meter-examined"'),
    Seed("dead-end", "order-test", METER, 'sourceRef="order-test"', 'sourceRef="test-needed"'),
    Seed("split-without-gateway", "test-needed", METER, 'sourceRef="order-test"', 'sourceRef="test-needed"'),
    Seed("endless", "payment-needed", PAYMENT,
         'sourceRef="payment-outcome" targetRef="payment-made"',
         'sourceRef="payment-outcome" targetRef="request-payment"',
         more=(('sourceRef="payment-outcome" targetRef="payment-expired"',
                'sourceRef="payment-outcome" targetRef="request-payment"'),)),
    Seed("superfluous-gateway", "account-closed", SETTLEMENT,
         'sourceRef="account-closed" targetRef="reconcile-debt"',
         'sourceRef="close-account" targetRef="reconcile-debt"'),
    Seed("deadlock", "both", MAIN,
         'sourceRef="notice-payment-received" targetRef="examine-meter"',
         'sourceRef="notice-payment-received" targetRef="both"',
         more=(('sourceRef="notice-cost-free" targetRef="examine-meter"',
                'sourceRef="notice-cost-free" targetRef="both"'),
               ('<bpmn:callActivity id="examine-meter"', f'{BOTH}<bpmn:callActivity id="examine-meter"'))),
    Seed("missing-join", "examine-meter", MAIN,
         '<bpmn:exclusiveGateway id="is-payable"', '<bpmn:parallelGateway id="is-payable"',
         more=((FREE.format("exclusive"), FREE.format("parallel")),)),
)  # fmt: skip

EVENTS = (
    Seed("event-cannot-happen", "step-overdue", MAIN,
         '<bpmn:escalationEventDefinition camunda:escalationCodeVariable="overdueStep" />', ""),
    Seed("called-without-start", "collect-debt", PAYMENT,
         "<bpmn:outgoing>payment-needed--request-payment</bpmn:outgoing>",
         "<bpmn:outgoing>payment-needed--request-payment</bpmn:outgoing>"
         '<bpmn:messageEventDefinition messageRef="message-payment-received" />'),
    Seed("event-taken", "await-payment-deadline", PAYMENT, "${askDue}", "${stepDue}"),
    Seed("cycle-interrupts", "await-payment-reminder", PAYMENT,
         'name="زمان یادآوری رسید" cancelActivity="false"', 'name="زمان یادآوری رسید"'),
    Seed("escalation-interrupts", "step-overdue", MAIN,
         'name="مهلت مرحله‌ای گذشت" isInterrupting="false"', 'name="مهلت مرحله‌ای گذشت"'),
    Seed("aside-comes-back", "await-payment-deadline", PAYMENT,
         'id="await-payment-deadline" name', 'id="await-payment-deadline" cancelActivity="false" name'),
    Seed("end-cuts-supervision", "served", MAIN,
         "<bpmn:incoming>notice-result-issued--served</bpmn:incoming>",
         "<bpmn:incoming>notice-result-issued--served</bpmn:incoming><bpmn:terminateEventDefinition />"),
)  # fmt: skip

SEEDS = (*MARKUP, *TOPICS, *CALLS, *VARIABLES, *ERRORS, *MESSAGES, *GATEWAYS, *WAYS, *EVENTS)
