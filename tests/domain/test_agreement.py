"""What was promised: validity, targets, deadlines, tariffs."""

import pytest

from domain.persian import parse_date
from domain.requests import Channel
from tests.domain.samples import AGREEMENT, moment


def test_the_last_day_of_the_agreement_counts_in_tehran() -> None:
    """The last evening in Tehran is the next afternoon nowhere (SLA-6.1)."""
    assert AGREEMENT.in_force(moment("1405/12/29 23:59"))
    assert not AGREEMENT.in_force(moment("1406/01/01 00:00"))


def test_a_first_day_counts_once_the_company_names_one() -> None:
    named = AGREEMENT.validity.model_copy(update={"valid_from": parse_date("1405/01/01")})
    dated = type(AGREEMENT)(**{**vars(AGREEMENT), "validity": named})
    assert not dated.in_force(moment("1404/12/29 23:59"))
    assert dated.in_force(moment("1405/01/01 00:00"))


def test_the_last_day_of_a_deadline_counts_whole() -> None:
    assert AGREEMENT.deadline("payment", moment("1405/09/02 10:00")) == moment("1405/09/11 23:59:59")


def test_a_deadline_leaves_out_days_off() -> None:
    assert AGREEMENT.deadline("consent", moment("1405/09/05 20:00")) == moment("1405/09/11 23:59:59")


def test_the_facts_of_the_service_desk() -> None:
    assert AGREEMENT.service_code == "13031466104"
    assert AGREEMENT.target_working_days == 7
    assert AGREEMENT.error_limit_percent == 2.0
    assert AGREEMENT.warning_percents == (75, 100, 150)
    assert set(AGREEMENT.channels) == set(Channel)


def test_the_tariff_of_a_moment_is_that_of_its_day_in_tehran() -> None:
    first_minute = moment("1405/01/01 00:00")
    assert AGREEMENT.tariff(first_minute) == AGREEMENT.tariff(parse_date("1405/01/01"))


def test_a_tariff_is_found_by_the_id_in_a_quote() -> None:
    assert AGREEMENT.tariff_by_id("1405-01-01") == AGREEMENT.tariff(parse_date("1405/09/03"))


def test_what_the_agreement_does_not_have_is_named() -> None:
    with pytest.raises(LookupError, match="no step paint-meter"):
        AGREEMENT.step("paint-meter")
    with pytest.raises(LookupError, match="no notice farewell"):
        AGREEMENT.notice("farewell")
    with pytest.raises(LookupError, match="no tariff 1399-01-01"):
        AGREEMENT.tariff_by_id("1399-01-01")
