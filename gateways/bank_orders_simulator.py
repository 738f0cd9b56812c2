"""A bank to run against: takes orders to pay, moves no money, shows what it was told.

`GET /orders` lists the orders, `POST /misbehave` spoils the next new ones.
"""

import hmac
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Final, Literal

from fastapi import FastAPI, Header, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from domain.identifiers import Sheba
from domain.refusals import BadInput
from gateways.misbehaviour import Faults, Misbehaviour, silence

REJECTION: Final = "حساب مقصد مسدود است"
FIRST_REFERENCE: Final = 7_000_001

State = Literal["pending", "paid", "rejected"]


class Fault(StrEnum):
    """How an order can go wrong.

    `lost` takes the order and keeps its answer, `hang` does neither; `reject` and `slow` are answered well,
    and the order is then rejected, or pending until it was asked about three times.
    """

    BUSY = "503"
    BROKEN = "500"
    HANG = "hang"
    LOST = "lost"
    REJECT = "reject"
    SLOW = "slow"


class Wanted(BaseModel):
    """What is to be paid: whole Rials to an account."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sheba: str
    amount: int = Field(gt=0, strict=True)


class Order(BaseModel):
    """An order as the bank took it, and how often it was asked about."""

    id: str
    wanted: Wanted
    state: State
    reason: str = ""
    reference: str = ""
    taken_at: datetime
    looks_until_paid: int = 0

    def look(self) -> None:
        """A slow order is paid when it has been asked about often enough."""
        self.looks_until_paid = max(self.looks_until_paid - 1, 0)
        if self.state == "pending" and self.looks_until_paid == 0:
            self.state = "paid"


class Bank:
    """The bank's memory: its orders by id, how often each was placed, and which faults were ordered."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self.orders: dict[str, Order] = {}
        self.faults = Faults[Fault]()

    def take(self, order_id: str, wanted: Wanted, fault: Fault | None) -> Order:
        """Take an order; what becomes of it is settled here, once for ever."""
        order = Order(id=order_id, wanted=wanted, state="paid", taken_at=self._clock())
        if fault is Fault.REJECT:
            order.state, order.reason = "rejected", REJECTION
        elif fault is Fault.SLOW:
            order.state, order.looks_until_paid = "pending", 3
        if order.state != "rejected":
            order.reference = str(FIRST_REFERENCE + len(self.orders))
        self.orders[order_id] = order
        return order


def create_app(secret: str, clock: Callable[[], datetime]) -> FastAPI:
    """Make a bank of its own memory that knows one secret."""
    app = FastAPI(title="Bank simulator", openapi_url=None)
    bank = Bank(clock)
    _take_orders(app, secret, bank)
    _tell_states(app, secret, bank)
    _show_orders(app, bank)
    return app


def _take_orders(app: FastAPI, secret: str, bank: Bank) -> None:
    @app.put("/orders/{order_id}")
    async def order(
        order_id: str, wanted: Wanted, request: Request, authorization: Annotated[str, Header()] = ""
    ) -> Response:
        if not _is_known(authorization, secret):
            return _fault(401, "unknown-caller")
        if order_id in bank.orders:
            return _again(bank.orders[order_id], wanted)
        if not _is_account(wanted.sheba):
            return _fault(422, "invalid-account")
        return await _placed(bank, order_id, wanted, request)


def _tell_states(app: FastAPI, secret: str, bank: Bank) -> None:
    @app.get("/orders/{order_id}")
    async def state(order_id: str, authorization: Annotated[str, Header()] = "") -> Response:
        if not _is_known(authorization, secret):
            return _fault(401, "unknown-caller")
        if order_id not in bank.orders:
            return _fault(404, "unknown-order")
        bank.orders[order_id].look()
        return _told(bank.orders[order_id], 200)


async def _placed(bank: Bank, order_id: str, wanted: Wanted, request: Request) -> Response:
    fault = bank.faults.next()
    match fault:
        case Fault.LOST:
            bank.take(order_id, wanted, fault)
            return await silence(request)
        case Fault.HANG:
            return await silence(request)
        case Fault.BROKEN:
            return PlainTextResponse("Internal Server Error", 500)
        case Fault.BUSY:
            return _fault(503, "busy")
    return _told(bank.take(order_id, wanted, fault), 201)


def _again(known: Order, wanted: Wanted) -> Response:
    return _told(known, 200) if known.wanted == wanted else _fault(409, "other-order-under-this-id")


def _is_known(authorization: str, secret: str) -> bool:
    return hmac.compare_digest(authorization.encode(), f"Bearer {secret}".encode())


def _is_account(sheba: str) -> bool:
    try:
        Sheba(sheba)
    except BadInput:
        return False
    return True


def _told(order: Order, status: int) -> Response:
    return JSONResponse({"state": order.state, "reason": order.reason, "reference": order.reference}, status)


def _fault(status: int, error: str) -> Response:
    return JSONResponse({"error": error}, status)


def _show_orders(app: FastAPI, bank: Bank) -> None:
    @app.post("/misbehave", status_code=204)
    async def misbehave(order: Misbehaviour[Fault]) -> None:
        bank.faults.order(order)

    @app.get("/orders")
    async def orders() -> list[Order]:
        return list(bank.orders.values())
