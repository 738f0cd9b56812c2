"""A request over HTTP: registered once, followed without a name, refused with field, reason and remedy."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from domain.requests import KEYED_CHANNELS, Channel
from records.tables import Bell, Dispatch, Request
from tests.channels.caller import Outside, an_application
from tests.ground import LEGAL, MOBILE, REPRESENTATIVE, STRANGER, SUBSCRIBER, Ground

NAME = "مشترک نمونه"
JSON = "application/json"


def rows(ground: Ground, *tables: type) -> int:
    """How many rows there are in these tables."""
    with ground.act() as context:
        session = context.records.requests._session
        return sum(session.query(table).count() for table in tables)


def nothing_written(ground: Ground) -> bool:
    return rows(ground, Request, Dispatch, Bell) == 0


@pytest.mark.parametrize("channel", KEYED_CHANNELS)
def test_a_request_is_taken_through_each_channel_of_the_agreement(outside: Outside, channel: Channel) -> None:
    answer = outside.apply(channel=channel)
    assert answer.status_code == 201
    registered = answer.json()
    assert registered["status"] == "registered"
    assert registered["registered_at"] == "2026-11-24T09:00:00+03:30"
    assert registered["registered_at_text"] == "۱۴۰۵/۰۹/۰۳ ساعت ۰۹:۰۰"
    assert answer.headers["Location"] == f"/api/v1/requests/{registered['tracking_code']}"
    request = outside.ground.request(registered["tracking_code"])
    assert (request.channel, request.channel_user) == (channel, "user-1")


def test_the_same_key_and_body_get_the_same_answer_marked_as_a_replay(outside: Outside) -> None:
    first, second = outside.apply(), outside.apply()
    assert second.status_code == 201
    assert second.json() == first.json() | {"replayed": True}
    assert rows(outside.ground, Request) == 1


def test_the_same_key_with_another_body_is_refused(outside: Outside) -> None:
    outside.apply()
    answer = outside.apply(an_application(applicant__name="مشترک دیگر"))
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/idempotency-key-reused")


def test_two_at_once_under_one_key_are_one_request(outside: Outside) -> None:
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: outside.apply(), range(8)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["tracking_code"] for answer in answers}) == 1
    assert sorted(answer.json()["replayed"] for answer in answers) == [False] + [True] * 7
    assert rows(outside.ground, Request) == 1


def test_two_at_once_for_one_connection_are_one_request_and_one_refusal(outside: Outside) -> None:
    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(lambda key: outside.apply(key=key), ["key-1", "key-2"]))
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert rows(outside.ground, Request) == 1


def test_a_refused_body_is_not_remembered_under_its_key(outside: Outside) -> None:
    assert outside.apply(an_application(declaration=False)).status_code == 422
    assert outside.apply().status_code == 201


def test_after_the_agreement_a_request_is_refused_with_the_clause(outside: Outside) -> None:
    outside.ground.clock.move(days=365)
    answer = outside.apply()
    assert answer.status_code == 409
    assert (answer.json()["type"], answer.json()["clause"]) == ("/problems/agreement-not-in-force", "6.1")
    assert nothing_written(outside.ground)


def test_what_the_agreement_gives_no_channel_for_is_refused(outside: Outside, api_stage: Any) -> None:
    agreement = outside.ground.agreement
    phone = agreement.channels[Channel.PHONE].model_copy(update={"may": frozenset()})
    parts = api_stage.app.state.parts
    closed = type(agreement)(**{**vars(agreement), "channels": {**agreement.channels, Channel.PHONE: phone}})
    api_stage.app.state.parts = type(parts)(**{**vars(parts), "agreement": closed})
    answer = outside.apply(channel=Channel.PHONE)
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/not-through-this-channel")
    assert nothing_written(outside.ground)


A_COMPANY = {"kind": "legal", "national_id": LEGAL, "name": "شرکت نمونه", "mobile": MOBILE}


def a_representative(**changes: str) -> dict[str, str]:
    """Who acts as the subscriber's attorney."""
    usual = {"relation": "attorney", "national_id": REPRESENTATIVE, "name": "نماینده نمونه"}
    return usual | changes


