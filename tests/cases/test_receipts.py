"""Receipts in any order and repetition lead to one state, and what reached nobody is followed up."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import permutations

import pytest
from structlog.testing import capture_logs

from cases.payouts import Payer
from cases.receipts import CALLS, TOLD_FOR, ReceiptReader, take_receipt
from cases.sender import Sender
from gateways.kavenegar import NAME
from gateways.sms import Receipt, Sent, SmsError, TemporarilyRefused, Unknown
from gateways.sms_ir import NAME as SECOND
from records.tables import Dispatch
from tests.bank import Bank
from tests.ground import PUBLIC_URL, Ground

FINAL = [Receipt.DELIVERED, Receipt.UNDELIVERED, Receipt.BLOCKED, Receipt.CANCELLED]


class FakeProvider:
    """Takes every text, and tells of each what the test wants."""

    def __init__(self, name: str = NAME, most_at_once: int = 500) -> None:
        self.name, self.most_at_once = name, most_at_once
        self.tells: Receipt | None = Receipt.ON_ITS_WAY
        self.trouble: SmsError | None = None
        self.asked: list[list[int]] = []

    def send(self, local_id: int, receptor: str, text: str) -> Sent:
        return Sent(message_id=1000 + local_id, status=1)

    def receipts(self, message_ids: Sequence[int]) -> Mapping[int, Receipt | None]:
        self.asked.append(list(message_ids))
        if self.trouble is not None:
            raise self.trouble
        return dict.fromkeys(message_ids, self.tells)


@pytest.fixture
def provider() -> FakeProvider:
    return FakeProvider()


@pytest.fixture
def reader(ground: Ground, provider: FakeProvider) -> ReceiptReader:
    return ReceiptReader(ground.database, [provider], ground.clock)


def send_all(ground: Ground, code: str, provider: str = NAME) -> None:
    """Everything the case has to say is sent by that provider."""
    with ground.act() as context:
        for row_id in context.records.outbox.undone(code):
            context.records.outbox.get(row_id).held_by = provider
    payer = Payer(ground.database, ground.agreement, Bank(), ground.clock, PUBLIC_URL)
    Sender(ground.database, FakeProvider(), None, ground.clock, payer).send_case(code)  # type: ignore[arg-type]


def last(ground: Ground, code: str) -> Dispatch:
    with ground.act() as context:
        return context.records.outbox.of_case(code, "sms")[-1]


def take(ground: Ground, row: Dispatch, receipt: Receipt | None, provider: str = NAME) -> bool:
    with ground.act() as context:
        return take_receipt(context.records, provider, row.message_id or 0, receipt, context.now)


def another(row: Dispatch, number: int) -> Dispatch:
    """Another text that the same provider took with this one."""
    return Dispatch(
        tracking_code=row.tracking_code,
        kind="sms",
        template=row.template,
        version=row.version,
        text=row.text,
        receptor=row.receptor,
        filed_at=row.filed_at,
        next_attempt_at=row.next_attempt_at,
        done_at=row.done_at,
        done_as="sent",
        held_by=row.held_by,
        message_id=9_000 + number,
        receipt_due_at=row.receipt_due_at,
    )


def called_about(ground: Ground, code: str) -> list[dict[str, str]]:
    with ground.act() as context:
        bells = [context.records.bells.get_to_ring(bell) for bell in context.records.bells.unstopped(code)]
        return [bell.variables for bell in bells if bell and bell.message == "notice-undeliverable"]


@pytest.mark.parametrize("final", FINAL)
def test_one_state_comes_of_any_order_and_repetition(ground: Ground, final: Receipt) -> None:
    orders = list(permutations([Receipt.ON_ITS_WAY, Receipt.ON_ITS_WAY, final, final], 4))
    ended = set()
    for number, order in enumerate(orders[:: len(orders) // 4]):
        code = ground.register(key=f"key-{number}")
        send_all(ground, code)
        row = last(ground, code)
        assert [take(ground, row, receipt) for receipt in order].count(True) == 1
        ended.add((last(ground, code).receipt, len(called_about(ground, code))))
        with ground.act() as context:
            context.records.requests.get(code).ended_at = context.now
    assert ended == {(final, 0 if final is Receipt.DELIVERED else 1)}


@pytest.mark.parametrize("first", FINAL)
@pytest.mark.parametrize("then", FINAL)
def test_the_first_final_word_stays_and_another_alerts(ground: Ground, first: Receipt, then: Receipt) -> None:
    code = ground.register()
    send_all(ground, code)
    row = last(ground, code)
    take(ground, row, first)
    with capture_logs() as told:
        assert take(ground, row, then) is False
    assert last(ground, code).receipt == first
    assert [entry["log_level"] for entry in told] == ([] if first is then else ["error"])


def test_an_answer_without_meaning_changes_nothing_and_alerts(ground: Ground) -> None:
    code = ground.register()
    send_all(ground, code)
    with capture_logs() as told:
        assert take(ground, last(ground, code), None) is False
    assert [entry["log_level"] for entry in told] == ["error"]
    assert last(ground, code).receipt is None


def test_a_receipt_for_a_text_that_is_not_ours_is_passed_over(ground: Ground) -> None:
    with ground.act() as context:
        assert take_receipt(context.records, NAME, 77, Receipt.DELIVERED, context.now) is False


def test_the_number_of_another_provider_s_text_is_not_mistaken_for_ours(ground: Ground) -> None:
    code = ground.register()
    send_all(ground, code, SECOND)
    row = last(ground, code)
    assert take(ground, row, Receipt.DELIVERED, NAME) is False
    assert take(ground, row, Receipt.DELIVERED, SECOND) is True


def test_what_the_second_provider_sent_the_second_is_asked_about(ground: Ground) -> None:
    code = ground.register()
    send_all(ground, code, SECOND)
    first, second = FakeProvider(), FakeProvider(SECOND, most_at_once=1)
    second.tells = Receipt.DELIVERED
    reader = ReceiptReader(ground.database, [first, second], ground.clock)
    ground.clock.move(minutes=1)
    assert reader.read_due() == 2
    assert first.asked == []
    assert [len(asked) for asked in second.asked] == [1, 1]
    assert last(ground, code).receipt == Receipt.DELIVERED


def see_silence_count(ground: Ground, code: str) -> None:
    """The terms are proven to be announced now, so that silence ends the request (SLA-3.7)."""
    with ground.act() as context:
        ask = context.records.asks.open(code, "consent")
        assert ask is not None
        assert ask.proven_at == ground.clock()
        ground.clock.now = ask.deadline + timedelta(minutes=1)
    assert ground.do("record-answer", code) == {"outcome": "no-answer"}


def test_terms_that_the_second_provider_delivered_prove_that_they_were_announced(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_terms(code)
    send_all(ground, code, SECOND)
    second = FakeProvider(SECOND, most_at_once=1)
    second.tells = Receipt.DELIVERED
    ground.clock.move(minutes=1)
    ReceiptReader(ground.database, [FakeProvider(), second], ground.clock).read_due()
    see_silence_count(ground, code)


def test_a_provider_in_trouble_keeps_nobody_from_asking_the_other(ground: Ground) -> None:
    code = ground.register()
    send_all(ground, code)
    with ground.act() as context:
        context.records.outbox.of_case(code, "sms")[-1].held_by = SECOND
    first, second = FakeProvider(), FakeProvider(SECOND, most_at_once=1)
    first.trouble, second.tells = Unknown("silence"), Receipt.DELIVERED
    ground.clock.move(minutes=1)
    assert ReceiptReader(ground.database, [first, second], ground.clock).read_due() == 1
    assert last(ground, code).receipt == Receipt.DELIVERED


def test_in_one_turn_a_provider_is_called_only_so_often(ground: Ground) -> None:
    code = ground.register()
    send_all(ground, code, SECOND)
    with ground.act() as context:
        (row, *_) = context.records.outbox.of_case(code, "sms")
        for number in range(CALLS):
            context.records.outbox.add(another(row, number))
    second = FakeProvider(SECOND, most_at_once=1)
    second.tells = Receipt.DELIVERED
    reader = ReceiptReader(ground.database, [second], ground.clock)
    ground.clock.move(minutes=1)
    assert [reader.read_due() for _ in range(3)] == [CALLS, 2, 0]


def test_delivered_terms_prove_that_they_were_announced(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_terms(code)
    send_all(ground, code)
    take(ground, last(ground, code), Receipt.DELIVERED)
    see_silence_count(ground, code)


@pytest.mark.parametrize("receipt", [Receipt.ON_ITS_WAY, Receipt.UNDELIVERED, Receipt.BLOCKED, None])
def test_terms_that_did_not_arrive_prove_nothing(ground: Ground, receipt: Receipt | None) -> None:
    code = ground.register()
    ground.to_the_terms(code)
    send_all(ground, code)
    take(ground, last(ground, code), receipt)
    with ground.act() as context:
        ask = context.records.asks.open(code, "consent")
        assert ask is not None
        assert ask.proven_at is None
        ground.clock.now = ask.deadline + timedelta(minutes=1)
    assert ground.do("record-answer", code)["outcome"] == "still-open"


def test_another_notice_that_was_delivered_proves_no_terms(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_terms(code)
    send_all(ground, code)
    with ground.act() as context:
        row = next(r for r in context.records.outbox.of_case(code, "sms") if r.template == "payment-received")
    take(ground, row, Receipt.DELIVERED)
    with ground.act() as context:
        ask = context.records.asks.open(code, "consent")
        assert ask is not None
        assert ask.proven_at is None


def test_a_delivery_that_is_told_after_the_deadline_does_not_end_the_request(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_terms(code)
    send_all(ground, code)
    with ground.act() as context:
        ask = context.records.asks.open(code, "consent")
        assert ask is not None
        ground.clock.now = ask.deadline + timedelta(minutes=1)
    take(ground, last(ground, code), Receipt.DELIVERED)
    assert ground.do("record-answer", code)["outcome"] == "still-open"


def test_what_was_sent_is_asked_about_with_pauses_that_grow(
    ground: Ground, reader: ReceiptReader, provider: FakeProvider
) -> None:
    code = ground.register()
    send_all(ground, code)
    assert reader.read_due() == 0
    assert provider.asked == []
    for _ in range(48 * 3):
        reader.read_due()
        ground.clock.move(minutes=20)
    assert 45 < len(provider.asked) < 55
    assert {len(asked) for asked in provider.asked} == {2}


def test_after_48_hours_nobody_is_asked_any_more(
    ground: Ground, reader: ReceiptReader, provider: FakeProvider
) -> None:
    code = ground.register()
    send_all(ground, code)
    ground.clock.now += TOLD_FOR
    reader.read_due()
    ground.clock.move(days=30)
    reader.read_due()
    assert len(provider.asked) == 1
    assert last(ground, code).done_as == "sent"


def test_a_final_receipt_is_read_once(ground: Ground, reader: ReceiptReader, provider: FakeProvider) -> None:
    code = ground.register()
    send_all(ground, code)
    provider.tells = Receipt.DELIVERED
    ground.clock.move(minutes=1)
    assert reader.read_due() == 2
    ground.clock.move(hours=2)
    assert reader.read_due() == 0
    assert len(provider.asked) == 1


@pytest.mark.parametrize("trouble", [Unknown("silence"), TemporarilyRefused("no credit", alert=True)])
def test_a_provider_in_trouble_is_asked_again_later(
    ground: Ground, reader: ReceiptReader, provider: FakeProvider, trouble: SmsError
) -> None:
    code = ground.register()
    send_all(ground, code)
    provider.trouble = trouble
    ground.clock.move(minutes=1)
    with capture_logs() as told:
        assert reader.read_due() == 0
    assert [entry["log_level"] for entry in told] == ["error" if trouble.alert else "warning"]
    provider.trouble, provider.tells = None, Receipt.BLOCKED
    ground.clock.move(hours=1)
    assert reader.read_due() == 2
    assert len(called_about(ground, code)) == 2
