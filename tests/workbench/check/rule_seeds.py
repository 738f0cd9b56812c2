"""Seeded faults of user tasks, waits, forms, decisions, engine settings, clauses, notices, words, names."""

from tests.workbench.check.seeds import Seed

MAIN = "permanent-service-removal.bpmn"
METER = "examine-meter.bpmn"
PAYMENT = "collect-payment.bpmn"
SETTLEMENT = "settle-account.bpmn"
TERMS = "agree-terms.bpmn"
TEST = "test-meter.form"
APPROVAL = "approve-terms.form"
REVIEW = "review-documents.form"
VERDICT = "meter-verdict.dmn"
LIABILITY = "damage-liability.dmn"

USER_TASKS = (
    Seed("step-without-target", "check-meter", METER, "test-meter", "check-meter"),
    Seed("unknown-group", "test-meter", METER, '"meter-testing"', '"meter-tester"'),
    Seed("other-group", "test-meter", METER, '"meter-testing"', '"finance"'),
    Seed("other-assignee", "test-meter", METER, 'assignee="${stepFor}"', 'assignee="somebody"'),
    Seed("due-date", "test-meter", METER, 'dueDate="${stepDue}"', 'dueDate="${askDue}"'),
    Seed("step-not-opened", "correct-removal", MAIN, "outcome == 'implausible'", "outcome == 'recorded'"),
    Seed(
        "step-not-recorded",
        "approve-terms",
        TERMS,
        'sourceRef="approve-terms" targetRef="record-approval"',
        'sourceRef="approve-terms" targetRef="announce-terms"',
    ),
    Seed("not-signed", "test-meter", METER, "currentUser()", "assignee"),
    Seed("not-listed", "test-meter", METER, "task.execution.processBusinessKey", "task.execution.id"),
    Seed(
        "other-listener",
        "test-meter",
        METER,
        'processBusinessKey)}" event="create" />',
        'processBusinessKey)}" event="create" />'
        '<camunda:taskListener expression="${task.id}" event="assignment" />',
    ),
    Seed("overdue-timer-missing", "test-meter", METER, "test-meter-due", "test-meter-late"),
    Seed(
        "overdue-timer-time",
        "test-meter-due",
        METER,
        "${stepDue}</bpmn:timeDate>",
        "${askDue}</bpmn:timeDate>",
    ),
    Seed("overdue-timer-interrupts", "test-meter-due", METER, ' cancelActivity="false"', ""),
    Seed("overdue-clause", "test-meter-due", METER, 'value="2.2"', 'value="3.5"'),
    Seed(
        "overdue-not-told",
        "test-meter-due",
        METER,
        'escalationCode="test-meter-overdue"',
        'escalationCode="late"',
    ),
    Seed(
        "overdue-not-told",
        "call-subscriber-due",
        "reach-subscriber.bpmn",
        ">call-subscriber-overdue<",
        ">call<",
    ),
)

WAITS = (
    Seed(
        "wait-without-deadline", "await-payment", PAYMENT, "await-payment-deadline", "await-payment-timeout"
    ),
    Seed("wait-deadline-time", "await-payment-deadline", PAYMENT, "${askDue}", "${stepDue}"),
    Seed(
        "wait-parted",
        "await-payment",
        PAYMENT,
        'sourceRef="await-payment-deadline" targetRef="record-payment"',
        'sourceRef="await-payment-deadline" targetRef="payment-expired"',
    ),
    Seed(
        "wait-without-way-back",
        "await-payment",
        PAYMENT,
        'sourceRef="payment-outcome" targetRef="await-payment"',
        'sourceRef="payment-outcome" targetRef="request-payment"',
    ),
    Seed("wait-not-opened", "await-payment", PAYMENT, 'topic="request-payment"', 'topic="order-test"'),
    Seed("reminder-missing", "await-payment", PAYMENT, "await-payment-reminder", "await-payment-recall"),
    Seed("reminder-time", "await-payment-reminder", PAYMENT, "${reminders}", "R/PT1H"),
    Seed(
        "reminder-not-sent",
        "await-payment-reminder",
        PAYMENT,
        'topic="send-reminder"',
        'topic="record-breach"',
    ),
    Seed("reminder-unwanted", "await-payout-reminder", SETTLEMENT, "await-refund-account", "await-payout"),
    Seed("end-leaves-reminder", "payment-made", PAYMENT, "<bpmn:terminateEventDefinition />", ""),
)

