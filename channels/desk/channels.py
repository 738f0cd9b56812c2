"""Through which channel does somebody reach the desk, and may they do this through it? (SLA-3.1, SLA-4.1)"""

from collections.abc import Mapping, Sequence
from typing import Final

from cases.refusals import DocumentsNotThroughThisChannel, RefundAccountNotThroughThisChannel
from channels.desk.forms import Field, Rejected
from channels.refusals import NotThroughThisChannel
from domain.agreement import Agreement, Right
from domain.refusals import Refusal
from domain.requests import Channel

AT_DESK: Final = (Channel.COUNTER, Channel.IN_PERSON, Channel.PHONE)
CHOOSE: Final = "بگویید متقاضی از کدام راه آمده است."
REFUSALS: Final[Mapping[Right, type[Refusal]]] = {
    Right.HAND_IN_DOCUMENTS: DocumentsNotThroughThisChannel,
    Right.NAME_REFUND_ACCOUNT: RefundAccountNotThroughThisChannel,
}
"""Where a clause of its own says no."""


def channel_field(agreement: Agreement, right: Right, among: Sequence[Channel] = AT_DESK) -> Field:
    """The choice among those channels through which the agreement lets it be done."""
    open_ones = [channel for channel in among if _lets(agreement, channel, right)]
    barred = [channel.title for channel in among if channel not in open_ones]
    hint = f"از این راه پذیرفته نمی‌شود: {'، '.join(barred)}" if barred else ""
    choices = tuple((channel.value, channel.title) for channel in open_ones)
    return Field("channel", "راه مراجعه", "choice", hint=hint, choices=choices)


def channel_of(agreement: Agreement, right: Right, among: Sequence[Channel], chosen: str) -> Channel:
    """The channel that was chosen. Raises `Rejected` and the refusal of a channel that is barred."""
    if chosen not in among:
        raise Rejected({"channel": CHOOSE})
    channel = Channel.of(chosen)
    if not _lets(agreement, channel, right):
        raise REFUSALS.get(right, NotThroughThisChannel)
    return channel


def _lets(agreement: Agreement, channel: Channel, right: Right) -> bool:
    rights = agreement.channels.get(channel)
    return rights is not None and right in rights.may
