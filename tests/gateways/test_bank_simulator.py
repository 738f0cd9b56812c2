"""The bank simulator: what it sends is what our API checks."""

import json
from dataclasses import dataclass, field

from fastapi import FastAPI, Request

from gateways.bank_signature import verify
from gateways.bank_simulator import BankPayment, BankSimulator
from tests.clock import HandMovedClock
from tests.gateways.served import served

SECRET = "an-example-secret"


@dataclass
class Received:
    """An API that keeps what it gets."""

    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)

    def app(self) -> FastAPI:
        app = FastAPI()

        @app.post("/api/v1/payments", status_code=202)
        async def payments(request: Request) -> None:
            self.body = await request.body()
            self.headers = dict(request.headers)

        return app


def test_a_payment_reaches_our_api_signed_over_its_very_bytes(clock: HandMovedClock) -> None:
    received = Received()
    payment = BankPayment(
        bill_id="1000000103628",
        payment_id="125450966",
        amount=1_254_000,
        paid_at=clock.now,
        reference="bank-1",
    )
    with served(received.app()) as address:
        answer = BankSimulator(address, "bank", SECRET).pay(payment, clock.now)
    assert answer.status_code == 202
    assert received.headers["x-key-id"] == "bank"
    assert received.headers["content-type"] == "application/json"
    verify(SECRET, received.headers["x-timestamp"], received.body, received.headers["x-signature"], clock.now)
    assert json.loads(received.body) == {
        "bill_id": "1000000103628",
        "payment_id": "125450966",
        "amount": 1_254_000,
        "paid_at": "2026-11-24T09:00:00+03:30",
        "reference": "bank-1",
    }
