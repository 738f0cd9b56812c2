"""What do the tests of Tasklist stand on? One browser, and one request at the tester's desk."""

from collections.abc import Iterator
from shutil import which

import pytest
from playwright.sync_api import Browser, sync_playwright

from console.rehearsal import Stage
from tests.kit import Case
from tests.privacy import Listener
from tests.tasklist.browser import Door

CHROMIUM = which("chromium") or which("chromium-browser") or "Chromium is missing: apt-get install chromium"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def tested(stage: Stage, listener: Listener, empty_desks: None) -> Iterator[Case]:
    """A request whose meter is to be tested."""
    listener.listen()
    with stage.rehearse() as office:
        case = Case.of(office)
        case.to_the_test()
        yield case
        office.look_back()


@pytest.fixture(scope="module")
def entrance(chromium: Browser, stage: Stage) -> Door:
    return Door(chromium, stage)


@pytest.fixture
def door(entrance: Door) -> Iterator[Door]:
    """The web apps of the engine; what a test has opened is closed after it."""
    yield entrance
    entrance.close()
