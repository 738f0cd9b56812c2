"""The pages of the staff by keyboard alone: everything is reached in the order of reading, seen, and done."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page

from domain.documents import DocumentKind
from domain.requests import Relation
from tests.channels.caller import Outside
from tests.channels.desk.test_in_a_browser import chromium, log_in
from tests.ground import PDF, Ground

__all__ = ["chromium"]

ALL_GROUPS = "front-desk+finance+supervision"
SKIP = "رفتن به متن صفحه"
LINE = 12
"""Pixels by which what stands in one line may differ in height."""

INTERACTIVE = """() => {
  const groups = new Set();
  const all = document.querySelectorAll('a[href], button, input:not([type=hidden]), textarea, summary');
  return [...all].filter((one) => one.checkVisibility()).filter((one) => {
    if (one.type !== 'radio') return true;
    return groups.has(one.name) ? false : groups.add(one.name);
  }).length;
}"""
FOCUSED = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
  if (one === document.body || one === document.documentElement) return null;
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const inside = box.top > -1 && box.bottom < innerHeight + 1 && box.left > -1 && box.right < innerWidth + 1;
  return {
    name: one.textContent.trim().slice(0, 40) || one.name || one.tagName,
    top: box.top + scrollY, bottom: box.bottom + scrollY, right: box.right,
    seen: outlined && inside && style.outlineColor !== getComputedStyle(one.parentElement).backgroundColor,
  };
}"""


@dataclass(frozen=True)
class Stop:
    """Where the focus stands: its place on the page, and whether it can be seen there."""

    name: str
    top: float
    bottom: float
    right: float
    seen: bool

    def is_read_after(self, other: "Stop") -> bool:
        """Lower, or in the same line further to the left; a skip link, above all, comes first."""
        return self.top >= other.bottom - LINE or (self.bottom > other.top and self.right <= other.right + 1)


def stops(page: Page) -> list[Stop]:
    """The way of the focus through the whole page, from wherever it stands round to there again."""
    found: list[Stop] = []
    for _ in range(120):
        page.keyboard.press("Tab")
        seen = page.evaluate(FOCUSED)
        stop = seen and Stop(**seen)
        if found and stop == found[0]:
            first = [one.name for one in found].index(SKIP)
            return found[first:] + found[:first]
        found += [stop] if stop else []
    raise AssertionError(f"no way out: {found[-3:]}")


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def in_review(ground: Ground) -> str:
    """A request whose documents can be opened."""
    code = ground.register_by(Relation.ATTORNEY)
    ground.to_the_review(code, DocumentKind.POWER_OF_ATTORNEY, DocumentKind.NATIONAL_CARD)
    return code


def test_the_focus_reaches_all_in_the_order_of_reading_and_is_seen_wherever_it_stands(
    page: Page, outside: Outside
) -> None:
    code = in_review(outside.ground)
    log_in(page, outside, ALL_GROUPS, "/desk")
    for path in (
        "/desk",
        "/desk/new/form-1",
        f"/desk/requests/{code}",
        f"/desk/requests/{code}/documents",
        f"/desk/requests/{code}/withdrawal",
        f"/desk/requests/{code}/registered",
        "/desk/money",
        "/desk/supervision",
        "/cases",
        f"/cases/{code}",
    ):
        page.goto(f"{outside.url}{path}")
        way = stops(page)
        assert len(way) == page.evaluate(INTERACTIVE), (path, [stop.name for stop in way])
        assert [stop.name for stop in way if not stop.seen] == [], path
        jumps = [(a.name, b.name) for a, b in pairwise(way) if not b.is_read_after(a)]
        assert jumps == [], path


def test_the_first_stop_leads_past_the_header(page: Page, outside: Outside) -> None:
    code = in_review(outside.ground)
    log_in(page, outside, "supervision", f"/cases/{code}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == SKIP
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def press_on(page: Page, name: str, key: str) -> None:
    """Goes to what is called so, and presses the key on it."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if name in str(page.evaluate("document.activeElement.textContent")):
            page.keyboard.press(key)
            return
    raise AssertionError(f"no key leads to {name}")


def test_a_document_is_opened_by_the_enter_key(page: Page, outside: Outside) -> None:
    code = in_review(outside.ground)
    log_in(page, outside, "subscriber-affairs", f"/cases/{code}")
    with page.expect_download() as opened:
        press_on(page, DocumentKind.POWER_OF_ATTORNEY.title, "Enter")
    assert opened.value.suggested_filename == "power-of-attorney-1.pdf"
    assert opened.value.path().read_bytes() == PDF


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_lines_of_an_amount_open_and_close_by_either_key(page: Page, outside: Outside, key: str) -> None:
    code = outside.ground.register()
    outside.ground.to_the_debt(code)
    log_in(page, outside, "finance", f"/cases/{code}")
    shown = page.locator("details[open]").count()
    press_on(page, "هزینه جمع‌آوری", key)
    assert page.locator("details[open]").count() == shown + 1
    page.keyboard.press(key)
    assert page.locator("details[open]").count() == shown


def test_a_session_ends_by_the_space_key(page: Page, outside: Outside) -> None:
    log_in(page, outside, "finance", "/desk/money")
    press_on(page, "خروج", "Space")
    page.wait_for_url("**/login")


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        ("meter-testing", "آزمایش لوازم اندازه‌گیری"),
        ("front-desk+finance", "پذیرش درخواست، امور مالی"),
        ("nobody", "nobody"),
    ],
)
def test_the_header_calls_a_member_by_group(page: Page, outside: Outside, groups: str, said: str) -> None:
    log_in(page, outside, groups, "/cases")
    assert page.inner_text(".member") == said
