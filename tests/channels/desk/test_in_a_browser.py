"""The staff pages in a browser without scripts: by keyboard alone, and on the smallest telephone."""

from collections.abc import Iterator
from shutil import which

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.channels.caller import PASSWORD, Outside, an_application
from tests.ground import MOBILE, SUBSCRIBER, a_connection
from tests.hostile import MARKUP

CHROMIUM = which("chromium") or which("chromium-browser") or "Chromium is missing: apt-get install chromium"
NARROW = 320


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(
        viewport={"width": NARROW, "height": 800}, java_script_enabled=False, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def log_in(page: Page, outside: Outside, group: str, to: str) -> None:
    page.goto(f"{outside.url}{to}")
    page.fill("#user", group)
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{outside.url}{to}")


def tab_to(page: Page, name: str) -> None:
    """As a keyboard gets there."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator(f'[name="{name}"]:focus').count():
            return
    raise AssertionError(f"no key leads to {name}")


def test_a_request_is_registered_by_keyboard_alone(page: Page, outside: Outside) -> None:
    log_in(page, outside, "front-desk", "/desk/new/form-1")
    tab_to(page, "channel")
    page.keyboard.press("ArrowDown")
    for name, entry in {
        "bill_id": str(a_connection().bill_id),
        "applicant.kind": "",
        "applicant.national_id": SUBSCRIBER,
        "applicant.name": "مشترک نمونه",
        "applicant.mobile": MOBILE,
        "declaration": "",
    }.items():
        tab_to(page, name)
        page.keyboard.type(entry or " ")
    page.keyboard.press("Enter")
    page.wait_for_url("**/registered")
    assert "درخواست ثبت شد" in page.inner_text("main")
    page.go_back()
    page.wait_for_url("**/registered")
    with outside.ground.act() as context:
        (request,) = context.records.requests.unended()
    assert request.channel == "phone"


def test_a_word_without_end_makes_no_page_wider_and_markup_stays_text(page: Page, outside: Outside) -> None:
    word = "م" * 90
    outside.ground.put(a_connection(subscriber_name=word, address=f"{MARKUP}{word * 2}"))
    code = outside.apply(an_application(applicant__name=word)).json()["tracking_code"]
    outside.act("POST", code, "withdrawal", {"reason": word * 10})
    outside.ground.do("archive-request", code, reason="withdrawn")
    outside.act("POST", code, "feedback", {"rating": 1, "comment": word * 11})
    log_in(page, outside, "front-desk+finance+supervision", "/desk")
    for path in (f"/cases/{code}", "/desk/supervision", f"/desk/requests/{code}"):
        page.goto(f"{outside.url}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW, path
    page.goto(f"{outside.url}/cases/{code}")
    assert MARKUP in page.inner_text("main")


def test_no_staff_page_is_wider_than_the_smallest_telephone(page: Page, outside: Outside) -> None:
    code = outside.ground.register()
    outside.ground.to_the_debt(code)
    log_in(page, outside, "front-desk+finance+supervision", "/desk")
    for path in (
        "/desk",
        "/desk/new/form-1",
        f"/desk/requests/{code}",
        f"/desk/requests/{code}/terms",
        f"/desk/requests/{code}/registered",
        "/desk/money",
        "/desk/supervision",
        f"/cases/{code}",
        "/service-information",
    ):
        page.goto(f"{outside.url}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW, path
