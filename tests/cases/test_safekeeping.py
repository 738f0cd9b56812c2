"""Nothing that was accepted is lost, and nothing is done twice."""

from typing import Any

import pytest

from cases.refusals import AnsweredOtherwise, TooLate
from cases.safekeeping import ask, read_answer
from engine.topics import TaskInput, Topic
from tests.ground import Ground


def test_a_task_that_comes_again_gets_the_same_answer_and_acts_no_more(ground: Ground) -> None:
    code = ground.register()
    ground.do("check-eligibility", code)
    first = ground.do("calculate-cost", code, task_id="t1")
    assert ground.do("calculate-cost", code, task_id="t1") == first


def test_a_task_that_comes_again_after_its_commit_sends_no_second_notice(ground: Ground) -> None:
    code = ground.register()
    ground.do("check-eligibility", code)
    ground.do("calculate-cost", code)
    once = ground.do("request-payment", code, task_id="t1")
    assert ground.do("request-payment", code, task_id="t1") == once
    assert ground.notices(code).count("cost-announced") == 1


def test_a_handler_that_fails_leaves_nothing_behind(ground: Ground) -> None:
    code = ground.register()

    def writes_and_fails(task: TaskInput, context: Any) -> None:
        context.records.requests.get(code).reason = "half done"
        context.records.requests._session.flush()
        raise RuntimeError

    topic = Topic("calculate-cost", __name__, TaskInput, None, writes_and_fails, ())
    with pytest.raises(RuntimeError):
        ground.safekeeping.carry_out(topic, ground.task("calculate-cost", code, "t1"))
    assert ground.request(code).reason is None
    ground.do("check-eligibility", code)
    assert ground.do("calculate-cost", code, task_id="t1") == {"paymentNeeded": True}


def test_a_late_task_of_an_ended_case_writes_nothing(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.do("archive-request", code, reason="payment-expired")
    before = ground.notices(code)
    assert ground.do("request-payment", code) == {}
    assert ground.notices(code) == before


def test_the_last_notice_goes_out_although_the_case_has_ended(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.do("archive-request", code, reason="payment-expired")
    ground.do("send-notice", code, template="archived-unpaid")
    assert ground.notices(code)[-1] == "archived-unpaid"


def test_an_end_closes_every_ask_stops_every_bell_and_files_the_wiping(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.do("archive-request", code, reason="payment-expired")
    with ground.act() as context:
        assert context.records.asks.open(code) is None
        assert not context.records.bells.unstopped(code)
        assert not context.records.steps.all_open(code)
        assert len(context.records.outbox.of_case(code, "wipe-history")) == 1


def test_an_answer_in_time_beats_the_timer_that_comes_later(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_terms(code)
    ground.answer_terms(code, agrees=True)
    ground.clock.move(days=60)
    assert ground.do("record-answer", code) == {"outcome": "agreed"}


def test_a_timer_that_comes_too_early_is_set_behind_the_deadline_by_as_much(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    with ground.act() as context:
        deadline = context.records.asks.open(code).deadline  # type: ignore[union-attr]
    early = deadline - ground.clock()
    answered = ground.do("record-payment", code)
    assert answered == {"outcome": "still-open", "askDue": (deadline + early).isoformat()}


def test_a_timer_a_second_early_is_set_a_minute_behind_the_deadline(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    with ground.act() as context:
        deadline = context.records.asks.open(code).deadline  # type: ignore[union-attr]
    ground.clock.move(seconds=(deadline - ground.clock()).total_seconds() - 1)
    answered = ground.do("record-payment", code)
    assert answered["outcome"] == "still-open"
    with ground.act() as context:
        look_again = read_answer(context, context.records.requests.lock(code), "payment").look_again
    assert look_again is not None
    assert (look_again - deadline).total_seconds() == 60


def test_silence_beyond_the_deadline_of_a_proven_notice_is_no_answer(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_terms(code)
    ground.look_at_terms(code)
    ground.clock.move(days=60)
    assert ground.do("record-answer", code) == {"outcome": "no-answer"}


def test_silence_without_a_proven_notice_gets_as_long_again(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_terms(code)
    ground.clock.move(days=60)
    again = ground.do("record-answer", code)
    assert again["outcome"] == "still-open"
    assert again["askDue"] == ground.agreement.deadline("consent", ground.clock()).isoformat()
    assert ground.answer_terms(code, agrees=True) is False


def test_the_same_answer_again_is_a_replay_and_rings_no_second_bell(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_terms(code)
    assert ground.answer_terms(code, agrees=True) is False
    with ground.act() as context:
        bells = len(context.records.bells.unstopped(code))
    assert ground.answer_terms(code, agrees=True) is True
    with ground.act() as context:
        assert len(context.records.bells.unstopped(code)) == bells


def test_a_different_second_answer_is_refused(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_terms(code)
    ground.answer_terms(code, agrees=True)
    with pytest.raises(AnsweredOtherwise):
        ground.answer_terms(code, agrees=False)


def test_an_answer_after_the_deadline_is_refused(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_terms(code)
    ground.clock.move(days=60)
    with pytest.raises(TooLate):
        ground.answer_terms(code, agrees=True)


def test_two_open_asks_of_a_kind_cannot_be(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    with pytest.raises(Exception, match="one_open_ask_a_kind"), ground.act() as context:
        ask(context, context.records.requests.lock(code), "payment", context.now)