BAD: list[tuple[dict[str, Any], str, str]] = [
    ({"bill_id": None}, "bill_id", "string-type"),
    ({"bill_id": 1234567803621}, "bill_id", "string-type"),
    ({"bill_id": ""}, "bill_id", "bill-id-not-digits"),
    ({"bill_id": "12345678036x1"}, "bill_id", "bill-id-not-digits"),
    ({"bill_id": "12345678901234"}, "bill_id", "bill-id-wrong-length"),
    ({"bill_id": "1234567803622"}, "bill_id", "bill-id-wrong-check-digit"),
    ({"bill_id": "\ud800"}, "bill_id", "bill-id-not-digits"),
    ({"applicant": None}, "applicant", "model-attributes-type"),
    ({"applicant": []}, "applicant", "model-attributes-type"),
    ({"applicant__kind": "robot"}, "applicant.kind", "enum"),
    ({"applicant__national_id": "0076229646"}, "applicant.national_id", "national-id-wrong-check-digit"),
    ({"applicant__national_id": "1111111111"}, "applicant.national_id", "national-id-all-digits-equal"),
    ({"applicant__national_id": "123"}, "applicant.national_id", "national-id-wrong-length"),
    ({"applicant__national_id": "10380284790"}, "applicant.national_id", "national-id-wrong-length"),
    ({"applicant__kind": "legal"}, "applicant.national_id", "legal-national-id-wrong-length"),
    ({"applicant": A_COMPANY}, "representative", "representative-needed"),
    ({"representative": "attorney"}, "representative", "model-attributes-type"),
    ({"representative": a_representative(relation="friend")}, "representative.relation", "enum"),
    (
        {"representative": a_representative(relation="legal-representative")},
        "representative",
        "relation-does-not-fit",
    ),
    ({"representative": a_representative(national_id=SUBSCRIBER)}, "representative", "represents-himself"),
    (
        {"representative": a_representative(national_id=LEGAL)},
        "representative.national_id",
        "national-id-wrong-length",
    ),
    ({"representative": a_representative(name="۱۲۳")}, "representative.name", "name-without-letters"),
    ({"representative": a_representative(mobile=MOBILE)}, "representative.mobile", "extra-forbidden"),
    ({"applicant__name": ""}, "applicant.name", "string-too-short"),
    ({"applicant__name": "\u202e\u0000\u200fم"}, "applicant.name", "string-too-short"),
    ({"applicant__name": "م" * 101}, "applicant.name", "string-too-long"),
    ({"applicant__name": "۱۲۳۴"}, "applicant.name", "name-without-letters"),
    ({"applicant__name": ["مشترک"]}, "applicant.name", "string-type"),
    ({"applicant__mobile": "02537745000"}, "applicant.mobile", "not-a-mobile"),
    ({"applicant__mobile": "0912"}, "applicant.mobile", "mobile-wrong-length"),
    ({"applicant__age": 40}, "applicant.age", "extra-forbidden"),
    ({"refund_sheba": "IR000000000000000000000000"}, "refund_sheba", "sheba-wrong-check-digits"),
    ({"refund_sheba": "6037991234567890"}, "refund_sheba", "sheba-wrong-length"),
    ({"declaration": False}, "declaration", "literal-error"),
    ({"declaration": "true"}, "declaration", "literal-error"),
    ({"documents": []}, "documents", "extra-forbidden"),
    ({"<b>0076229645</b>": 1}, "?", "extra-forbidden"),
]


