"""A file that is no model of our engine is told alone, in one sentence: all else would follow from it."""

import pytest

from tests.agreement.shipped import FILES
from tests.workbench.check.seeds import findings

MODEL, FORM, TABLE = "collect-payment.bpmn", "test-meter.form", "meter-verdict.dmn"
ZEEBE = b'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" '


def said(file: str, content: bytes) -> list[tuple[str, str]]:
    return [(one.kind, one.file) for one in findings({**FILES, file: content})]


@pytest.mark.parametrize("file", [MODEL, FORM, TABLE])
def test_half_a_file_is_told_in_one_sentence(file: str) -> None:
    assert said(file, FILES[file][: len(FILES[file]) // 2]) == [("unreadable-file", file)]


@pytest.mark.parametrize("file", [MODEL, FORM, TABLE])
def test_a_file_with_nothing_in_it_is_told_in_one_sentence(file: str) -> None:
    assert said(file, b"") == [("unreadable-file", file)]


def test_a_model_of_camunda_8_is_told_in_one_sentence() -> None:
    zeebe = FILES[MODEL].replace(b"<bpmn:definitions ", b"<bpmn:definitions " + ZEEBE)
    assert said(MODEL, zeebe) == [("made-for-camunda-8", MODEL)]
    cloud = FILES[MODEL].replace(b'"Camunda Platform"', b'"Camunda Cloud"')
    assert said(MODEL, cloud) == [("made-for-camunda-8", MODEL)]


def test_a_form_of_camunda_8_is_told_in_one_sentence() -> None:
    cloud = FILES[FORM].replace(b'"Camunda Platform"', b'"Camunda Cloud"')
    assert said(FORM, cloud) == [("made-for-camunda-8", FORM)]


@pytest.mark.parametrize(
    ("file", "content"), [(MODEL, "<html />"), (TABLE, "<bpmn />"), (FORM, "[]"), (FORM, '{"id": "x"}')]
)
def test_a_file_that_holds_something_else_is_told_in_one_sentence(file: str, content: str) -> None:
    assert said(file, content.encode()) == [("empty-model", file)]


def test_a_flow_that_comes_from_nowhere_at_all_is_told_in_one_sentence() -> None:
    loose = FILES[MODEL].replace(b'sourceRef="await-payment"', b"")
    assert said(MODEL, loose) == [("not-understood", MODEL)]


def test_two_files_that_cannot_be_read_are_two_findings() -> None:
    broken = {**FILES, MODEL: b"<", FORM: b"{"}
    assert {(one.kind, one.file) for one in findings(broken)} == {
        ("unreadable-file", MODEL),
        ("unreadable-file", FORM),
    }


def test_no_files_at_all_are_one_finding() -> None:
    assert [one.kind for one in findings({})] == ["no-models"]
