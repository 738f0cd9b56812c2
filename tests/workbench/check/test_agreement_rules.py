"""Rules whose fault is in the agreement or in a worker's model, not in a file that an analyst draws."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field

from domain.agreement import Agreement
from engine.topics import Topic
from tests.agreement.shipped import FILES, TOPICS
from tests.domain.samples import AGREEMENT
from workbench.check.families import check
from workbench.check.notices import LONGEST
from workers.agree_terms import record_approval

pytestmark = pytest.mark.thorough

LONG = "واژه " * 30 + "{code}"


def told(agreement: Agreement = AGREEMENT, topics: Mapping[str, Topic] = TOPICS) -> set[tuple[str, str]]:
    """Kind and element of all that is told about the shipped models."""
    return {(one.kind, one.element) for one in check(FILES, topics, agreement)}


def worded(key: str, text: str) -> Agreement:
    notice = AGREEMENT.notices[key].model_copy(update={"text": text})
    return replace(AGREEMENT, notices={**AGREEMENT.notices, key: notice})


@pytest.mark.parametrize(
    ("key", "text", "kind"),
    [
        ("cost-free", LONG, "notice-too-long"),
        ("cost-free", "درخواست {code}: تا {reason}. برق قم", "notice-placeholder"),
        ("cost-announced", "درخواست {code}: {state}. برق قم", "notice-placeholder"),
        ("payment-reminder", "درخواست {code}: {documents}. برق قم", "notice-placeholder"),
        ("cost-free", "درخواست {code}: هزینه ها صفر است. برق قم", "missing-half-space"),
        ("cost-free", "درخواست {code: تا {date}. برق قم", "notice-braces"),
    ],
)
def test_words_of_a_notice_that_do_not_fit_are_told(key: str, text: str, kind: str) -> None:
    assert told(worded(key, text)) == {(kind, key)}


def test_every_placeholder_of_the_shipped_notices_has_its_longest_value() -> None:
    used = {name for notice in AGREEMENT.notices.values() for name in LONGEST if f"{{{name}}}" in notice.text}
    assert used == LONGEST.keys()


def test_steps_that_nobody_can_avoid_and_that_take_longer_than_promised_are_told() -> None:
    step = AGREEMENT.steps["test-meter"].model_copy(update={"figure": 4})
    agreement = replace(AGREEMENT, steps={**AGREEMENT.steps, "test-meter": step})
    assert told(agreement) == {("target-exceeded", "permanent-service-removal")}


def test_a_step_that_a_served_request_may_be_spared_does_not_count() -> None:
    step = AGREEMENT.steps["follow-up-debt"].model_copy(update={"figure": 30})
    assert told(replace(AGREEMENT, steps={**AGREEMENT.steps, "follow-up-debt": step})) == set()


class Needed(record_approval.Input):
    approval: str | None
    approval_note: str


class Limited(record_approval.Input):
    approval_note: Annotated[str, Field(max_length=200)] | None = None


class Chosen(record_approval.Input):
    approval: Literal["approve", "correct"] | None = None


@pytest.mark.parametrize(
    ("input_type", "kind"),
    [(Needed, "worker-needs-field"), (Limited, "worker-limits"), (Chosen, "worker-choices")],
)
def test_a_form_that_asks_less_or_other_than_its_worker_needs_is_told(input_type: Any, kind: str) -> None:
    stricter = replace(TOPICS["record-approval"], input_type=input_type)
    assert told(topics={**TOPICS, "record-approval": stricter}) == {(kind, "approve-terms")}