BINDINGS = (
    Seed(
        "not-bound",
        "examine-meter",
        MAIN,
        'calledElementBinding="deployment"',
        'calledElementBinding="latest"',
    ),
    Seed("not-bound", "correct-removal", MAIN, 'formRefBinding="deployment"', 'formRefBinding="latest"'),
    Seed(
        "not-bound", "meter-verdict", METER, 'decisionRefBinding="deployment"', 'decisionRefBinding="latest"'
    ),
    Seed(
        "all-variables",
        "examine-meter",
        MAIN,
        '<camunda:out source="verdict" target="verdict" />',
        '<camunda:out variables="all" />',
    ),
    Seed("unlisted-variable", "await-payment-reminder", PAYMENT, "${reminders}", "${reminderCycle}"),
    Seed(
        "definition-not-used",
        "error-no-access",
        METER,
        '<bpmn:errorEventDefinition errorRef="error-no-access" />',
        "",
    ),
)

FORM_FIELDS = (
    Seed("form-field-missing", "test-meter", TEST, '"key": "meterReading"', '"key": "reading"'),
    Seed(
        "form-field-unread",
        "correct-removal",
        MAIN,
        '<camunda:inputParameter name="visitResult">done</camunda:inputParameter>',
        "",
    ),
    Seed("form-field-unknown", "test-meter", METER, 'id="testable" label', 'id="tested" label'),
    Seed(
        "form-field-type",
        "test-meter",
        METER,
        'label="رقم کنتور" type="long"',
        'label="رقم کنتور" type="string"',
    ),
    Seed("form-component-type", "test-meter", TEST, '"type": "textarea"', '"type": "number"'),
    Seed("form-field-decimals", "test-meter", TEST, '"decimalDigits": 2', '"decimalDigits": 0'),
    Seed(
        "field-not-local",
        "test-meter",
        METER,
        'inputParameter name="testable"',
        'inputParameter name="other"',
    ),
    Seed(
        "field-handed-on",
        "test-meter",
        METER,
        '<camunda:outputParameter name="testable">${testable}',
        '<camunda:outputParameter name="verdict">${testable}',
    ),
    Seed("form-limits", "test-meter", TEST, '"max": 99999999', '"max": 9999'),
    Seed("form-limits", "test-meter", METER, 'name="max" config="100000000"', 'name="max" config="99999999"'),
    Seed("form-label", "test-meter", TEST, '"label": "رقم کنتور"', '"label": "رقم پایانی"'),
    Seed("form-choices", "approve-terms", APPROVAL, '"value": "approve"', '"value": "yes"'),
    Seed("decision-field-optional", "approve-terms", APPROVAL, '"required": true', '"required": false'),
    Seed("form-required", "approve-terms", TERMS, '<camunda:constraint name="required" />', ""),
    Seed(
        "form-required",
        "test-meter",
        METER,
        'id="damageBurnt" label="سوختگی کنتور یا ترمینال" type="boolean" />',
        'id="damageBurnt" label="سوختگی کنتور یا ترمینال" type="boolean"><camunda:validation>'
        '<camunda:constraint name="required" /></camunda:validation></camunda:formField>',
    ),
    Seed(
        "form-tick-required",
        "review-documents",
        REVIEW,
        '"key": "askGuardianship",',
        '"key": "askGuardianship", "validate": {"required": true},',
    ),
)

