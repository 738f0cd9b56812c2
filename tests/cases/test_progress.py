"""Where a case stands, at every station of its way, whatever the engine has heard."""

from typing import Any

from cases.progress import progress_of
from domain.documents import DocumentKind
from domain.requests import Relation, Status
from tests.ground import REMOVAL_FORM, TEST_FORM, Ground


def status(ground: Ground, code: str) -> Status:
    with ground.act() as context:
        return progress_of(context.records, context.records.requests.get(code)).status


def test_a_case_is_followed_from_its_registration_to_its_end(ground: Ground) -> None:
    code = ground.register()
    seen = [status(ground, code)]

    def then(topic: str, **variables: object) -> None:
        ground.do(topic, code, None, **variables)
        if status(ground, code) != seen[-1]:
            seen.append(status(ground, code))

    for topic in ("check-eligibility", "calculate-cost", "request-payment"):
        then(topic)
    ground.pay(code, "ref-1")
    then("record-payment")
    then("order-test")
    then("record-meter-test", completedBy="meter-testing", **TEST_FORM)
    then("assess-terms", verdict="sound")
    then("record-approval", approval="approve", completedBy="subscriber-affairs")
    then("announce-terms")
    ground.answer_terms(code, agrees=True)
    then("record-answer")
    then("order-removal")
    then("record-removal", completedBy="field-operations", **REMOVAL_FORM)
    then("reconcile-debt")
    then("request-payment")
    ground.pay(code, "ref-2")
    for topic in ("record-payment", "reconcile-debt", "close-account", "issue-certificate"):
        then(topic)
    assert seen == [
        Status.REGISTERED,
        Status.AWAITING_PAYMENT,
        Status.AWAITING_TEST,
        Status.AWAITING_CONSENT,
        Status.AWAITING_REMOVAL,
        Status.SETTLING,
        Status.ENDED,
    ]


def test_terms_sent_back_wait_for_the_test_again(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.pay(code, "ref-1")
    ground.do("record-payment", code)
    ground.do("order-test", code)
    ground.do("record-meter-test", code, completedBy="meter-testing", **TEST_FORM)
    ground.do("assess-terms", code, verdict="sound")
    ground.do("record-approval", code, approval="test-again", completedBy="subscriber-affairs")
    assert status(ground, code) == Status.AWAITING_TEST


def test_a_request_that_was_not_served_is_archived(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.do("archive-request", code, reason="payment-expired")
    assert status(ground, code) == Status.ARCHIVED


def test_a_representative_s_request_waits_for_documents_until_they_are_accepted(ground: Ground) -> None:
    code = ground.register_by(Relation.ATTORNEY)
    assert status(ground, code) == Status.REGISTERED
    ground.do("request-documents", code)
    assert status(ground, code) == Status.AWAITING_DOCUMENTS
    ground.hand_in(code, DocumentKind.POWER_OF_ATTORNEY, DocumentKind.NATIONAL_CARD)
    ground.do("record-documents", code)
    again: dict[str, Any] = {
        "reviewDecision": "ask-again",
        "askNationalCard": True,
        "reviewReason": "ناخوانا",
    }
    ground.do("record-review", code, completedBy="subscriber-affairs", **again)
    assert status(ground, code) == Status.AWAITING_DOCUMENTS
    ground.do("request-documents", code)
    ground.hand_in(code, DocumentKind.NATIONAL_CARD, content=b"%PDF-1.7 clear")
    ground.do("record-documents", code)
    ground.do("record-review", code, completedBy="subscriber-affairs", reviewDecision="accept")
    assert status(ground, code) == Status.AWAITING_PAYMENT
