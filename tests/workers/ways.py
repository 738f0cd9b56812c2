"""Which ways does a case go, so that every topic has its turn, each outcome of a wait among them?"""

from collections.abc import Callable
from typing import Any

from domain.documents import DocumentKind
from domain.requests import Relation
from tests.bank import OTHER_SHEBA
from tests.ground import REMOVAL_FORM, REPRESENTATIVE, Ground, a_connection
from tests.settling import Settling


def _subscriber_affairs(ground: Ground, topic: str, code: str, **form: Any) -> str:
    return str(ground.do(topic, code, completedBy="subscriber-affairs", **form).get("outcome"))


def _last_notice(ground: Ground, code: str) -> int:
    with ground.act() as context:
        return context.records.outbox.of_case(code, "sms")[-1].id


def _end(ground: Ground, code: str, reason: str, notice: str) -> None:
    assert ground.do("archive-request", code, reason=reason) == {"outcome": reason}
    ground.do("send-notice", code, template=notice)


def served_after_a_debt_in_instalments(ground: Ground) -> str:
    """Everything is late, a notice reaches nobody, and the debt is paid in parts."""
    ground.put(a_connection())
    code = ground.register()
    ground.do("order-call", code, noticeId=_last_notice(ground, code))
    called = {"noticeId": _last_notice(ground, code), "callResult": "not-reached"}
    assert _subscriber_affairs(ground, "record-call", code, **called) == "call-again"
    ground.to_the_removal(code)
    ground.clock.move(days=20)
    ground.do("record-breach", code, overdueStep="remove-connection-overdue")
    ground.do("check-service-time", code)
    implausible = {**REMOVAL_FORM, "finalReading": 10_100}
    for form, outcome in ((implausible, "implausible"), (REMOVAL_FORM, "recorded")):
        answered = ground.do("record-removal", code, completedBy="field-operations", **form)
        assert answered["outcome"] == outcome
    settling = Settling(ground)
    settling.to_the_end(code, "instalments")
    ground.do("issue-certificate", code)
    ground.do("send-notice", code, template="result-issued")
    return code


def refunded_to_a_second_account(ground: Ground) -> str:
    """The bank turns the first account down."""
    settling = Settling(ground)
    settling.bank.fates.append("rejected")
    code = settling.ordered()
    settling.send()
    assert ground.do("record-payout", code) == {"outcome": "answered"}
    assert settling.reconcile(code) == "creditor-without-account"
    ground.do("request-refund-account", code)
    ground.do("send-reminder", code)
    settling.name_account(code, OTHER_SHEBA)
    assert ground.do("record-refund-account", code) == {"outcome": "recorded"}
    settling.to_the_end(code, "pay")
    ground.do("issue-certificate", code)
    return code


def refused_by_an_attorney(ground: Ground) -> str:
    """Documents are asked for twice, the meter is tested twice, and the terms are refused."""
    ground.put(a_connection())
    code = ground.register_by(Relation.ATTORNEY)
    ground.to_the_review(code, DocumentKind.POWER_OF_ATTORNEY, DocumentKind.NATIONAL_CARD)
    again = {"reviewDecision": "ask-again", "askNationalCard": True, "reviewReason": "ناخوانا"}
    assert _subscriber_affairs(ground, "record-review", code, **again) == "asked-again"
    ground.do("request-documents", code)
    ground.do("send-reminder", code)
    ground.hand_in(code, DocumentKind.NATIONAL_CARD, content=b"%PDF-1.7 another")
    assert ground.do("record-documents", code)["outcome"] == "complete"
    assert _subscriber_affairs(ground, "record-review", code, reviewDecision="accept") == "accepted"
    ground.do("calculate-cost", code)
    ground.do("request-payment", code)
    ground.pay(code, f"cost-of-{code}")
    ground.do("record-payment", code)
    ground.do("order-test", code)
    assert ground.report_test(code, visitResult="no-access") == "visit-again"
    ground.do("order-test", code)
    assert ground.report_test(code, damageBurnt=True, damageCause="misuse") == "plausible"
    ground.do("assess-terms", code, verdict="sound")
    assert _subscriber_affairs(ground, "record-approval", code, approval="test-again") == "test-again"
    ground.do("order-test", code)
    ground.report_test(code)
    ground.do("assess-terms", code, verdict="sound")
    assert _subscriber_affairs(ground, "record-approval", code, approval="approve") == "approved"
    ground.do("announce-terms", code)
    ground.answer_terms(code, agrees=False, national_id=REPRESENTATIVE)
    assert ground.do("record-answer", code) == {"outcome": "refused"}
    _end(ground, code, "terms-refused", "archived-refused")
    return code


def withdrawn_before_the_removal(ground: Ground) -> str:
    """The crew comes in vain, the subscriber thinks again, and what was paid stays explained."""
    ground.put(a_connection())
    code = ground.register()
    ground.to_the_removal(code)
    in_vain = {"visitResult": "no-access", "visitRemarks": "در بسته بود."}
    answered = ground.do("record-visit", code, completedBy="field-operations", **in_vain)
    assert answered == {"outcome": "visit-again"}
    ground.do("order-removal", code)
    ground.withdraw(code)
    _end(ground, code, "withdrawn", "archived-withdrawn")
    return code


def archived_unpaid(ground: Ground) -> str:
    """Nobody pays; the timer comes too early once."""
    ground.put(a_connection())
    code = ground.register()
    ground.to_the_payment(code)
    assert ground.do("record-payment", code)["outcome"] == "still-open"
    ground.clock.move(days=60)
    assert ground.do("record-payment", code) == {"outcome": "expired"}
    _end(ground, code, "payment-expired", "archived-unpaid")
    return code


WAYS: tuple[Callable[[Ground], str], ...] = (
    served_after_a_debt_in_instalments,
    refunded_to_a_second_account,
    refused_by_an_attorney,
    withdrawn_before_the_removal,
    archived_unpaid,
)
