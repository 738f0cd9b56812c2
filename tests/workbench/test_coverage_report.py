"""The page of coverage: which scenario passed what, what it alone passed, and what none did."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.workbench.small import flow, models, task
from tests.workbench.test_runs import run
from workbench.coverage_report import Report, coverage_page, report
from workbench.features.files import Feature, document, feature
from workbench.models import read
from workbench.runs import Runs

ROOT = Path(__file__).parents[2]
MODELS = models(trial=task("ask") + task("pay") + task("refuse") + flow("ask", "pay") + flow("ask", "refuse"))
TEXT = """# language: fa
ویژگی: پرداخت هزینه
  @SLA-3.4
  قانون: پرداخت هزینه خدمت توسط مشترک
    مثال: پرداخت
      با فرض نمونه
    مثال: انصراف
      با فرض نمونه
"""
NONE = Runs(models="")
ASK, PAY, REFUSE = ("trial", "ask"), ("trial", "pay"), ("trial", "refuse")
PAID = run(nodes=(ASK, PAY), flows=(("trial", "ask--pay"),))
RUNS = Runs(models="", runs=(PAID, run("انصراف", nodes=(ASK,), outcome="failed")))


@pytest.fixture(scope="module")
def features() -> Sequence[Feature]:
    return [feature(Path("features/paying.feature"), document(TEXT))]


@pytest.fixture
def found(features: Sequence[Feature]) -> Report:
    return report(MODELS, features, RUNS)


def ids(found: Report, places: Sequence[int]) -> list[str]:
    return [found.parts[place].id for place in places]


def test_a_scenario_is_shown_with_what_it_passed_and_what_it_alone_did(found: Report) -> None:
    paid, withdrawn = found.scenarios
    assert (paid.clauses, paid.outcome, withdrawn.outcome) == (("3.4",), "passed", "failed")
    assert ids(found, paid.parts) == ["ask", "pay", "ask--pay"]
    assert ids(found, paid.alone) == ["pay", "ask--pay"]
    assert withdrawn.alone == ()


def test_without_a_scenario_exactly_what_it_alone_passed_is_missing_too(
    found: Report, features: Sequence[Feature]
) -> None:
    less = report(MODELS, features, RUNS.without({"پرداخت"}))
    before, after = ({part.key for share in one.shares for part in share.missing} for one in (found, less))
    assert after - before == {found.parts[place].key for place in found.scenarios[0].alone}


def test_what_no_scenario_passed_is_named_in_persian_and_lowers_the_share(found: Report) -> None:
    missing = {share.kind: [part.title for part in share.missing] for share in found.shares}
    assert missing["flows"] == ["از «ask» به «refuse»"]
    assert found.percent == 50


def test_the_run_of_a_scenario_that_is_no_more_is_not_counted(features: Sequence[Feature]) -> None:
    (nodes, *_) = report(
        MODELS, features, Runs(models="", runs=(run("گذشته", nodes=(ASK, PAY, REFUSE)),))
    ).shares
    assert nodes.passed == 0


def test_a_scenario_that_never_ran_has_no_outcome(features: Sequence[Feature]) -> None:
    assert [one.outcome for one in report(MODELS, features, RUNS.without({"انصراف"})).scenarios] == [
        "passed",
        None,
    ]


def test_the_page_of_our_models_asks_the_network_for_nothing_and_draws_every_part() -> None:
    shipped = read(ROOT / "bpmn")
    text = coverage_page(report(shipped, [], NONE), shipped, ROOT / "bpmn" / "pictures")
    assert not re.findall(r'(?:src|href)="|url\((?!data:|&#39;#|\'#)|@import', text)
    drawn = set(re.findall(r'data-element-id="([^"]+)"', text))
    assert {part.id for part in report(shipped, [], NONE).parts} <= drawn
