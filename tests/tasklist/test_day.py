"""Every step of the staff is done in Tasklist by clicking, those of a usual request and those few need.

How every page looked stays under `build/tasklist`, to be looked at by people.
"""

from collections.abc import Callable

import pytest

from console.rehearsal import Rehearsal
from tests.kit import MODELS, SHEBA, Case
from tests.tasklist.browser import Door, password_of
from tests.tasklist.form import OpenForm, keep

pytestmark = [pytest.mark.engine, pytest.mark.usefixtures("empty_desks")]


USUAL = ("test-meter", "approve-terms", "remove-connection", "correct-removal", "approve-refund")
NAMES = {task.id: task.name for task in MODELS.elements("userTask")}


def take(door: Door, group: str, case: Case, step: str) -> OpenForm:
    """A member of the group finds the task of the case in the list of its step, and takes it."""
    app = door.open(group)
    app.page.locator(".task-filter", has_text=step).click()
    app.page.locator("li.task", has_text=case.code).click()
    app.page.locator("h2.task", has_text=step).wait_for()
    app.claim()
    form = OpenForm(app)
    form.page.locator(".fjs-form-field").first.wait_for()
    keep(form.page, f"{step}، باز")
    assert app.english() == set()
    return form


def send(form: OpenForm, case: Case, step: str) -> None:
    """The member sends the form, and the service goes on as far as it can."""
    keep(form.page, f"{step}، نوشته")
    form.send()
    form.page.context.close()
    case.settle()


def look_at_case(door: Door, form: OpenForm, case: Case) -> None:
    """The form's link opens the page of the case, once the member has said who they are."""
    with form.page.context.expect_page() as opened:
        form.page.get_by_role("link", name="مشاهده‌ی پرونده‌ی درخواست").click()
    page = opened.value
    page.fill("#user", form.app.user)
    page.fill("#password", password_of(door.stage, form.app.user))
    page.keyboard.press("Enter")
    page.get_by_text(case.connection.address).wait_for()
    keep(page, "پرونده")
    page.close()


def report_test(form: OpenForm) -> None:
    form.choose("نتیجه‌ی مراجعه", "کنتور بررسی شد")
    form.choose("مصرف‌کننده‌ی دیگری هست؟", "خیر")
    form.choose("کنتور سر جای خود نیست؟", "خیر")
    form.write("شماره بدنه کنتور", "12345678")
    form.write("رقم کنتور", "۱۰۲۵۰")
    form.choose("پلمب‌ها سالم است؟", "بله")
    form.choose("کنتور آزمایش‌پذیر است؟", "بله")
    form.write("خطا در بار کامل", "۰٫۵")
    form.write("خطا در بار سبک", "-۱٫۵")
    form.write("خطا در بار پس‌فاز", "۲")
    form.choose("با جریان راه‌اندازی به کار افتاد؟", "بله")
    form.choose("در آزمون بی‌باری ایستاد؟", "بله")
    form.write("تاریخ آزمایش", "۱۴۰۵/۰۹/۰۳")


def report_removal(form: OpenForm, final_reading: str) -> None:
    form.choose("نتیجه‌ی مراجعه", "انشعاب جمع‌آوری شد")
    form.write("تاریخ جمع‌آوری", "۱۴۰۵/۰۹/۰۳")
    form.write("رقم پایانی", final_reading)
    form.write("پلمب‌های بازشده", "۲")
    form.write("شماره رسید انبار", "R-1")
    form.tick("کنتور", "جعبه کنتور", "فیوز")


def ask_for_documents(form: OpenForm) -> None:
    form.choose("نتیجه‌ی بررسی", "تکمیل مدارک")
    form.tick("وکالتنامه")
    form.write("دلیل", "تصویر وکالتنامه خوانا نیست.")


def grant_instalments(form: OpenForm) -> None:
    form.choose("ترتیب پرداخت بدهی", "تقسیط")
    form.write("تعداد قسط", "۳")
    form.write("دلیل", "به درخواست مشترک.")


def report_call(form: OpenForm) -> None:
    form.choose("نتیجه‌ی تماس", "با مشترک گفت‌وگو شد")
    form.write("توضیح", "شرایط خوانده شد.")


OTHER: dict[str, tuple[str, Callable[[Case], None], Callable[[OpenForm], None]]] = {
    "review-documents": ("subscriber-affairs", Case.to_the_review, ask_for_documents),
    "follow-up-debt": ("finance", Case.to_the_overdue_debt, grant_instalments),
    "call-subscriber": ("subscriber-affairs", Case.to_the_call, report_call),
}
"""Who does it, how a case comes there, and what they answer."""


def done(case: Case) -> list[str]:
    """The steps of staff that the engine knows as completed."""
    query = {"processInstanceBusinessKey": case.code, "finished": "true"}
    tasks = case.office.engine.call("GET", "/history/task", query=query)
    return [task["taskDefinitionKey"] for task in tasks if task["deleteReason"] == "completed"]


def test_no_step_of_the_models_is_left_out() -> None:
    assert sorted((*USUAL, *OTHER)) == sorted(NAMES)


@pytest.mark.parametrize("step", OTHER)
def test_a_step_that_some_requests_need_is_done_by_clicking(office: Rehearsal, door: Door, step: str) -> None:
    group, bring, fill_in = OTHER[step]
    case = Case.of(office)
    bring(case)
    assert step not in done(case)
    form = take(door, group, case, NAMES[step])
    fill_in(form)
    send(form, case, NAMES[step])
    assert step in done(case)


def test_each_group_does_its_steps_of_a_request_by_clicking(office: Rehearsal, door: Door) -> None:
    case = Case.of(office, prior_debt=0)
    case.sheba = SHEBA
    case.to_the_test()

    test = take(door, "meter-testing", case, "آزمایش کنتور")
    look_at_case(door, test, case)
    report_test(test)
    assert "\u20660٫14\u2069 درصد" in test.text
    assert "نتیجه‌ای که از این آزمایش برمی‌آید: سالم" in test.text
    send(test, case, "آزمایش کنتور")

    terms = take(door, "subscriber-affairs", case, "تأیید شرایط پیش از اعلام")
    terms.choose("تصمیم", "تأیید و اعلام به مشترک")
    send(terms, case, "تأیید شرایط پیش از اعلام")
    case.agree()

    removal = take(door, "field-operations", case, "جمع‌آوری انشعاب در محل")
    report_removal(removal, "۱۰۱۰۰")
    send(removal, case, "جمع‌آوری انشعاب در محل")

    correction = take(door, "field-operations", case, "اصلاح گزارش جمع‌آوری")
    assert "رقم پایانی از رقم روز آزمایش کمتر است." in correction.text
    report_removal(correction, "۱۰۲۶۰")
    send(correction, case, "اصلاح گزارش جمع‌آوری")

    refund = take(door, "finance", case, "تأیید پرداخت بستانکاری")
    refund.choose("تصمیم", "پرداخت به شبای اعلام‌شده")
    send(refund, case, "تأیید پرداخت بستانکاری")
    assert case.status() == "ended"
    assert sorted(done(case)) == sorted(USUAL)
