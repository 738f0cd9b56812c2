"""Fields of a form: which of them it shows where some answers are given already."""

import json

import pytest

from workbench.forms import Question, read_form


def asked(hide: str | None) -> Question:
    """The field of a form with one."""
    conditional = {} if hide is None else {"conditional": {"hide": hide}}
    component = {"type": "textfield", "key": "why", "label": "چرا", **conditional}
    (question,) = read_form(json.dumps({"id": "trial", "components": [component]}).encode()).questions
    return question


UNLESS_DONE = '=if result = "no-access" or result = "not-safe" then false else true'
DONE_AND_TICKED = '=if result = "done" and (burnt = true or seal = true) then false else true'


def test_a_field_without_a_condition_is_always_shown() -> None:
    assert asked(None).may_show({"result": "done"})
    assert not asked(None).can_hide({})


@pytest.mark.parametrize(
    ("hide", "given", "may_show", "can_hide"),
    [
        (UNLESS_DONE, {}, True, True),
        (UNLESS_DONE, {"result": "done"}, False, False),
        (UNLESS_DONE, {"result": "not-safe"}, True, False),
        (DONE_AND_TICKED, {"result": "done"}, True, True),
        (DONE_AND_TICKED, {"result": "not-safe"}, False, True),
        (DONE_AND_TICKED, {"other": "x"}, True, True),
    ],
)
def test_a_given_answer_decides_what_can_still_be_shown(
    hide: str, given: dict[str, str], may_show: bool, can_hide: bool
) -> None:
    assert (asked(hide).may_show(given), asked(hide).can_hide(given)) == (may_show, can_hide)


def test_a_field_that_hides_otherwise_may_be_shown_and_hidden() -> None:
    assert asked("=not(done)").may_show({"result": "done"})
    assert asked("=not(done)").can_hide({})


@pytest.mark.parametrize(
    "component", [{"key": 7}, {"validate": "required"}, {"conditional": 7}, {"values": 7}, {"values": [{}]}]
)
def test_a_component_that_is_none_is_refused_by_its_name(component: dict[str, object]) -> None:
    form = {"id": "trial", "components": [{"type": "textfield", "id": "field-why", **component}]}
    with pytest.raises(ValueError, match="textfield field-why"):
        read_form(json.dumps(form).encode())
