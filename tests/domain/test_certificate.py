"""What the certificate states (SLA-7.2)."""

from domain.certificate import CertificateFacts
from domain.cost import removal_cost
from domain.meter import Verdict
from domain.persian import parse_date
from domain.settlement import closing_account
from tests.domain.samples import TARIFF, a_connection, a_report, a_test, moment

DAY = parse_date("1405/09/16")


def facts() -> CertificateFacts:
    connection = a_connection(prior_debt=20_000_777)
    return CertificateFacts(
        number="1",
        tracking_code="14050000000000",
        company="شرکت نمونه",
        service_code="13031466104",
        subscriber_name="مشترک نمونه",
        bill_id=connection.bill_id,
        subscription_number=connection.subscription_number,
        meter_serial=connection.meter_serial,
        registered_at=moment("1405/09/02 10:00"),
        tested_on=DAY,
        removed_on=DAY,
        settled_on=DAY,
        issued_on=DAY,
        final_reading=10_450,
        verdict=Verdict.SOUND,
        error_percent=0.5,
        cost_lines=removal_cost(connection, TARIFF).lines,
        settlement_lines=closing_account(connection, a_test(), Verdict.SOUND, a_report(), TARIFF).lines,
        example=True,
    )


def test_the_totals_are_those_of_the_lines() -> None:
    assert facts().cost_total == 1_379_000
    assert facts().settlement_total == 11_883_000


def test_the_facts_are_read_back_from_the_records_as_they_were() -> None:
    assert CertificateFacts.model_validate_json(facts().model_dump_json()) == facts()
