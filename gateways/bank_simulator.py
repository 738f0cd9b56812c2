"""How does a bank tell us of a payment? Plays the bank's part towards our API, for the demo and the tests."""

from dataclasses import dataclass
from datetime import datetime

import requests
from pydantic import AwareDatetime, BaseModel, ConfigDict

from gateways.bank_signature import sign


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
    """A bank that knows our address and its own key; timeout in seconds."""

    def __init__(self, api_url: str, key_id: str, secret: str, timeout: float = 10.0) -> None:
        self._url = f"{api_url.rstrip('/')}/api/v1/payments"
        self._key_id = key_id
        self._secret = secret
        self._timeout = timeout

    def pay(self, payment: BankPayment, now: datetime) -> requests.Response:
        """Report a payment and give back our API's answer, whatever it is."""
        callback = signed(payment, self._key_id, self._secret, now)
        return requests.post(
            self._url,
            data=callback.body,
            headers=callback.headers,
            timeout=self._timeout,
            allow_redirects=False,
        )
