"""The element templates of Modeler are those of the workers, and fill in what the check asks for."""

import json
from dataclasses import replace
from typing import Any

import pytest

from tests.agreement.shipped import FILES, MODELS, ROOT, TOPICS
from tests.workbench.check.seeds import findings
from tests.workbench.small import models
from workbench.templates import FOLDER, templates
from workers.collect_payment import record_payment

WRITTEN = {path.name: path.read_text("utf-8") for path in (ROOT / "bpmn" / FOLDER).glob("*.json")}


def template(topic: str, found: dict[str, str] | None = None) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((found or templates(MODELS, TOPICS))[f"{topic}.json"])
    return read


def field(topic: str, binding: str) -> dict[str, Any]:
    (found,) = (one for one in template(topic)["properties"] if one["binding"]["name"] == binding)
    return dict(found)


def test_there_is_one_for_each_topic_and_all_are_as_the_workers_and_models_say_now() -> None:
    assert templates(MODELS, TOPICS) == WRITTEN, "run `barchin model templates`"
    assert WRITTEN.keys() == {f"{topic}.json" for topic in TOPICS}


def test_a_worker_that_answers_otherwise_makes_its_template_old() -> None:
    other = replace(TOPICS["record-payment"], output_type=None)
    changed = templates(MODELS, {**TOPICS, "record-payment": other})
    assert {name for name in changed if changed[name] != WRITTEN[name]} == {"record-payment.json"}


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_it_makes_an_external_task_of_its_topic_under_a_persian_name(topic: str) -> None:
    assert (field(topic, "camunda:type")["value"], field(topic, "camunda:topic")["value"]) == (
        "external",
        topic,
    )
    assert template(topic)["name"] != topic
    assert len(template(topic)["description"]) > 20


def test_it_says_what_the_worker_may_answer() -> None:
    said = template("record-payment")["description"]
    assert all(outcome in said for outcome in ("paid", "expired", "still-open"))
    assert record_payment.Output.model_fields.keys() == {"outcome", "ask_due"}
    assert "مهلت پاسخ" in said


def test_it_offers_the_clauses_on_which_all_tasks_of_the_topic_agree() -> None:
    assert field("calculate-cost", "clause")["value"] == "3.3 5.1"
    assert field("send-reminder", "clause")["value"] == ""


def test_a_notice_is_chosen_from_those_that_a_model_may_send_and_none_is_chosen_beforehand() -> None:
    template_field = field("send-notice", "template")
    offered = {one["value"]: one["name"] for one in template_field["choices"]}
    assert offered["cost-free"] == "اعلام بی‌هزینه بودن خدمت"
    assert "cost-announced" not in offered
    assert template_field["value"] == ""


def test_a_topic_that_no_model_has_yet_gets_its_own_name() -> None:
    alone = templates(models(), {"record-payment": TOPICS["record-payment"]})
    assert template("record-payment", alone)["name"] == "record-payment"


def test_the_check_knows_the_mark_that_a_template_leaves() -> None:
    text = FILES["examine-meter.bpmn"].decode()
    marked = text.replace(
        'topic="order-test"', 'topic="order-test" camunda:modelerTemplate="barchin.order-test"'
    )
    assert findings({**FILES, "examine-meter.bpmn": marked.encode()}) == []
