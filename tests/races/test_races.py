"""Who comes at the same moment: each race is run many times on a real PostgreSQL; one wins, once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from threading import Barrier
from typing import Any

import pytest

from cases.relay import Relay
from domain.identifiers import BillId
from domain.requests import Channel
from records.tables import Bell, Dispatch, Request
from tests.cases.test_relay import ListeningEngine
from tests.cases.test_sender import FakeGateway, FakeHistory, sender_of
from tests.channels.caller import Outside, an_application
from tests.ground import Ground, a_connection

ROUNDS = range(15)
FILES = count(40_000_001)


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as threads:
        yield threads


def at_once(threads: ThreadPoolExecutor, *deeds: Callable[[], Any]) -> list[Any]:
    """What each deed answers, all begun at the same moment."""
    start = Barrier(len(deeds))

    def run(deed: Callable[[], Any]) -> Any:
        start.wait(10)
        return deed()

    return list(threads.map(run, deeds))


def a_bill(ground: Ground) -> str:
    bill_id = BillId.compose(next(FILES), "036")
    ground.put(a_connection(bill_id=bill_id))
    return bill_id


def rows(ground: Ground, table: type) -> list[Any]:
    with ground.act() as context:
        return list(context.records.requests._session.query(table).all())


def test_two_requests_for_one_connection_are_one_request_and_one_refusal(
    outside: Outside, threads: ThreadPoolExecutor
) -> None:
    for number in ROUNDS:
        body = an_application(bill_id=a_bill(outside.ground))
        answers = at_once(threads, *(partial(outside.apply, body, f"{number}-{one}") for one in range(4)))
        assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    assert len(rows(outside.ground, Request)) == len(ROUNDS)


def test_one_idempotency_key_is_one_request_however_often_it_comes(
    outside: Outside, threads: ThreadPoolExecutor
) -> None:
    for number in ROUNDS:
        body = an_application(bill_id=a_bill(outside.ground))
        answers = at_once(threads, *[partial(outside.apply, body, f"key-{number}")] * 6)
        assert {answer.status_code for answer in answers} == {201}
        assert len({answer.json()["tracking_code"] for answer in answers}) == 1
        assert sorted(answer.json()["replayed"] for answer in answers) == [False] + [True] * 5
    assert len(rows(outside.ground, Bell)) == len(ROUNDS)


def test_of_two_answers_from_two_channels_one_counts_and_the_other_is_told(
    outside: Outside, threads: ThreadPoolExecutor
) -> None:
    for number in ROUNDS:
        code = outside.ground.register(key=str(number), bill_id=a_bill(outside.ground))
        outside.ground.to_the_terms(code)
        outside.ground.look_at_terms(code)
        answer = partial(outside.act, "POST", code, "consent")
        answers = at_once(
            threads,
            partial(answer, {"agrees": True}, channel=Channel.APP),
            partial(answer, {"agrees": False}, channel=Channel.PHONE),
        )
        yes, no = (answered.status_code for answered in answers)
        assert sorted((yes, no)) == [202, 409]
        expected = "agreed" if yes == 202 else "refused"
        assert outside.ground.do("record-answer", code) == {"outcome": expected}


def test_a_payment_at_the_deadline_answers_or_waits_to_be_returned_and_is_never_lost(
    ground: Ground, threads: ThreadPoolExecutor
) -> None:
    for number in ROUNDS:
        code = ground.register(key=str(number), bill_id=a_bill(ground))
        ground.to_the_payment(code)
        with ground.act() as context:
            ask = context.records.asks.open(code, "payment")
            assert ask is not None
            in_time, too_late = (
                moved(ground, ask.deadline, -1),
                moved(ground, ask.deadline, 1),
            )
        paid, recorded = at_once(
            threads,
            partial(in_time.pay, code, f"ref-{number}"),
            partial(too_late.do, "record-payment", code),
        )
        outcome = recorded["outcome"]
        assert paid is False
        assert outcome in {"paid", "expired"}
        if outcome == "expired":
            too_late.do("archive-request", code, reason="payment-expired")
        balances = ground.balances(code)
        assert sum(balances.values()) == 0
        assert balances["subscriber"] == 0
        assert (balances.get("to-return", 0) != 0) == (outcome == "expired")


def moved(ground: Ground, deadline: datetime, seconds: int) -> Ground:
    """The same ground for somebody whose clock shows so many seconds after the deadline."""
    clock = type(ground.clock)()
    clock.now = deadline + timedelta(seconds=seconds)
    return replace(ground, clock=clock)


def test_two_relays_start_a_case_once(ground: Ground, threads: ThreadPoolExecutor) -> None:
    for number in ROUNDS:
        code = ground.register(key=str(number), bill_id=a_bill(ground))
        engine = ListeningEngine()
        relays = [Relay(ground.database, engine, ground.clock) for _ in range(4)]  # type: ignore[arg-type]
        for _ in range(2):
            at_once(threads, *(partial(relay.ring_case, code) for relay in relays))
        assert engine.heard == ["request-registered"]


def test_two_senders_hand_a_text_over_once(ground: Ground, threads: ThreadPoolExecutor) -> None:
    gateway = FakeGateway()
    senders = [sender_of(ground, gateway, FakeHistory()) for _ in range(4)]
    for number in ROUNDS:
        ground.register(key=str(number), bill_id=a_bill(ground))
        at_once(threads, *(sender.send_due for sender in senders))
    texts = rows(ground, Dispatch)
    assert {row.done_as for row in texts} == {"sent"}
    assert {row.attempts for row in texts} == {1}
    assert gateway.calls == len(texts)
