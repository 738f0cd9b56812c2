"""What somebody does for a request at the desk: the same acts as the API, the same judgement, in words."""

from datetime import timedelta

import pytest

from domain.persian import digits
from domain.requests import Relation
from tests.channels.caller import Outside
from tests.channels.clerk import A_FILE, Clerk, faults
from tests.ground import REPRESENTATIVE, STRANGER, SUBSCRIBER

SHEBA = "IR062960000000100324200001"
AT_COUNTER = {"channel": "counter", "national_id": SUBSCRIBER}


@pytest.fixture
def clerk(outside: Outside) -> Clerk:
    return Clerk.of(outside, "front-desk")


@pytest.fixture
def code(outside: Outside) -> str:
    return outside.ground.register()


@pytest.fixture
def of_attorney(outside: Outside) -> str:
    code = outside.ground.register_by(Relation.ATTORNEY)
    outside.ground.do("check-eligibility", code)
    outside.ground.do("request-documents", code)
    return code


def act(code: str, name: str) -> str:
    return f"/desk/requests/{code}/{name}"


def documents(outside: Outside, code: str) -> list[tuple[str, str, str]]:
    with outside.ground.act() as context:
        return [(row.kind, row.channel, row.filed_by) for row in context.records.documents.of_case(code)]


@pytest.mark.parametrize("channel", ["counter", "in-person"])
def test_a_document_is_handed_in_at_the_counter_or_in_person(
    clerk: Clerk, outside: Outside, of_attorney: str, channel: str
) -> None:
    entries = {"channel": channel, "kind": "power-of-attorney"}
    answer = clerk.send(act(of_attorney, "documents"), entries, A_FILE)
    assert answer.headers["Location"] == f"/desk/requests/{of_attorney}?done=documents"
    assert documents(outside, of_attorney) == [("power-of-attorney", channel, "front-desk")]
    assert "مدرک ثبت شد" in clerk.get(answer.headers["Location"]).text
    assert "خواسته‌شده و نرسیده: <b>تصویر کارت ملی</b>" in clerk.get(act(of_attorney, "documents")).text


def test_by_1521_no_document_is_handed_in_and_the_clause_is_named(
    clerk: Clerk, outside: Outside, of_attorney: str
) -> None:
    form = clerk.get(act(of_attorney, "documents")).text
    assert 'value="phone"' not in form
    assert "از این راه پذیرفته نمی‌شود: سامانه تلفنی ۱۵۲۱" in form
    entries = {"channel": "phone", "kind": "power-of-attorney"}
    answer = clerk.send(act(of_attorney, "documents"), entries, A_FILE)
    assert "پذیرفته نمی‌شود" in faults(answer.text)["channel"]
    assert "بند ۴.۱" in answer.text
    assert documents(outside, of_attorney) == []


def test_the_same_document_sent_twice_is_one(clerk: Clerk, outside: Outside, of_attorney: str) -> None:
    entries = {"channel": "counter", "kind": "power-of-attorney"}
    for _ in range(2):
        assert clerk.send(act(of_attorney, "documents"), entries, A_FILE).status_code == 303
    assert len(documents(outside, of_attorney)) == 1


NO_DOCUMENTS: list[tuple[str, tuple[str, bytes, str] | None, str]] = [
    ("power-of-attorney", None, "file"),
    ("power-of-attorney", ("a.pdf", b"", "application/pdf"), "file"),
    ("power-of-attorney", ("a.pdf", b"<html>", "application/pdf"), "file"),
    ("power-of-attorney", ("a.html", b"%PDF-1.7", "text/html"), "file"),
    ("guardianship", A_FILE, "kind"),
    ("", A_FILE, "kind"),
    ("passport", A_FILE, "kind"),
]


