"""A second SMS provider to run against: speaks SMS.ir's protocol, sends nothing, shows what it was given.

`GET /sent` lists what it took, `POST /misbehave` spoils the next calls, `POST /receipts` says what becomes of
texts and after how long. It takes the same text twice.
"""

import hmac
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Final

from fastapi import Depends, FastAPI, Header, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from gateways.misbehaviour import Faults, Misbehaviour, silence

FIRST_MESSAGE_ID: Final = 301_001
DELIVERED: Final = 1
NO_SUCH_TEXT: Final = 111


class Fault(StrEnum):
    """How a call can go wrong. `lost` takes the text and keeps its answer; `hang` does neither."""

    REFUSED = "400"
    BUSY = "429"
    BROKEN = "500"
    HTML = "html"
    HANG = "hang"
    LOST = "lost"


class Fate(BaseModel):
    """What becomes of every text: a state of the provider's table, so many seconds after it was taken.

    Until then there is none, and with None there never is.
    """

    model_config = ConfigDict(extra="forbid")

    state: int | None = DELIVERED
    delay: float = Field(default=0, ge=0)


class Bulk(BaseModel):
    """One text to some mobiles, as a caller hands it over."""

    lineNumber: int  # noqa: N815  the provider's own name
    MessageText: str
    Mobiles: list[str]


class Message(BaseModel):
    """One text as the provider took it."""

    message_id: int
    receptor: str
    sender: str
    text: str
    taken_at: datetime


class Exchange:
    """The provider's memory: what it took, what becomes of that, and which faults were ordered of it."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self.messages: list[Message] = []
        self.faults = Faults[Fault]()
        self.fate = Fate()

    def take(self, bulk: Bulk) -> list[int]:
        """Take a text for each mobile."""
        fresh = [
            Message(
                message_id=FIRST_MESSAGE_ID + len(self.messages) + place,
                receptor=mobile,
                sender=str(bulk.lineNumber),
                text=bulk.MessageText,
                taken_at=self._clock(),
            )
            for place, mobile in enumerate(bulk.Mobiles)
        ]
        self.messages += fresh
        return [message.message_id for message in fresh]

    def report(self, message_id: int) -> dict[str, object] | None:
        """Say of a text what became of it; None where it took none of that number."""
        known = [message for message in self.messages if message.message_id == message_id]
        return self._told(known[0]) if known else None

    def _told(self, message: Message) -> dict[str, object]:
        arrives = message.taken_at + timedelta(seconds=self.fate.delay)
        state = self.fate.state if self._clock() >= arrives else None
        return {
            "messageId": message.message_id,
            "mobile": int(message.receptor),
            "messageText": message.text,
            "sendDateTime": int(message.taken_at.timestamp()),
            "lineNumber": int(message.sender),
            "cost": 1.0,
            "deliveryState": state,
            "deliveryDateTime": int(arrives.timestamp()) if state is not None else None,
        }


class Stranger(Exception):
    """Somebody without the key."""


def create_app(key: str, clock: Callable[[], datetime]) -> FastAPI:
    """Make a provider of its own memory that knows one key."""
    app = FastAPI(title="Second SMS simulator", openapi_url=None)
    exchange = Exchange(clock)

    def known(x_api_key: Annotated[str, Header()] = "") -> None:
        if not hmac.compare_digest(x_api_key.encode(), key.encode()):
            raise Stranger

    @app.exception_handler(Stranger)
    async def refuse(_request: Request, _stranger: Exception) -> Response:
        return _answer(401, 10)

    _speak_protocol(app, exchange, known)
    _be_arranged(app, exchange)
    return app


def _speak_protocol(app: FastAPI, exchange: Exchange, known: Callable[..., None]) -> None:
    @app.post("/v1/send/bulk", dependencies=[Depends(known)])
    async def send(bulk: Bulk, request: Request) -> Response:
        return await _send(exchange, bulk, request)

    @app.get("/v1/send/{message_id}", dependencies=[Depends(known)])
    async def report(message_id: int, request: Request) -> Response:
        fault = exchange.faults.next()
        if fault is not None:
            return await _spoilt(fault, request)
        told = exchange.report(message_id)
        return _answer(200, 1, told) if told else _answer(400, NO_SUCH_TEXT)


def _be_arranged(app: FastAPI, exchange: Exchange) -> None:
    @app.post("/misbehave", status_code=204)
    async def misbehave(order: Misbehaviour[Fault]) -> None:
        exchange.faults.order(order)

    @app.post("/receipts", status_code=204)
    async def decide(fate: Fate) -> None:
        exchange.fate = fate

    @app.get("/sent")
    async def sent() -> list[Message]:
        return exchange.messages


async def _send(exchange: Exchange, bulk: Bulk, request: Request) -> Response:
    fault = exchange.faults.next()
    if fault is None or fault is Fault.LOST:
        ids = exchange.take(bulk)
    if fault is None:
        return _answer(200, 1, {"packId": "example", "messageIds": ids, "cost": 0})
    return await _spoilt(fault, request)


async def _spoilt(fault: Fault, request: Request) -> Response:
    match fault:
        case Fault.LOST | Fault.HANG:
            return await silence(request)
        case Fault.HTML:
            return HTMLResponse("<html>Bad Gateway</html>", 502)
        case Fault.REFUSED | Fault.BUSY | Fault.BROKEN:
            return _answer(int(fault), 0)


def _answer(http_status: int, status: int, data: dict[str, object] | None = None) -> Response:
    return JSONResponse({"status": status, "message": "", "data": data}, http_status)
