"""What acts and workers file is read in their source, as long as it is written out there."""

import ast
from collections.abc import Iterable
from importlib import import_module

import pytest

from cases import visits
from tests.agreement.shipped import TOPICS
from workbench.notices import Filed, NotWrittenOut, filed, filed_in, returned_by, sent_by_models
from workbench.sources import Scope


def read(found: Iterable[Filed]) -> dict[str, set[str]]:
    return {key: set(values) for key, values in found}


def filed_by(source: str) -> dict[str, set[str]]:
    """What a function of `cases.visits` would file if it were written so."""
    (function,) = ast.parse(source).body
    assert isinstance(function, ast.FunctionDef)
    return read(filed_in(Scope(visits, function)))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def f(): file_notice(c, r, 'a' if x else 'b', {'n': 1})", {"a": {"n"}, "b": {"n"}}),
        ("def f():\n v = {'n': 1}\n file_notice(c, r, 'a', {**v, 'm': 2})", {"a": {"n", "m"}}),
        ("def f(): file_notice(c, r, task.template, v)", {}),
    ],
)
def test_what_a_function_files_is_read_in_its_source(source: str, found: dict[str, set[str]]) -> None:
    assert filed_by(source) == found


def test_a_key_chosen_from_a_table_of_the_module_may_be_any_of_it() -> None:
    source = "def f(): file_notice(c, r, NOTICES[result], {'date': d})"
    assert filed_by(source) == {key: {"date"} for key in visits.NOTICES.values()}


@pytest.mark.parametrize(
    "source",
    [
        "def f(): file_notice(c, r, some.key, {})",
        "def f(): file_notice(c, r, key, {})",
        "def f(): file_notice(c, r, 'a', some.values)",
    ],
)
def test_what_is_not_written_out_is_told(source: str) -> None:
    with pytest.raises(NotWrittenOut, match="line 1: write out"):
        filed_by(source)


def test_a_reminder_is_found_with_the_values_of_the_function_beside_its_key() -> None:
    assert read(filed(TOPICS.values()))["documents-reminder"] == {"date", "documents"}


def test_of_several_answers_only_what_all_have_is_sure() -> None:
    assert returned_by(import_module("cases.notices")._documents_rejected) == {"reason"}
    assert sent_by_models()["archived-unpaid"] == {"date"}
