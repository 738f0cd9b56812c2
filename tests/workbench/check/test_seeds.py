"""Every fault that is seeded into the shipped models is caught, and told at its element."""

import ast
import random
import re
from collections.abc import Iterator, Sequence

import pytest

from tests.agreement.shipped import FILES, ROOT
from tests.workbench.check import frame_seeds, rule_seeds
from tests.workbench.check.guide import DRAWN_FROM, PAGE, digest, entry, first_of_each_kind, told_of
from tests.workbench.check.seeds import Seed, findings, told

SEEDS: tuple[Seed, ...] = (*frame_seeds.SEEDS, *rule_seeds.SEEDS)
KINDS = frozenset(seed.kind for seed in SEEDS)
GUIDE = PAGE.read_text("utf-8")

ALONE = {
    "branch-twice",
    "called-process-missing",
    "decision-result-map",
    "default-flow",
    "end-cuts-supervision",
    "escalation-interrupts",
    "message-without-sender",
    "not-signed",
    "topic-without-worker",
    "unknown-group",
}
"""Kinds from which nothing else follows."""


def several(kinds: Sequence[Seed], count: int) -> list[tuple[Seed, Seed]]:
    """Pairs of faults in two files, the same ones each time."""
    pairs = [(one, other) for one in kinds for other in kinds if one.file < other.file]
    return random.Random(7).sample(pairs, count)


def names(pair: tuple[Seed, Seed]) -> str:
    return " and ".join(map(str, pair))


def test_the_shipped_models_have_no_fault() -> None:
    assert findings(FILES) == []


def test_there_are_seeds_of_many_kinds() -> None:
    assert len(KINDS) >= 40


def test_every_kind_that_a_rule_names_is_explained_to_the_analyst() -> None:
    explained = set(re.findall("^#### (.*)$", GUIDE, re.MULTILINE))
    assert KINDS | set(kinds_in_the_rules()) <= explained
    assert first_of_each_kind().keys() == KINDS


def test_the_pictures_of_the_editor_show_the_model_as_it_is() -> None:
    anew = "python -m tests.workbench.check.guide"
    assert DRAWN_FROM.read_text("utf-8").strip() == digest(), f"draw them anew: {anew}"


def test_every_link_of_the_page_leads_somewhere() -> None:
    headings = {slug(title) for title in re.findall("^#+ (.*)$", GUIDE, re.MULTILINE)}
    links = re.findall(r"\]\(([^)]+)\)", GUIDE)
    assert {link.removeprefix("#") for link in links if link.startswith("#")} <= headings
    assert all((PAGE.parent / link).exists() for link in links if not link.startswith("#"))


def slug(title: str) -> str:
    """The anchor that a heading gets where Markdown is shown."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


def kinds_in_the_rules() -> Iterator[str]:
    """The codes that the rules write out where they make a finding."""
    for path in (ROOT / "workbench" / "check").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield from _kind_of(node)


def _kind_of(call: ast.Call) -> Iterator[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    place = {"at": 1, "on": 2, "within": 2, "Finding": 0}.get(name)
    kind = call.args[place] if place is not None and len(call.args) > place else None
    if isinstance(kind, ast.Constant):
        yield str(kind.value)


@pytest.mark.thorough
@pytest.mark.parametrize("seed", SEEDS, ids=str)
def test_a_seeded_fault_is_told_at_its_element_and_explained_to_the_analyst(seed: Seed) -> None:
    found = told_of(seed)
    assert found is not None
    if first_of_each_kind()[seed.kind] == seed:
        assert entry(found) in GUIDE, f"write {PAGE.name} anew: python -m tests.workbench.check.guide"


@pytest.mark.thorough
@pytest.mark.parametrize("pair", several([one for one in SEEDS if one.kind in ALONE], 8), ids=names)
def test_two_faults_are_two_findings(pair: tuple[Seed, Seed]) -> None:
    one, other = pair
    assert sorted(told(other.sown(one.sown()))) == sorted(
        [(one.kind, one.element), (other.kind, other.element)]
    )


@pytest.mark.thorough
@pytest.mark.parametrize("pair", several(SEEDS, 25), ids=names)
def test_no_fault_hides_another(pair: tuple[Seed, Seed]) -> None:
    one, other = pair
    wanted = {(one.kind, one.element), (other.kind, other.element)}
    assert wanted <= set(told(other.sown(one.sown())))
