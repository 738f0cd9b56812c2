"""Which parts of the models did this run's scenarios pass? Kept for `barchin coverage`, printed at the end.

Each test process hands what a scenario saw to the one that reports, as a property of the test.
`--model-coverage 95` fails a run whose scenarios passed less of any kind of part.
"""

from collections.abc import Generator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd.scenario import scenario_wrapper_template_registry

from domain.persian import TEHRAN
from tests.kept import ROOT, WATCHER
from workbench.coverage import Share, coverage
from workbench.features.files import EXAMPLE
from workbench.models import read
from workbench.runs import KEPT, Outcome, Run, keep, read_runs, seen_by

PROPERTY = "scenario"
KINDS = ("nodes", "flows", "rules")


class Reporter:
    """Gathers the runs of scenarios, beside those of earlier runs."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self._failed: set[str] = set()
        self._seconds: dict[str, float] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Adds a scenario once it is torn down; what fails at any point of it has failed."""
        if report.failed:
            self._failed.add(report.nodeid)
        self._seconds[report.nodeid] = self._seconds.get(report.nodeid, 0.0) + report.duration
        found = dict(report.user_properties).get(PROPERTY)
        if report.when == "teardown" and isinstance(found, dict):
            self._add(report.nodeid, found)

    def _add(self, nodeid: str, found: dict[str, Any]) -> None:
        outcome: Outcome = "failed" if nodeid in self._failed else "passed"
        ended = datetime.now(TEHRAN)
        run = Run(outcome=outcome, seconds=self._seconds[nodeid], ended=ended, **found)
        self.runs.append(run)
        # Kept at once, so that a run that is broken off leaves what it saw.
        keep(read_runs(ROOT / "bpmn", KEPT).with_newer([run]), KEPT)


def pytest_addoption(parser: pytest.Parser) -> None:
    """How much of each kind of part a run must pass, in percent."""
    parser.addoption("--model-coverage", type=float, default=0.0, metavar="PERCENT")


def pytest_configure(config: pytest.Config) -> None:
    """The process that reports gathers; what runs under broken rules shows nothing and is not kept."""
    if not hasattr(config, "workerinput") and not config.pluginmanager.has_plugin("tests.evidence"):
        config.pluginmanager.register(Reporter(), "scenarios")


def pytest_runtest_setup() -> None:
    """Each test begins with nothing seen."""
    WATCHER.begin()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Hands on what the scenario saw, once its office has looked back for the last time."""
    report = yield
    if call.when == "teardown" and isinstance(item, pytest.Function) and (names := _names(item)):
        seen = {kind: sorted(getattr(WATCHER.seen, kind)) for kind in KINDS}
        report.user_properties.append((PROPERTY, names | seen))
    return report


def _names(item: pytest.Function) -> dict[str, str]:
    """Feature, scenario and example; nothing for a test that is no scenario."""
    template = scenario_wrapper_template_registry.get(item.function)
    if template is None:
        return {}
    row: Any = item.callspec.params["_pytest_bdd_example"] if hasattr(item, "callspec") else {}
    feature = Path(template.feature.filename).stem
    return {"feature": feature, "scenario": template.name, "example": EXAMPLE.join(row.values())}


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fails a run that passed too little."""
    if hasattr(session.config, "workerinput"):
        return
    wanted = session.config.getoption("--model-coverage")
    low = any(share.percent < wanted for share in _shares(session.config))
    if low and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Prints the shares and names what no scenario passed, where a share is asked for."""
    shares = _shares(config) if config.getoption("--model-coverage") else ()
    if shares:
        terminalreporter.section("coverage of the models by the scenarios of this run")
    for share in shares:
        terminalreporter.line(f"{share.percent:5.1f} %  {share.kind}: {share.passed} of {share.whole}")
        for process, part in share.missing:
            terminalreporter.line(f"         missing: {process}: {part}")


def _shares(config: pytest.Config) -> tuple[Share, ...]:
    reporter = config.pluginmanager.get_plugin("scenarios")
    runs = reporter.runs if isinstance(reporter, Reporter) else ()
    return coverage(read(ROOT / "bpmn"), seen_by(runs)) if runs else ()
