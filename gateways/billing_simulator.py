"""A billing system to run against: knows the subscriptions that it was given, shows what it was told.

`GET /notices` lists what it was told by key, `POST /misbehave` spoils the next calls, `PUT /subscriptions`
enters one. A closed account is cancelled, and its debt is gone.
"""

import hmac
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel

from domain.connection import Connection
from gateways.billing_rest import TAKEN, UNKNOWN_SUBSCRIPTION, AccountClosed, BillingNotice, RemovalRecorded
from gateways.misbehaviour import Faults, Misbehaviour, silence


class Fault(StrEnum):
    """How a call can go wrong. `lost` takes the notice and keeps its answer; `hang` does neither."""

    BUSY = "503"
    BROKEN = "500"
    HTML = "html"
    HANG = "hang"
    LOST = "lost"


class Lookup(BaseModel):
    """Which connection is asked for."""

    bill_id: str


class Ledger:
    """The billing system's memory: subscriptions by bill id, notices by key, faults that were ordered."""

    def __init__(self, connections: Iterable[Connection]) -> None:
        self.subscriptions = {str(connection.bill_id): connection for connection in connections}
        self.notices: dict[str, RemovalRecorded | AccountClosed] = {}
        self.faults = Faults[Fault]()

    def take(self, key: str, notice: RemovalRecorded | AccountClosed) -> int:
        """Take a notice once for each key; answers with the HTTP status that says so."""
        if key in self.notices:
            return 200 if self.notices[key] == notice else 409
        self.notices[key] = notice
        connection = self.subscriptions.get(str(notice.bill_id))
        if connection is not None and isinstance(notice, AccountClosed):
            closed = connection.model_copy(update={"cancelled": True, "prior_debt": 0})
            self.subscriptions[str(notice.bill_id)] = closed
        return 201


def create_app(secret: str, connections: Iterable[Connection] = ()) -> FastAPI:
    """Make a billing system that knows one secret and these subscriptions."""
    app = FastAPI(title="Billing simulator", openapi_url=None)
    ledger = Ledger(connections)

    def known(authorization: Annotated[str, Header()] = "") -> None:
        if not hmac.compare_digest(authorization.encode(), f"Bearer {secret}".encode()):
            raise HTTPException(401)

    _answer_lookups(app, ledger, known)
    _take_notices(app, ledger, known)
    _be_arranged(app, ledger)
    return app


def _answer_lookups(app: FastAPI, ledger: Ledger, known: Callable[..., None]) -> None:
    @app.post("/subscriptions/lookup", dependencies=[Depends(known)])
    async def look_up(asked: Lookup, request: Request) -> Response:
        fault = ledger.faults.next()
        if fault is not None:
            return await _spoilt(fault, request)
        connection = ledger.subscriptions.get(asked.bill_id)
        if connection is None:
            return JSONResponse({"error": UNKNOWN_SUBSCRIPTION}, 404)
        return JSONResponse(connection.model_dump(mode="json"))


def _take_notices(app: FastAPI, ledger: Ledger, known: Callable[..., None]) -> None:
    @app.put("/notices/{key}", dependencies=[Depends(known)])
    async def tell(key: str, notice: BillingNotice, request: Request) -> Response:
        fault = ledger.faults.next()
        if fault is Fault.LOST:
            ledger.take(key, notice)
        if fault is not None:
            return await _spoilt(fault, request)
        status = ledger.take(key, notice)
        return JSONResponse(
            {"key": key} if status in TAKEN else {"error": "other-notice-under-this-key"}, status
        )


async def _spoilt(fault: Fault, request: Request) -> Response:
    match fault:
        case Fault.HTML:
            return HTMLResponse("<html>Bad Gateway</html>", 502)
        case Fault.HANG | Fault.LOST:
            return await silence(request)
        case Fault.BUSY | Fault.BROKEN:
            return JSONResponse({"error": "trouble"}, int(fault))


def _be_arranged(app: FastAPI, ledger: Ledger) -> None:
    @app.put("/subscriptions", status_code=204)
    async def enter(connection: Connection) -> None:
        ledger.subscriptions[str(connection.bill_id)] = connection

    @app.get("/notices")
    async def notices() -> dict[str, RemovalRecorded | AccountClosed]:
        return ledger.notices

    @app.post("/misbehave", status_code=204)
    async def misbehave(order: Misbehaviour[Fault]) -> None:
        ledger.faults.order(order)
