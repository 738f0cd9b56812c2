"""Each topic, on the real engine, kills a worker before its commit and another one behind it."""

import pytest

from console.office import worker_topics
from console.rehearsal import Stage
from domain import persian
from domain.requests import Channel, Outcome
from tests.kit import SHEBA, Case
from tests.process.mortal import MOMENTS, MortalOffice, mortal
from tests.simulation.rest import what_is_wrong

pytestmark = pytest.mark.engine


def passes(case: Case, timer: str) -> None:
    """The timer fires at its time."""
    case.office.pass_timer(case.code, timer)
    case.settle()


def today(case: Case) -> str:
    return persian.date(case.office.clock())


def served_to_an_attorney(case: Case) -> Outcome:
    """Everything that can be asked again is asked again, and everything is late."""
    case.to_the_documents()
    passes(case, "await-documents-reminder")
    case.hand_in_all(Channel.SITE)
    case.settle()
    case.review("ask-again", askNationalCard=True, reviewReason="ناخوانا")
    case.hand_in_all(Channel.SITE)
    case.settle()
    case.review("accept")
    case.pay()
    passes(case, "test-meter-due")
    passes(case, "service-check-due")
    case.test_meter(testedOn=today(case))
    case.sms_will("411")
    case.approve_terms()
    case.fill_in("call-subscriber", "subscriber-affairs", callResult="reached", callNote="")
    case.agree()
    case.fill_in("remove-connection", "field-operations", visitResult="no-access", visitRemarks="بسته بود")
    case.remove(removedOn=today(case))
    passes(case, "await-payment-deadline")
    case.arrange_debt("extension", extensionDays=30)
    case.pay()
    return Outcome.SERVED


def refunded(case: Case) -> Outcome:
    """The subscriber is in credit and has named no account yet."""
    case.to_the_account_asked_for()
    case.name_account(SHEBA)
    case.fill_in("approve-refund", "finance", refundDecision="pay", refundNote="")
    return Outcome.SERVED


def unpaid(case: Case) -> Outcome:
    """Nobody pays."""
    case.register()
    passes(case, "await-payment-deadline")
    return Outcome.PAYMENT_EXPIRED


def outcome(office: MortalOffice, case: Case) -> str | None:
    with office.office.database.transaction() as records:
        return records.requests.get(case.code).outcome


def test_every_topic_kills_two_workers_and_is_done_once(stage: Stage) -> None:
    with mortal(stage) as office:
        cases = []
        for way in (refunded, served_to_an_attorney, unpaid):
            cases.append(case := Case.of(office))
            assert way(case) == outcome(office, case)
        assert what_is_wrong(office, cases) == []
        deaths = office.nursery.deaths
    assert {(topic, moment) for topic in worker_topics() for moment in MOMENTS} <= deaths.keys()
