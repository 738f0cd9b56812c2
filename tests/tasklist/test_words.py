"""Nobody who works here reads English: each page of a member's day is looked at for Latin words."""

import pytest

from tests.kit import Case
from tests.tasklist.browser import Door
from tests.tasklist.form import keep

pytestmark = pytest.mark.engine
TESTER = "meter-testing"


def test_the_login_page_is_persian(door: Door) -> None:
    app = door.open_login()
    app.see("ورود")
    assert app.page.get_by_placeholder("نام کاربری").is_visible()
    assert app.english() == set()


def test_tasklist_is_persian_from_the_list_to_the_sent_form(tested: Case, door: Door) -> None:
    app = door.open(TESTER)
    seen: set[str] = set()
    app.open_task("آزمایش کنتور")
    app.claim()
    app.see("نتیجه‌ی مراجعه")
    seen |= app.english()
    app.page.locator("label", has_text="کنتور بررسی شد").click()
    app.page.locator("button", has_text="انجام شد").click()
    app.see("پر کردن این بخش لازم است.")
    seen |= app.english()
    for tab in ("تاریخچه", "نمودار", "شرح"):
        app.page.locator(".nav-tabs a", has_text=tab).click()
        app.page.locator(".loader:visible").wait_for(state="detached")
        seen |= app.english()
    assert not seen, seen


def test_dialogs_and_menus_of_tasklist_are_persian(tested: Case, door: Door) -> None:
    app = door.open(TESTER)
    seen: set[str] = set()
    app.open_task("آزمایش کنتور")
    app.page.locator("a", has_text="یادداشت تازه").click()
    app.page.locator(".modal textarea").wait_for()
    seen |= app.english()
    app.close()
    app.page.click(".task-filters .glyphicon-pencil")
    app.see("مشخصات فهرست")
    for part in ("شرط‌ها", "دسترسی‌ها", "متغیرها"):
        app.page.locator(".panel-heading a", has_text=part).click()
        app.page.locator(".panel-open", has_text=part).wait_for()
        seen |= app.english()
    app.close()
    for opener in (
        ".account .dropdown-toggle",
        ".tasks-list .sort-by",
        "[cam-widget-search] input[type=text]",
    ):
        app.page.click(opener)
        app.page.locator(".dropdown-menu >> visible=true").first.wait_for()
        seen |= app.english()
        app.page.click("h2.task")
    assert not seen, seen


def test_the_dialog_of_a_list_is_persian_for_those_who_make_lists(tested: Case, door: Door) -> None:
    app = door.open("admin")
    app.begin_list()
    seen = app.english()
    for part in ("دسترسی‌ها", "متغیرها", "شرط‌ها"):
        app.page.locator(".panel-heading a", has_text=part).click()
        app.page.locator(".panel-open", has_text=part).wait_for()
        seen |= app.english()
    app.page.locator(".modal a", has_text="افزودن شرط").click()
    for criterion in ("مهلت پیش از *", "کلید یکی از", "مسئول *", "یکی از گروه‌ها *", "اولویت"):
        app.page.locator("select[name=queryParamKey]").select_option(label=criterion)
        seen |= app.english()
    app.page.locator("input[name=queryParamValue]").fill("هیچ")
    app.see("عدد صحیح بنویسید")
    seen |= app.english()
    keep(app.page, "فهرست تازه")
    assert not seen, seen


def test_the_page_of_the_member_themselves_is_persian(door: Door) -> None:
    app = door.open(TESTER, app="welcome")
    app.see("کارتابل")
    seen = app.english()
    for link in ("ویرایش مشخصات", "تغییر گذرواژه"):
        app.page.locator("a", has_text=link).click()
        app.see("انصراف")
        seen |= app.english()
        app.see("انصراف").click()
    assert not seen, seen


def test_what_the_engine_says_in_english_reaches_nobody(tested: Case, door: Door) -> None:
    app = door.open(TESTER)
    app.open_task("آزمایش کنتور")
    refusal = {"type": "NullValueException", "message": "Cannot find task with id 7: task is null"}
    app.page.route("**/comment/create", lambda call: call.fulfill(status=500, json=refusal))
    app.page.locator("a", has_text="یادداشت تازه").click()
    app.page.fill(".modal textarea", "مشترک در خانه بود.")
    app.page.locator(".modal button", has_text="ذخیره").click()
    app.see("این کار دیگر باز نیست.")
    assert app.english() == set()
