"""Dates are Jalali and Tehran's where they are read and where they are entered, wherever the browser is."""

from datetime import datetime

import pytest

from console.rehearsal import Stage
from domain.persian import TEHRAN, digits, long_date
from engine.client import Engine
from tests.kit import Case
from tests.tasklist.browser import Door, password_of

pytestmark = pytest.mark.engine
TESTER = "meter-testing"
ZONES = ["UTC", "Asia/Tokyo"]
DAY = ".jalali td button"
ACCEPT = ".cam-widget-inline-field.btn-group .glyphicon-ok"


@pytest.fixture
def member(stage: Stage) -> Engine:
    return Engine(stage.settings.engine_url, TESTER, password_of(stage, TESTER))


def written(moment: datetime) -> str:
    """A moment as people in Tehran write it."""
    _weekday, day = long_date(moment).split(maxsplit=1)
    return f"{day}، {digits(f'{moment.astimezone(TEHRAN):%H:%M}')}"


def kept(member: Engine, date: str) -> datetime:
    """That date of the tester's newest task, as the engine has it."""
    query = {"sortBy": "created", "sortOrder": "desc", "name": "آزمایش کنتور"}
    return datetime.fromisoformat(member.call("GET", "/task", query=query)[0][date])


@pytest.mark.parametrize("zone", ZONES)
def test_dates_are_read_and_chosen_by_tehrans_calendar_and_clock(
    tested: Case, door: Door, member: Engine, zone: str
) -> None:
    app = door.open(TESTER, zone=zone)
    app.open_task("آزمایش کنتور")
    app.page.hover(".due-date [am-time-ago]")
    app.see(written(kept(member, "due")).replace("،", "، ساعت"))
    app.page.click(".followup-date .view-value")
    app.page.locator(".jalali thead button", has_text="‹").click()
    app.page.locator(DAY, has_text=digits(15)).click()
    chosen = app.page.locator(".followup-date .preview").inner_text()
    clock = [app.page.locator(f".uib-time.{part} input").input_value() for part in ("hours", "minutes")]
    with app.page.expect_response(lambda answer: answer.request.method == "PUT") as saved:
        app.page.click(ACCEPT)
    assert saved.value.ok
    assert chosen.startswith(digits("15 "))
    assert chosen.endswith(digits(":".join(clock)))
    assert chosen == written(kept(member, "followUp"))


def test_a_day_is_chosen_by_keyboard_alone(tested: Case, door: Door) -> None:
    app = door.open(TESTER, zone="Asia/Tokyo")
    app.open_task("آزمایش کنتور")
    app.page.click(".due-date .view-value")
    # Tasklist puts the focus there itself, once it has the day.
    app.page.wait_for_function("document.activeElement.matches('.jalali')")
    before = app.page.locator(".due-date .preview").inner_text()
    for key in ("ArrowLeft", "ArrowDown", "PageDown", "PageUp", "ArrowUp"):
        app.page.keyboard.press(key)
    after = app.page.locator(".due-date .preview").inner_text()
    app.page.keyboard.press("ArrowRight")
    assert after != before
    assert app.page.locator(".due-date .preview").inner_text() == before


def test_the_history_is_told_by_the_days_of_tehran(tested: Case, door: Door) -> None:
    """An hour before midnight in Tehran is the next day in Tokyo: the entry stands under Tehran's."""
    night = datetime(2026, 11, 24, 23, 0, tzinfo=TEHRAN)
    entry = {
        "timestamp": night.isoformat(timespec="milliseconds"),
        "operationType": "Claim",
        "operationId": "1",
    }
    app = door.open(TESTER, zone="Asia/Tokyo")
    app.page.route(
        "**/history/user-operation?*", lambda call: call.fulfill(json=[{**entry, "property": "assignee"}])
    )
    app.page.route("**/history/user-operation/count?*", lambda call: call.fulfill(json={"count": 1}))
    app.open_task("آزمایش کنتور")
    app.page.locator(".nav-tabs a", has_text="تاریخچه").click()
    app.see("برداشتن کار")
    assert app.page.locator(".date-badge").inner_text().split() == ["۳", "آذر", "۱۴۰۵"]
    assert digits(app.page.locator(".operation-time").inner_text()) == "۲۳:۰۰"


@pytest.mark.parametrize("zone", ZONES)
def test_the_date_of_a_criterion_is_written_and_shown_as_people_write_dates(
    tested: Case, door: Door, engine: Engine, zone: str
) -> None:
    app = door.open("admin", zone=zone)
    app.begin_list()
    name = f"مهلت تا {zone}"
    app.page.fill("input[name=filterName]", name)
    app.page.locator(".panel-heading a", has_text="شرط‌ها").click()
    app.page.locator(".modal a", has_text="افزودن شرط").click()
    app.page.locator("select[name=queryParamKey]").select_option(label="مهلت پیش از *")
    entry = app.page.locator("input[name=queryParamValue]")
    entry.fill("۱۴۰۵/۱۲/۳۰")
    app.page.locator(".modal .has-error .help-block:visible").first.wait_for()
    entry.fill("۱۴۰۵/۰۹/۰۳، ۱۴:۳۰")
    app.page.locator(".modal button", has_text="ذخیره").click()
    app.page.locator(".modal").wait_for(state="detached")
    (kept,) = engine.call("GET", "/filter", query={"name": name})
    app.page.locator(".task-filter", has_text=name).click()
    app.page.locator(".task-filter.active .glyphicon-pencil").click()
    app.page.locator(".panel-heading a", has_text="شرط‌ها").click()
    shown = app.page.locator("input[name=queryParamValue]").input_value()
    engine.call("DELETE", f"/filter/{kept['id']}")
    assert datetime.fromisoformat(kept["query"]["dueBefore"]) == datetime(2026, 11, 24, 14, 30, tzinfo=TEHRAN)
    assert shown == "۱۴۰۵/۰۹/۰۳، ۱۴:۳۰"
