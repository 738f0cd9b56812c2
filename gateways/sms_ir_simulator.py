"""A second SMS provider to run against: speaks SMS.ir's protocol, sends nothing, shows what it was given.

`GET /sent` lists what it took, `POST /misbehave` spoils the next calls. It takes the same text twice.
"""

import hmac
from enum import StrEnum
from typing import Annotated, Final

from fastapi import FastAPI, Header, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel

from gateways.misbehaviour import Faults, Misbehaviour, silence

FIRST_MESSAGE_ID: Final = 301_001


class Fault(StrEnum):
    """How a call can go wrong. `lost` takes the text and keeps its answer; `hang` does neither."""

    REFUSED = "400"
    BUSY = "429"
    BROKEN = "500"
    HTML = "html"
    HANG = "hang"
    LOST = "lost"


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


class Exchange:
    """The provider's memory: what it took, in order, and which faults were ordered of it."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.faults = Faults[Fault]()

    def take(self, bulk: Bulk) -> list[int]:
        """Take a text for each mobile."""
        fresh = [
            Message(
                message_id=FIRST_MESSAGE_ID + len(self.messages) + place,
                receptor=mobile,
                sender=str(bulk.lineNumber),
                text=bulk.MessageText,
            )
            for place, mobile in enumerate(bulk.Mobiles)
        ]
        self.messages += fresh
        return [message.message_id for message in fresh]


def create_app(key: str) -> FastAPI:
    """Make a provider of its own memory that knows one key."""
    app = FastAPI(title="Second SMS simulator", openapi_url=None)
    exchange = Exchange()

    @app.post("/v1/send/bulk")
    async def send(bulk: Bulk, request: Request, x_api_key: Annotated[str, Header()] = "") -> Response:
        if not hmac.compare_digest(x_api_key.encode(), key.encode()):
            return _answer(401, 10)
        return await _send(exchange, bulk, request)

    @app.post("/misbehave", status_code=204)
    async def misbehave(order: Misbehaviour[Fault]) -> None:
        exchange.faults.order(order)

    @app.get("/sent")
    async def sent() -> list[Message]:
        return exchange.messages

    return app


async def _send(exchange: Exchange, bulk: Bulk, request: Request) -> Response:
    match exchange.faults.next():
        case None:
            return _answer(200, 1, {"packId": "example", "messageIds": exchange.take(bulk), "cost": 0})
        case Fault.LOST:
            exchange.take(bulk)
            return await silence(request)
        case Fault.HANG:
            return await silence(request)
        case Fault.HTML:
            return HTMLResponse("<html>Bad Gateway</html>", 502)
        case fault:
            return _answer(int(fault), 0)


def _answer(http_status: int, status: int, data: dict[str, object] | None = None) -> Response:
    return JSONResponse({"status": status, "message": "", "data": data}, http_status)