@pytest.mark.parametrize(("changes", "field", "code"), BAD)
def test_bad_input_is_answered_with_field_reason_and_remedy_and_nothing_is_written(
    outside: Outside, changes: dict[str, Any], field: str, code: str
) -> None:
    answer = outside.apply(an_application(**changes))
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    (complaint,) = answer.json()["errors"]
    assert (complaint["field"], complaint["code"]) == (field, code)
    assert complaint["message"].endswith(".")
    assert complaint["remedy"].endswith(".")
    assert not any(str(value) in answer.text for value in changes.values() if len(str(value)) > 6)
    assert nothing_written(outside.ground)


@pytest.mark.parametrize("missing", ["bill_id", "applicant", "declaration"])
def test_a_missing_field_is_named(outside: Outside, missing: str) -> None:
    body = {name: value for name, value in an_application().items() if name != missing}
    (complaint,) = outside.apply(body).json()["errors"]
    assert (complaint["field"], complaint["code"]) == (missing, "missing")
    assert nothing_written(outside.ground)


def test_all_that_is_wrong_is_said_at_once(outside: Outside) -> None:
    answer = outside.apply(an_application(bill_id="1", applicant__mobile="1", declaration=False))
    fields = {complaint["field"] for complaint in answer.json()["errors"]}
    assert fields == {"bill_id", "applicant.mobile", "declaration"}


@pytest.mark.parametrize(
    ("body", "content_type", "status", "problem"),
    [
        pytest.param(b'{"bill_id": ', JSON, 422, "invalid-input", id="broken"),
        pytest.param(b"[" * 30_000, JSON, 400, "unreadable", id="too deep"),
        pytest.param(b"\x80", JSON, 400, "unreadable", id="no UTF-8"),
        pytest.param(b"[]", JSON, 422, "invalid-input", id="a list"),
        pytest.param(b"", JSON, 422, "invalid-input", id="nothing"),
        pytest.param(b"bill_id=1", "application/x-www-form-urlencoded", 415, "not-json", id="a form"),
        pytest.param(b"{}", "", 415, "not-json", id="undeclared"),
        pytest.param(b'"' + b"a" * 65_536 + b'"', JSON, 413, "too-large", id="too large"),
    ],
)
def test_a_body_that_is_no_json_object_is_a_problem_in_persian(
    outside: Outside, body: bytes, content_type: str, status: int, problem: str
) -> None:
    headers = {"Idempotency-Key": "key-1", "Content-Type": content_type}
    answer = outside.call("POST", "/api/v1/requests", headers=headers, data=body)
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{problem}")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert nothing_written(outside.ground)


@pytest.mark.parametrize(
    ("changes", "status", "what"),
    [
        ({"Authorization": None}, 401, "/problems/key-missing"),
        ({"Authorization": "Bearer nobody"}, 401, "/problems/key-unknown"),
        ({"Authorization": "Basic dXNlcjpwYXNz"}, 401, "/problems/key-missing"),
        ({"X-Channel-User": None}, 400, "X-Channel-User"),
        ({"X-Channel-User": "a b"}, 422, "X-Channel-User"),
        ({"Idempotency-Key": None}, 400, "Idempotency-Key"),
        ({"Idempotency-Key": "k" * 201}, 422, "Idempotency-Key"),
    ],
)
def test_a_caller_is_known_or_gets_nothing(
    outside: Outside, changes: dict[str, str | None], status: int, what: str
) -> None:
    headers: dict[str, str | None] = {"Idempotency-Key": "key-1"}
    answer = outside.call("POST", "/api/v1/requests", headers=headers | changes, json=an_application())
    assert answer.status_code == status
    told = {answer.json()["type"], *(one["field"] for one in answer.json().get("errors", []))}
    assert what in told
    assert nothing_written(outside.ground)


