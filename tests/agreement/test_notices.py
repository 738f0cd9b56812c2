"""Notices: each that is sent has its words in the agreement, and its words have their values."""

import ast
import datetime
import re
from collections.abc import Iterator, Mapping
from types import SimpleNamespace
from typing import Any, cast

import pytest

from cases.context import Context
from cases.demand import payment_values
from cases.notices import VALUES, values_of
from domain.agreement import AskKind
from domain.eligibility import Ineligibility
from domain.persian import TEHRAN
from records.tables import Ask, Request
from tests.agreement.shipped import MODELS, ROOT, changed
from tests.domain.samples import AGREEMENT
from workbench.models import Models

NOW = datetime.datetime(2026, 11, 24, 9, 30, tzinfo=TEHRAN)
CODE = "code"


def sent_by_models(models: Models) -> set[str]:
    return {
        element.inputs.get("template", "") for element in models.elements() if element.topic == "send-notice"
    }


def filed_by_code() -> Iterator[tuple[str, set[str]]]:
    """The keys that acts and workers file by themselves, with the names of their values, from the source."""
    for folder in ("cases", "workers"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            functions = [
                one
                for one in ast.walk(ast.parse(path.read_text("utf-8")))
                if isinstance(one, ast.FunctionDef)
            ]
            for function in functions:
                yield from filed_in(function)


def filed_in(function: ast.FunctionDef) -> Iterator[tuple[str, set[str]]]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "file_notice":
            key, values = node.args[2:4]
            if isinstance(key, ast.Constant):
                yield str(key.value), names_in(values, function)


def names_in(values: ast.expr, function: ast.FunctionDef) -> set[str]:
    """The keys of a dictionary that is written out, by way of a local name or of `payment_values`."""
    if isinstance(values, ast.Dict):
        written = {str(key.value) for key in values.keys if isinstance(key, ast.Constant)}
        unpacked = (value for key, value in zip(values.keys, values.values, strict=True) if key is None)
        return written.union(*(names_in(value, function) for value in unpacked))
    if isinstance(values, ast.Name):
        made = [
            one for one in ast.walk(function) if isinstance(one, ast.Assign) and names(one) == {values.id}
        ]
        return names_in(made[-1].value, function)
    assert isinstance(values, ast.Call)
    assert getattr(values.func, "id", "") == "payment_values", f"{function.name}: write the values out"
    return set(payment_values(an_ask("payment")))


def names(assignment: ast.Assign) -> set[str]:
    return {getattr(target, "id", "") for target in assignment.targets}


def placeholders(key: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", AGREEMENT.notice(key).text)) - {CODE}


def an_ask(kind: AskKind) -> Ask:
    return Ask(id="ask", kind=kind, amount=1000, bill_id="1", payment_id="2", deadline=NOW, opened_at=NOW)


def values_given(key: str) -> Mapping[str, str]:
    """What the values of a notice are made of, with records that know one ask and one payment."""
    records = SimpleNamespace(
        asks=SimpleNamespace(latest=lambda _code, kind: an_ask(kind)),
        payments=SimpleNamespace(of_ask=lambda _id: [SimpleNamespace(amount=1000)]),
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
