"""An SMS provider to run against: speaks Kavenegar's protocol, sends nothing, shows what it was given.

`GET /` is a page for people, `GET /sent` the same for programs, `POST /misbehave` spoils the next calls,
`POST /receipts` says what becomes of texts and after how long, `POST /tell-receipts` has it told by calls.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

import requests
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from fastapi.templating import Jinja2Templates
from pydantic import BaseModel, ConfigDict, Field

from domain.persian import digits, moment
from gateways.misbehaviour import Faults, Misbehaviour, silence

QUEUED: Final = 1
SENT_ON: Final = 5
DELIVERED: Final = 10
UNKNOWN_ID: Final = 100
LONGEST: Final = 900
FIRST_MESSAGE_ID: Final = 8_792_343
PATIENCE: Final = 10.0  # seconds, for whoever is called with receipts

SAYS: Final = {
    200: "تأیید شد",
    400: "پارامترها ناقص است",
    403: "کلید شناسایی معتبر نیست",
    404: "متد ناشناخته است",
    409: "سرور اکنون پاسخ نمی‌دهد؛ بعداً تلاش کنید",
    411: "گیرنده معتبر نیست",
    413: "متن پیام خالی یا بیش از اندازه بلند است",
    418: "اعتبار حساب کافی نیست",
}


class Fault(StrEnum):
    """How a call can go wrong. `lost` takes the message and keeps its answer; `hang` does neither."""

    BUSY = "409"
    NO_RECEIVER = "411"
    NO_CREDIT = "418"
    BROKEN = "500"
    HANG = "hang"
    LOST = "lost"


class Fate(BaseModel):
    """What becomes of every text: a status of the provider's table, so many seconds after it was taken."""

    model_config = ConfigDict(extra="forbid")

    status: int = DELIVERED
    delay: float = Field(default=0, ge=0)


class Telling(BaseModel):
    """An order to call that address about every text: with these statuses in this order, each so often."""

    model_config = ConfigDict(extra="forbid")

    address: str
    statuses: list[int] = [SENT_ON, DELIVERED]
    times: int = Field(default=1, ge=1, le=10)


class Message(BaseModel):
    """One text as the provider took it."""

    model_config = ConfigDict(frozen=True)

    message_id: int
    local_id: int | None
    receptor: str
    sender: str
    text: str
    taken_at: datetime

    def entry(self) -> dict[str, object]:
        """Describe this message in the provider's own words."""
        return {
            "messageid": self.message_id,
            "message": self.text,
            "status": QUEUED,
            "statustext": "در صف ارسال",
            "sender": self.sender,
            "receptor": self.receptor,
            "date": int(self.taken_at.timestamp()),
            "cost": 0,
        }


class ProtocolError(Exception):
    """A call that the provider answers with one of its own status codes."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Exchange:
    """The provider's memory: what it took, in order, and which faults were ordered of it."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self.messages: list[Message] = []
        self.faults = Faults[Fault]()
        self.fate = Fate()

    def take(self, fields: Mapping[str, str]) -> Message:
        """Take a text, or give back the one that was taken before under its local id."""
        _check(fields)
        local_id = int(fields["localid"]) if "localid" in fields else None
        known = [
            message for message in self.messages if local_id is not None and message.local_id == local_id
        ]
        return known[0] if known else self._keep(local_id, fields)

    def _keep(self, local_id: int | None, fields: Mapping[str, str]) -> Message:
        message = Message(
            message_id=FIRST_MESSAGE_ID + len(self.messages),
            local_id=local_id,
            receptor=fields["receptor"],
            sender=fields.get("sender", ""),
            text=fields["message"],
            taken_at=self._clock(),
        )
        self.messages.append(message)
        return message

    def statuses(self, message_ids: str) -> list[dict[str, object]]:
        """Say of each message what became of it, or that the provider does not know it."""
        asked = message_ids.split(",")
        if not all(map(str.isdecimal, asked)):
            raise ProtocolError(400)
        return [{"messageid": int(asked_id), "status": self._status(int(asked_id))} for asked_id in asked]

    def _status(self, message_id: int) -> int:
        known = [message for message in self.messages if message.message_id == message_id]
        if not known:
            return UNKNOWN_ID
        arrives = known[0].taken_at + timedelta(seconds=self.fate.delay)
        return self.fate.status if self._clock() >= arrives else SENT_ON


