"""Last runs of scenarios: a newer one takes the place of an older, and other models make all of them old."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from workbench.features.files import document, feature
from workbench.runs import Run, Runs, keep, read_runs

FEATURE = feature(
    Path("features/paying.feature"),
    document(
        """# language: fa
ویژگی: پرداخت هزینه
  قانون: پرداخت
    الگوی سناریو: پرداخت
      با فرض <چه> <چند>
      نمونه ها:
        | چه | چند |
        | یک | ۱   |
        | دو | ۲   |
"""
    ),
)


def run(scenario: str = "پرداخت", **other: Any) -> Run:
    told = {"feature": "paying", "scenario": scenario, "outcome": "passed", "seconds": 1.0}
    return Run(**{**told, "ended": datetime(2026, 11, 25, tzinfo=UTC), **other})


@pytest.fixture
def models(tmp_path: Path) -> Path:
    (tmp_path / "trial.form").write_text("{}")
    return tmp_path


def test_of_each_scenario_the_newest_run_is_kept(models: Path) -> None:
    kept = models / "kept" / "scenarios.json"
    keep(read_runs(models, kept).with_newer([run(), run("انصراف")]), kept)
    keep(read_runs(models, kept).with_newer([run(outcome="failed")]), kept)
    found = {one.scenario: one.outcome for one in read_runs(models, kept).runs}
    assert found == {"پرداخت": "failed", "انصراف": "passed"}


def test_what_ran_on_other_models_shows_nothing_of_these(models: Path) -> None:
    kept = models / "scenarios.json"
    keep(read_runs(models, kept).with_newer([run()]), kept)
    (models / "trial.form").write_text('{"id": "changed"}')
    assert read_runs(models, kept).runs == ()


def test_what_another_version_kept_is_forgotten(models: Path) -> None:
    kept = models / "scenarios.json"
    kept.write_text('{"models": "", "runs": [{"name": "older"}]}')
    assert read_runs(models, kept).runs == ()


def test_the_examples_of_a_scenario_are_one_run_which_passes_where_all_did() -> None:
    first = run(nodes=(("a", "one"),), outcome="failed", example="یک | ۱")
    second = run(nodes=(("a", "two"),), example="دو | ۲")
    gone = run(nodes=(("a", "gone"),), example="سه | ۳")
    (told,) = (one for one in FEATURE.scenarios)
    together = Runs(models="", runs=(first, second, gone)).of(FEATURE, told)
    assert together is not None
    assert (together.outcome, together.seconds) == ("failed", 2.0)
    assert together.nodes == (("a", "one"), ("a", "two"))
