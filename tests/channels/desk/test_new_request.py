"""A request at the counter or by telephone: judged as the API judges, registered once whatever is clicked."""

import pytest
import requests

from channels.limits import CLERK, FLOOD
from domain.identifiers import BillId
from domain.persian import digits
from tests.channels.caller import Outside, an_application
from tests.channels.clerk import Clerk, faults
from tests.ground import MOBILE, STRANGER, SUBSCRIBER, a_connection

ENTRIES = {
    "channel": "counter",
    "bill_id": str(a_connection().bill_id),
    "applicant.kind": "natural",
    "applicant.national_id": SUBSCRIBER,
    "applicant.name": "مشترک نمونه",
    "applicant.mobile": MOBILE,
    "representative.relation": "",
    "representative.national_id": "",
    "representative.name": "",
    "refund_sheba": "",
    "declaration": "yes",
}
BY_ATTORNEY = {
    "representative.relation": "attorney",
    "representative.national_id": STRANGER,
    "representative.name": "نماینده نمونه",
}
FORM = "/desk/new/form-1"


def bill_id(number: int) -> str:
    """A number that the register need not know."""
    return str(BillId.compose(50_000_001 + number, "036"))


@pytest.fixture
def clerk(outside: Outside) -> Clerk:
    return Clerk.of(outside, "front-desk")


def code_of(answer: requests.Response) -> str:
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"].split("/")[3]


def registered(outside: Outside) -> int:
    with outside.ground.act() as context:
        return len(context.records.requests.unended())


@pytest.mark.parametrize("channel", ["counter", "phone"])
def test_a_request_is_registered_as_that_of_its_channel_under_the_clerk_s_name(
    clerk: Clerk, outside: Outside, channel: str
) -> None:
    code = code_of(clerk.send(FORM, ENTRIES | {"channel": channel}))
    request = outside.ground.request(code)
    assert (request.channel, request.channel_user) == (channel, "front-desk")
    assert outside.ground.notices(code) == ["request-registered", "subscription-alert"]


def test_the_page_after_it_shows_the_code_in_parts_and_what_comes_next(clerk: Clerk) -> None:
    code = code_of(clerk.send(FORM, ENTRIES))
    page = clerk.get(f"/desk/requests/{code}/registered").text
    for part in (code[:4], code[4:8], code[8:12], code[12:]):
        assert f"<span>{digits(part)}</span>" in page
    assert "هزینه‌ی جمع‌آوری با شناسه‌ی پرداخت به متقاضی پیامک می‌شود" in page
    assert "۱۴۰۵/۰۹/" in page


def test_a_reload_of_the_sent_form_registers_nothing_more(clerk: Clerk, outside: Outside) -> None:
    first = code_of(clerk.send(FORM, ENTRIES))
    token = clerk.token("/desk")
    assert code_of(clerk.send_again(FORM, ENTRIES | {"token": token})) == first
    assert registered(outside) == 1


def test_the_back_button_leads_to_what_was_registered(clerk: Clerk) -> None:
    code = code_of(clerk.send(FORM, ENTRIES))
    answer = clerk.get(FORM)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/desk/requests/{code}/registered")


def test_the_same_form_with_other_entries_is_refused_and_registers_nothing(
    clerk: Clerk, outside: Outside
) -> None:
    token = clerk.token(FORM)
    code_of(clerk.send_again(FORM, ENTRIES | {"token": token}))
    for other in ({"applicant.mobile": "09120000002"}, {"channel": "phone"}):
        answer = clerk.send_again(FORM, ENTRIES | other | {"token": token})
        assert answer.status_code == 409
        assert "این فرم پیش‌تر درخواستی را ثبت کرده است" in answer.text
    assert registered(outside) == 1


def test_every_new_form_has_a_key_of_its_own(clerk: Clerk) -> None:
    assert clerk.get("/desk/new").headers["Location"] != clerk.get("/desk/new").headers["Location"]


WRONG = [
    ("channel", "", "بگویید متقاضی از کدام راه آمده است"),
    ("channel", "app", "بگویید متقاضی از کدام راه آمده است"),
    ("channel", "in-person", "بگویید متقاضی از کدام راه آمده است"),
    ("bill_id", "", "پر نشده است"),
    ("bill_id", "1234567803622", "رقم"),
    ("applicant.kind", "", "پر نشده است"),
    ("applicant.national_id", "0076229644", "کد ملی"),
    ("applicant.name", "", "پر نشده است"),
    ("applicant.name", "۱۲۳", "حرفی ندارد"),
    ("applicant.mobile", "02531234567", "شماره همراه"),
    ("representative.relation", "legal-representative", "نماینده‌ی شخص حقوقی برای شخص حقیقی"),
    ("representative.national_id", "", "پر نشده است"),
    ("representative.name", "", "پر نشده است"),
    ("refund_sheba", "IR062960000000100324200002", "شبا"),
    ("declaration", "", "بدون این تأیید درخواست ثبت نمی‌شود"),
]


def test_a_wrong_entry_is_said_beside_its_field_and_the_others_are_kept(
    clerk: Clerk, outside: Outside
) -> None:
    for field, entered, says in WRONG:
        answer = clerk.send(FORM, ENTRIES | BY_ATTORNEY | {field: entered})
        assert answer.status_code == 422, field
        assert says in faults(answer.text)[field]
        assert f'value="{MOBILE}"' in answer.text or field == "applicant.mobile"
        assert "خطا: درخواست تازه" in answer.text
    assert registered(outside) == 0


