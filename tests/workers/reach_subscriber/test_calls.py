"""Whom a notice did not reach is called: once a notice, a few times, and after the end, too."""

import pytest

from cases.unreachable import notice_undeliverable
from records.tables import Dispatch
from tests.ground import Ground


def last_notice(ground: Ground, code: str) -> Dispatch:
    with ground.act() as context:
        return context.records.outbox.of_case(code, "sms")[-1]


def call(ground: Ground, code: str, result: str | None) -> str:
    notice = last_notice(ground, code).id
    ground.do("order-call", code, noticeId=str(notice))
    answered = ground.do("record-call", code, noticeId=str(notice), callResult=result, completedBy="expert-1")
    return str(answered["outcome"])


def test_nobody_is_called_more_often_than_the_agreement_says(ground: Ground) -> None:
    code = ground.register()
    outcomes = [call(ground, code, "not-reached") for _ in range(ground.agreement.most_calls)]
    assert outcomes == ["call-again"] * (ground.agreement.most_calls - 1) + ["done"]


@pytest.mark.parametrize("result", ["reached", "wrong-number"])
def test_after_an_answer_nobody_calls_again(ground: Ground, result: str) -> None:
    assert call(ground, ground.register(), result) == "done"


def test_a_form_without_a_result_is_no_call(ground: Ground) -> None:
    code = ground.register()
    assert call(ground, code, None) == "call-again"
    with ground.act() as context:
        assert not context.records.calls.of_notice(code, last_notice(ground, code).id)


def test_a_call_about_another_notice_proves_no_terms(ground: Ground) -> None:
    code = ground.register()
    first = last_notice(ground, code).id
    ground.to_the_terms(code)
    ground.do("record-call", code, noticeId=first, callResult="reached", completedBy="expert-1")
    with ground.act() as context:
        ask = context.records.asks.open(code, "consent")
    assert ask is not None
    assert ask.proven_at is None


def test_who_is_called_after_the_end_is_called_all_the_same_and_the_history_wiped(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.do("archive-request", code, reason="payment-expired")
    ground.do("send-notice", code, template="archived-unpaid")
    assert call(ground, code, "not-reached") == "call-again"
    assert call(ground, code, "reached") == "done"
    with ground.act() as context:
        assert len(context.records.outbox.of_case(code, "wipe-history")) == 2


def test_an_end_leaves_a_call_that_is_owed(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.do("order-call", code, noticeId=last_notice(ground, code).id)
    ground.do("archive-request", code, reason="payment-expired")
    with ground.act() as context:
        assert [step.step for step in context.records.steps.all_open(code)] == ["call-subscriber"]


def test_a_call_too_late_is_recorded_as_such_after_the_end(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.do("order-call", code, noticeId=last_notice(ground, code).id)
    ground.do("archive-request", code, reason="payment-expired")
    ground.clock.move(days=10)
    ground.do("record-breach", code, overdueStep="call-subscriber-overdue")
    with ground.act() as context:
        assert [breach.step for breach in context.records.breaches.of_case(code)] == ["call-subscriber"]


def test_the_caller_reads_no_number_and_no_name_in_the_form(ground: Ground) -> None:
    code = ground.register()
    text = ground.do("order-call", code, noticeId=last_notice(ground, code).id)["stepText"]
    assert "09120000001" not in text
    assert "مشترک نمونه" not in text


def test_a_notice_told_undeliverable_twice_rings_once_until_somebody_is_to_call(ground: Ground) -> None:
    code = ground.register()
    with ground.act() as context:
        for bell in context.records.bells.unstopped(code):
            found = context.records.bells.get_to_ring(bell)
            assert found is not None
            found.stopped_at = context.now
    notice = last_notice(ground, code)
    for _ in range(2):
        with ground.act() as context:
            notice_undeliverable(context.records, notice, context.now)
    with ground.act() as context:
        assert len(context.records.bells.unstopped(code)) == 1
    ground.do("order-call", code, noticeId=notice.id)
    with ground.act() as context:
        notice_undeliverable(context.records, notice, context.now)
        assert not context.records.bells.unstopped(code)
