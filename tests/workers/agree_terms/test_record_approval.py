"""What staff decide about the terms stands, or goes back with the reason."""

from typing import Any

import pytest

from tests.ground import Ground


def to_the_approval(ground: Ground, cause: str) -> str:
    code = ground.register()
    ground.to_the_test(code)
    assert ground.report_test(code, damageBurnt=True, damageCause=cause) == "plausible"
    ground.do("assess-terms", code, verdict="sound")
    return code


def decide(ground: Ground, code: str, approval: str | None, **more: Any) -> str:
    answered = ground.do("record-approval", code, approval=approval, completedBy="expert-1", **more)
    return str(answered["outcome"])


CORRECTION = {
    "correctedDamage": "burnt",
    "correctedLiability": "company",
    "approvalNote": "نوسان برق شبکه در همان هفته ثبت شده است.",
}


def test_a_damage_that_nobody_bears_yet_cannot_be_approved(ground: Ground) -> None:
    code = to_the_approval(ground, "unknown")
    assert decide(ground, code, "approve") == "unclear"
    text = ground.do("assess-terms", code, verdict="sound")["stepText"]
    assert "سوختگی" in text.split("\n\n")[0]
    assert "بازگشت" in text


def test_a_correction_is_kept_over_the_table_with_its_reason_and_its_author(ground: Ground) -> None:
    code = to_the_approval(ground, "unknown")
    assert decide(ground, code, "correct", **CORRECTION) == "correct"
    with ground.act() as context:
        damage = context.records.damages.find(code, "test", "burnt")
    assert damage is not None
    assert (damage.liability, damage.borne_by) == ("inspect", "company")
    assert (damage.decision_reason, damage.decided_by) == (CORRECTION["approvalNote"], "expert-1")
    ground.do("assess-terms", code, verdict="sound")
    assert decide(ground, code, "approve") == "approved"


def test_a_damage_of_the_subscriber_is_a_line_of_the_terms_and_one_of_the_company_is_not(
    ground: Ground,
) -> None:
    code = to_the_approval(ground, "misuse")
    with ground.act() as context:
        charged = context.records.terms.get(code).terms
    decide(ground, code, "correct", **CORRECTION)
    ground.do("assess-terms", code, verdict="sound")
    with ground.act() as context:
        free = context.records.terms.get(code).terms
    assert "damage" in [line.key for line in charged.lines]
    assert "damage" not in [line.key for line in free.lines]
    assert any("شرکت" in finding for finding in free.findings)
    assert free.total < charged.total


@pytest.mark.parametrize(
    "wrong",
    [
        {"correctedDamage": "broken"},
        {"correctedDamage": "no such kind"},
        {"correctedDamage": None},
        {"correctedLiability": "inspect"},
        {"correctedLiability": None},
        {"approvalNote": " "},
        {"approvalNote": None},
    ],
)
def test_a_correction_that_is_not_whole_changes_nothing(ground: Ground, wrong: dict[str, Any]) -> None:
    code = to_the_approval(ground, "unknown")
    assert decide(ground, code, "correct", **{**CORRECTION, **wrong}) == "unclear"
    with ground.act() as context:
        damage = context.records.damages.find(code, "test", "burnt")
    assert damage is not None
    assert damage.decided_liability is None


@pytest.mark.parametrize("approval", [None, "burn it"])
def test_a_decision_that_is_none_of_the_form_s_goes_back(ground: Ground, approval: str | None) -> None:
    code = to_the_approval(ground, "wear")
    assert decide(ground, code, approval) == "unclear"
    assert "تصمیم روشن نیست" in ground.do("assess-terms", code, verdict="sound")["stepText"]
