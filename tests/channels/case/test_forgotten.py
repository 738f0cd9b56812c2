"""The page of a case whose people are taken out still shows what was done."""

from cases.tidy import tidy
from domain.requests import Outcome
from records.tables import Payout
from tests.bank import SHEBA
from tests.channels.caller import Outside
from tests.channels.clerk import Clerk
from tests.ground import MOBILE, STRANGER
from tests.settling import Settling


def test_the_page_of_a_forgotten_case_names_nobody(outside: Outside) -> None:
    ground = outside.ground
    code = ground.register(national_id=STRANGER)
    ground.do("check-eligibility", code)
    ground.do("archive-request", code, reason="not-eligible")
    Settling(ground).send()
    with ground.act() as context:
        context.records.payouts.add(
            Payout(
                id="payout-1",
                tracking_code=code,
                purpose="return",
                sheba=SHEBA,
                amount=1_000,
                state="posted",
                requested_by="finance-1",
                approved_by="finance-2",
                filed_at=context.now,
                answered_at=context.now,
            )
        )
    ground.clock.move(days=31 * ground.agreement.retention[Outcome.NOT_ELIGIBLE].figure)
    assert tidy(ground.database, ground.agreement, ground.clock)["payouts"] == 1
    page = Clerk.of(outside, "finance").get(f"/cases/{code}")
    assert page.status_code == 200
    assert Outcome.NOT_ELIGIBLE.title in page.text
    assert not any(value in page.text for value in (STRANGER, MOBILE, SHEBA))
