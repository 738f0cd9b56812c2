"""Which parts of the models did this run pass? Kept by each process, printed at the run's end.

`--model-coverage 95` fails a run that passed less of any kind of part.
"""

import json

import pytest

from tests.kept import KEPT, ROOT
from workbench.coverage import Seen, Share, coverage
from workbench.models import read


def pytest_addoption(parser: pytest.Parser) -> None:
    """How much of each kind of part a run must pass, in percent."""
    parser.addoption("--model-coverage", type=float, default=0.0, metavar="PERCENT")


def pytest_sessionstart(session: pytest.Session) -> None:
    """Forgets what an earlier run kept."""
    if not hasattr(session.config, "workerinput"):
        for file in KEPT.glob("*.json"):
            file.unlink()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fails a run that passed too little."""
    if hasattr(session.config, "workerinput"):
        return
    wanted = session.config.getoption("--model-coverage")
    if any(share.percent < wanted for share in _shares()) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Prints the shares and names what no test passed."""
    shares = _shares()
    if shares:
        terminalreporter.section("coverage of the models")
    for share in shares:
        whole = share.passed + len(share.missing)
        terminalreporter.line(f"{share.percent:5.1f} %  {share.kind}: {share.passed} of {whole}")
        for process, part in share.missing:
            terminalreporter.line(f"         missing: {process}: {part}")


def _shares() -> tuple[Share, ...]:
    kept = [json.loads(file.read_text()) for file in sorted(KEPT.glob("*.json"))]
    if not kept:
        return ()
    seen = Seen()
    for parts in kept:
        seen.add(Seen(**{kind: {(of, part) for of, part in found} for kind, found in parts.items()}))
    return coverage(read(ROOT / "bpmn"), seen)
