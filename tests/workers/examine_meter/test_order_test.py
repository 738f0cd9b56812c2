"""Whoever goes to the meter again knows why, and so does the subscriber."""

import pytest

from domain import persian
from tests.ground import Ground


@pytest.mark.parametrize(
    ("result", "notice", "reason"),
    [("no-access", "visit-failed", "دسترسی"), ("not-safe", "visit-postponed", "ایمن")],
)
def test_after_a_visit_in_vain_the_subscriber_is_told_by_when_somebody_comes_again(
    ground: Ground, result: str, notice: str, reason: str
) -> None:
    code = ground.register()
    ground.to_the_test(code)
    ground.report_test(code, visitResult=result)
    assert reason in ground.do("order-test", code)["stepText"]
    with ground.act() as context:
        told = context.records.outbox.of_case(code, "sms")[-1]
        step = context.records.steps.latest(code, "test-meter")
    assert told.template == notice
    assert step is not None
    assert persian.date(step.due) in (told.text or "")


def test_the_first_visit_is_announced_by_no_notice_of_failure(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_test(code)
    assert not {"visit-failed", "visit-postponed"} & set(ground.notices(code))


def test_a_test_that_came_back_after_a_visit_in_vain_says_its_own_reason_and_tells_nobody(
    ground: Ground,
) -> None:
    code = ground.register()
    ground.to_the_test(code)
    ground.report_test(code, visitResult="no-access")
    ground.do("order-test", code)
    ground.clock.move(hours=1)
    ground.report_test(code, meterSerial="99999999")
    assert "بازگشت" in ground.do("order-test", code)["stepText"]
    assert ground.notices(code).count("visit-failed") == 1


def test_a_test_asked_for_again_says_what_subscriber_affairs_noted(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_test(code)
    ground.report_test(code)
    ground.do("assess-terms", code, verdict="sound")
    note = {"approvalNote": "پلمب دوباره دیده شود.", "completedBy": "subscriber-affairs"}
    ground.do("record-approval", code, approval="test-again", **note)
    assert "پلمب دوباره دیده شود." in ground.do("order-test", code)["stepText"]