def _check(fields: Mapping[str, str]) -> None:
    if not fields.get("receptor") or "message" not in fields or not fields.get("localid", "1").isdecimal():
        raise ProtocolError(400)
    if not (
        fields["receptor"].isdecimal()
        and fields["receptor"].startswith("09")
        and len(fields["receptor"]) == 11
    ):
        raise ProtocolError(411)
    if not 0 < len(fields["message"]) <= LONGEST:
        raise ProtocolError(413)


def create_app(key: str, clock: Callable[[], datetime]) -> FastAPI:
    """Make a provider of its own memory that knows one key."""
    app = FastAPI(title="SMS simulator", openapi_url=None)
    exchange = Exchange(clock)
    _speak_protocol(app, key, exchange)
    _send_receipts(app, exchange)
    _show_sent(app, exchange)
    return app


def _speak_protocol(app: FastAPI, key: str, exchange: Exchange) -> None:
    @app.api_route("/v1/{given_key}/{method:path}", methods=["GET", "POST"])
    async def call(given_key: str, method: str, request: Request) -> Response:
        fields = {
            **request.query_params,
            **{name: str(value) for name, value in (await request.form()).items()},
        }
        if given_key != key:
            return _answer(403)
        if method == "sms/send.json":
            return await _send(exchange, fields, request)
        if method == "sms/status.json":
            return _protocol(lambda: exchange.statuses(fields.get("messageid", "")))
        return _answer(404)

    @app.post("/misbehave", status_code=204)
    async def misbehave(order: Misbehaviour[Fault]) -> None:
        exchange.faults.order(order)


def _send_receipts(app: FastAPI, exchange: Exchange) -> None:
    @app.post("/receipts", status_code=204)
    async def decide(fate: Fate) -> None:
        exchange.fate = fate

    @app.post("/tell-receipts")
    def tell(order: Telling) -> list[int]:
        """Answers with the HTTP status of each call."""
        return [
            _call_about(order.address, message, status)
            for status in order.statuses
            for message in exchange.messages
            for _ in range(order.times)
        ]


def _call_about(address: str, message: Message, status: int) -> int:
    told = {"messageid": message.message_id, "status": status}
    return requests.get(address, params=told, timeout=PATIENCE).status_code


async def _send(exchange: Exchange, fields: Mapping[str, str], request: Request) -> Response:
    match exchange.faults.next():
        case None:
            return _taken(exchange, fields)
        case Fault.LOST:
            _taken(exchange, fields)
            return await silence(request)
        case Fault.HANG:
            return await silence(request)
        case Fault.BROKEN:
            return PlainTextResponse("Internal Server Error", 500)
        case refusal:
            return _answer(int(refusal))


def _taken(exchange: Exchange, fields: Mapping[str, str]) -> Response:
    return _protocol(lambda: [exchange.take(fields).entry()])


def _protocol(entries: Callable[[], list[dict[str, object]]]) -> Response:
    try:
        return _answer(200, entries())
    except ProtocolError as error:
        return _answer(error.status)


def _answer(status: int, entries: list[dict[str, object]] | None = None) -> Response:
    return JSONResponse({"return": {"status": status, "message": SAYS[status]}, "entries": entries}, status)


def _show_sent(app: FastAPI, exchange: Exchange) -> None:
    pages = Jinja2Templates(Path(__file__).parent)
    pages.env.filters.update(digits=digits, moment=moment)

    @app.get("/sent")
    async def sent() -> list[Message]:
        return exchange.messages

    @app.get("/", response_class=HTMLResponse)
    async def page(request: Request) -> Response:
        return pages.TemplateResponse(request, "sms_simulator.html", {"messages": exchange.messages[::-1]})
