"""Who acts for another shows that they may: asked once, reviewed, asked again, or turned away."""

from typing import Any

import pytest

from domain.documents import DocumentKind
from domain.requests import PersonKind, Relation
from tests.ground import LEGAL, REPRESENTATIVE, SUBSCRIBER, Ground, a_connection

POWER, CARD = DocumentKind.POWER_OF_ATTORNEY, DocumentKind.NATIONAL_CARD


def review(ground: Ground, code: str, **filled: Any) -> dict[str, Any]:
    return ground.do("record-review", code, completedBy="subscriber-affairs", **filled)


def text_of(ground: Ground, code: str) -> str:
    with ground.act() as context:
        return context.records.outbox.of_case(code, "sms")[-1].text or ""


def decisions(ground: Ground, code: str) -> dict[str, str | None]:
    with ground.act() as context:
        return {document.kind: document.decision for document in context.records.documents.of_case(code)}


def test_the_subscriber_himself_passes_by_the_documents(ground: Ground) -> None:
    code = ground.register()
    assert ground.do("check-eligibility", code) == {"outcome": "eligible", "documentsNeeded": False}


def test_a_representative_s_request_needs_documents_and_tells_nobody_s_name(ground: Ground) -> None:
    code = ground.register_by(Relation.ATTORNEY)
    assert ground.do("check-eligibility", code) == {"outcome": "eligible", "documentsNeeded": True}
    asked = ground.do("request-documents", code)
    assert asked["outcome"] == "asked"
    assert asked.keys() == {"outcome", "askId", "askDue", "stepDue", "reminders"}
    assert ground.notices(code)[-1] == "documents-needed"
    assert "وکالتنامه، تصویر کارت ملی" in text_of(ground, code)
    ground.hand_in(code, POWER, CARD)
    form = ground.do("record-documents", code)
    assert form["outcome"] == "complete"
    assert "وکیل" in form["stepText"]
    assert not any(id_ in str(form) for id_ in (SUBSCRIBER, REPRESENTATIVE, "نماینده نمونه", "مشترک نمونه"))


def test_a_legal_person_s_representative_is_eligible_with_documents(ground: Ground) -> None:
    ground.put(a_connection(subscriber_kind=PersonKind.LEGAL, subscriber_national_id=LEGAL))
    code = ground.register_by(Relation.LEGAL_REPRESENTATIVE, kind=PersonKind.LEGAL)
    assert ground.do("check-eligibility", code) == {"outcome": "eligible", "documentsNeeded": True}


def test_a_stranger_s_representative_is_not_eligible_and_asked_for_nothing(ground: Ground) -> None:
    ground.put(a_connection(subscriber_national_id="0012345679"))
    code = ground.register_by(Relation.ATTORNEY)
    assert ground.do("check-eligibility", code) == {"outcome": "not-eligible", "documentsNeeded": False}


def test_a_legal_person_s_request_that_came_without_a_representative_is_not_eligible(ground: Ground) -> None:
    ground.put(a_connection(subscriber_kind=PersonKind.LEGAL, subscriber_national_id=LEGAL))
    code = ground.register_by(Relation.LEGAL_REPRESENTATIVE, kind=PersonKind.LEGAL)
    with ground.act() as context:
        context.records.requests.get(code).representative_relation = None
    assert ground.do("check-eligibility", code)["outcome"] == "not-eligible"
    assert ground.request(code).reason == "not-the-subscriber"


def test_what_was_handed_in_before_is_not_asked_for(ground: Ground) -> None:
    code = ground.register_by(Relation.ATTORNEY)
    ground.hand_in(code, POWER, CARD)
    assert ground.do("request-documents", code) == {"outcome": "complete"}
    assert "documents-needed" not in ground.notices(code)
    assert ground.do("record-documents", code)["outcome"] == "complete"


def test_only_what_is_missing_is_asked_for(ground: Ground) -> None:
    code = ground.register_by(Relation.ATTORNEY)
    ground.hand_in(code, POWER)
    ground.do("request-documents", code)
    assert "وکالتنامه" not in text_of(ground, code)
    with ground.act() as context:
        ask = context.records.asks.open(code, "documents")
        assert ask is not None
        assert ask.wanted == ["national-card"]


def test_a_timer_that_comes_too_early_lets_the_documents_wait_on(ground: Ground) -> None:
    code = ground.register_by(Relation.ATTORNEY)
    due = ground.do("request-documents", code)["askDue"]
    early = ground.do("record-documents", code)
    assert early["outcome"] == "still-open"
    assert early["askDue"] > due


def test_documents_that_did_not_come_in_time_end_the_request_with_that_reason(ground: Ground) -> None:
    code = ground.register_by(Relation.ATTORNEY)
    ground.do("request-documents", code)
    ground.hand_in(code, POWER)
    ground.clock.move(days=90)
    assert ground.do("record-documents", code) == {"outcome": "expired"}
    ground.do("archive-request", code, reason="documents-rejected")
    ground.do("send-notice", code, template="archived-documents")
    assert "مدارک تا پایان مهلت نرسید" in text_of(ground, code)
    assert ground.request(code).outcome == "documents-rejected"
    assert ground.balances(code) == {}


