"""Clauses of the agreement: where models and code cite them, they are there and say so."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.agreement.shipped import MAIN, MODELS, ROOT, SHARED, TOPICS
from tests.domain.samples import AGREEMENT
from workbench.check.clauses import NOT_ON_A_MODEL
from workbench.paths import reached

PACKAGES = ("domain", "cases", "records", "gateways", "engine", "workers", "channels", "workbench", "console")


def test_every_clause_is_carried_out_by_a_step_or_there_is_a_reason_why_not() -> None:
    cited = {clause for element in MODELS.elements() for clause in element.clauses}
    assert AGREEMENT.clauses.keys() - cited == NOT_ON_A_MODEL.keys()
    assert len(AGREEMENT.clauses) == 21


def test_the_main_process_keeps_the_order_of_the_clauses() -> None:
    way = [MAIN[step] for step in IN_ORDER]
    assert [one.clauses[0] for one in way] == sorted(one.clauses[0] for one in way)
    for earlier, later in pairwise(way):
        assert later in list(reached(MAIN, earlier)), f"{later} does not come behind {earlier}"
        assert earlier not in list(reached(MAIN, later)) or {earlier.id, later.id} == {
            "examine-meter",
            "agree-terms",
        }


IN_ORDER = ("request-registered", "calculate-cost", "collect-payment", "examine-meter", "agree-terms",
            "carry-out-removal", "record-removal", "settle-account", "served")  # fmt: skip


def cited_in_code() -> Iterator[tuple[Path, str]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for clause in re.findall(r"SLA-(\d\.\d)", path.read_text("utf-8")):
                yield path.relative_to(ROOT), clause


def test_the_code_cites_only_clauses_that_there_are() -> None:
    assert [(str(path), clause) for path, clause in cited_in_code() if clause not in AGREEMENT.clauses] == []


def test_every_worker_cites_a_clause_of_its_step() -> None:
    missing = []
    for element in MODELS.elements():
        if element.topic and element.topic not in SHARED:
            path = ROOT / (TOPICS[element.topic].module.replace(".", "/") + ".py")
            cited = set(re.findall(r"SLA-(\d\.\d)", path.read_text("utf-8")))
            if not cited & set(element.clauses):
                missing.append(f"{element} cites {element.clauses}, its worker {sorted(cited)}")
    assert missing == []


@pytest.mark.parametrize("what", ["steps", "deadlines", "notices"])
def test_what_the_agreement_grants_cites_a_clause_that_there_is(what: str) -> None:
    cited = {entry.clause for entry in getattr(AGREEMENT, what).values()}
    assert cited <= AGREEMENT.clauses.keys()
