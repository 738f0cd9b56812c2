"""Money that waits: placed on its case, or returned by one member of finance and approved by another."""

from dataclasses import replace

import pytest

from cases.pay import PaymentNotice, receive_payment
from channels.parts import Parts
from domain.identifiers import PaymentId
from records.tables import Look
from tests.channels.caller import Outside, identify
from tests.channels.clerk import Clerk, faults
from tests.gateways.served import Stage
from tests.ground import Ground, a_connection

SHEBA = "IR062960000000100324200001"


def unknown_money(ground: Ground, reference: str, amount: int) -> None:
    """Money under ids that no case asked for."""
    bill = a_connection().bill_id
    with ground.act() as context:
        notice = PaymentNotice(
            bill_id=bill,
            payment_id=PaymentId.compose(bill, amount, 1405, 77),
            amount=amount,
            paid_at=context.now,
            reference=reference,
        )
        receive_payment(context, notice)


def ended_with_late_money(ground: Ground) -> str:
    """A case that ended unpaid, and whose money came after its deadline."""
    code = ground.register()
    ground.to_the_payment(code)
    ground.clock.move(days=60)
    ground.pay(code, "ref-1")
    ground.do("record-payment", code)
    ground.do("archive-request", code, reason="payment-expired")
    return code


@pytest.fixture
def clerk(outside: Outside) -> Clerk:
    return Clerk.of(outside, "finance")


@pytest.fixture
def colleague(outside: Outside, parts: Parts, api_stage: Stage) -> Clerk:
    """Another member of the same group."""

    def one_more(user: str, password: str) -> frozenset[str] | None:
        return frozenset({"finance"}) if user == "finance+2" else identify(user, password)

    api_stage.app.state.parts = replace(parts, identify=one_more)
    return Clerk.of(outside, "finance", "2")


def payouts(outside: Outside) -> list[tuple[str, int, str, str | None]]:
    with outside.ground.act() as context:
        pending = context.records.payouts.pending()
        return [(row.purpose, row.amount, row.requested_by, row.approved_by) for row in pending]


def test_unknown_money_is_listed_and_placed_on_the_case_it_was_meant_for(
    clerk: Clerk, outside: Outside
) -> None:
    code = outside.ground.register()
    outside.ground.to_the_payment(code)
    with outside.ground.act() as context:
        ask = context.records.asks.open(code, "payment")
    assert ask is not None
    unknown_money(outside.ground, "lost-1", ask.amount or 0)
    assert "lost-1" in clerk.get("/desk/money").text
    answer = clerk.send("/desk/money/place/lost-1", {"tracking_code": f"{code[:4]} {code[4:]}"})
    assert answer.headers["Location"] == "/desk/money?done=place"
    assert "وجه به درخواست نسبت داده شد" in clerk.get("/desk/money?done=place").text
    assert outside.ground.do("record-payment", code) == {"outcome": "paid"}
    with outside.ground.act() as context:
        payment = context.records.payments.find("lost-1")
    assert payment is not None
    assert payment.placed_by == "finance"


def test_money_is_placed_on_no_unknown_case(clerk: Clerk, outside: Outside) -> None:
    unknown_money(outside.ground, "lost-1", 5_000)
    for code in ("", "14051234567800", "14051234567817"):
        answer = clerk.send("/desk/money/place/lost-1", {"tracking_code": code})
        assert "tracking_code" in faults(answer.text), code
    assert "lost-1" in clerk.get("/desk/money").text


def test_money_goes_back_by_four_eyes(clerk: Clerk, outside: Outside, colleague: Clerk) -> None:
    unknown_money(outside.ground, "lost-1", 5_000)
    assert "sheba" in faults(clerk.send("/desk/money/return/lost-1", {"sheba": "IR00"}).text)
    assert clerk.send("/desk/money/return/lost-1", {"sheba": SHEBA}).status_code == 303
    assert payouts(outside) == [("unmatched", 5_000, "finance", None)]
    with outside.ground.act() as context:
        (payout,) = context.records.payouts.pending()
    path = f"/desk/money/approve/{payout.id}"
    refused = clerk.send(path, {})
    assert refused.status_code == 409
    assert "همکار دیگری" in refused.text
    assert payouts(outside) == [("unmatched", 5_000, "finance", None)]
    assert colleague.send(path, {}).status_code == 303
    assert payouts(outside) == [("unmatched", 5_000, "finance", "finance+2")]
    assert "در انتظار پاسخ بانک" in clerk.get("/desk/money").text


