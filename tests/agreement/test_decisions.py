"""The decision on the meter: one row for whatever a plausible test can say, by the agreement's limit."""

import re
from collections.abc import Iterator
from itertools import product

import pytest

from domain.meter import Verdict
from tests.agreement.shipped import MODELS, changed, given
from tests.domain.samples import AGREEMENT
from workbench.answers import values_of
from workbench.decisions import Value, literal
from workbench.models import Models
from workbench.paths import before
from workers.agree_terms.assess_terms import Input

LIMIT = AGREEMENT.error_limit_percent
ERRORS: tuple[float, ...] = (-100, -LIMIT - 0.01, -LIMIT, -0.5, 0, 0.5, LIMIT, LIMIT + 0.01, 100)


def known_tests() -> Iterator[dict[str, Value]]:
    """Every test that the worker can hand over: a meter that can be tested has an error, another has none."""
    for intact in (True, False):
        yield {"testable": False, "sealsIntact": intact, "errorPercent": None}
    for intact, error in product((True, False), ERRORS):
        yield {"testable": True, "sealsIntact": intact, "errorPercent": error}


def faults(models: Models) -> Iterator[str]:
    table = models.decisions["meter-verdict"]
    if table.hit_policy != "UNIQUE":
        yield f"{table.id}: its hit policy is {table.hit_policy}"
    for rule in table.rules:
        if set(rule.tests) == {"-"}:
            yield f"{rule.id}: catches whatever nobody thought of"
    for test in known_tests():
        found = [rule.id for rule in table.matching(test)]
        if len(found) != 1:
            yield f"{table.id}: {test} matches {found}, not one row"
    limits = {float(one) for rule in table.rules for one in re.findall(r"-?\d+(?:\.\d+)?", rule.tests[2])}
    if limits != {-LIMIT, LIMIT}:
        yield f"{table.id}: its limits are {sorted(limits)}, the agreement's error limit is {LIMIT}"
    given = {str(literal(rule.conclusions[0])) for rule in table.rules}
    if not given == set(table.outputs[0].values) == set(Verdict):
        yield f"{table.id}: gives {sorted(given)}, the verdicts are {sorted(Verdict)}"


def test_the_decision_has_one_row_for_every_test_and_the_limit_of_the_agreement() -> None:
    assert list(faults(MODELS)) == []


@pytest.mark.parametrize("known", [{"errorPercent": None}, {"sealsIntact": None}, {"testable": None}])
def test_what_is_not_known_gives_no_verdict(known: dict[str, Value]) -> None:
    test: dict[str, Value] = {"testable": True, "sealsIntact": True, "errorPercent": 0.0, **known}
    assert MODELS.decisions["meter-verdict"].matching(test) == ()


@pytest.mark.parametrize(
    ("error", "verdict"), [(LIMIT, Verdict.SOUND), (-LIMIT, Verdict.SOUND), (LIMIT + 0.1, Verdict.INACCURATE)]
)
def test_an_error_up_to_the_limit_is_passed_over(error: float, verdict: Verdict) -> None:
    test: dict[str, Value] = {"testable": True, "sealsIntact": True, "errorPercent": error}
    (rule,) = MODELS.decisions["meter-verdict"].matching(test)
    assert literal(rule.conclusions[0]) == verdict


def test_the_worker_before_the_decision_hands_over_all_that_it_reads() -> None:
    (task,) = MODELS.elements("businessRuleTask")
    wanted = {column.variable for column in MODELS.decisions["meter-verdict"].inputs}
    for arrival in before(MODELS.of(task), task):
        assert wanted <= given(arrival), f"{arrival.element} leaves out {wanted - given(arrival)}"


def test_the_step_behind_refuses_a_verdict_that_is_none_of_the_decisions() -> None:
    known = values_of(Input.model_fields["verdict"].annotation)
    assert known == frozenset(MODELS.decisions["meter-verdict"].outputs[0].values)
    assert Input.model_fields["verdict"].is_required()


def test_the_verdict_never_chooses_a_path() -> None:
    conditions = [flow.condition or "" for process in MODELS.processes.values() for flow in process.flows]
    assert not [one for one in conditions if "verdict" in one]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('hitPolicy="UNIQUE"', 'hitPolicy="FIRST"', "its hit policy is FIRST"),
        ("[-2..2]", "[-3..2]", "matches ['rule-sound', 'rule-inaccurate']"),
        ("[-2..2]", "]-2..2]", "matches [], not one row"),
        ("&lt; -2, &gt; 2", "-", "matches ['rule-sound', 'rule-inaccurate']"),
        ("<text>false</text>", "<text>-</text>", "catches whatever"),
        ("-2", "-3", "the agreement's error limit is"),
        ('"tampered"', '"broken"', "the verdicts are"),
    ],
)
def test_a_table_with_a_gap_an_overlap_or_another_limit_is_told(old: str, new: str, said: str) -> None:
    assert any(said in fault for fault in faults(changed("meter-verdict.dmn", old, new)))
