"""A withdrawal counts until the removal, once, and whatever the engine heard first."""

from datetime import timedelta
from time import monotonic
from typing import Any

import pytest

from cases.refusals import NotTheApplicant, TooLateToWithdraw
from cases.withdraw import AcceptedBeforeTheRemoval
from domain.requests import Relation
from engine.topics import registry
from records.tables import Withdrawal
from tests.ground import REMOVAL_FORM, REPRESENTATIVE, STRANGER, Ground
from workers.permanent_service_removal.archive_request import NotWithdrawn, UnknownEnd


def withdrawal(ground: Ground, code: str) -> Withdrawal:
    with ground.act() as context:
        found = context.records.withdrawals.find(code)
        assert found is not None
        return found


def bells(ground: Ground, code: str) -> list[str]:
    with ground.act() as context:
        rung = [context.records.bells.get_to_ring(bell) for bell in context.records.bells.unstopped(code)]
        return [bell.message for bell in rung if bell is not None]


def remove(ground: Ground, code: str, ago: timedelta = timedelta(), **changes: Any) -> dict[str, Any]:
    """The crew's answer, that long ago by the engine's clock."""
    form = {**REMOVAL_FORM, "completedBy": "field-operations", **changes}
    task = ground.task("record-removal", code, **form)
    aged = task.model_copy(update={"fetched": monotonic() - ago.total_seconds()})
    return ground.safekeeping.carry_out(registry()["record-removal"], aged)


def test_a_withdrawal_is_written_and_its_bell_rings_until_the_case_ends(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    assert ground.withdraw(code, reason="دیگر نمی‌خواهم") is False
    assert "withdrawal-submitted" in bells(ground, code)
    assert withdrawal(ground, code).reason == "دیگر نمی‌خواهم"
    assert ground.do("archive-request", code, reason="withdrawn") == {"outcome": "withdrawn"}
    assert bells(ground, code) == []
    assert withdrawal(ground, code).judged_as == "accepted"
    ground.do("send-notice", code, template="archived-withdrawn")
    assert ground.notices(code)[-1] == "archived-withdrawn"


def test_the_same_again_is_a_replay_also_after_the_end(ground: Ground) -> None:
    code = ground.register()
    ground.withdraw(code, reason="یک")
    assert ground.withdraw(code, reason="دو") is True
    ground.do("archive-request", code, reason="withdrawn")
    assert ground.withdraw(code) is True
    assert withdrawal(ground, code).reason == "یک"


def test_nobody_withdraws_for_somebody_else(ground: Ground) -> None:
    code = ground.register()
    with pytest.raises(NotTheApplicant):
        ground.withdraw(code, STRANGER)


def test_a_representative_cannot_withdraw_before_their_documents_are_accepted(ground: Ground) -> None:
    code = ground.register_by(Relation.ATTORNEY)
    with pytest.raises(NotTheApplicant):
        ground.withdraw(code, REPRESENTATIVE)


def test_one_may_withdraw_after_the_consent(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_removal(code)
    assert ground.withdraw(code) is False
    assert ground.do("archive-request", code, reason="withdrawn") == {"outcome": "withdrawn"}
    balances = ground.balances(code)
    assert balances["subscriber"] == 0
    assert sum(balances.values()) == 0


def test_a_withdrawal_in_time_counts_although_the_engine_heard_first_of_a_missed_deadline(
    ground: Ground,
) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.withdraw(code)
    ground.clock.move(days=90)
    assert ground.do("record-payment", code) == {"outcome": "expired"}
    assert ground.do("archive-request", code, reason="payment-expired") == {"outcome": "withdrawn"}
    assert ground.request(code).outcome == "withdrawn"


def test_the_model_alone_cannot_say_that_somebody_withdrew(ground: Ground) -> None:
    code = ground.register()
    with pytest.raises(NotWithdrawn):
        ground.do("archive-request", code, reason="withdrawn")
    assert ground.request(code).ended_at is None


@pytest.mark.parametrize("reason", ["served", "burnt", ""])
def test_a_code_that_is_no_end_is_an_incident(ground: Ground, reason: str) -> None:
    code = ground.register()
    with pytest.raises(UnknownEnd):
        ground.do("archive-request", code, reason=reason)


def test_after_the_removal_is_recorded_nobody_withdraws(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_debt(code)
    with pytest.raises(TooLateToWithdraw) as refused:
        ground.withdraw(code)
    assert refused.value.clause == "4.2"


def test_after_another_end_nobody_withdraws(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.do("archive-request", code, reason="payment-expired")
    with pytest.raises(TooLateToWithdraw):
        ground.withdraw(code)


def test_a_withdrawal_after_the_crew_s_answer_is_void_and_the_applicant_told(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_removal(code)
    ground.clock.move(hours=2)
    ground.withdraw(code)
    assert remove(ground, code, ago=timedelta(hours=1))["outcome"] == "recorded"
    assert withdrawal(ground, code).judged_as == "void"
    assert ground.notices(code)[-1] == "withdrawal-void"
    assert "withdrawal-submitted" not in bells(ground, code)
    with pytest.raises(TooLateToWithdraw):
        ground.withdraw(code)


def test_a_withdrawal_before_the_crew_s_answer_is_an_incident_and_nothing_is_recorded(
    ground: Ground,
) -> None:
    code = ground.register()
    ground.to_the_removal(code)
    ground.withdraw(code)
    ground.clock.move(hours=2)
    with pytest.raises(AcceptedBeforeTheRemoval) as incident:
        remove(ground, code, ago=timedelta(hours=1))
    assert "withdrawal" in incident.value.for_operator
    with ground.act() as context:
        assert context.records.removals.latest(code) is None
    assert withdrawal(ground, code).judged_as is None


def test_a_withdrawal_between_a_doubted_report_and_its_correction_is_void(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_removal(code)
    assert remove(ground, code, finalReading=1)["outcome"] == "implausible"
    ground.clock.move(minutes=5)
    ground.withdraw(code)
    ground.clock.move(minutes=5)
    assert remove(ground, code)["outcome"] == "recorded"
    assert withdrawal(ground, code).judged_as == "void"
