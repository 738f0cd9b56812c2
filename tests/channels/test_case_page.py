"""The case page: for staff alone, by role, harmless whatever a name contains, and every look logged."""

import re
from datetime import timedelta

import pytest
import requests

from channels.case.diagrams import diagram_of
from channels.case.roles import SEES, Part, seen_by
from channels.parts import Parts
from domain.identifiers import BillId
from domain.persian import digits
from engine.client import EngineAway
from tests.channels.caller import PASSWORD, PATIENCE, Outside, an_application
from tests.domain.samples import AGREEMENT
from tests.gateways.served import Stage
from tests.ground import MOBILE, SUBSCRIBER

OFFICE = ["front-desk", "subscriber-affairs", "finance", "supervision"]
VISIT = ["meter-testing", "field-operations"]


@pytest.fixture
def code(outside: Outside) -> str:
    """A case in which everything has happened but the last payment."""
    code = str(outside.apply().json()["tracking_code"])
    outside.ground.to_the_debt(code)
    return code


def get(browser: requests.Session, url: str) -> requests.Response:
    return browser.get(url, timeout=PATIENCE, allow_redirects=False)


def looks(outside: Outside, code: str) -> list[str]:
    with outside.ground.act() as context:
        return [f"{look.user} {look.what}" for look in context.records.looks.of_case(code)]


def test_who_is_not_logged_in_is_sent_to_the_login_and_from_there_back_to_the_case(
    outside: Outside, code: str
) -> None:
    answer = get(requests.Session(), f"{outside.url}/cases/{code}")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/login?to=/cases/{code}")
    assert looks(outside, code) == []


@pytest.mark.parametrize("group", OFFICE)
def test_the_office_sees_persons_and_amounts_with_their_lines(
    outside: Outside, code: str, group: str
) -> None:
    page = get(outside.browser(group), f"{outside.url}/cases/{code}").text
    for shown in ("مشترک نمونه", digits(SUBSCRIBER), digits(MOBILE), "قم، خیابان نمونه"):
        assert shown in page
    for shown in ("این مبلغ چگونه به دست آمد", "صورتحساب پایانی", "تعرفه‌ی نمونه، نه رسمی", "پیامک‌ها"):
        assert shown in page


@pytest.mark.parametrize("group", VISIT)
def test_who_goes_there_sees_address_meter_and_telephone_but_no_amount_and_no_national_id(
    outside: Outside, code: str, group: str
) -> None:
    page = get(outside.browser(group), f"{outside.url}/cases/{code}").text
    for shown in ("قم، خیابان نمونه", digits(MOBILE), "شماره بدنه کنتور", "آزمایش کنتور"):
        assert shown in page
    for hidden in (SUBSCRIBER, digits(SUBSCRIBER), "ریال", "شبا", "پیامک‌ها"):
        assert hidden not in page


@pytest.mark.parametrize("groups", [["nobody"], ["camunda-admin"], ["meter-testing-2"]])
def test_whoever_is_in_no_group_of_the_table_sees_nothing(
    outside: Outside, code: str, groups: list[str]
) -> None:
    answer = get(outside.browser(*groups), f"{outside.url}/cases/{code}")
    assert answer.status_code == 403
    assert digits(SUBSCRIBER) not in answer.text
    assert looks(outside, code) == []


def test_two_groups_see_what_either_may_see() -> None:
    assert seen_by(["nobody", "meter-testing", "finance"]) == SEES["finance"]
    assert seen_by([]) == frozenset()
    assert Part.AMOUNTS not in seen_by(VISIT)


def test_every_look_is_logged_with_who_looked(outside: Outside, code: str) -> None:
    get(outside.browser("finance"), f"{outside.url}/cases/{code}")
    get(outside.browser("supervision"), f"{outside.url}/cases/{code}")
    assert looks(outside, code) == ["finance case", "supervision case"]


def test_html_and_direction_marks_in_a_name_are_shown_as_letters(outside: Outside) -> None:
    name = "\u202e<script>alert(1)</script><img src=x onerror=alert(2)>"
    code = outside.apply(an_application(applicant__name=name)).json()["tracking_code"]
    page = get(outside.browser("finance"), f"{outside.url}/cases/{code}").text
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
    assert "\u202e" not in page


@pytest.mark.parametrize("stage", ["to_the_payment", "to_the_terms", "to_the_removal", "to_the_debt"])
def test_the_page_shows_where_the_request_stands(outside: Outside, stage: str) -> None:
    code = outside.apply().json()["tracking_code"]
    getattr(outside.ground, stage)(code)
    page = get(outside.browser("supervision"), f"{outside.url}/cases/{code}").text
    (here,) = re.findall(r'<li class="here" aria-current="step"><span>(.*?)</span>', page)
    stations = {
        "to_the_payment": "پرداخت هزینه",
        "to_the_terms": "توافق بر شرایط",
        "to_the_removal": "جمع‌آوری",
        "to_the_debt": "تسویه‌حساب",
    }
    assert here == stations[stage]


def test_a_request_that_was_turned_away_shows_where_it_stopped_and_why(outside: Outside) -> None:
    body = an_application(applicant__national_id="1583250689")
    code = outside.apply(body).json()["tracking_code"]
    outside.ground.do("check-eligibility", code)
    outside.ground.do("archive-request", code, reason="not-eligible")
    page = get(outside.browser("supervision"), f"{outside.url}/cases/{code}").text
    assert '<li class="stopped" aria-current="step"><span>ثبت درخواست</span>' in page
    assert "متقاضی مشترک نیست" in page


