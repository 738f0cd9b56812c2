"""What was filed goes out once, whatever crashes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cases.journal import OutboxJournal
from cases.payouts import Payer
from cases.sender import Sender
from engine.client import HistoricInstance
from gateways.failover import Failover
from gateways.sms import Refused, Sent, SmsGateway, TemporarilyRefused, Unknown
from tests.bank import Bank
from tests.ground import PUBLIC_URL, Ground


class FakeGateway:
    """A provider that keeps what it accepted, once for each local id."""

    def __init__(self) -> None:
        self.accepted: dict[int, str] = {}
        self.calls = 0
        self.trouble: Exception | None = None
        self.crash_after_accepting = False

    def send(self, local_id: int, receptor: str, text: str) -> Sent:
        self.calls += 1
        if self.trouble is not None:
            raise self.trouble
        self.accepted.setdefault(local_id, text)
        if self.crash_after_accepting:
            raise KeyboardInterrupt
        return Sent(message_id=1000 + local_id, status=1)


class FakeHistory:
    """An engine with one instance of the case, which may still run."""

    def __init__(self) -> None:
        self.runs = True
        self.wiped: list[str] = []

    def history_instances(self, business_key: str) -> list[HistoricInstance]:
        ended = HistoricInstance(id="i1", process_key="p", state="COMPLETED", end=datetime.now(UTC))
        last = ended.model_copy(update={"id": "i2", "end": None if self.runs else ended.end})
        return [ended, last]

    def wipe_variable_history(self, instance_id: str) -> None:
        self.wiped.append(instance_id)


def sender_of(ground: Ground, gateway: SmsGateway, history: FakeHistory, **more: Any) -> Sender:
    payer = Payer(ground.database, ground.agreement, Bank(), ground.clock, PUBLIC_URL)
    return Sender(ground.database, gateway, history, ground.clock, payer, **more)  # type: ignore[arg-type]


@pytest.fixture
def gateway() -> FakeGateway:
    return FakeGateway()


@pytest.fixture
def history() -> FakeHistory:
    return FakeHistory()


@pytest.fixture
def sender(ground: Ground, gateway: FakeGateway, history: FakeHistory) -> Sender:
    return sender_of(ground, gateway, history)


def test_what_is_due_is_sent_once_in_the_order_in_which_it_was_filed(
    ground: Ground, gateway: FakeGateway, sender: Sender
) -> None:
    ground.register()
    assert sender.send_due() == 2
    assert sender.send_due() == 0
    assert list(gateway.accepted) == sorted(gateway.accepted)
    assert "ثبت شد" in gateway.accepted[min(gateway.accepted)]


def test_a_crash_after_the_provider_accepted_sends_no_second_sms(
    ground: Ground, gateway: FakeGateway, sender: Sender
) -> None:
    ground.register()
    gateway.crash_after_accepting = True
    with pytest.raises(KeyboardInterrupt):
        sender.send_due()
    gateway.crash_after_accepting = False
    ground.clock.move(minutes=3)
    assert sender.send_due() == 2
    assert len(gateway.accepted) == 2
    assert gateway.calls == 3


@pytest.mark.parametrize("trouble", [TemporarilyRefused("busy"), Unknown("no answer")])
def test_a_provider_in_trouble_is_asked_again_later_under_the_same_id(
    ground: Ground, gateway: FakeGateway, sender: Sender, trouble: Exception
) -> None:
    ground.register()
    gateway.trouble = trouble
    assert sender.send_due() == 0
    assert sender.send_due() == 0
    gateway.trouble = None
    ground.clock.move(minutes=3)
    assert sender.send_due() == 2


def test_a_provider_away_for_ten_minutes_is_asked_seldom_and_gets_each_text_once_when_it_is_back(
    ground: Ground, gateway: FakeGateway, sender: Sender
) -> None:
    code = ground.register()
    gateway.trouble = Unknown("away")
    begun = ground.clock()
    while ground.clock() < begun + timedelta(minutes=10):
        assert sender.send_due() == 0
        ground.clock.move(seconds=10)
    asked_in_vain, gateway.trouble = gateway.calls, None
    while len(gateway.accepted) < 2 and ground.clock() < begun + timedelta(minutes=25):
        sender.send_due()
        ground.clock.move(seconds=10)
    assert asked_in_vain < 2 * 6
    assert gateway.calls == asked_in_vain + 2
    assert len(gateway.accepted) == 2
    assert fates(ground, code) == {("sent", None)}


def test_what_the_provider_refuses_for_good_is_done_with(
    ground: Ground, gateway: FakeGateway, sender: Sender
) -> None:
    code = ground.register()
    gateway.trouble = Refused("bad receptor")
    sender.send_due()
    with ground.act() as context:
        assert {row.done_as for row in context.records.outbox.of_case(code, "sms")} == {"refused"}


def test_whom_a_refused_sms_did_not_reach_is_called(
    ground: Ground, gateway: FakeGateway, sender: Sender
) -> None:
    code = ground.register()
    gateway.trouble = Refused("bad receptor")
    sender.send_due()
    sender.send_due()
    with ground.act() as context:
        rows = context.records.outbox.of_case(code, "sms")
        bells = [context.records.bells.get_to_ring(bell) for bell in context.records.bells.unstopped(code)]
        calls = [bell.variables for bell in bells if bell and bell.message == "notice-undeliverable"]
        assert calls == [{"noticeId": str(row.id)} for row in rows]


def test_outside_production_only_listed_numbers_get_anything(
    ground: Ground, gateway: FakeGateway, history: FakeHistory
) -> None:
    ground.register()
    careful = sender_of(ground, gateway, history, may_receive=lambda _: False)
    assert careful.send_due() == 2
    assert gateway.calls == 0


def test_the_history_is_wiped_only_when_no_instance_of_the_case_runs(
    ground: Ground, history: FakeHistory, sender: Sender
) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.do("archive-request", code, reason="payment-expired")
    sender.send_due()
    assert history.wiped == []
    history.runs = False
    ground.clock.move(hours=1)
    sender.send_due()
    assert history.wiped == ["i1", "i2"]


class NamedGateway(FakeGateway):
    """A provider of the two."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


