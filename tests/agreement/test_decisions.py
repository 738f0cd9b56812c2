"""The decisions: a verdict for every test that can be recorded, and none for what is not known."""

import re
from collections.abc import Iterator
from itertools import product

import pytest

from cases.damages import DECISION
from domain.damage import Cause, DamageKind, Liability
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


def faults_of_preview(models: Models) -> Iterator[str]:
    """The tester's form says beforehand what the table will say."""
    (preview,) = (text for text in models.forms["test-meter"].texts if "**" in text and text.startswith("="))
    if set(re.findall(r"\*\*(.+?)\*\*", preview)) != {verdict.title for verdict in Verdict}:
        yield "test-meter: its preview has other verdicts than the domain"
    limits = {float(one) for one in re.findall(r"errorPercent [<>]= (-?[\d.]+)", preview)}
    if limits != {-LIMIT, LIMIT}:
        yield f"test-meter: its preview has the limits {sorted(limits)}, the agreement has {LIMIT}"


def test_the_form_of_the_tester_says_beforehand_what_the_decision_will_say() -> None:
    assert list(faults_of_preview(MODELS)) == []


def test_every_test_that_can_be_recorded_has_its_verdict_even_one_without_an_error() -> None:
    table = MODELS.decisions["meter-verdict"]
    assert {len(table.matching(test)) for test in known_tests()} == {1}


def test_no_row_of_the_liability_says_whatever_kind_or_whatever_cause() -> None:
    tests = [test for rule in MODELS.decisions[DECISION].rules for test in rule.tests]
    assert "-" not in tests


def test_who_meddled_with_the_meter_pays_and_the_company_bears_age_and_disaster() -> None:
    assert {liability(kind, Cause.MISUSE) for kind in DamageKind} == {Liability.SUBSCRIBER}
    aged = set(DamageKind) - {DamageKind.MISSING, DamageKind.TAMPERED}
    assert {liability(kind, cause) for kind in aged for cause in AGE_AND_DISASTER} == {Liability.COMPANY}


AGE_AND_DISASTER = (Cause.WEAR, Cause.DISASTER, Cause.NETWORK)


def liability(kind: DamageKind, cause: Cause) -> Value:
    (rule,) = MODELS.decisions[DECISION].matching({"damageKind": kind, "damageCause": cause})
    return literal(rule.conclusions[0])


@pytest.mark.parametrize("values", [{"damageKind": None}, {"damageCause": None}, {"damageCause": "theft"}])
def test_a_damage_that_nobody_knows_is_borne_by_nobody(values: dict[str, Value]) -> None:
    asked: dict[str, Value] = {"damageKind": "burnt", "damageCause": "wear", **values}
    assert MODELS.decisions[DECISION].matching(asked) == ()


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
        ("errorPercent <= 2", "errorPercent <= 3", "its preview has the limits"),
        ("**سالم**", "**بی‌عیب**", "its preview has other verdicts"),
    ],
)
def test_a_preview_that_says_otherwise_than_the_table_is_told(old: str, new: str, said: str) -> None:
    assert any(said in fault for fault in faults_of_preview(changed("test-meter.form", old, new)))
