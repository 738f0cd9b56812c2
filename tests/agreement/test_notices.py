"""Notices: each that is sent has its words in the agreement, and its words have their values."""

import ast
import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pkgutil import walk_packages
from types import SimpleNamespace
from typing import Any, cast

import pytest

import cases
import workers
from cases import visits
from cases.context import Context
from cases.notices import VALUES, values_of
from domain.agreement import AskKind
from domain.eligibility import Ineligibility
from domain.persian import TEHRAN
from records.tables import Ask, Request
from tests.agreement.shipped import MODELS, changed
from tests.domain.samples import AGREEMENT
from tests.steps import words
from workbench.models import Models
from workbench.sources import Scope, scopes
from workers.shared import send_reminder

NOW = datetime.datetime(2026, 11, 24, 9, 30, tzinfo=TEHRAN)
CODE = "code"


def sent_by_models(models: Models) -> set[str]:
    return {
        element.inputs.get("template", "") for element in models.elements() if element.topic == "send-notice"
    }


def filed_by_code() -> Iterator[tuple[str, set[str]]]:
    """The keys that acts and workers file by themselves, with the names of their values, from the source."""
    for package in (cases, workers):
        for found in walk_packages(package.__path__, f"{package.__name__}."):
            for scope in scopes(import_module(found.name)):
                yield from filed_in(scope)


def filed_in(scope: Scope) -> Iterator[tuple[str, set[str]]]:
    for node in ast.walk(scope.function):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "file_notice":
            key, values = node.args[2:4]
            yield from keys_of(scope, key, values)


def keys_of(scope: Scope, key: ast.expr, values: ast.expr) -> Iterator[tuple[str, set[str]]]:
    """Each key that the call may file, with the names of its values; the model's own are not its."""
    match ast.unparse(key):
        case "task.template":
            return
        case "NOTICES[result]":
            yield from ((one, names_in(scope, values)) for one in visits.NOTICES.values())
        case "key":
            yield from ((one, returned_by(function)) for one, function in send_reminder.REMINDERS.values())
        case _:
            yield from ((one, names_in(scope, values)) for one in literals(key))


def literals(key: ast.expr) -> list[str]:
    """The keys that an expression chooses from."""
    if isinstance(key, ast.IfExp):
        return literals(key.body) + literals(key.orelse)
    assert isinstance(key, ast.Constant), f"write the key of the notice out: {ast.unparse(key)}"
    return [str(key.value)]


def names_in(scope: Scope, values: ast.expr) -> set[str]:
    """The keys of a dictionary that is written out, by way of a local name or of what returns it."""
    if isinstance(values, ast.Dict):
        written = {str(key.value) for key in values.keys if isinstance(key, ast.Constant)}
        unpacked = (value for key, value in zip(values.keys, values.values, strict=True) if key is None)
        return written.union(*(names_in(scope, value) for value in unpacked))
    if isinstance(values, ast.Name):
        return names_in(scope, assigned(scope.function, values.id))
    assert isinstance(values, ast.Call), f"{scope.function.name}: write the values out"
    return returned_by(getattr(scope.module, ast.unparse(values.func)))


def assigned(function: ast.FunctionDef, name: str) -> ast.expr:
    """What the function gives to the name, which it does once."""
    (value,) = (
        one.value
        for one in ast.walk(function)
        if isinstance(one, ast.Assign) and name in [getattr(target, "id", "") for target in one.targets]
    )
    return value


def returned_by(function: Callable[..., object]) -> set[str]:
    """The keys of the dictionary that a function returns."""
    scope = next(
        one for one in scopes(import_module(function.__module__)) if one.function.name == function.__name__
    )
    (value,) = (one.value for one in ast.walk(scope.function) if isinstance(one, ast.Return) and one.value)
    return names_in(scope, value)


