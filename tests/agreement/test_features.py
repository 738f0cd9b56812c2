"""Features: every clause is shown, every scenario says what stayed as it was, every step has its place.

What a feature file itself may not do, `barchin features lint` tells.
"""

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.agreement.shipped import ROOT
from tests.domain.samples import AGREEMENT
from workbench.features.definitions import Definition, load_definitions
from workbench.features.files import Feature, Rule, document, feature, read_features

SHIPPED = read_features(ROOT / "features")
STEPS = load_definitions(ROOT)
STAYED = re.compile("هیچ|تنها|نمی‌|نشده|نیامده|پایان نیافته|صفر است و دفتر تراز است|دست نمی‌خورد|می‌ماند")
"""How a step says what did not come about, or that nothing else did."""


def rules(features: Sequence[Feature]) -> Iterator[Rule]:
    return (rule for one in features for rule in one.rules)


def faults_of_clauses(features: Sequence[Feature]) -> Iterator[str]:
    shown = {clause for rule in rules(features) if rule.scenarios for clause in rule.clauses}
    for clause in sorted(AGREEMENT.clauses.keys() - shown):
        yield f"{clause}: write a rule tagged @SLA-{clause} with its words, and scenarios under it"


def faults_of_scenarios(features: Sequence[Feature]) -> Iterator[str]:
    """A scenario that only says what happened would pass if everything else had happened as well."""
    for one in features:
        for scenario in one.scenarios:
            if not any(step.kind == "then" and STAYED.search(step.text) for step in scenario.steps):
                yield f"{one.path.name}:{scenario.line}: say what did not change, «هیچ پیامکی فرستاده نمی‌شود»"


def faults_of_order(steps: Sequence[Definition]) -> Iterator[str]:
    """A reader finds a step where it belongs: in the module of its noun, by kind and letter."""
    for file in sorted({one.file for one in steps}):
        found = [place(one) for one in sorted(steps, key=lambda one: one.line) if one.file == file]
        first = {line: min(key for at, key in found if at == line) for line, _ in found}
        in_file = [first[line] for line in sorted(first)]
        for earlier, later in zip(in_file, sorted(in_file), strict=True):
            if earlier != later:
                yield f"{file}: «{later[1]}» belongs before «{earlier[1]}»"
                break


KINDS = ("given", "when", "then")


def place(one: Definition) -> tuple[int, tuple[int, str]]:
    return one.line, (KINDS.index(str(one.kind)), one.pattern)


def test_every_clause_is_shown_by_scenarios_under_its_own_words() -> None:
    assert list(faults_of_clauses(SHIPPED)) == []
    assert len(AGREEMENT.clauses) == 21


def test_every_scenario_says_what_did_not_change() -> None:
    assert list(faults_of_scenarios(SHIPPED)) == []


def test_steps_stand_in_the_order_of_their_words() -> None:
    assert list(faults_of_order(STEPS)) == []


def test_steps_are_defined_in_modules_that_every_run_loads() -> None:
    tree = ast.parse((ROOT / "tests" / "conftest.py").read_text("utf-8"))
    loaded = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    defined = {one.file.removesuffix(".py").replace("/", ".") for one in STEPS}
    assert defined - loaded == set(), "add the module to `pytest_plugins` of tests/conftest.py"


SOUND = """# language: fa
ویژگی: نمونه

  @SLA-3.5
  قانون: آزمایش کنتور

    مثال: نخست
      وقتی آزمایشگر گزارش کند: کنتور سالم
      آنگاه تشخیص کنتور «سالم» است
      و هیچ پیامکی فرستاده نمی‌شود
"""


def parsed(text: str) -> Feature:
    return feature(Path("features/trial.feature"), document(text))


@pytest.mark.parametrize("line", ["      و هیچ پیامکی فرستاده نمی‌شود\n"])
def test_a_scenario_that_says_only_what_happened_is_told(line: str) -> None:
    assert list(faults_of_scenarios([parsed(SOUND)])) == []
    assert [fault.partition(":")[0] for fault in faults_of_scenarios([parsed(SOUND.replace(line, ""))])] == [
        "trial.feature"
    ]


def test_a_clause_that_nothing_shows_is_told() -> None:
    without = [one for one in SHIPPED if "6.1" not in {c for rule in one.rules for c in rule.clauses}]
    assert [fault.partition(":")[0] for fault in faults_of_clauses(without)] == ["6.1"]


def test_a_step_out_of_its_order_is_told() -> None:
    (first, *_, last) = sorted((one for one in STEPS if "bank" in one.file), key=lambda one: one.line)
    swapped = [
        Definition(last.kind, last.pattern, (), first.file, first.line, last.fits),
        Definition(first.kind, first.pattern, (), last.file, last.line, first.fits),
    ]
    assert any("bank" in fault for fault in faults_of_order(swapped))
