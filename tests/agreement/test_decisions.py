"""The decisions: a verdict for every test that can be recorded, and none for what is not known."""

import json
import re
from collections.abc import Iterator
from itertools import product

import pytest

from cases.damages import DECISION
from domain.damage import Cause, DamageKind, Liability
from domain.meter import LoadPoint, PointError, Verdict, error_of
from domain.persian import digits
from tests.agreement.feel import evaluated
from tests.agreement.shipped import FILES, MODELS, changed, given
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


FIELDS = {LoadPoint.FULL: "errorFull", LoadPoint.LIGHT: "errorLight", LoadPoint.INDUCTIVE: "errorInductive"}
AT_A_POINT = (-99.99, -2.01, -2.0, -0.33, 0.0, 1.5, 2.0, 2.01, 3.5, 100.0)
MEASURED: tuple[dict[LoadPoint, float], ...] = tuple(
    dict(zip(LoadPoint, errors, strict=True)) for errors in product(AT_A_POINT, repeat=len(LoadPoint))
)
"""Errors at the load points, around each limit and far from it."""


def of_domain(errors: dict[LoadPoint, float]) -> float | None:
    weight = AGREEMENT.weight_of
    return error_of(
        [PointError(point=one, error_percent=error, weight=weight(one)) for one, error in errors.items()]
    )


def of_form(errors: dict[LoadPoint, float]) -> dict[str, float | None]:
    return {field: errors.get(point) for point, field in FIELDS.items()}


def component(place: str, value: str, file: bytes = FILES["test-meter.form"]) -> dict[str, str]:
    """The component of the tester's form that is called so."""
    (found,) = (one for one in json.loads(file)["components"] if one.get(place) == value)
    return dict(found)


def disagreements(file: bytes = FILES["test-meter.form"]) -> int:
    """For how many errors at the load points the form works out another error than the domain."""
    said = evaluated(component("key", "errorPercent", file)["expression"], [*map(of_form, MEASURED)])
    return sum(one != of_domain(errors) for one, errors in zip(said, MEASURED, strict=True))


def test_the_form_works_out_the_error_of_the_meter_as_the_records_will_have_it() -> None:
    assert disagreements() == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [("2 * errorLight", "3 * errorLight"), ("/ 7, 2", "/ 3, 2"), ("/ 7, 2", "/ 7, 1")],
)
def test_a_form_that_weighs_or_rounds_otherwise_is_told(old: str, new: str) -> None:
    assert disagreements(FILES["test-meter.form"].replace(old.encode(), new.encode())) > 0


@pytest.mark.parametrize("left_out", LoadPoint)
def test_without_one_of_the_loads_the_form_works_out_nothing(left_out: LoadPoint) -> None:
    errors = {one: 1.0 for one in LoadPoint if one is not left_out}
    assert evaluated(component("key", "errorPercent")["expression"], [of_form(errors)]) == [None]
    assert of_domain(errors) is None


def test_the_form_says_of_every_error_what_the_decision_will_say() -> None:
    asked: list[dict[str, Value]] = [
        {"testable": runs, "sealsIntact": intact, "errorPercent": of_domain(errors) if runs else None}
        for runs, intact, errors in product((True, False), (True, False), MEASURED)
    ]
    said = evaluated(component("id", "verdict")["text"], asked)
    for test, words in zip(asked, said, strict=True):
        (rule,) = MODELS.decisions["meter-verdict"].matching(test)
        assert words.endswith(f"**{Verdict.of(str(literal(rule.conclusions[0]))).title}**"), test


def test_the_form_tells_the_error_with_a_minus_before_it() -> None:
    shown = evaluated(component("id", "error")["text"], [{"errorPercent": -2.5}, {"errorPercent": None}])
    assert shown[0].endswith("\u2066−2٫5\u2069 درصد")
    assert shown[1] == ""


def test_the_form_names_the_weights_of_the_agreement() -> None:
    weights = [digits(AGREEMENT.weight_of(point)) for point in LoadPoint]
    assert f"با وزن‌های {weights[0]}، {weights[1]} و {weights[2]}" in component("id", "error")["text"]


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
