"""The second SMS provider gets only what the first has certainly not accepted."""

import pytest

from gateways.failover import Failover
from gateways.sms import Refused, Sent, SmsError, TemporarilyRefused, Unknown, Unsure

MOBILE = "09990000001"


class FakeProvider:
    """A provider that does what it is told, and counts what it took."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.trouble: BaseException | None = None
        self.took: list[int] = []

    def send(self, local_id: int, receptor: str, text: str) -> Sent:
        if self.trouble is not None:
            raise self.trouble
        self.took.append(local_id)
        return Sent(1000 + local_id, 1)


class FakeJournal:
    """What would be in the records."""

    def __init__(self) -> None:
        self.held: dict[int, str | None] = {}

    def holder(self, local_id: int) -> str | None:
        return self.held.get(local_id)

    def hold(self, local_id: int, provider: str | None) -> None:
        self.held[local_id] = provider


@pytest.fixture
def first() -> FakeProvider:
    return FakeProvider("first")


@pytest.fixture
def second() -> FakeProvider:
    return FakeProvider("second")


@pytest.fixture
def journal() -> FakeJournal:
    return FakeJournal()


@pytest.fixture
def both(first: FakeProvider, second: FakeProvider, journal: FakeJournal) -> Failover:
    return Failover(first, second, journal)


def test_the_first_provider_sends_while_it_can(
    both: Failover, second: FakeProvider, journal: FakeJournal
) -> None:
    assert both.send(41, MOBILE, "متن") == Sent(1041, 1)
    assert second.took == []
    assert journal.held == {41: "first"}


def test_what_the_first_refuses_for_now_the_second_sends(
    both: Failover, first: FakeProvider, second: FakeProvider, journal: FakeJournal
) -> None:
    first.trouble = TemporarilyRefused("busy")
    both.send(41, MOBILE, "متن")
    assert second.took == [41]
    assert journal.held == {41: "second"}


@pytest.mark.parametrize("trouble", [Unknown("silence"), Refused("bad receptor")])
def test_neither_silence_nor_a_final_no_of_the_first_brings_the_second_in(
    both: Failover, first: FakeProvider, second: FakeProvider, trouble: SmsError
) -> None:
    first.trouble = trouble
    with pytest.raises(type(trouble)):
        both.send(41, MOBILE, "متن")
    assert second.took == []


def test_after_a_silence_of_the_first_no_later_refusal_brings_the_second_in(
    both: Failover, first: FakeProvider, second: FakeProvider
) -> None:
    first.trouble = Unknown("silence")
    with pytest.raises(Unknown):
        both.send(41, MOBILE, "متن")
    for _ in range(2):
        first.trouble = TemporarilyRefused("busy")
        with pytest.raises(TemporarilyRefused):
            both.send(41, MOBILE, "متن")
    first.trouble = None
    both.send(41, MOBILE, "متن")
    assert (first.took, second.took) == ([41], [])


def test_a_crash_while_the_first_is_called_counts_as_its_silence(
    both: Failover, first: FakeProvider, second: FakeProvider
) -> None:
    first.trouble = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        both.send(41, MOBILE, "متن")
    first.trouble = TemporarilyRefused("busy")
    with pytest.raises(TemporarilyRefused):
        both.send(41, MOBILE, "متن")
    assert second.took == []


@pytest.mark.parametrize("trouble", [Unsure("silence"), KeyboardInterrupt()])
def test_what_the_second_may_have_goes_to_nobody_again(
    both: Failover, first: FakeProvider, second: FakeProvider, trouble: BaseException
) -> None:
    first.trouble, second.trouble = TemporarilyRefused("busy"), trouble
    with pytest.raises(type(trouble)):
        both.send(41, MOBILE, "متن")
    first.trouble = second.trouble = None
    with pytest.raises(Unsure):
        both.send(41, MOBILE, "متن")
    assert first.took == second.took == []


def test_what_both_refuse_is_tried_from_the_first_on_again(
    both: Failover, first: FakeProvider, second: FakeProvider
) -> None:
    first.trouble, second.trouble = TemporarilyRefused("busy"), TemporarilyRefused("busy too")
    with pytest.raises(TemporarilyRefused, match="too"):
        both.send(41, MOBILE, "متن")
    first.trouble = None
    both.send(41, MOBILE, "متن")
    assert first.took == [41]


def test_without_a_second_provider_what_is_refused_waits(first: FakeProvider, journal: FakeJournal) -> None:
    first.trouble = TemporarilyRefused("busy")
    with pytest.raises(TemporarilyRefused):
        Failover(first, None, journal).send(41, MOBILE, "متن")
    assert journal.held == {41: None}