def test_what_is_no_wanted_document_is_said_beside_its_field(
    clerk: Clerk, outside: Outside, of_attorney: str
) -> None:
    for kind, file, field in NO_DOCUMENTS:
        answer = clerk.send(act(of_attorney, "documents"), {"channel": "counter", "kind": kind}, file)
        assert set(faults(answer.text)) == {field}, (kind, file)
    assert documents(outside, of_attorney) == []


def test_a_document_of_almost_five_megabytes_passes_and_a_larger_body_is_refused_in_words(
    clerk: Clerk, outside: Outside, of_attorney: str
) -> None:
    entries = {"channel": "counter", "kind": "power-of-attorney"}
    large = ("a.pdf", b"%PDF-" + b"x" * (5 * 1024 * 1024 - 5), "application/pdf")
    assert clerk.send(act(of_attorney, "documents"), entries, large).status_code == 303
    too_large = ("a.pdf", b"%PDF-" + b"x" * (5 * 1024 * 1024), "application/pdf")
    answer = clerk.send(act(of_attorney, "documents"), entries, too_large)
    assert "۵ مگابایت" in faults(answer.text)["file"]
    far_too_large = ("a.pdf", b"%PDF-" + b"x" * (5 * 1024 * 1024 + 70_000), "application/pdf")
    answer = clerk.send(act(of_attorney, "documents"), entries, far_too_large)
    assert answer.status_code == 413
    assert "بیش از اندازه بزرگ" in answer.text
    assert len(documents(outside, of_attorney)) == 1


@pytest.mark.parametrize(("agrees", "outcome"), [("true", "agreed"), ("false", "refused")])
def test_the_answer_to_the_terms_is_taken_after_they_were_read_out(
    clerk: Clerk, outside: Outside, code: str, agrees: str, outcome: str
) -> None:
    outside.ground.to_the_terms(code)
    page = clerk.get(act(code, "terms")).text
    assert "این مبلغ چگونه به دست آمد" in page
    assert "برآورد مانده" in page
    with outside.ground.act() as context:
        assert [(look.user, look.what) for look in context.records.looks.of_case(code)] == [
            ("front-desk", "terms")
        ]
    answer = clerk.send(act(code, "terms"), {**AT_COUNTER, "channel": "phone", "agrees": agrees})
    assert answer.status_code == 303
    assert outside.ground.do("record-answer", code)["outcome"] == outcome


def test_another_answer_after_the_first_is_refused_and_the_same_one_is_not(
    clerk: Clerk, outside: Outside, code: str
) -> None:
    outside.ground.to_the_terms(code)
    clerk.send(act(code, "terms"), {**AT_COUNTER, "agrees": "true"})
    assert clerk.send(act(code, "terms"), {**AT_COUNTER, "agrees": "true"}).status_code == 303
    answer = clerk.send(act(code, "terms"), {**AT_COUNTER, "agrees": "false"})
    assert answer.status_code == 409
    assert "پیش‌تر پاسخ دیگری ثبت شده است" in answer.text


def test_nobody_acts_for_a_stranger_or_with_a_wrong_id(clerk: Clerk, outside: Outside, code: str) -> None:
    outside.ground.to_the_terms(code)
    for name, entries in {
        "terms": {"agrees": "true"},
        "withdrawal": {"reason": ""},
        "refund-account": {"sheba": SHEBA},
    }.items():
        for wrong in (STRANGER, "0076229644", "", REPRESENTATIVE):
            answer = clerk.send(act(code, name), {**AT_COUNTER, **entries, "national_id": wrong})
            assert set(faults(answer.text)) == {"national_id"}, (name, wrong)


def test_terms_that_were_not_announced_are_not_answered(clerk: Clerk, code: str) -> None:
    answer = clerk.send(act(code, "terms"), {**AT_COUNTER, "agrees": "true"})
    assert answer.status_code == 409
    assert "هنوز اعلام نشده است" in answer.text


