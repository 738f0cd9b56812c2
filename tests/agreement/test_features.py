"""Features: Persian, a rule for a clause, titled with its own words, and nothing passed over in silence."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, cast

import pytest
from gherkin.parser import Parser
from gherkin.parser_types import Feature, Rule, Scenario
from gherkin.pickles.compiler import Compiler, GherkinDocumentWithURI, Pickle, PickleStep
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from tests.agreement.shipped import ROOT
from tests.domain.samples import AGREEMENT

FEATURES = sorted((ROOT / "features").glob("*.feature"))
KEYWORDS = re.compile("(ویژگی|زمینه|قانون|مثال|سناریو|الگوی سناریو|نمونه ها):")
STEPS = re.compile(r"(با فرض|وقتی|آنگاه|و|اما) |[|@#]")


def rules(text: str) -> Iterator[tuple[str, str]]:
    """Each rule of the feature: its tag line and its title."""
    lines = [line.strip() for line in text.splitlines()]
    for number, line in enumerate(lines):
        if line.startswith("قانون:"):
            yield lines[number - 1], line.removeprefix("قانون:").strip()


def faults(text: str) -> Iterator[str]:
    if not text.startswith("# language: fa\n"):
        yield "the first line is «# language: fa»"
    for tag, title in rules(text):
        clause = AGREEMENT.clauses.get(tag.removeprefix("@SLA-"))
        if clause is None:
            yield f"{title}: tag the rule with one clause, not with {tag}"
        elif title not in clause.text:
            yield f"{title}: not the words of clause {clause.id}"
    yield from faults_of_keywords(text)


def faults_of_keywords(text: str) -> Iterator[str]:
    """A keyword that is misspelt is read as a description, and what follows it is never run."""
    for line in map(str.strip, text.splitlines()):
        if line.endswith(":") and not KEYWORDS.match(line) and not STEPS.match(line):
            yield f"{line}: not a keyword; everything after it would be passed over"
        if re.search("[\u064a\u0643\u0649\u0660-\u0669]", line):
            yield f"{line}: Arabic letters or digits"


@pytest.mark.parametrize("path", FEATURES, ids=lambda path: path.stem)
def test_a_feature_speaks_the_words_of_its_clauses(path: Path) -> None:
    assert list(faults(path.read_text("utf-8"))) == []


def parsed(text: str) -> GherkinDocumentWithURI:
    """The feature as pytest-bdd's own parser reads it."""
    return {**Parser().parse(text), "uri": ""}


def scenarios(text: str) -> list[Scenario]:
    """The scenarios, each under its rule; one that stands under none is an error here."""
    feature = parsed(text)["feature"]
    assert feature is not None
    assert [one["name"] for one in children(feature, "scenario")] == [], "a scenario stands under no rule"
    return [one for rule in children(feature, "rule") for one in children(rule, "scenario")]


def children(parent: Feature | Rule, kind: str) -> list[Any]:
    envelopes = cast("list[dict[str, Any]]", parent["children"])
    return [envelope[kind] for envelope in envelopes if kind in envelope]


def faults_of_scenarios(texts: Sequence[str]) -> Iterator[str]:
    found = list(chain.from_iterable(map(scenarios, texts)))
    for scenario in found:
        if not any(step["keyword"].strip() == "آنگاه" for step in scenario["steps"]):
            yield f"{scenario['name']}: says nothing of what comes of it"
        if bool(scenario["examples"]) != ("<" in str(scenario["steps"])):
            yield f"{scenario['name']}: has places to fill in without examples, or examples without places"
        if any(not one["tableBody"] for one in scenario["examples"]):
            yield f"{scenario['name']}: a table of examples without a row"
    for name, times in Counter(one["name"] for one in found).items():
        if times > 1 or not name:
            yield f"{name}: the name of {times} scenarios"


TEXTS = [path.read_text("utf-8") for path in FEATURES]


def test_every_scenario_says_under_a_rule_and_its_own_name_what_comes_of_it() -> None:
    assert list(faults_of_scenarios(TEXTS)) == []


SHOWN_ELSEWHERE = {
    "2.1": "tests/domain/test_eligibility.py",
    "3.1": "tests/channels/test_requests.py",
    "3.2": "tests/cases/test_register.py",
    "4.3": "tests/channels/service_information/test_form.py",
    "5.1": "tests/agreement/test_temporal_coverage.py",
    "6.1": "tests/cases/test_register.py",
    "7.2": "tests/channels/test_certificate.py",
}
"""Clauses that no feature shows, with the tests that do."""