FORM_FILES = (
    Seed(
        "form-platform",
        "test-meter",
        TEST,
        '"executionPlatformVersion": "7.24.0"',
        '"executionPlatformVersion": "8.5"',
    ),
    Seed("form-schema-version", "test-meter", TEST, '"schemaVersion": 16', '"schemaVersion": 19'),
    Seed("form-component-unknown", "field-remarks", TEST, '"type": "textarea"', '"type": "filepicker"'),
    Seed("form-rule-unknown", "field-remarks", TEST, '"maxLength": 500', '"maxLength": 500, "maxWords": 90'),
    Seed("form-pattern", "field-remarks", TEST, '"maxLength": 500', '"maxLength": 500, "pattern": "(["'),
    Seed("form-component-id", "field-remarks", TEST, '"id": "field-testedOn"', '"id": "field-remarks"'),
    Seed("form-key", "field-remarks", TEST, '"key": "remarks"', '"key": "re marks"'),
    Seed("form-no-label", "field-remarks", TEST, '"label": "توضیح",', ""),
    Seed("form-comparison", "case-link", TEST, "if caseUrl = null", "if caseUrl == null"),
    Seed(
        "form-condition",
        "field-reviewReason",
        REVIEW,
        '=if reviewDecision = \\"ask-again\\" or',
        '=not reviewDecision = \\"ask-again\\" or',
    ),
    Seed("form-shows-not", "test-meter", TEST, '"=stepText"', '"گزارش آزمایش"'),
    Seed("form-weights", "field-errorPercent", TEST, "4 * errorFull", "3 * errorFull"),
)

DECISIONS = (
    Seed("decision-cell", "rule-sound", VERDICT, "[-2..2]", "about zero"),
    Seed("decision-hit-policy", "meter-verdict", VERDICT, '"UNIQUE"', '"FIRST"'),
    Seed("decision-catch-all", "rule-untestable", VERDICT, "<text>false</text>", "<text>-</text>"),
    Seed("decision-overlap", "meter-verdict", VERDICT, "[-2..2]", "[-3..2]"),
    Seed(
        "decision-overlap",
        "damage-liability",
        LIABILITY,
        '"burnt", "seal", "enclosure"',
        '"burnt", "seal", "enclosure", "stopped"',
    ),
    Seed("decision-gap", "meter-verdict", VERDICT, "[-2..2]", "]-2..2]"),
    Seed("decision-gap", "damage-liability", LIABILITY, '"stopped", "module"', '"stopped"'),
    Seed("decision-words", "meter-verdict", VERDICT, '"tampered"', '"broken"'),
    Seed("decision-words", "damage-liability", LIABILITY, '"enclosure","module"', '"enclosure","modem"'),
    Seed("decision-output-unread", "meter-verdict", VERDICT, 'name="verdict"', 'name="finding"'),
    Seed("decision-column", "damage-liability", LIABILITY, "<text>damageKind</text>", "<text></text>"),
    Seed("decision-input-unknown", "damage-liability", LIABILITY, ">damageCause<", ">causeOfDamage<"),
    Seed("decision-limit", "meter-verdict", VERDICT, "[-2..2]", "[-3..3]"),
    Seed(
        "decision-row",
        "rule-sound",
        VERDICT,
        '<inputEntry id="sound-testable">\n          <text>true</text>\n        </inputEntry>',
        "",
    ),
)

ENGINE = (
    Seed("execution-platform", "examine-meter-definitions", METER, "7.24.0", "7.23.0"),
    Seed("execution-platform", "meter-verdict-definitions", VERDICT, "7.24.0", "7.23.0"),
    Seed("history-time-to-live", "examine-meter", METER, ' camunda:historyTimeToLive="P180D"', ""),
    Seed("history-time-to-live", "meter-verdict", VERDICT, '"P180D"', '"half a year"'),
    Seed("not-executable", "examine-meter", METER, 'isExecutable="true"', 'isExecutable="false"'),
    Seed("timer-value", "test-meter-due", METER, "${stepDue}</bpmn:timeDate>", "1405/09/01</bpmn:timeDate>"),
    Seed(
        "timer-value",
        "test-meter-due",
        METER,
        "${stepDue}</bpmn:timeDate>",
        "2026-12-01T08:00:00</bpmn:timeDate>",
    ),
    Seed("timer-kind", "test-meter-due", METER, "bpmn:timeDate", "bpmn:documentation"),
    Seed(
        "retry-cycle",
        "test-meter",
        METER,
        "<camunda:inputOutput>",
        "<camunda:failedJobRetryTimeCycle>3 times</camunda:failedJobRetryTimeCycle><camunda:inputOutput>",
    ),
)