def test_a_withdrawal_is_taken_once_with_channel_clerk_and_reason(
    clerk: Clerk, outside: Outside, code: str
) -> None:
    for _ in range(2):
        answer = clerk.send(act(code, "withdrawal"), {**AT_COUNTER, "channel": "phone", "reason": "نمونه"})
        assert answer.status_code == 303
    with outside.ground.act() as context:
        withdrawal = context.records.withdrawals.find(code)
    assert withdrawal is not None
    told = (withdrawal.channel, withdrawal.submitted_by, withdrawal.reason)
    assert told == ("phone", "front-desk", "نمونه")


def test_a_refund_account_is_not_named_by_telephone_nor_before_it_is_asked_for(
    clerk: Clerk, code: str
) -> None:
    entries = {**AT_COUNTER, "sheba": SHEBA}
    by_phone = clerk.send(act(code, "refund-account"), entries | {"channel": "phone"})
    assert "channel" in faults(by_phone.text)
    not_asked = clerk.send(act(code, "refund-account"), entries)
    assert (not_asked.status_code, "اکنون خواسته نشده است" in not_asked.text) == (409, True)
    wrong = clerk.send(act(code, "refund-account"), entries | {"sheba": "IR00"})
    assert "sheba" in faults(wrong.text)


def test_an_opinion_is_taken_after_the_end_and_once(clerk: Clerk, outside: Outside) -> None:
    code = outside.ground.register(STRANGER)
    entries = {"channel": "phone", "rating": "2", "comment": "<b>دیر بود</b>"}
    assert "پس از پایان" in clerk.send(act(code, "opinion"), entries).text
    outside.ground.do("check-eligibility", code)
    outside.ground.do("archive-request", code, reason="not-eligible")
    assert clerk.send(act(code, "opinion"), entries).status_code == 303
    assert clerk.send(act(code, "opinion"), entries).status_code == 303
    assert "پیش‌تر ثبت شده است" in clerk.send(act(code, "opinion"), entries | {"rating": "5"}).text
    page = Clerk.of(outside, "supervision").get("/desk/supervision").text
    assert "&lt;b&gt;دیر بود&lt;/b&gt;" in page
    assert "میانگین ۲٫۰ از ۵" in page


def test_a_rating_beyond_the_scale_is_no_opinion(clerk: Clerk, code: str) -> None:
    for rating in ("", "0", "6", "خوب"):
        answer = clerk.send(act(code, "opinion"), {"channel": "phone", "rating": rating})
        assert "rating" in faults(answer.text), rating


def test_the_overview_says_what_is_waited_for_and_until_when(
    clerk: Clerk, outside: Outside, of_attorney: str
) -> None:
    page = clerk.get(f"/desk/requests/{of_attorney}").text
    assert "در انتظار: <b>ارائه‌ی مدارک</b>" in page
    assert "مشترک نمونه" not in page
    assert digits(SUBSCRIBER) not in page


def test_an_unknown_code_is_said_so(clerk: Clerk) -> None:
    for path in ("/desk/requests/14051234567817", "/desk/requests/1/documents"):
        answer = clerk.get(path)
        assert answer.status_code == 404
        assert "یافت نشد" in answer.text


def test_there_is_no_other_act(clerk: Clerk, code: str) -> None:
    assert clerk.get(act(code, "delete")).status_code == 404


def test_a_form_that_another_site_sends_does_nothing(clerk: Clerk, outside: Outside, code: str) -> None:
    answer = clerk.send_again(act(code, "withdrawal"), {**AT_COUNTER, "token": "guessed"})
    assert answer.status_code == 403
    with outside.ground.act() as context:
        assert context.records.withdrawals.find(code) is None


def test_a_form_outlives_the_session_of_its_page_only_to_be_filled_in_again(
    clerk: Clerk, outside: Outside, code: str
) -> None:
    token = clerk.token(act(code, "withdrawal"))
    outside.ground.clock.now += timedelta(hours=8)
    answer = clerk.send_again(act(code, "withdrawal"), {**AT_COUNTER, "token": token})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/login")