def test_a_request_for_a_bill_id_that_the_register_does_not_have_has_a_page_too(outside: Outside) -> None:
    code = outside.apply(an_application(bill_id=BillId.compose(87654321, "036"))).json()["tracking_code"]
    page = get(outside.browser("supervision"), f"{outside.url}/cases/{code}")
    assert page.status_code == 200
    assert "انشعابی با این شناسه قبض ندارد" in page.text


def test_an_unknown_code_is_asked_for_again(outside: Outside) -> None:
    browser = outside.browser("finance")
    answer = get(browser, f"{outside.url}/cases/14051234567817")
    assert answer.status_code == 404
    assert "یافت نشد" in answer.text
    assert get(browser, f"{outside.url}/cases?code=//evil.example").status_code == 404


def test_the_search_leads_to_the_case_in_whatever_digits(outside: Outside, code: str) -> None:
    answer = get(outside.browser("finance"), f"{outside.url}/cases?code={digits(code)}")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/cases/{code}")


def test_a_wrong_password_says_so_and_logs_nobody_in(outside: Outside) -> None:
    browser = requests.Session()
    answer = log_in(outside, browser, password="wrong")
    assert answer.status_code == 401
    assert "درست نیست" in answer.text
    assert "barchin-session" not in browser.cookies


def test_a_login_that_another_site_sends_is_refused(outside: Outside) -> None:
    form = {"user": "finance", "password": PASSWORD, "token": "guessed"}
    answer = requests.post(f"{outside.url}/login", data=form, timeout=PATIENCE, allow_redirects=False)
    assert answer.status_code == 403
    assert "barchin-session" not in answer.cookies


def test_a_login_leads_to_our_own_pages_only(outside: Outside) -> None:
    for elsewhere in (
        "//evil.example/14051234567817",
        "/cases/../../evil",
        "https://evil.example",
        "/casesx",
    ):
        answer = log_in(outside, requests.Session(), to=elsewhere)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/desk/money")
    answer = log_in(outside, requests.Session(), to="/cases/14051234567817")
    assert answer.headers["Location"] == "/cases/14051234567817"


def test_while_the_engine_is_away_the_login_says_so(outside: Outside, parts: Parts, api_stage: Stage) -> None:
    def away(user: str, password: str) -> frozenset[str] | None:
        raise EngineAway("http://engine", "ConnectionError")

    api_stage.app.state.parts = Parts(**{**vars(parts), "identify": away})
    assert log_in(outside, requests.Session()).status_code == 503


def test_the_session_ends_after_a_working_day_or_by_leaving(outside: Outside, code: str) -> None:
    browser = outside.browser("finance")
    outside.ground.clock.now += timedelta(hours=8)
    assert get(browser, f"{outside.url}/cases/{code}").status_code == 303
    browser = outside.browser("finance")
    browser.post(f"{outside.url}/logout", timeout=PATIENCE)
    assert get(browser, f"{outside.url}/cases/{code}").status_code == 303


def test_a_forged_session_is_nobody(outside: Outside, code: str) -> None:
    browser = outside.browser("meter-testing")
    signed = browser.cookies["barchin-session"]
    browser.cookies.clear()
    browser.cookies["barchin-session"] = signed[:-2]
    assert get(browser, f"{outside.url}/cases/{code}").status_code == 303


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(outside: Outside) -> None:
    cookie = log_in(outside, requests.Session()).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie


def log_in(outside: Outside, browser: requests.Session, **changes: str) -> requests.Response:
    form = get(browser, f"{outside.url}/login").text
    token = re.findall(r'name="token" value="(.*?)"', form)[0]
    sent = {"user": "finance", "password": PASSWORD, "token": token} | changes
    return browser.post(f"{outside.url}/login", data=sent, timeout=PATIENCE, allow_redirects=False)


def test_of_a_new_request_nothing_of_the_promised_time_is_used(outside: Outside) -> None:
    code = str(outside.apply().json()["tracking_code"])
    page = get(outside.browser("finance"), f"{outside.url}/cases/{code}").text
    assert "از ۷ روز کاری (۴۲ ساعت) هنوز چیزی به کار نرفته است" in page


def test_the_page_shows_where_in_the_models_the_case_stands(outside: Outside) -> None:
    code = str(outside.apply().json()["tracking_code"])
    outside.ground.to_the_test(code)
    browser = outside.browser("finance")
    page = get(browser, f"{outside.url}/cases/{code}").text
    assert re.findall('<img src="(.*?)"', page) == ["/cases/diagrams/test-meter"]
    drawn = get(browser, f"{outside.url}/cases/diagrams/test-meter")
    assert drawn.headers["Content-Type"] == "image/svg+xml"
    assert '[data-element-id="test-meter"]>.djs-visual' in drawn.text
    assert "آزمایش کنتور" in drawn.text


@pytest.mark.parametrize("step", ["nobody-knows", "Test-Meter", "..%2Ftest-meter", '"]*{}'])
def test_of_a_step_that_no_model_has_there_is_no_picture(outside: Outside, step: str) -> None:
    assert get(outside.browser("finance"), f"{outside.url}/cases/diagrams/{step}").status_code == 404


@pytest.mark.parametrize("step", AGREEMENT.steps)
def test_every_step_of_the_agreement_is_marked_in_a_picture(parts: Parts, step: str) -> None:
    assert f'[data-element-id="{step}"]' in (diagram_of(parts, step) or "")