def test_accepted_documents_let_the_representative_act(ground: Ground) -> None:
    code = ground.register_by(Relation.ATTORNEY)
    ground.to_the_review(code, POWER, CARD)
    assert review(ground, code, reviewDecision="accept") == {"outcome": "accepted"}
    assert decisions(ground, code) == {POWER: "accepted", CARD: "accepted"}
    assert ground.withdraw(code, REPRESENTATIVE) is False


def test_documents_asked_for_again_get_a_new_ask_for_those_kinds(ground: Ground) -> None:
    code = ground.register_by(Relation.ATTORNEY)
    ground.to_the_review(code, POWER, CARD)
    again = {"reviewDecision": "ask-again", "askNationalCard": True, "reviewReason": "ناخوانا"}
    assert review(ground, code, **again) == {"outcome": "asked-again"}
    assert decisions(ground, code) == {POWER: None, CARD: "rejected"}
    first = ground.request(code)
    asked = ground.do("request-documents", code)
    assert asked["outcome"] == "asked"
    assert ground.notices(code)[-1] == "documents-incomplete"
    ground.hand_in(code, CARD, content=b"%PDF-1.7 clear")
    assert ground.do("record-documents", code)["outcome"] == "complete"
    assert review(ground, code, reviewDecision="accept") == {"outcome": "accepted"}
    assert first.ended_at is None


def test_the_same_unreadable_card_again_is_a_new_document_for_the_reviewer(ground: Ground) -> None:
    code = ground.register_by(Relation.ATTORNEY)
    ground.to_the_review(code, POWER, CARD)
    review(ground, code, reviewDecision="ask-again", askNationalCard=True, reviewReason="ناخوانا")
    ground.do("request-documents", code)
    ground.hand_in(code, CARD)
    with ground.act() as context:
        card = context.records.documents.latest(code, CARD)
        assert card is not None
        assert (card.round, card.decision) == (2, None)


def test_a_rejection_ends_the_request_and_the_reviewer_s_own_words_go_by_no_sms(ground: Ground) -> None:
    code = ground.register_by(Relation.ATTORNEY)
    ground.to_the_review(code, POWER, CARD)
    said = {"reviewDecision": "reject", "reviewReason": "وکالت‌نامه‌ی آقای نمونه اعتبار ندارد"}
    assert review(ground, code, **said) == {"outcome": "rejected"}
    ground.do("archive-request", code, reason="documents-rejected")
    ground.do("send-notice", code, template="archived-documents")
    assert "مدارک پذیرفته نشد" in text_of(ground, code)
    assert "آقای" not in text_of(ground, code)
    assert decisions(ground, code) == {POWER: "rejected", CARD: "rejected"}
    with ground.act() as context:
        kept = context.records.documents.review(code)
        assert kept is not None
        assert kept.reason == said["reviewReason"]


@pytest.mark.parametrize(
    ("filled", "said"),
    [
        ({}, "نتیجه‌ی بررسی"),
        ({"reviewDecision": "burn"}, "نتیجه‌ی بررسی"),
        ({"reviewDecision": "ask-again", "reviewReason": "ناخوانا"}, "برگزیده نشده"),
        ({"reviewDecision": "ask-again", "askNationalCard": True}, "دلیل"),
        ({"reviewDecision": "reject"}, "دلیل"),
        ({"reviewDecision": "reject", "reviewReason": "  "}, "دلیل"),
    ],
)
def test_an_unclear_review_goes_back_to_the_reviewer_with_the_reason(
    ground: Ground, filled: dict[str, Any], said: str
) -> None:
    code = ground.register_by(Relation.ATTORNEY)
    ground.to_the_review(code, POWER, CARD)
    answer = review(ground, code, **filled)
    assert answer["outcome"] == "unclear"
    assert said in answer["stepText"]
    assert answer.keys() == {"outcome", "stepDue", "stepText", "caseUrl"}
    assert decisions(ground, code) == {POWER: None, CARD: None}
    assert review(ground, code, reviewDecision="accept") == {"outcome": "accepted"}


def test_kinds_ticked_beside_another_decision_do_not_count(ground: Ground) -> None:
    code = ground.register_by(Relation.ATTORNEY)
    ground.to_the_review(code, POWER, CARD)
    assert review(ground, code, reviewDecision="accept", askNationalCard=True) == {"outcome": "accepted"}
    assert decisions(ground, code) == {POWER: "accepted", CARD: "accepted"}


def test_a_reminder_names_what_is_still_missing(ground: Ground) -> None:
    code = ground.register_by(Relation.ATTORNEY)
    ground.do("request-documents", code)
    ground.hand_in(code, POWER)
    ground.do("send-reminder", code)
    assert ground.notices(code)[-1] == "documents-reminder"
    assert "تصویر کارت ملی" in text_of(ground, code)
    assert "وکالتنامه" not in text_of(ground, code)
    ground.hand_in(code, CARD)
    ground.do("send-reminder", code)
    assert ground.notices(code).count("documents-reminder") == 1