def fates(ground: Ground, code: str) -> set[tuple[str | None, str | None]]:
    with ground.act() as context:
        return {(row.done_as, row.held_by) for row in context.records.outbox.of_case(code, "sms")}


def calls_about(ground: Ground, code: str) -> int:
    with ground.act() as context:
        bells = [context.records.bells.get_to_ring(bell) for bell in context.records.bells.unstopped(code)]
        return len([bell for bell in bells if bell and bell.message == "notice-undeliverable"])


def test_what_the_first_provider_refuses_for_now_goes_out_by_the_second(
    ground: Ground, history: FakeHistory
) -> None:
    first, second = NamedGateway("kavenegar"), NamedGateway("sms-ir")
    code = ground.register()
    both = Failover(first, second, OutboxJournal(ground.database))
    first.trouble = TemporarilyRefused("no credit")
    assert sender_of(ground, both, history).send_due() == 2
    assert fates(ground, code) == {("sent", "sms-ir")}
    assert (len(first.accepted), len(second.accepted)) == (0, 2)


def test_what_the_second_provider_may_have_is_sent_no_more_and_its_subscriber_called(
    ground: Ground, history: FakeHistory
) -> None:
    first, second = NamedGateway("kavenegar"), NamedGateway("sms-ir")
    code = ground.register()
    sender = sender_of(ground, Failover(first, second, OutboxJournal(ground.database)), history)
    first.trouble, second.crash_after_accepting = TemporarilyRefused("busy"), True
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            sender.send_due()
    first.trouble, second.crash_after_accepting = None, False
    ground.clock.move(minutes=3)
    assert sender.send_due() == 2
    assert fates(ground, code) == {("unsure", "sms-ir")}
    assert (len(first.accepted), len(second.accepted), second.calls) == (0, 2, 2)
    assert calls_about(ground, code) == 2


def test_a_silence_of_the_first_provider_keeps_the_text_there(ground: Ground, history: FakeHistory) -> None:
    first, second = NamedGateway("kavenegar"), NamedGateway("sms-ir")
    code = ground.register()
    sender = sender_of(ground, Failover(first, second, OutboxJournal(ground.database)), history)
    for trouble in (Unknown("silence"), TemporarilyRefused("busy"), None):
        first.trouble = trouble
        sender.send_due()
        ground.clock.move(hours=1)
    assert fates(ground, code) == {("sent", "kavenegar")}
    assert second.calls == 0
