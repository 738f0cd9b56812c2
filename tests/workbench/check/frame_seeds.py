"""Seeded faults of topics, variables, signals, calls, gateways and ways."""

from tests.workbench.check.seeds import Seed

SEEDS = (
    Seed(
        "task-without-topic", "order-test", "examine-meter.bpmn",
        ' camunda:type="external" camunda:topic="order-test"', "",
    ),
    Seed(
        "topic-without-worker", "order-test", "examine-meter.bpmn", 'topic="order-test"', 'topic="order-tset"'
    ),
    Seed(
        "worker-without-task", "order-test", "examine-meter.bpmn", 'topic="order-test"', 'topic="order-tset"'
    ),
)  # fmt: skip