def test_every_clause_is_shown_by_a_feature_or_by_tests_that_are_named() -> None:
    tagged = {tag.removeprefix("@SLA-") for text in TEXTS for tag, _ in rules(text)}
    assert AGREEMENT.clauses.keys() - tagged == SHOWN_ELSEWHERE.keys()
    assert [path for path in SHOWN_ELSEWHERE.values() if not (ROOT / path).exists()] == []


def played(texts: Sequence[str]) -> list[Pickle]:
    """Every scenario as it is played, one for each example."""
    return [pickle for text in texts for pickle in Compiler().compile(parsed(text))]


KINDS = {"Context": "given", "Action": "when", "Outcome": "then"}
DEFINED = [
    one for one in step_function_context_registry.values() if "tests.steps" in one.step_func.__module__
]


def fits(definition: StepFunctionContext, step: PickleStep) -> bool:
    kind = definition.type in (None, KINDS[step["type"]])
    return kind and bool(definition.parser.is_matching(step["text"]))


def faults_of_steps(texts: Sequence[str]) -> Iterator[str]:
    steps = {(one["type"], one["text"]): one for pickle in played(texts) for one in pickle["steps"]}
    used: set[str] = set()
    for step in steps.values():
        fitting = [one.step_func.__qualname__ for one in DEFINED if fits(one, step)]
        used.update(fitting)
        if len(fitting) != 1:
            yield f"{step['text']}: {fitting} fit"
    for name in sorted({one.step_func.__qualname__ for one in DEFINED} - used):
        yield f"{name}: no feature uses it"


def test_every_step_has_one_definition_and_every_definition_a_step() -> None:
    assert list(faults_of_steps(TEXTS)) == []


def test_a_step_that_nobody_defines_or_says_any_more_is_told() -> None:
    step = "هیچ دیرکردی ثبت نشده است"
    changed = [text.replace(step, "هیچ دیرکردی نیست") for text in TEXTS]
    assert sorted(faults_of_steps(changed)) == [
        "nothing_was_late: no feature uses it",
        "هیچ دیرکردی نیست: [] fit",
    ]


SOUND = """# language: fa
ویژگی: نمونه
  زمینه:
    با فرض نمونه

  @SLA-3.5
  قانون: آزمایش کنتور
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("زمینه:", "پیش‌زمینه:", "not a keyword"),
        ("زمینه:", "زم\u064aنه:", "Arabic letters"),
        ("@SLA-3.5", "@SLA-9.9", "tag the rule with one clause"),
        ("@SLA-3.5", "", "tag the rule with one clause"),
        ("قانون: آزمایش کنتور", "قانون: آزمودن کنتور", "not the words of clause 3.5"),
        ("# language: fa\n", "", "the first line"),
    ],
)
def test_a_feature_that_would_be_passed_over_is_told(old: str, new: str, said: str) -> None:
    assert list(faults(SOUND)) == []
    assert any(said in fault for fault in faults(SOUND.replace(old, new)))


SCENARIO = """
    مثال: نخست
      وقتی نمونه
      آنگاه نمونه
"""


@pytest.mark.parametrize(
    ("scenario", "said"),
    [
        ("    مثال: نخست\n", "says nothing of what comes of it"),
        ("    مثال: نخست\n      وقتی نمونه\n", "says nothing of what comes of it"),
        (SCENARIO + SCENARIO, "the name of 2 scenarios"),
        (SCENARIO.replace("آنگاه نمونه", "آنگاه <چه>"), "without examples"),
        (SCENARIO.replace("نخست", ""), "the name of 1 scenarios"),
    ],
)
def test_a_scenario_that_shows_nothing_is_told(scenario: str, said: str) -> None:
    assert list(faults_of_scenarios([SOUND + SCENARIO])) == []
    assert any(said in fault for fault in faults_of_scenarios([SOUND + scenario]))


def test_a_scenario_under_no_rule_is_told() -> None:
    with pytest.raises(AssertionError, match="under no rule"):
        scenarios("# language: fa\nویژگی: نمونه\n" + SCENARIO)
