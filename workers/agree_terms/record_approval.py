"""Records what staff decided about the terms before they are announced (SLA-3.6)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from pydantic import Field

from cases.context import Context
from cases.damages import damages_of, undecided
from cases.form_answers import LONGEST_TEXT, FormAnswers
from cases.steps import close_step
from domain.damage import DamageKind, Liability, Phase
from engine.topics import TaskInput, TaskOutput, topic
from records.tables import FiledDamage

Decision = Literal["approved", "correct", "test-again", "unclear"]


class Input(TaskInput, FormAnswers):
    """What was decided, about which damage, why, and by whom."""

    approval: str | None = None
    corrected_damage: str | None = None
    corrected_liability: str | None = None
    approval_note: str | None = Field(default=None, max_length=LONGEST_TEXT)
    completed_by: str


class Output(TaskOutput):
    """Which way the terms go."""

    outcome: Decision


DECISIONS: Mapping[str | None, Decision] = MappingProxyType(
    {"approve": "approved", "correct": "correct", "test-again": "test-again"}
)
PERSONS = frozenset({Liability.SUBSCRIBER, Liability.COMPANY})


@topic("record-approval")
def record_approval(task: Input, context: Context) -> Output:
    """A decision that cannot stand goes back to the same desk with the reasons.

    A correction is kept over what the decision table said, and the terms are assessed again.
    """
    close_step(context, context.records.requests.get(task.tracking_code), "approve-terms", task.completed_by)
    doubts = _doubts(task, context)
    outcome = "unclear" if doubts else DECISIONS[task.approval]
    if outcome == "correct":
        _correct(task, context)
    _write(task, context, outcome, "\n".join(doubts) or task.approval_note or "")
    return Output(outcome=outcome)


def _doubts(task: Input, context: Context) -> list[str]:
    if task.misread:
        return task.misread
    if task.approval not in DECISIONS:
        return ["تصمیم روشن نیست."]
    if task.approval == "approve":
        found = damages_of(context.records, task.tracking_code)
        return undecided({damage.kind: damage.liability for damage in found})
    return _doubts_of_correction(task, context) if task.approval == "correct" else []


def _doubts_of_correction(task: Input, context: Context) -> list[str]:
    judged = {
        "چنین خسارتی در آزمایش ثبت نشده است.": _damage(task, context) is None,
        "مسئول خسارت نوشته نشده است.": task.corrected_liability not in PERSONS,
        "دلیل اصلاح نوشته نشده است.": not (task.approval_note or "").strip(),
    }
    return [sentence for sentence, is_wrong in judged.items() if is_wrong]


def _damage(task: Input, context: Context) -> FiledDamage | None:
    if task.corrected_damage not in set(DamageKind):
        return None
    return context.records.damages.find(task.tracking_code, Phase.TEST, task.corrected_damage)


def _correct(task: Input, context: Context) -> None:
    damage = _damage(task, context)
    if damage is None or task.corrected_liability is None:
        raise LookupError("a correction was judged without its damage")
    damage.decided_liability = Liability(task.corrected_liability)
    damage.decision_reason = task.approval_note
    damage.decided_by = task.completed_by


def _write(task: Input, context: Context, outcome: Decision, note: str) -> None:
    terms = context.records.terms.get(task.tracking_code)
    terms.approval, terms.note = outcome, note
    terms.decided_by, terms.decided_at = task.completed_by, context.now
