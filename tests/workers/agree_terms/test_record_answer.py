"""Silence counts from a proven notice, and from no other (SLA-3.7)."""

from datetime import datetime, timedelta

from domain.persian import TEHRAN
from records.tables import Ask, Step
from tests.ground import Ground


def wait_of(ground: Ground, code: str) -> tuple[Ask, Step]:
    with ground.act() as context:
        ask = context.records.asks.open(code, "consent")
        step = context.records.steps.open(code, "await-answer")
    assert ask is not None
    assert step is not None
    return ask, step


def pass_deadline(ground: Ground, code: str) -> None:
    ask, _ = wait_of(ground, code)
    ground.clock.now = ask.deadline + timedelta(seconds=1)


def test_silence_without_a_proven_notice_has_the_applicant_told_and_called(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_terms(code)
    pass_deadline(ground, code)
    answered = ground.do("record-answer", code)
    ask, step = wait_of(ground, code)
    assert answered == {
        "outcome": "still-open",
        "askDue": ground.agreement.deadline("consent", ground.clock()).isoformat(),
        "stepDue": step.due.isoformat(),
    }
    assert step.due > ask.deadline
    with ground.act() as context:
        notice = context.records.outbox.of_case(code, "sms")[-1]
        bell = context.records.bells.find(code, "notice-undeliverable", {"noticeId": str(notice.id)})
    assert notice.template == "terms-reminder"
    assert notice.next_attempt_at == datetime(2026, 12, 2, 8, 0, tzinfo=TEHRAN)
    assert bell is not None


def test_waiting_on_is_no_breach_of_who_waits(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_terms(code)
    _, first = wait_of(ground, code)
    pass_deadline(ground, code)
    ground.do("record-answer", code)
    ground.clock.now = first.due + timedelta(minutes=1)
    ground.do("record-breach", code, overdueStep="await-answer-overdue")
    with ground.act() as context:
        assert not context.records.breaches.of_case(code)


def test_whoever_was_told_by_telephone_has_a_full_term_from_then(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_terms(code)
    pass_deadline(ground, code)
    ground.do("record-answer", code)
    with ground.act() as context:
        notice = context.records.outbox.of_case(code, "sms")[-1].id
    ground.do("order-call", code, noticeId=notice)
    ground.clock.move(days=2)
    ground.do("record-call", code, noticeId=notice, callResult="reached", completedBy="expert-1")
    ask, _ = wait_of(ground, code)
    assert ask.proven_at == ground.clock()
    assert ask.deadline >= ground.agreement.deadline("consent", ground.clock())
    pass_deadline(ground, code)
    assert ground.do("record-answer", code) == {"outcome": "no-answer"}


def test_a_timer_set_before_the_call_finds_the_ask_still_open(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_terms(code)
    before, _ = wait_of(ground, code)
    with ground.act() as context:
        notice = context.records.outbox.of_case(code, "sms")[-1].id
    ground.clock.move(days=2)
    ground.do("record-call", code, noticeId=notice, callResult="reached", completedBy="expert-1")
    ground.clock.now = before.deadline
    answered = ground.do("record-answer", code)
    _, step = wait_of(ground, code)
    assert answered["outcome"] == "still-open"
    assert answered["stepDue"] == step.due.isoformat()


def test_each_round_of_terms_asks_anew(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_terms(code)
    ground.look_at_terms(code)
    ground.answer_terms(code, agrees=False)
    assert ground.do("record-answer", code) == {"outcome": "refused"}
    with ground.act() as context:
        first = context.records.asks.latest(code, "consent")
    ground.do("assess-terms", code, verdict="sound")
    ground.do("announce-terms", code)
    second, _ = wait_of(ground, code)
    assert first is not None
    assert second.id != first.id
