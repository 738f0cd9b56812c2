"""Who comes at the same moment: each race is run many times on a real PostgreSQL; one wins, once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from sqlalchemy import event

from cases.relay import Relay
from domain.identifiers import BillId
from domain.requests import Channel
from records.database import Database
from records.tables import Bell, Dispatch, Payment, Request
from tests.cases.test_relay import ListeningEngine
from tests.cases.test_sender import FakeGateway, FakeHistory, sender_of
from tests.channels.caller import Outside, an_application
from tests.ground import Ground, a_connection

ROUNDS = range(15)
SOON = 0.05  # seconds
OF_A_CALL = 4
"""Transactions: the channel's key, two limits, and the act itself."""
FILES = count(40_000_001)


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as threads:
        yield threads


class Meeting:
    """Whoever begins a transaction waits for all others: nobody goes on before all are inside.

    So it goes for the first `times` transactions of each; a meeting to which somebody does not come fails.
    """

    def __init__(self, database: Database, people: int, times: int) -> None:
        self._engine = database._engine
        self._come, self._all = Barrier(people), people * times
        self._begun = count(1)

    def _wait(self, _connection: Any) -> None:
        if next(self._begun) <= self._all:
            self._come.wait(10)

    def _wait_to_register(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("INSERT INTO requests"):
            self._wait(_connection)

    @contextmanager
    def held(self, *, registering: bool = False) -> Iterator[None]:
        """Lets what is inside race; all have met then, as often as they should.

        With `registering` they meet when each has judged and none has written its request.
        """
        heard: tuple[str, Callable[..., None]] = ("begin", self._wait)
        if registering:
            heard = ("before_cursor_execute", self._wait_to_register)
        event.listen(self._engine, *heard)
        try:
            yield
        finally:
            event.remove(self._engine, *heard)
        assert next(self._begun) > self._all, "they did not come at the same moment"


def at_once(
    threads: ThreadPoolExecutor, database: Database, *deeds: Callable[[], Any], times: int = 1
) -> list[Any]:
    """What each deed answers, when all are inside their first transactions at the same moment."""
    with Meeting(database, len(deeds), times).held():
        return list(threads.map(lambda deed: deed(), deeds))


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
        applying = (partial(outside.apply, body, f"{number}-{one}") for one in range(4))
        with Meeting(outside.ground.database, 4, times=1).held(registering=True):
            answers = list(threads.map(lambda apply: apply(), applying))
        assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    assert len(rows(outside.ground, Request)) == len(ROUNDS)


def test_one_idempotency_key_is_one_request_however_often_it_comes(
    outside: Outside, threads: ThreadPoolExecutor
) -> None:
    for number in ROUNDS:
        body = an_application(bill_id=a_bill(outside.ground))
        applying = [partial(outside.apply, body, f"key-{number}")] * 6
        answers = at_once(threads, outside.ground.database, *applying, times=OF_A_CALL)
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
            outside.ground.database,
            partial(answer, {"agrees": True}, channel=Channel.APP),
            partial(answer, {"agrees": False}, channel=Channel.PHONE),
            times=OF_A_CALL,
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
            ground.database,
            partial(in_time.pay, code, f"ref-{number}"),
            partial(too_late.do, "record-payment", code),
        )
        with ground.act() as context:
            ask = context.records.asks.latest(code, "payment")
        outcome = recorded["outcome"]
        assert ask is not None
        assert (ask.answered_at is not None) == (outcome == "paid")
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


def test_a_payment_that_is_told_four_times_at_once_is_posted_once(
    ground: Ground, threads: ThreadPoolExecutor
) -> None:
    for number in ROUNDS:
        code = ground.register(key=str(number), bill_id=a_bill(ground))
        ground.to_the_payment(code)
        told = at_once(threads, ground.database, *[partial(ground.pay, code, f"ref-{number}")] * 4)
        assert sorted(told) == [False, True, True, True]
        assert ground.balances(code)["subscriber"] == 0
    assert len(rows(ground, Payment)) == len(ROUNDS)


def test_a_task_that_two_workers_hold_is_done_once_and_both_answer_the_same(
    ground: Ground, threads: ThreadPoolExecutor
) -> None:
    for number in ROUNDS:
        code = ground.register(key=str(number), bill_id=a_bill(ground))
        ground.do("check-eligibility", code)
        ground.do("calculate-cost", code)
        doing = [partial(ground.do, "request-payment", code, f"task-of-{number}")] * 2
        one, other = at_once(threads, ground.database, *doing)
        assert one == other
        assert ground.notices(code).count("cost-announced") == 1


class SlowEngine(ListeningEngine):
    """Before its answer gets back, a second relay has come to ask the same; or nobody comes."""

    def __init__(self) -> None:
        super().__init__()
        self._second = Barrier(2)

    def has_instance(self, *asked: Any) -> bool:
        answer = super().has_instance(*asked)
        with suppress(BrokenBarrierError):
            self._second.wait(SOON)
        return answer


def test_two_relays_start_a_case_once(ground: Ground, threads: ThreadPoolExecutor) -> None:
    for number in ROUNDS:
        code = ground.register(key=str(number), bill_id=a_bill(ground))
        engine = SlowEngine()
        relays = [Relay(ground.database, engine, ground.clock) for _ in range(4)]  # type: ignore[arg-type]
        for times in (2, 1):
            ringing = (partial(relay.ring_case, code) for relay in relays)
            at_once(threads, ground.database, *ringing, times=times)
        assert engine.heard == ["request-registered"]


def test_two_senders_hand_a_text_over_once(ground: Ground, threads: ThreadPoolExecutor) -> None:
    gateway = FakeGateway()
    senders = [sender_of(ground, gateway, FakeHistory()) for _ in range(4)]
    for number in ROUNDS:
        ground.register(key=str(number), bill_id=a_bill(ground))
        at_once(threads, ground.database, *(sender.send_due for sender in senders), times=2)
    texts = rows(ground, Dispatch)
    assert {row.done_as for row in texts} == {"sent"}
    assert {row.attempts for row in texts} == {1}
    assert gateway.calls == len(texts)
