"""Notices: each that is sent has its words in the agreement, and no other has."""

from cases.notices import VALUES
from tests.agreement.shipped import MODELS, TOPICS
from tests.domain.samples import AGREEMENT
from tests.steps import words
from workbench.notices import filed


def test_the_models_send_the_notices_whose_values_are_known_each_at_one_place() -> None:
    sending = [one for one in MODELS.elements() if one.topic == "send-notice"]
    assert sorted(one.inputs["template"] for one in sending) == sorted(VALUES)
    assert {one.kind for one in sending} == {"sendTask"}


def test_a_notice_is_sent_by_the_model_or_by_the_code_and_each_has_its_words() -> None:
    by_code = {key for key, _ in filed(TOPICS.values())}
    assert not by_code & VALUES.keys()
    assert AGREEMENT.notices.keys() == VALUES.keys() | by_code


def test_the_features_have_a_name_for_every_notice() -> None:
    assert sorted(words.NOTICES.values()) == sorted(AGREEMENT.notices)
