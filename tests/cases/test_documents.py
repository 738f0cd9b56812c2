"""Documents: from the registration on, until they are reviewed or their time is over."""

from typing import Any

import pytest

from cases.context import Context
from cases.documents import (
    LARGEST,
    MOST,
    hand_in,
    kinds_in_words,
    missing_kinds,
    required_kinds,
    wanted_kinds,
)
from cases.refusals import (
    DocumentsInReview,
    DocumentsNotThroughThisChannel,
    DocumentsTooLate,
    DocumentTooLarge,
    NoDocumentWanted,
    NotADocument,
    TooManyDocuments,
)
from cases.register import Caller
from domain.documents import DocumentKind
from domain.requests import Channel, PersonKind, Relation
from tests.ground import PDF, Ground

POWER, CARD = DocumentKind.POWER_OF_ATTORNEY, DocumentKind.NATIONAL_CARD
HEIRS, GUARDIAN = DocumentKind.CERTIFICATE_OF_INHERITANCE, DocumentKind.GUARDIANSHIP


def missing(ground: Ground, code: str) -> tuple[DocumentKind, ...]:
    with ground.act() as context:
        return missing_kinds(context, context.records.requests.get(code))


def is_answered(ground: Ground, code: str) -> bool:
    with ground.act() as context:
        ask = context.records.asks.latest(code, "documents")
        return ask is not None and ask.answered_at is not None


def test_who_applies_for_himself_needs_no_document(ground: Ground) -> None:
    code = ground.register()
    assert missing(ground, code) == ()
    with pytest.raises(NoDocumentWanted):
        ground.hand_in(code, CARD)


@pytest.mark.parametrize(
    ("relation", "kind", "needed"),
    [
        (Relation.ATTORNEY, PersonKind.NATURAL, (POWER, CARD)),
        (Relation.LEGAL_SUCCESSOR, PersonKind.NATURAL, (HEIRS, CARD)),
        (Relation.LEGAL_REPRESENTATIVE, PersonKind.LEGAL, (DocumentKind.INTRODUCTION_LETTER, CARD)),
    ],
)
def test_who_acts_for_another_needs_the_documents_of_the_relation(
    ground: Ground, relation: Relation, kind: PersonKind, needed: tuple[DocumentKind, ...]
) -> None:
    assert missing(ground, ground.register_by(relation, kind=kind)) == needed


def test_documents_are_taken_before_they_are_asked_for(ground: Ground) -> None:
    code = ground.register_by(Relation.ATTORNEY)
    ground.hand_in(code, POWER)
    assert missing(ground, code) == (CARD,)


def test_a_document_takes_the_place_of_an_open_one_of_its_kind_and_both_are_kept(ground: Ground) -> None:
    code = ground.register_by(Relation.ATTORNEY)
    ground.hand_in(code, POWER)
    ground.hand_in(code, POWER, content=b"%PDF-1.7 better")
    with ground.act() as context:
        kept = context.records.documents.of_case(code)
        assert [document.round for document in kept] == [1, 2]
        assert context.records.documents.content(kept[1].content_hash) == b"%PDF-1.7 better"


def test_who_never_heard_that_the_last_document_came_may_send_it_again_though_it_is_in_review(
    ground: Ground,
) -> None:
    code = ground.register_by(Relation.ATTORNEY)
    ground.do("check-eligibility", code)
    ground.do("request-documents", code)
    for _ in range(2):
        ground.hand_in(code, POWER, CARD)
    ground.do("record-documents", code)
    ground.hand_in(code, CARD)
    with ground.act() as context:
        assert len(context.records.documents.of_case(code)) == 2


def test_the_same_bytes_again_are_the_same_document(ground: Ground) -> None:
    code = ground.register_by(Relation.ATTORNEY)
    ground.hand_in(code, POWER)
    ground.hand_in(code, POWER)
    with ground.act() as context:
        assert len(context.records.documents.of_case(code)) == 1


def test_the_document_that_completes_the_list_answers_the_ask_and_no_earlier_one(ground: Ground) -> None:
    code = ground.register_by(Relation.ATTORNEY)
    ground.do("request-documents", code)
    ground.hand_in(code, POWER)
    assert not is_answered(ground, code)
    ground.hand_in(code, CARD)
    assert is_answered(ground, code)


def test_a_guardian_s_letter_stands_for_the_heirs_certificate(ground: Ground) -> None:
    code = ground.register_by(Relation.LEGAL_SUCCESSOR)
    ground.hand_in(code, GUARDIAN, CARD)
    assert missing(ground, code) == ()


def test_a_kind_that_nobody_asked_for_is_not_taken(ground: Ground) -> None:
    code = ground.register_by(Relation.ATTORNEY)
    with pytest.raises(NoDocumentWanted):
        ground.hand_in(code, HEIRS)


def test_the_phone_takes_no_document_and_says_by_which_clause(ground: Ground) -> None:
    code = ground.register_by(Relation.ATTORNEY, channel=Channel.PHONE)
    with pytest.raises(DocumentsNotThroughThisChannel) as refused:
        ground.hand_in(code, POWER, channel=Channel.PHONE)
    assert refused.value.clause == "4.1"