@pytest.mark.parametrize(
    ("applicant", "relation"),
    [(None, "attorney"), (None, "legal-successor"), (A_COMPANY, "legal-representative")],
)
def test_a_representative_is_recorded_with_the_relation_and_their_documents_are_wanted_at_once(
    outside: Outside, applicant: dict[str, str] | None, relation: str
) -> None:
    changes = {"applicant": applicant} if applicant else {}
    body = an_application(representative=a_representative(relation=relation), **changes)
    code = outside.apply(body).json()["tracking_code"]
    request = outside.ground.request(code)
    assert (request.representative_relation, request.representative_national_id) == (relation, REPRESENTATIVE)
    standing = outside.of_case(code)
    assert len(standing.json()["documents"]) == 2
    assert REPRESENTATIVE not in standing.text


def test_a_name_is_one_clean_line_however_it_was_typed(outside: Outside) -> None:
    typed = " \u202eمشترك\u0000\nنمونه‌ای \u200f<b>"
    code = outside.apply(an_application(applicant__name=typed)).json()["tracking_code"]
    assert outside.ground.request(code).applicant_name == "مشترک نمونه‌ای <b>"


def test_numbers_in_persian_digits_are_the_same_numbers(outside: Outside) -> None:
    body = an_application(applicant__national_id="۰۰۷۶۲۲۹۶۴۵", applicant__mobile="+۹۸۹۱۲۰۰۰۰۰۰۱")
    code = outside.apply(body).json()["tracking_code"]
    request = outside.ground.request(code)
    assert (request.applicant_national_id, request.applicant_mobile) == (SUBSCRIBER, MOBILE)


@pytest.mark.parametrize("code", ["14051234567817", "14051234567818", "x", "%00", "1" * 500])
def test_an_unknown_code_and_one_with_wrong_check_digits_get_the_same_answer(
    outside: Outside, code: str
) -> None:
    answer = outside.of_case(code)
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/unknown-tracking-code")


def test_a_request_is_followed_without_a_name_an_id_or_a_number(outside: Outside) -> None:
    code = outside.apply().json()["tracking_code"]
    outside.ground.to_the_terms(code)
    answer = outside.of_case(code)
    assert answer.status_code == 200
    assert not any(personal in answer.text for personal in (NAME, SUBSCRIBER, MOBILE))
    standing = answer.json()
    assert (standing["status"], standing["status_title"]) == ("awaiting-consent", "در انتظار پاسخ مشترک")
    assert {step["title"] for step in standing["steps"]} >= {"پرداخت مشترک", "آزمایش کنتور"}
    assert (standing["waiting_for"], standing["payment"], standing["outcome"]) == ("consent", None, None)
    assert standing["due"].endswith("23:59:59+03:30")


def test_a_payment_is_shown_while_it_is_asked_for_and_says_that_its_figure_is_an_example(
    outside: Outside,
) -> None:
    code = outside.apply().json()["tracking_code"]
    assert outside.of_case(code).json()["payment"] is None
    outside.ground.to_the_payment(code)
    payment = outside.of_case(code).json()["payment"]
    assert payment["amount_text"].endswith("ریال")
    assert payment["example"] is True
    outside.ground.pay(code, "ref-1")
    outside.ground.do("record-payment", code)
    assert outside.of_case(code).json()["payment"] is None


def test_terms_are_shown_to_the_applicant_with_lines_that_sum_up(outside: Outside) -> None:
    code = outside.apply().json()["tracking_code"]
    assert outside.of_case(code, "/terms", SUBSCRIBER).json()["type"] == "/problems/no-terms"
    outside.ground.to_the_terms(code)
    terms = outside.of_case(code, "/terms", SUBSCRIBER).json()
    assert sum(line["amount"] for line in terms["lines"]) == terms["total"]
    assert terms["example"] is True
    assert all(line["formula"] and line["source"] and line["clause"] for line in terms["lines"])
    with outside.ground.act() as context:
        ask = context.records.asks.open(code, "consent")
        assert ask is not None
        assert ask.proven_at == context.now


