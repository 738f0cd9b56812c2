"""To whom a notice goes: the mobile on the register, until a review has accepted who else acts."""

from domain.documents import DocumentKind
from domain.identifiers import Mobile
from domain.requests import Relation
from tests.ground import MOBILE, Ground, a_connection

REGISTERED = "09120000002"


def receptors(ground: Ground, code: str) -> dict[str, str]:
    with ground.act() as context:
        return {row.template or "": row.receptor or "" for row in context.records.outbox.of_case(code, "sms")}


def test_a_differing_mobile_gets_nothing_before_the_review_and_everything_after_it(ground: Ground) -> None:
    ground.put(a_connection(subscriber_mobile=Mobile(REGISTERED)))
    code = ground.register_by(Relation.ATTORNEY)
    ground.to_the_review(code, DocumentKind.POWER_OF_ATTORNEY, DocumentKind.NATIONAL_CARD)
    assert set(receptors(ground, code).values()) == {REGISTERED}
    ground.do("record-review", code, reviewDecision="accept", completedBy="expert-1")
    ground.do("calculate-cost", code)
    ground.do("request-payment", code)
    assert receptors(ground, code)["cost-announced"] == MOBILE


def test_where_the_register_knows_no_connection_the_applicant_is_told(ground: Ground) -> None:
    code = ground.register(bill_id="2345678903625")
    assert receptors(ground, code) == {"request-registered": MOBILE}
