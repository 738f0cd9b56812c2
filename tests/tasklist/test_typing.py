"""What a fast writer types reaches the engine whole, however soon it is sent."""

import pytest
from playwright.sync_api import Page

from tests.kit import Case
from tests.tasklist.browser import Door
from tests.tasklist.form import OpenForm

pytestmark = [pytest.mark.engine, pytest.mark.usefixtures("empty_desks")]
TESTER = "meter-testing"
WRITTEN = {
    "meterSerial": "12345678",
    "meterReading": 10250,
    "errorFull": 0.5,
    "errorLight": 0.7,
    "errorInductive": 0.6,
    "testedOn": "۱۴۰۵/۰۹/۰۳",
    "remarks": "پلمب تازه زده شد.",
}


@pytest.fixture
def form(tested: Case, door: Door) -> OpenForm:
    """The tester's form, with everything but what is to be written."""
    app = door.open(TESTER)
    app.open_task("آزمایش کنتور")
    app.claim()
    form = OpenForm(app)
    form.choose("نتیجه‌ی مراجعه", "کنتور بررسی شد")
    for question in ("مصرف‌کننده‌ی دیگری هست؟", "کنتور سر جای خود نیست؟"):
        form.choose(question, "خیر")
    for question in ("پلمب‌ها سالم است؟", "کنتور آزمایش‌پذیر است؟", "با جریان راه‌اندازی به کار افتاد؟"):
        form.choose(question, "بله")
    form.choose("در آزمون بی‌باری ایستاد؟", "بله")
    return form


def type_without_pause(page: Page, *entries: tuple[str, str]) -> None:
    """Goes from field to field and types; nothing is waited for."""
    for field, entry in entries:
        page.get_by_label(field).first.click()
        page.keyboard.type(entry)


def test_no_letter_is_lost_between_two_fields_or_before_the_form_is_sent(form: OpenForm) -> None:
    form.page.route("**/submit-form", lambda call: call.abort())
    type_without_pause(
        form.page,
        ("شماره بدنه کنتور", "12345678"),
        ("رقم کنتور", "۱۰۲۵۰"),
        ("خطا در بار کامل", "۰٫۵"),
        ("خطا در بار سبک", "۰٫۷"),
        ("خطا در بار پس‌فاز", "۰٫۶"),
        ("تاریخ آزمایش", "۱۴۰۵/۰۹/۰۳"),
        ("توضیح", "پلمب تازه زده شد."),
    )
    with form.page.expect_request("**/submit-form") as sent:
        form.page.locator(".form-actions button", has_text="انجام شد").click()
    body = sent.value.post_data_json
    assert body is not None
    variables = body["variables"]
    assert {name: variables[name]["value"] for name in WRITTEN} == WRITTEN
