"""The page reads from right to left, on a small screen and on a large one, and nothing of it lies outside."""

import pytest
from playwright.sync_api import expect

from tests.kit import Case
from tests.tasklist.browser import Door, WebApp

pytestmark = pytest.mark.engine
TESTER = "meter-testing"


def edges(app: WebApp, selector: str) -> tuple[int, int]:
    """Left and right edge of what is drawn."""
    box = app.page.locator(selector).first.bounding_box()
    assert box is not None, selector
    return round(box["x"]), round(box["x"] + box["width"])


@pytest.mark.parametrize("width", [1280, 1600])
def test_lists_stand_at_the_right_and_the_form_at_the_left(tested: Case, door: Door, width: int) -> None:
    app = door.open(TESTER)
    app.page.set_viewport_size({"width": width, "height": 900})
    app.open_task("آزمایش کنتور")
    form, tasks, lists = (
        edges(app, f".column.{name}") for name in ("task-details", "tasks-list", "task-filters")
    )
    assert form[0] == 0
    assert form[1] == tasks[0]
    assert tasks[1] == lists[0]
    assert lists[1] == width
    assert app.page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_form_stays_when_the_lists_are_folded(tested: Case, door: Door) -> None:
    app = door.open(TESTER)
    app.open_task("آزمایش کنتور")
    for column in ("task-filters", "tasks-list"):
        app.page.click(f".column.{column} .region-toggle")
    app.page.wait_for_function("document.querySelector('.column.task-details').offsetWidth > 1200")
    assert edges(app, ".column.task-details")[0] == 0


def test_the_words_of_a_diagram_stand_in_their_boxes(tested: Case, door: Door) -> None:
    app = door.open("admin")
    task = tested.office.task(tested.code, "test-meter", TESTER)
    app.page.goto(f"{app.page.url.split('#')[0]}#/?task={task.id}")
    app.page.locator(".nav-tabs a", has_text="نمودار").click()
    app.page.locator(".djs-shape[data-element-id=test-meter] text").wait_for()
    box, words = (
        edges(app, "[data-element-id=test-meter] rect"),
        edges(app, "[data-element-id=test-meter] text"),
    )
    assert box[0] <= words[0] < words[1] <= box[1]


def test_a_number_may_be_typed_in_persian_digits(tested: Case, door: Door) -> None:
    app = door.open(TESTER)
    app.open_task("آزمایش کنتور")
    app.claim()
    app.page.locator("label", has_text="کنتور بررسی شد").click()
    reading = app.page.locator(".fjs-form-field-number input").first
    reading.press_sequentially("۱۲٬۳۴۵")
    assert reading.input_value() == "12345"
    assert app.page.locator(".fjs-form-field-number .fjs-form-field-error").count() == 0


def test_what_is_due_first_stands_first_until_its_reader_orders_otherwise(tested: Case, door: Door) -> None:
    app = door.open(TESTER)
    app.open_task("آزمایش کنتور")
    order = app.page.locator(".sorting-choice .sort-by").first
    assert order.inner_text().strip() == "مهلت"
    with app.page.expect_request("**/filter/*/list?*") as asked:
        app.page.locator(".sorting-choice .sort-direction").first.click()
    body = asked.value.post_data_json
    assert body is not None
    assert body["sorting"] == [{"sortBy": "dueDate", "sortOrder": "desc"}]


def test_beside_every_list_stands_how_much_waits_in_it(tested: Case, door: Door) -> None:
    app = door.open(TESTER)
    mine, tests = (app.page.locator(".task-filter", has_text=name) for name in ("کارهای من", "آزمایش کنتور"))
    mine.click()
    expect(tests.locator(".counter:visible")).to_have_text("1")
    tests.click()
    expect(tests.locator(".counter:visible")).to_have_text("1")
    app.open_task("آزمایش کنتور")
    app.claim()
    expect(mine.locator(".counter:visible")).to_have_text("1")
    app.page.click(".assignee .glyphicon-remove")
    expect(mine.locator(".counter:visible")).to_have_text("0")
