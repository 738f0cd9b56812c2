"""The staff pages hinder nobody: axe, which looks for what does, finds nothing on them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.channels.caller import Outside
from tests.channels.desk.test_in_a_browser import chromium, log_in

__all__ = ["chromium"]

AXE = Path(__file__).parent.parent.parent.parent / "bpmn" / "node_modules" / "axe-core" / "axe.min.js"
GROUPS = "front-desk+finance+supervision"


@pytest.fixture
def seeing(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


def hindrances(page: Page) -> list[tuple[str, str, str]]:
    """What axe finds, with where and how grave."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate("axe.run().then((result) => result.violations)")
    return [(one["impact"], one["id"], node["html"][:200]) for one in found for node in one["nodes"]]


def test_axe_finds_nothing_on_the_pages_of_the_staff(seeing: Page, outside: Outside) -> None:
    code = outside.ground.register()
    outside.ground.to_the_debt(code)
    seeing.goto(f"{outside.url}/login")
    assert hindrances(seeing) == []
    log_in(seeing, outside, GROUPS, "/desk")
    found = {}
    for path in (
        "/desk",
        "/desk/new/form-1",
        f"/desk/requests/{code}",
        f"/desk/requests/{code}/terms",
        f"/desk/requests/{code}/registered",
        "/desk/money",
        "/desk/supervision",
        "/cases",
        f"/cases/{code}",
        "/cases?code=14050000000000",
    ):
        seeing.goto(f"{outside.url}{path}")
        found[path] = hindrances(seeing)
    assert {path: faults for path, faults in found.items() if faults} == {}