def placeholders(key: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", AGREEMENT.notice(key).text)) - {CODE}


def an_ask(kind: AskKind) -> Ask:
    return Ask(id="ask", kind=kind, amount=1000, bill_id="1", payment_id="2", deadline=NOW, opened_at=NOW)


def values_given(key: str) -> Mapping[str, str]:
    """What the values of a notice are made of, with records that know one ask and one payment."""
    records = SimpleNamespace(
        asks=SimpleNamespace(latest=lambda _code, kind: an_ask(kind)),
        payments=SimpleNamespace(of_ask=lambda _id: [SimpleNamespace(amount=1000)]),
        documents=SimpleNamespace(review=lambda _code: None),
        visits=SimpleNamespace(of_case=lambda _code: []),
    )
    request = Request(tracking_code="1", reason=Ineligibility.DEMAND)
    return values_of(key, Context(cast("Any", records), AGREEMENT, NOW, "http://127.0.0.1"), request)


def test_the_models_send_the_notices_whose_values_are_known_and_no_others() -> None:
    assert sent_by_models(MODELS) == VALUES.keys()


def test_the_agreement_has_the_words_of_every_notice_and_of_no_other() -> None:
    filed = {key for key, _ in filed_by_code()}
    assert AGREEMENT.notices.keys() == VALUES.keys() | filed
    assert not filed & VALUES.keys(), "a notice is sent by the model or by the code, not by both"


@pytest.mark.parametrize("key", sorted(VALUES))
def test_the_words_of_a_notice_use_the_values_that_it_is_given(key: str) -> None:
    assert set(values_given(key)) == placeholders(key)


@pytest.mark.parametrize(("key", "given"), list(filed_by_code()), ids=[key for key, _ in filed_by_code()])
def test_the_words_of_a_notice_that_the_code_files_have_their_values(key: str, given: set[str]) -> None:
    assert placeholders(key) <= given


@pytest.mark.parametrize("key", sorted(VALUES))
def test_a_notice_of_a_model_cites_the_clause_of_its_task(key: str) -> None:
    tasks = [one for one in MODELS.elements() if one.inputs.get("template") == key]
    assert all(AGREEMENT.notice(key).clause in task.clauses for task in tasks)


def test_the_key_of_a_notice_is_a_literal_and_each_notice_is_sent_at_one_place() -> None:
    sending = [one for one in MODELS.elements() if one.topic == "send-notice"]
    assert all(re.fullmatch("[a-z-]+", one.inputs.get("template", "")) for one in sending)
    assert len(sending) == len(sent_by_models(MODELS))
    assert {one.kind for one in sending} == {"sendTask"}


def test_a_notice_that_nobody_has_written_is_told() -> None:
    models = changed("permanent-service-removal.bpmn", ">cost-free<", ">free-of-charge<")
    assert sent_by_models(models) ^ VALUES.keys() == {"cost-free", "free-of-charge"}


def test_the_features_have_a_name_for_every_notice() -> None:
    assert sorted(words.NOTICES.values()) == sorted(AGREEMENT.notices)


def filed(source: str) -> list[tuple[str, set[str]]]:
    """What a function of `cases.visits` would file if it were written so."""
    (function,) = ast.parse(source).body
    assert isinstance(function, ast.FunctionDef)
    return list(filed_in(Scope(visits, function)))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def f(): file_notice(c, r, 'a' if x else 'b', {'n': 1})", [("a", {"n"}), ("b", {"n"})]),
        ("def f():\n v = {'n': 1}\n file_notice(c, r, 'a', {**v, 'm': 2})", [("a", {"n", "m"})]),
        ("def f(): file_notice(c, r, task.template, v)", []),
    ],
)
def test_what_a_function_files_is_read_in_its_source(source: str, found: list[tuple[str, set[str]]]) -> None:
    assert filed(source) == found


def test_a_key_that_is_not_written_out_is_told() -> None:
    with pytest.raises(AssertionError, match="write the key of the notice out"):
        filed("def f(): file_notice(c, r, some_key, {})")