def test_all_that_is_wrong_is_said_at_once(clerk: Clerk) -> None:
    wrong = {"applicant.national_id": "1", "applicant.mobile": "1", "bill_id": "1"}
    found = faults(clerk.send(FORM, ENTRIES | wrong).text)
    assert set(found) == {"applicant.national_id", "applicant.mobile", "bill_id"}


def test_an_empty_form_asks_for_everything_that_is_needed(clerk: Clerk) -> None:
    found = faults(clerk.send(FORM, {}).text)
    needed = {"bill_id", "applicant.kind", "applicant.national_id", "applicant.name", "applicant.mobile"}
    assert found.keys() >= needed | {"declaration"}


def test_a_wrong_form_is_mended_and_registered_once(clerk: Clerk, outside: Outside) -> None:
    assert clerk.send(FORM, ENTRIES | {"applicant.mobile": "1"}).status_code == 422
    code_of(clerk.send(FORM, ENTRIES))
    assert registered(outside) == 1


def test_persian_digits_are_as_good(clerk: Clerk, outside: Outside) -> None:
    typed = {name: digits(ENTRIES[name]) for name in ("bill_id", "applicant.national_id", "applicant.mobile")}
    code = code_of(clerk.send(FORM, ENTRIES | typed))
    assert outside.ground.request(code).applicant_national_id == SUBSCRIBER


def test_a_connection_with_an_open_request_gets_no_second_one(clerk: Clerk, outside: Outside) -> None:
    outside.ground.register()
    answer = clerk.send(FORM, ENTRIES)
    assert "درخواست دیگری در جریان است" in faults(answer.text)["bill_id"]


def test_after_the_agreement_nothing_is_registered(clerk: Clerk, outside: Outside) -> None:
    outside.ground.clock.now = outside.ground.clock.now.replace(year=2027, month=4)
    clerk = Clerk.of(outside, "front-desk")
    answer = clerk.send(FORM, ENTRIES)
    assert answer.status_code == 409
    assert "بند ۶.۱" in answer.text


def test_a_representative_is_asked_for_documents_at_once(clerk: Clerk, outside: Outside) -> None:
    code = code_of(clerk.send(FORM, ENTRIES | BY_ATTORNEY))
    assert outside.ground.request(code).representative_national_id == STRANGER
    page = clerk.get(f"/desk/requests/{code}/registered").text
    assert "وکالتنامه" in page
    assert f"/desk/requests/{code}/documents" in page


def test_whose_connection_it_is_is_not_told_at_the_desk(clerk: Clerk) -> None:
    code_of(clerk.send(FORM, ENTRIES | {"applicant.national_id": STRANGER}))
    nobodys = {"bill_id": BillId.compose(87654321, "036")}
    code_of(clerk.send("/desk/new/form-2", ENTRIES | nobodys))


def test_html_in_a_name_is_shown_as_letters(clerk: Clerk) -> None:
    name = '"><script>alert(1)</script>'
    answer = clerk.send(FORM, ENTRIES | {"applicant.name": name, "applicant.mobile": "1"})
    assert "<script" not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_nobody_s_mobile_is_flooded_from_the_desk_either(clerk: Clerk, outside: Outside) -> None:
    for number in range(FLOOD.free):
        code_of(clerk.send(f"/desk/new/form-{number}", ENTRIES | {"bill_id": bill_id(number)}))
    last = ENTRIES | {"bill_id": bill_id(FLOOD.free)}
    slowed = clerk.send("/desk/new/form-last", last)
    assert (slowed.status_code, slowed.headers["Retry-After"]) == (429, "1")
    assert "پس از ۱ ثانیه همین فرم را دوباره بفرستید" in slowed.text
    assert f'value="{last["bill_id"]}"' in slowed.text
    assert outside.apply(an_application(bill_id=last["bill_id"])).status_code == 429
    assert registered(outside) == FLOOD.free
    outside.ground.clock.move(seconds=1)
    code_of(clerk.send("/desk/new/form-last", last))


def test_who_registers_faster_than_a_hand_types_is_slowed_and_a_colleague_is_not(
    clerk: Clerk, outside: Outside
) -> None:
    def register(clerk: Clerk, number: int) -> requests.Response:
        own = {"bill_id": bill_id(number), "applicant.mobile": f"0912{number:07}"}
        return clerk.send(f"/desk/new/form-{number}", ENTRIES | own)

    for number in range(CLERK.free):
        code_of(register(clerk, number))
    assert register(clerk, CLERK.free).status_code == 429
    code_of(register(Clerk.of(outside, "front-desk", "finance"), CLERK.free))


def test_a_form_that_comes_again_counts_once(clerk: Clerk, outside: Outside) -> None:
    token = clerk.token(FORM)
    for _ in range(FLOOD.free):
        code_of(clerk.send_again(FORM, ENTRIES | {"token": token}))
    code_of(clerk.send("/desk/new/form-2", ENTRIES | {"bill_id": bill_id(1)}))
    assert registered(outside) == 2


def test_a_form_of_another_session_is_refused(clerk: Clerk, outside: Outside) -> None:
    strange = Clerk.of(outside, "front-desk", "finance").token("/desk")
    answer = clerk.send_again(FORM, ENTRIES | {"token": strange})
    assert answer.status_code == 403
    assert registered(outside) == 0