@pytest.mark.parametrize("channel", [Channel.APP, Channel.SITE, Channel.COUNTER, Channel.IN_PERSON])
def test_a_document_says_through_which_channel_it_came(ground: Ground, channel: Channel) -> None:
    code = ground.register_by(Relation.ATTORNEY)
    ground.hand_in(code, POWER, channel=channel)
    with ground.act() as context:
        filed = context.records.documents.latest(code, POWER)
        assert filed is not None
        assert (filed.channel, filed.filed_by) == (channel, "user-1")


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        pytest.param(b"", "application/pdf", id="nothing"),
        pytest.param(b"<html>", "application/pdf", id="a page"),
        pytest.param(b" %PDF-1.7", "application/pdf", id="a PDF further on"),
        pytest.param(b"MZ\x90", "image/png", id="a program"),
        pytest.param(PDF, "text/html", id="called a page"),
        pytest.param(PDF, "", id="called nothing"),
    ],
)
def test_what_is_no_pdf_jpeg_or_png_is_refused_whatever_it_is_called(
    ground: Ground, content: bytes, media_type: str
) -> None:
    code = ground.register_by(Relation.ATTORNEY)
    with pytest.raises(NotADocument), ground.act() as context:
        hand_in_as(context, code, content, media_type)
    assert missing(ground, code) == (POWER, CARD)


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        pytest.param(PDF, "application/pdf", id="PDF"),
        pytest.param(b"\xff\xd8\xff\xe0", "image/jpeg", id="JPEG"),
        pytest.param(b"\x89PNG\r\n\x1a\n...", "image/png", id="PNG"),
    ],
)
def test_the_bytes_decide_what_a_document_is(ground: Ground, content: bytes, shown: str) -> None:
    code = ground.register_by(Relation.ATTORNEY)
    with ground.act() as context:
        hand_in_as(context, code, content, "application/octet-stream")
        filed = context.records.documents.latest(code, POWER)
        assert filed is not None
        assert (filed.media_type, filed.size) == (shown, len(content))


def test_a_document_of_exactly_five_megabytes_is_taken_and_a_byte_more_is_not(ground: Ground) -> None:
    code = ground.register_by(Relation.ATTORNEY)
    ground.hand_in(code, POWER, content=PDF.ljust(LARGEST))
    with pytest.raises(DocumentTooLarge):
        ground.hand_in(code, CARD, content=PDF.ljust(LARGEST + 1))


def test_a_case_has_a_quota_of_documents(ground: Ground) -> None:
    code = ground.register_by(Relation.ATTORNEY)
    for number in range(MOST):
        ground.hand_in(code, POWER, content=PDF + str(number).encode())
    with pytest.raises(TooManyDocuments):
        ground.hand_in(code, CARD)


def test_what_is_being_reviewed_does_not_change(ground: Ground) -> None:
    code = ground.register_by(Relation.ATTORNEY)
    ground.do("request-documents", code)
    ground.hand_in(code, POWER, CARD)
    with pytest.raises(DocumentsInReview):
        ground.hand_in(code, POWER, content=b"%PDF-1.7 other")
    ground.do("record-documents", code)
    with pytest.raises(DocumentsInReview):
        ground.hand_in(code, POWER, content=b"%PDF-1.7 other")


def test_after_the_deadline_no_document_is_taken(ground: Ground) -> None:
    code = ground.register_by(Relation.ATTORNEY)
    ground.do("request-documents", code)
    ground.clock.move(days=90)
    with pytest.raises(DocumentsTooLate) as refused:
        ground.hand_in(code, POWER)
    assert refused.value.clause == "4.1"
    ground.do("record-documents", code)
    with pytest.raises(DocumentsTooLate):
        ground.hand_in(code, POWER)


def test_documents_in_time_count_although_the_timer_comes_before_their_bell(ground: Ground) -> None:
    code = ground.register_by(Relation.ATTORNEY)
    ground.do("request-documents", code)
    ground.hand_in(code, POWER, CARD)
    ground.clock.move(days=90)
    assert ground.do("record-documents", code)["outcome"] == "complete"


def test_what_a_review_asks_for_again_is_wanted_again_and_nothing_stands_for_it(ground: Ground) -> None:
    code = ground.register_by(Relation.LEGAL_SUCCESSOR)
    ground.to_the_review(code, GUARDIAN, CARD)
    answer: dict[str, Any] = {
        "reviewDecision": "ask-again",
        "askCertificateOfInheritance": True,
        "reviewReason": "وارثان",
    }
    ground.do("record-review", code, completedBy="subscriber-affairs", **answer)
    assert missing(ground, code) == (HEIRS,)
    with ground.act() as context:
        request = context.records.requests.get(code)
        assert required_kinds(context, request) == (HEIRS, CARD)
        assert wanted_kinds(context, request) == (HEIRS,)


def test_an_ended_case_wants_no_document(ground: Ground) -> None:
    code = ground.register_by(Relation.ATTORNEY)
    ground.withdraw(code)
    ground.do("archive-request", code, reason="withdrawn")
    with pytest.raises(NoDocumentWanted):
        ground.hand_in(code, POWER)
    with ground.act() as context:
        assert wanted_kinds(context, context.records.requests.get(code)) == ()


def test_kinds_are_named_where_the_names_fit_a_notice_and_counted_where_not() -> None:
    assert kinds_in_words([POWER, CARD]) == "وکالتنامه، تصویر کارت ملی"
    assert kinds_in_words(list(DocumentKind)).startswith("۶ مدرک")
    assert all(len(kinds_in_words(list(DocumentKind)[:number])) <= 30 for number in range(7))


def hand_in_as(context: Context, code: str, content: bytes, media_type: str) -> None:
    hand_in(context, code, POWER, content, media_type, Caller(Channel.SITE, "user-1"))