CLAUSES = (
    Seed("clause-missing", "order-test", METER, 'name="clause"', 'name="sla"'),
    Seed("clause-unknown", "calculate-cost", MAIN, 'value="3.3 5.1"', 'value="3.3 5.9"'),
    Seed("clause-without-step", "1.2", MAIN, 'value="7.2 1.2"', 'value="7.2"'),
    Seed("clause-misquoted", "examine-meter", MAIN, "«آزمایش کنتور»", "«آزمون کنتور»"),
    Seed("undocumented", "order-test", METER, "bpmn:documentation>", "bpmn:text>"),
)

NOTICES = (
    Seed("notice-not-named", "notice-cost-free", MAIN, ">cost-free<", ">${template}<"),
    Seed("notice-without-words", "notice-cost-free", MAIN, ">cost-free<", ">free-of-charge<"),
    Seed("notice-without-values", "notice-cost-free", MAIN, ">cost-free<", ">cost-announced<"),
    Seed("notice-clause", "notice-cost-free", MAIN, ">cost-free<", ">archived-withdrawn<"),
    Seed("notice-not-sent", "cost-free", MAIN, ">cost-free<", ">free-of-charge<"),
)

WORDS = (
    Seed("arabic-letter", "test-needed", METER, "آزمایش لازم شد", "آزما\u064aش لازم شد"),
    Seed("arabic-digit", "test-needed", METER, "آزمایش لازم شد", "آزمایش \u0663 لازم شد"),
    Seed("hidden-mark", "test-needed", METER, "آزمایش لازم شد", "آزمایش\u00a0لازم شد"),
    Seed("stray-half-space", "test-needed", METER, "آزمایش لازم شد", "آزمایش \u200cلازم شد"),
    Seed("missing-half-space", "test-needed", METER, "آزمایش لازم شد", "آزمایش ها لازم شد"),
    Seed("latin-punctuation", "test-plausible", METER, "پذیرفتنی است؟", "پذیرفتنی است?"),
    Seed("space-too-many", "test-needed", METER, "آزمایش لازم شد", "آزمایش  لازم شد"),
    Seed("glossary-spelling", "test-needed", METER, "آزمایش لازم شد", "جمع آوری لازم شد"),
    Seed("glossary-spelling", "order-test", METER, "مهلت آزمایش تعیین می‌شود؛", "تسویه حساب می‌شود؛"),
    Seed("label-order", "test-needed", METER, "آزمایش لازم شد", "آزمایش لازم شد (۲)"),
    Seed("label-latin", "test-needed", METER, "آزمایش لازم شد", "آزمایش OK شد"),
    Seed("label-too-long", "test-needed", METER, "آزمایش لازم شد", "آزمایش " * 7 + "شد"),
    Seed("arabic-letter", "field-remarks", TEST, '"label": "توضیح"', '"label": "توض\u064aح"'),
    Seed("arabic-letter", "meter-verdict", VERDICT, "خطای کنتور (درصد)", "خطا\u064a کنتور (درصد)"),
)

NAMES = (
    Seed("unnamed", "test-needed", METER, "آزمایش لازم شد", ""),
    Seed("task-asks", "order-test", METER, "تعیین نوبت آزمایش", "نوبت آزمایش کی است؟"),
    Seed("task-vague", "order-test", METER, "تعیین نوبت آزمایش", "مدیریت نوبت آزمایش"),
    Seed("gateway-no-question", "test-plausible", METER, "پذیرفتنی است؟", "بررسی"),
    Seed("event-vague", "test-needed", METER, "آزمایش لازم شد", "شروع"),
    Seed("end-named-twice", "no-access", METER, "دسترسی به کنتور فراهم نشد", "وضعیت کنتور روشن شد"),
    Seed("technical-id", "Event_0a1b2c3", METER, "test-needed", "Event_0a1b2c3"),
    Seed(
        "model-too-large",
        "examine-meter",
        METER,
        '<bpmn:endEvent id="no-access"',
        "".join(f'<bpmn:task id="more-{n}" name="کار" />' for n in range(50))
        + '<bpmn:endEvent id="no-access"',
    ),
)

SEEDS = (
    *USER_TASKS,
    *WAITS,
    *BINDINGS,
    *FORM_FIELDS,
    *FORM_FILES,
    *DECISIONS,
    *ENGINE,
    *CLAUSES,
    *NOTICES,
    *WORDS,
    *NAMES,
)
