"""A document over HTTP: judged by its bytes, no larger than it may be, and never from the telephone."""

from collections.abc import Iterator

import pytest

from cases.documents import LARGEST
from domain.requests import Channel, Relation
from records.tables import Document, DocumentContent
from tests.channels.caller import Outside
from tests.channels.test_requests import rows
from tests.ground import PDF


@pytest.fixture
def code(outside: Outside) -> str:
    """A case that needs a power of attorney and a national card."""
    return outside.ground.register_by(Relation.ATTORNEY)


def test_a_document_gets_a_receipt_that_says_what_is_still_wanted(outside: Outside, code: str) -> None:
    answer = outside.hand_in(code, "power-of-attorney")
    assert answer.status_code == 201
    receipt = answer.json()
    assert (receipt["title"], receipt["media_type"], receipt["size"]) == ("وکالتنامه", "application/pdf", 16)
    assert [kind["kind"] for kind in receipt["still_wanted"]] == ["national-card"]
    standing = outside.of_case(code).json()
    assert standing["documents"] == [{"kind": "national-card", "title": "تصویر کارت ملی"}]


def test_the_last_document_answers_the_ask_and_no_more_is_wanted(outside: Outside, code: str) -> None:
    outside.ground.do("request-documents", code)
    standing = outside.of_case(code).json()
    assert (standing["status"], standing["waiting_for"]) == ("awaiting-documents", "documents")
    for kind in ("power-of-attorney", "national-card"):
        assert outside.hand_in(code, kind).status_code == 201
    assert outside.of_case(code).json()["documents"] == []
    late = outside.hand_in(code, "national-card", PDF + b"2")
    assert (late.status_code, late.json()["type"]) == (409, "/problems/documents-in-review")
    assert outside.ground.do("record-documents", code)["outcome"] == "complete"


def test_the_telephone_is_barred_by_clause_4_1_before_anything_is_read(outside: Outside, code: str) -> None:
    answer = outside.hand_in(code, "power-of-attorney", channel=Channel.PHONE)
    assert answer.status_code == 403
    assert answer.json()["type"] == "/problems/documents-not-through-this-channel"
    assert answer.json()["clause"] == "4.1"
    assert rows(outside.ground, Document, DocumentContent) == 0


@pytest.mark.parametrize(
    ("kind", "content", "media_type", "status", "problem"),
    [
        pytest.param("passport", PDF, "application/pdf", 422, "invalid-input", id="no kind of ours"),
        pytest.param("guardianship", PDF, "application/pdf", 409, "document-not-wanted", id="not wanted"),
        pytest.param("national-card", b"", "application/pdf", 415, "not-a-document", id="nothing"),
        pytest.param("national-card", b"<svg/>", "image/png", 415, "not-a-document", id="not what it says"),
        pytest.param("national-card", PDF, "text/html", 415, "not-a-document", id="called a page"),
        pytest.param("national-card", PDF, None, 415, "not-a-document", id="called nothing"),
        pytest.param("national-card", b"{}", "application/json", 415, "not-a-document", id="JSON"),
        pytest.param(
            "national-card",
            PDF.ljust(LARGEST + 1),
            "application/pdf",
            413,
            "document-too-large",
            id="too large",
        ),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_reason_and_nothing_is_kept(
    outside: Outside, code: str, kind: str, content: bytes, media_type: str | None, status: int, problem: str
) -> None:
    answer = outside.hand_in(code, kind, content, media_type=media_type)
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{problem}")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["remedy"]
    assert rows(outside.ground, Document, DocumentContent) == 0


def test_a_document_that_comes_in_pieces_is_measured_while_it_comes(outside: Outside, code: str) -> None:
    def pieces() -> Iterator[bytes]:
        yield PDF
        for _ in range(LARGEST // 65_536):
            yield b" " * 65_536

    answer = outside.hand_in(code, "national-card", pieces())  # type: ignore[arg-type]
    assert (answer.status_code, answer.json()["type"]) == (413, "/problems/document-too-large")


def test_the_largest_document_is_taken(outside: Outside, code: str) -> None:
    assert outside.hand_in(code, "national-card", PDF.ljust(LARGEST)).status_code == 201


def test_a_caller_without_a_key_hands_nothing_in(outside: Outside, code: str) -> None:
    path = f"/api/v1/requests/{code}/documents/national-card"
    assert outside.call("PUT", path, headers={"Authorization": None}, data=PDF).status_code == 401
    assert rows(outside.ground, Document) == 0


@pytest.mark.parametrize("unknown", ["14051234567817", "x"])
def test_a_document_for_a_case_that_is_none_is_kept_nowhere(outside: Outside, unknown: str) -> None:
    assert outside.hand_in(unknown, "national-card").status_code == 404
    assert rows(outside.ground, DocumentContent) == 0


def test_after_the_deadline_the_answer_says_so(outside: Outside, code: str) -> None:
    outside.ground.do("request-documents", code)
    outside.ground.clock.move(days=90)
    answer = outside.hand_in(code, "national-card")
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/documents-too-late")
    assert outside.of_case(code).json()["documents"] == []
