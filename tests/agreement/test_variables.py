"""Variables of the models: a closed list, all of it used; a start brings what the model takes for given."""

from cases.relay import STARTS
from cases.unreachable import notice_of
from tests.agreement.shipped import MODELS, PLAN
from tests.ground import Ground
from workbench.check.bindings import used
from workbench.check.variables import ASKED_BEFORE, unwritten, walked
from workbench.variables import OWN_PARAMETERS, SENT_WITH, VARIABLES


def fields_of_forms() -> frozenset[str]:
    return frozenset(question.key for form in MODELS.forms.values() for question in form.questions)


def test_the_models_use_the_variables_of_the_list_and_the_fields_of_their_forms_and_no_others() -> None:
    found = frozenset[str]().union(*(used(PLAN, element) for element in MODELS.elements()))
    listed = VARIABLES.keys() | OWN_PARAMETERS.keys()
    assert found - fields_of_forms() == listed - fields_of_forms()


def test_the_start_brings_what_the_model_takes_for_given(ground: Ground) -> None:
    code = ground.register()
    with ground.act() as context:
        (bell,) = map(context.records.bells.get_to_ring, context.records.bells.unstopped(code))
        assert bell is not None
        assert (bell.message, frozenset(bell.variables)) == (
            "request-registered",
            SENT_WITH["request-registered"],
        )


def test_the_call_about_a_notice_is_started_with_what_tells_it_apart() -> None:
    assert notice_of(1).keys() == SENT_WITH["notice-undeliverable"] == set(STARTS["notice-undeliverable"].by)


def test_every_start_is_known_with_what_it_brings() -> None:
    assert STARTS.keys() == SENT_WITH.keys()


def test_what_is_not_written_on_the_way_itself_is_what_was_asked_before() -> None:
    found = {(element.id, name) for element, names in unwritten(PLAN, walked(PLAN)) for name in names}
    assert found == ASKED_BEFORE
