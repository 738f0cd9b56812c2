"""What notices say and how many SMS parts they take."""

import pytest

from domain.notices import render, sms_parts

REGISTERED = "درخواست جمع‌آوری دائم انشعاب شما با کد رهگیری {code} ثبت شد."


def test_a_placeholder_is_replaced_wherever_it_stands() -> None:
    assert render("{code}: {code} تا {date}", {"code": "۱۲", "date": "۱۴۰۵/۰۹/۰۳"}) == "۱۲: ۱۲ تا ۱۴۰۵/۰۹/۰۳"


def test_a_value_is_never_read_as_a_template() -> None:
    assert render("علت: {reason}", {"reason": "{code} و \\1", "code": "۱۲"}) == "علت: {code} و \\1"


def test_a_wording_may_leave_a_value_out() -> None:
    assert render("ثبت شد.", {"code": "۱۲"}) == "ثبت شد."


def test_a_placeholder_without_a_value_is_refused_by_its_name() -> None:
    with pytest.raises(ValueError, match="'date'"):
        render("تا {date}", {"code": "۱۲"})


@pytest.mark.parametrize(
    "template", ["{code", "code}", "{}", "{0}", "{code!r}", "{code:>9}", "{a.b}", "{{code}}", "{Code}"]
)
def test_a_brace_that_is_no_placeholder_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match="brace"):
        render(template, {"code": "۱۲", "a": "", "Code": ""})


@pytest.mark.parametrize(
    ("length", "parts"), [(0, 1), (1, 1), (70, 1), (71, 2), (134, 2), (135, 3), (201, 3), (202, 4)]
)
def test_a_text_beyond_70_characters_is_split_into_parts_of_67(length: int, parts: int) -> None:
    assert sms_parts("م" * length) == parts


def test_a_half_space_counts_as_a_character() -> None:
    assert sms_parts("م" * 69 + "\u200c") == 1
    assert sms_parts("م" * 70 + "\u200c") == 2


def test_a_sign_beyond_the_basic_plane_counts_twice() -> None:
    assert sms_parts("م" * 69 + "⚡") == 1
    assert sms_parts("م" * 69 + "😀") == 2


def test_the_first_notice_of_a_request_is_one_sms() -> None:
    assert sms_parts(render(REGISTERED, {"code": "۱۴۰۵۰۹۰۲۱۲۳۴"})) == 1
