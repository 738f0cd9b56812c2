"""Refusals: each has its answer over HTTP, a code of its own, and cites a clause that there is."""

from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest

import cases
import channels
import domain
import gateways
from channels.api.problems import STATUS
from domain.refusals import BadInput, Refusal
from tests.domain.samples import AGREEMENT
from workbench.check.wording import faults_of_text

for package in (cases, channels, domain, gateways):
    for module in walk_packages(package.__path__, f"{package.__name__}."):
        import_module(module.name)

ON_PAGES_ALONE = ("channels.desk.", "channels.case.", "channels.staff.")
"""What a clerk is told on a page and nobody over the API."""


def every_kind(of: type[Refusal]) -> Iterator[type[Refusal]]:
    for kind in of.__subclasses__():
        if not kind.__module__.startswith("tests."):
            yield kind
            yield from every_kind(kind)


REFUSALS = sorted(set(every_kind(Refusal)) - {BadInput}, key=lambda kind: kind.code)


def without_status(kinds: list[type[Refusal]]) -> list[str]:
    """The refusals that nobody has chosen an answer for; what was entered wrongly is 422 as a whole."""
    over_http = [kind for kind in kinds if not kind.__module__.startswith(ON_PAGES_ALONE)]
    return [kind.__name__ for kind in over_http if kind not in STATUS and not issubclass(kind, BadInput)]


def test_every_refusal_has_its_status() -> None:
    assert without_status(REFUSALS) == []
    assert STATUS[BadInput] == 422


def test_a_refusal_without_a_status_is_told() -> None:
    class Unheard(Refusal):
        """A no that nobody has thought of."""

    assert without_status([*REFUSALS, Unheard]) == ["Unheard"]


def test_a_status_says_whose_turn_it_is() -> None:
    assert set(STATUS.values()) <= {401, 403, 404, 409, 413, 415, 422, 429}
    assert {kind for kind, status in STATUS.items() if issubclass(kind, BadInput) and status != 422} == set()


def test_no_two_refusals_share_a_code() -> None:
    assert [code for code, times in Counter(kind.code for kind in REFUSALS).items() if times > 1] == []


@pytest.mark.parametrize("kind", REFUSALS, ids=lambda kind: kind.code)
def test_a_refusal_is_said_in_persian_and_cites_a_clause_that_there_is(kind: type[Refusal]) -> None:
    assert kind.clause is None or kind.clause in AGREEMENT.clauses
    assert [fault for text in (kind.title, kind.remedy) for fault in faults_of_text(text)] == []
    assert kind.title.endswith(".")
    assert kind.remedy.endswith(".")
