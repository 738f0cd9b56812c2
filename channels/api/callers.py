"""Who calls, through which channel, and may this be done through it? (SLA-3.1)"""

from collections.abc import Callable
from hashlib import sha256
from typing import Annotated

from fastapi import Depends, Header, HTTPException, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import AfterValidator

from cases.register import Caller
from channels.acts import carry_out
from channels.limits import ONE, address_of, guesses_counted, subject
from channels.parts import Parts, TheParts
from channels.refusals import NoKey, NotThroughThisChannel, UnknownKey
from domain.agreement import Right
from domain.requests import Channel, PersonKind, check_national_id

LONGEST_PERSONAL_ID = 10

bearer = HTTPBearer(auto_error=False, scheme_name="ChannelKey", description="کلید راه ارتباطی")


def channel_of_key(
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
    request: Request,
    parts: TheParts,
) -> Channel:
    """The channel whose key was sent; the records know only its SHA-256.

    A key that is right is never slowed: many channels may call from one address.
    """
    if credentials is None:
        raise NoKey
    key_hash = sha256(credentials.credentials.encode()).hexdigest()
    channel = carry_out(parts, lambda context: context.records.keys.channel_of(key_hash))
    if channel is None:
        with guesses_counted(parts, [subject(parts, ONE, "key", address_of(request))]):
            raise UnknownKey
    return Channel.of(channel)


TheChannel = Annotated[Channel, Depends(channel_of_key)]

ChannelUser = Annotated[
    str,
    Header(
        alias="X-Channel-User",
        min_length=1,
        max_length=64,
        pattern=r"^[0-9A-Za-z._@-]+$",
        description="نام کاربر در همان راه ارتباطی؛ با درخواست ثبت می‌شود",
    ),
]


def caller_of(channel: TheChannel, user: ChannelUser) -> Caller:
    """The caller, where the act itself judges the channel, by a clause of its own."""
    return Caller(channel, user)


TheCaller = Annotated[Caller, Depends(caller_of)]


def caller_who_may(right: Right) -> Callable[[Caller, Parts], Caller]:
    """A dependency: the caller, if the agreement lets that be done through the channel."""

    def caller(caller: TheCaller, parts: TheParts) -> Caller:
        rights = parts.agreement.channels.get(caller.channel)
        if rights is None or right not in rights.may:
            raise NotThroughThisChannel
        return caller

    return caller


def _canonical(text: str) -> str:
    is_legal = sum(letter.isdecimal() for letter in text) > LONGEST_PERSONAL_ID
    return check_national_id(text, PersonKind.LEGAL if is_legal else PersonKind.NATURAL)


ActorId = Annotated[
    str,
    AfterValidator(_canonical),
    Header(
        alias="X-National-Id",
        description="کد ملی یا شناسه ملی کسی که اقدام می‌کند: متقاضی، یا نماینده‌ی پذیرفته‌شده",
    ),
]

IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern=r"^[!-~]+$",
        description="کلید یکتای این درخواست؛ تکرار آن با همان بدنه همان پاسخ را می‌دهد",
    ),
]


def json_only(request: Request) -> None:
    """Refuses a body that is not declared as JSON, before anything in it is judged."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise HTTPException(415)
