"""How does a bank tell us of payments? By a call for each, and by a file of the day.

Plays the bank's part towards our API, for the demo and the tests.
"""

from dataclasses import dataclass
from datetime import datetime

import requests
from pydantic import AwareDatetime, BaseModel, ConfigDict

from domain.identifiers import BillId, PaymentId
from gateways.bank_signature import sign
from gateways.payment_file import FiledPayment, write_payments


class BankPayment(BaseModel):
    """One payment as the bank reports it: whole Rials, under the bank's own reference."""

    model_config = ConfigDict(frozen=True)

    bill_id: str
    payment_id: str
    amount: int
    paid_at: AwareDatetime
    reference: str


@dataclass(frozen=True)
class Callback:
    """What goes over the wire: the headers and the very bytes that they sign."""

    headers: dict[str, str]
    body: bytes


def signed(payment: BankPayment, key_id: str, secret: str, now: datetime) -> Callback:
    """Write a payment down and sign it at this moment."""
    body = payment.model_dump_json().encode()
    timestamp = str(int(now.timestamp()))
    headers = {
        "Content-Type": "application/json",
        "X-Key-Id": key_id,
        "X-Timestamp": timestamp,
        "X-Signature": sign(secret, timestamp, body),
    }
    return Callback(headers, body)


class BankSimulator:
    """A bank that knows our address and its own key, and what was paid there; timeout in seconds."""

    def __init__(self, api_url: str, key_id: str, secret: str, timeout: float = 10.0) -> None:
        self._url = f"{api_url.rstrip('/')}/api/v1/payments"
        self._key_id = key_id
        self._secret = secret
        self._timeout = timeout
        self._paid: dict[str, BankPayment] = {}

    def take(self, payment: BankPayment) -> None:
        """Take money, and tell nobody before the file of the day does."""
        self._paid[payment.reference] = payment

    def file(self) -> str:
        """The file of all that was paid here."""
        return write_payments(
            FiledPayment(
                bill_id=BillId(payment.bill_id),
                payment_id=PaymentId(payment.payment_id),
                amount=payment.amount,
                paid_at=payment.paid_at,
                reference=payment.reference,
            )
            for payment in self._paid.values()
        )

    def pay(self, payment: BankPayment, now: datetime) -> requests.Response:
        """Take money, report it and give back our API's answer, whatever it is."""
        self.take(payment)
        callback = signed(payment, self._key_id, self._secret, now)
        return requests.post(
            self._url,
            data=callback.body,
            headers=callback.headers,
            timeout=self._timeout,
            allow_redirects=False,
        )
