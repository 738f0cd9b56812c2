"""Does a test notice that something is broken? It is played while it is, and passes if it fails.

Shared by `tests.evidence`, which breaks rules of the agreement, and `tests.cures`, which takes cures away.
"""

import signal
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any, Protocol

import pytest

NOTICED = "noticed"
LONGEST = 90.0  # seconds; what is broken may keep a test waiting for ever
AGAIN = 20.0  # seconds; so may the end of a test that was broken off


class NeverEnds(Exception):
    """The test was broken off."""


class Fault(Protocol):
    """Something that a test must notice."""

    def told_of(self, item: pytest.Item) -> str:
        """What is broken, and what must notice it, in one line."""
        ...

    def bring_about(self, patch: pytest.MonkeyPatch, item: pytest.Item) -> None:
        """Breaks it until the patch is undone."""
        ...


@dataclass(frozen=True)
class Noticing:
    """The plugin of pytest; `fault_of` says what a test must notice."""

    title: str
    fault_of: Callable[[pytest.Item], Fault | None]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, Any, Any]:
        """The test is played while its fault is there."""
        fault = self.fault_of(item)
        assert fault is not None
        with pytest.MonkeyPatch.context() as patch, limited():
            fault.bring_about(patch, item)
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """A test passes here if it failed."""
        report = yield
        if call.when == "call":
            fault = self.fault_of(item)
            told = fault.told_of(item) if fault else ""
            report.user_properties.append((NOTICED, f"{told}\n    {_why(call)}"))
            report.outcome = "passed" if report.failed else "failed"
            report.longrepr = None if report.passed else f"not noticed: {told}"
        return report

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Names what was broken, which test noticed it, and by what."""
        terminalreporter.section(self.title)
        for report in terminalreporter.getreports("passed"):
            for line in (text for name, text in report.user_properties if name == NOTICED):
                terminalreporter.line(line)


@contextmanager
def limited() -> Iterator[None]:
    """What is inside is broken off where it never ends."""
    before = signal.signal(signal.SIGALRM, _break_off)
    signal.setitimer(signal.ITIMER_REAL, LONGEST, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _break_off(_number: int, _frame: FrameType | None) -> None:
    raise NeverEnds


def _why(call: pytest.CallInfo[None]) -> str:
    """The first line of what the test failed with."""
    if call.excinfo is None:
        return ""
    return call.excinfo.exconly(tryshort=True).partition("\n")[0][:200]
