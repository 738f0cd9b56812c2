"""The reports and checks of features as commands: what they write, and how they end."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from console import coverage, features, report
from console.__main__ import app
from console.faults import CommandError
from tests.workbench.test_runs import run
from workbench.features.files import read_features
from workbench.runs import keep, read_runs

ROOT = Path(__file__).parents[2]
FEATURE = """# language: fa
ویژگی: پرداخت هزینه
  @SLA-3.4
  قانون: پرداخت هزینه خدمت توسط مشترک
    مثال: پرداخت
      با فرض نمونه
      آنگاه نمونه
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with one feature of one scenario, where nothing ran yet."""
    (tmp_path / "features").mkdir()
    (tmp_path / "features" / "paying.feature").write_text(FEATURE)
    monkeypatch.setenv("BARCHIN_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(coverage, "ROOT", tmp_path)
    monkeypatch.setattr(coverage, "KEPT", tmp_path / "build" / "scenarios.json")
    monkeypatch.setattr(report, "PAGE", tmp_path / "build" / "agreement.html")
    monkeypatch.setattr(features, "FEATURES", tmp_path / "features")
    return tmp_path


def barchin(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def it_ran(home: Path) -> None:
    nodes = (("permanent-service-removal", "calculate-cost"),)
    kept = home / "build" / "scenarios.json"
    keep(read_runs(ROOT / "bpmn", kept).with_newer([run(nodes=nodes)]), kept)


def test_coverage_without_a_run_says_how_to_run() -> None:
    result = barchin("coverage")
    assert result.exit_code == 1
    assert "make features" in result.stderr


def test_coverage_writes_page_and_json_and_fails_under_what_is_wanted(home: Path) -> None:
    it_ran(home)
    assert barchin("coverage").exit_code == 0
    assert barchin("coverage", "--fail-under", "50").exit_code == 1
    told = json.loads((home / "build" / "coverage.json").read_text())
    (scenario,) = told["scenarios"]
    assert [told["parts"][place]["id"] for place in scenario["alone"]] == ["calculate-cost"]
    assert "calculate-cost" in (home / "build" / "coverage.html").read_text()


def test_a_scenario_left_out_takes_with_it_what_it_alone_passed(home: Path) -> None:
    it_ran(home)
    left = json.loads(barchin("coverage", "--json", "--without", "پرداخت").stdout)
    assert left["shares"][0]["passed"] == 0
    assert "هیچ‌کدام" in barchin("coverage", "--without", "هیچ‌کدام").stderr


def test_the_living_agreement_is_one_page(home: Path) -> None:
    assert barchin("report", "agreement").exit_code == 0
    assert 'id="clause-3.4"' in (home / "build" / "agreement.html").read_text()


def test_the_lint_tells_file_and_line_and_fails(home: Path) -> None:
    result = barchin("features", "lint")
    assert result.exit_code == 1
    assert "paying.feature:6: گام «نمونه» را کسی نمی‌شناسد." in result.stdout


def test_a_scenario_that_is_not_there_is_answered_with_those_like_it() -> None:
    told = read_features(ROOT / "features")
    name = next(told[0].scenarios).name
    assert features.chosen(name[:-1], told) == [name]
    with pytest.raises(CommandError, match="nearest"):
        features.chosen("باران می‌بارد", told)
    assert features.chosen(told[0].path.stem, told) == [one.name for one in told[0].scenarios]
