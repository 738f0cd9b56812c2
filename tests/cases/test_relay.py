"""The engine hears everything, once it listens."""

from collections.abc import Mapping
from typing import Any

import pytest

from cases.relay import Relay
from cases.unreachable import notice_undeliverable
from engine.client import EngineAway, NobodyWaits
from tests.ground import Ground


class ListeningEngine:
    """An engine that only hears; it may be away, or have nobody who waits."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.started = False
        self.told_apart_by: list[Mapping[str, str] | None] = []
        self.away = False
        self.waits = True

    def has_instance(
        self, business_key: str, process_key: str, variables: Mapping[str, str] | None = None
    ) -> bool:
        self.told_apart_by.append(variables)
        if self.away:
            raise EngineAway("http://engine", "refused")
        return self.started

    def correlate(
        self,
        message: str,
        *,
        business_key: str | None = None,
        correlation: Mapping[str, str] | None = None,
        variables: Mapping[str, Any] | None = None,
    ) -> None:
        if self.away:
            raise EngineAway("http://engine", "refused")
        if not self.waits:
            raise NobodyWaits(400, "MismatchingMessageCorrelationException")
        self.heard.append(message)
        self.started = True


@pytest.fixture
def engine() -> ListeningEngine:
    return ListeningEngine()


@pytest.fixture
def relay(ground: Ground, engine: ListeningEngine) -> Relay:
    return Relay(ground.database, engine, ground.clock)  # type: ignore[arg-type]


def test_a_start_is_rung_once_and_stopped_when_the_instance_is_seen(
    ground: Ground, engine: ListeningEngine, relay: Relay
) -> None:
    code = ground.register()
    assert relay.ring_due() == 1
    ground.clock.move(seconds=2)
    assert relay.ring_due() == 0
    assert engine.heard == ["request-registered"]
    with ground.act() as context:
        assert not context.records.bells.unstopped(code)


def test_a_start_whose_answer_was_lost_is_not_rung_twice(
    ground: Ground, engine: ListeningEngine, relay: Relay
) -> None:
    ground.register()
    engine.started = True
    relay.ring_due()
    assert engine.heard == []


def test_an_engine_that_was_away_hears_it_when_it_is_back(
    ground: Ground, engine: ListeningEngine, relay: Relay
) -> None:
    ground.register()
    engine.away = True
    assert relay.ring_due() == 0
    engine.away = False
    ground.clock.move(seconds=1)
    assert relay.ring_due() == 1


def test_the_pauses_between_rings_grow(ground: Ground, engine: ListeningEngine, relay: Relay) -> None:
    ground.register()
    engine.away = True
    relay.ring_due()
    ground.clock.move(seconds=1)
    relay.ring_due()
    ground.clock.move(seconds=1)
    with ground.act() as context:
        assert not context.records.bells.due(context.now)
    ground.clock.move(seconds=1)
    with ground.act() as context:
        assert context.records.bells.due(context.now)


def test_an_answer_is_rung_until_its_reader_has_read_it(
    ground: Ground, engine: ListeningEngine, relay: Relay
) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    relay.ring_case(code)
    relay.ring_case(code)
    ground.pay(code, "ref-1")
    engine.waits = False
    relay.ring_case(code)
    engine.waits = True
    relay.ring_case(code)
    ground.do("record-payment", code)
    relay.ring_case(code)
    assert engine.heard == ["request-registered", "payment-received"]


def test_two_relays_never_ring_one_bell_at_once(
    ground: Ground, engine: ListeningEngine, relay: Relay
) -> None:
    code = ground.register()
    with ground.act() as context:
        (bell,) = context.records.bells.unstopped(code)
        assert context.records.bells.get_to_ring(bell) is not None
        assert relay.ring(bell) is False
    assert engine.heard == []


def test_a_call_is_started_once_a_notice_and_each_notice_has_its_own(
    ground: Ground, engine: ListeningEngine, relay: Relay
) -> None:
    code = ground.register()
    relay.ring_case(code)
    relay.ring_case(code)
    engine.started = False
    with ground.act() as context:
        notices = list(context.records.outbox.of_case(code, "sms"))
        for notice in notices:
            notice_undeliverable(context.records, notice, context.now)
    engine.told_apart_by.clear()
    relay.ring_due()
    assert engine.told_apart_by == [{"noticeId": str(notice.id)} for notice in notices]
    ground.clock.move(seconds=5)
    relay.ring_due()
    assert engine.heard == ["request-registered", "notice-undeliverable"]
    with ground.act() as context:
        assert not context.records.bells.unstopped(code)