def test_a_second_click_neither_asks_nor_approves_twice(
    clerk: Clerk, outside: Outside, colleague: Clerk
) -> None:
    unknown_money(outside.ground, "lost-1", 5_000)
    token = clerk.token("/desk/money/return/lost-1")
    sent = [clerk.send_again("/desk/money/return/lost-1", {"sheba": SHEBA, "token": token}) for _ in range(2)]
    assert [answer.status_code for answer in sent] == [303, 404]
    with outside.ground.act() as context:
        (payout,) = context.records.payouts.pending()
    path = f"/desk/money/approve/{payout.id}"
    token = colleague.token(path)
    sent = [colleague.send_again(path, {"token": token}) for _ in range(2)]
    assert [answer.status_code for answer in sent] == [303, 404]
    with outside.ground.act() as context:
        assert context.records.ledger.balances()["payout-pending"] == -5_000


def test_a_return_that_is_declined_goes_back_to_its_list(clerk: Clerk, outside: Outside) -> None:
    unknown_money(outside.ground, "lost-1", 5_000)
    clerk.send("/desk/money/return/lost-1", {"sheba": SHEBA})
    with outside.ground.act() as context:
        (payout,) = context.records.payouts.pending()
    path = f"/desk/money/decline/{payout.id}"
    assert "reason" in faults(clerk.send(path, {}).text)
    assert clerk.send(path, {"reason": "نمونه"}).status_code == 303
    assert payouts(outside) == []
    assert "/desk/money/return/lost-1" in clerk.get("/desk/money").text


def test_what_an_end_left_is_returned_by_the_same_way(clerk: Clerk, outside: Outside) -> None:
    code = ended_with_late_money(outside.ground)
    clerk = Clerk.of(outside, "finance")
    assert f"/desk/money/return-left/{code}" in clerk.get("/desk/money").text
    assert clerk.send(f"/desk/money/return-left/{code}", {"sheba": SHEBA}).status_code == 303
    ((purpose, amount, _, approved),) = payouts(outside)
    assert (purpose, approved, amount > 0) == ("return", None, True)
    assert f"/desk/money/return-left/{code}" not in clerk.get("/desk/money").text


def test_money_that_is_not_there_is_said_so(clerk: Clerk) -> None:
    for path in ("place/none", "return/none", "approve/none", "return-left/14051234567817"):
        assert clerk.get(f"/desk/money/{path}").status_code == 404, path


def test_a_form_that_another_site_sends_moves_no_money(clerk: Clerk, outside: Outside) -> None:
    unknown_money(outside.ground, "lost-1", 5_000)
    answer = clerk.send_again("/desk/money/return/lost-1", {"sheba": SHEBA, "token": "guessed"})
    assert answer.status_code == 403
    assert payouts(outside) == []


def test_who_sees_to_whose_account_money_goes_is_written_down(outside: Outside) -> None:
    code = ended_with_late_money(outside.ground)
    clerk = Clerk.of(outside, "finance")
    unknown_money(outside.ground, "lost-1", 5_000)
    clerk.send(f"/desk/money/return-left/{code}", {"sheba": SHEBA})
    clerk.send("/desk/money/return/lost-1", {"sheba": SHEBA})
    with outside.ground.act() as context:
        ids = {payout.tracking_code: payout.id for payout in context.records.payouts.pending()}
    assert looks(outside) == []
    assert "شبا" in clerk.get("/desk/money").text
    of_list = [("finance", owner, f"payout {payout}") for owner, payout in ids.items()]
    assert sorted(looks(outside), key=str) == sorted(of_list, key=str)
    clerk.get(f"/desk/money/approve/{ids[None]}")
    assert looks(outside)[-1] == ("finance", None, f"payout {ids[None]}")


def looks(outside: Outside) -> list[tuple[str, str | None, str]]:
    with outside.ground.act() as context:
        rows = context.records.looks._session.query(Look).order_by(Look.id).all()
        return [(row.user, row.tracking_code, row.what) for row in rows]