@pytest.mark.parametrize("what", ["/terms", "/certificate"])
def test_nobody_but_the_applicant_sees_terms_or_certificate(outside: Outside, what: str) -> None:
    code = outside.apply().json()["tracking_code"]
    outside.ground.to_the_terms(code)
    stranger = outside.of_case(code, what, STRANGER)
    assert (stranger.status_code, stranger.json()["type"]) == (403, "/problems/not-the-applicant")
    assert outside.of_case(code, what).status_code == 400
    mistyped = outside.of_case(code, what, "0076229646").json()["errors"]
    assert [(one["field"], one["code"]) for one in mistyped] == [
        ("X-National-Id", "national-id-wrong-check-digit")
    ]


def test_consent_is_taken_once_and_a_second_different_answer_refused(outside: Outside) -> None:
    code = outside.apply().json()["tracking_code"]
    assert outside.consent(code, True).json()["type"] == "/problems/not-asked"
    outside.ground.to_the_terms(code)
    first, again, other = (outside.consent(code, agrees) for agrees in (True, True, False))
    assert (first.status_code, first.json()) == (202, {"status": "accepted", "replayed": False})
    assert (again.status_code, again.json()) == (202, {"status": "accepted", "replayed": True})
    assert (other.status_code, other.json()["type"]) == (409, "/problems/answered-otherwise")
    assert outside.of_case(code, "/terms", SUBSCRIBER).json()["agreed"] is True


def test_another_person_cannot_agree(outside: Outside) -> None:
    code = outside.apply().json()["tracking_code"]
    outside.ground.to_the_terms(code)
    assert outside.consent(code, True, STRANGER).status_code == 403
    assert outside.ground.do("record-answer", code)["outcome"] == "still-open"


def test_consent_after_the_deadline_is_too_late(outside: Outside) -> None:
    code = outside.apply().json()["tracking_code"]
    outside.ground.to_the_terms(code)
    outside.ground.clock.move(days=30)
    answer = outside.consent(code, True)
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/too-late")
    assert answer.json()["clause"] == "3.7"


@pytest.mark.parametrize("agrees", ["true", 1, None])
def test_an_answer_is_yes_or_no_and_nothing_in_between(outside: Outside, agrees: Any) -> None:
    code = outside.apply().json()["tracking_code"]
    outside.ground.to_the_terms(code)
    assert outside.consent(code, agrees).json()["errors"][0]["field"] == "agrees"


def test_there_is_no_certificate_before_the_end_and_a_pdf_after_it(outside: Outside) -> None:
    code = outside.apply().json()["tracking_code"]
    outside.ground.to_the_debt(code)
    early = outside.of_case(code, "/certificate", SUBSCRIBER)
    assert (early.status_code, early.json()["type"]) == (404, "/problems/no-certificate")
    assert "معتبر است" not in outside.call("GET", f"/verify/{code}").text
    serve(outside.ground, code)
    certificate = outside.of_case(code, "/certificate", SUBSCRIBER)
    assert certificate.headers["Content-Type"] == "application/pdf"
    assert certificate.content.startswith(b"%PDF")
    standing = outside.of_case(code).json()
    assert (standing["status"], standing["outcome"], standing["waiting_for"]) == ("ended", "served", None)


def test_the_page_behind_the_qr_code_tells_code_date_and_result_and_no_person(outside: Outside) -> None:
    code = outside.apply().json()["tracking_code"]
    outside.ground.to_the_debt(code)
    serve(outside.ground, code)
    page = outside.call("GET", f"/verify/{code}", headers={"Authorization": None})
    assert page.status_code == 200
    assert "انشعاب جمع‌آوری و حساب تسویه شد" in page.text
    assert NAME not in page.text
    unknown = outside.call("GET", "/verify/14051234567818")
    assert unknown.status_code == 404
    assert "صادر نشده" in unknown.text


def serve(ground: Ground, code: str) -> None:
    ground.pay(code, "ref-2")
    for topic in ("record-payment", "reconcile-debt", "close-account", "issue-certificate"):
        ground.do(topic, code)
