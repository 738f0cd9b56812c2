"""How does a test fill in a form in Tasklist? By what stands beside each field, as a person reads it."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from tests.tasklist.browser import WebApp

PICTURES = Path(__file__).parent.parent.parent / "build" / "tasklist"
WIDTHS = (1280, 1600)


@dataclass(frozen=True)
class OpenForm:
    """The form of the open task."""

    app: WebApp

    @property
    def page(self) -> Page:
        """The browser's page."""
        return self.app.page

    @property
    def text(self) -> str:
        """What the form says."""
        return self.page.locator(".fjs-container").inner_text()

    def choose(self, field: str, answer: str) -> None:
        """One of several answers."""
        asked = self.page.locator(".fjs-form-field-radio", has_text=field).first
        asked.get_by_text(answer, exact=True).click()

    def tick(self, *fields: str) -> None:
        """What is to be ticked."""
        for field in fields:
            self.page.locator(".fjs-form-field-checkbox").get_by_text(field, exact=True).click()

    def write(self, field: str, entry: str) -> None:
        """A text or a number, key by key."""
        place = self.page.get_by_label(field).first
        place.click()
        place.press_sequentially(entry)

    def send(self) -> None:
        """Hands the form in, and waits until the task is gone."""
        self.page.locator(".form-actions button:enabled", has_text="انجام شد").click()
        self.page.locator(".fjs-container").wait_for(state="detached")


def keep(page: Page, name: str) -> None:
    """Keeps how the page looks, narrow and wide."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 1000})
        page.screenshot(path=PICTURES / str(width) / f"{name}.png")
