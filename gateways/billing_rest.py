"""What does the billing system know of one connection, and how does it hear what became of it?

The protocol spoken here, `POST /subscriptions/lookup` and `PUT /notices/{key}`, is an example: the least
that such a service must be able to do. The first answers with a `Connection`, every field of it; the second
with `{"key": …}`, under which it has the notice; a no is `{"error": …}`. Bill ids travel in bodies only: no
address that is logged shows them.
"""

import datetime
from typing import Annotated, Final, Literal, Protocol

import requests
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from domain.connection import Connection
from domain.identifiers import BillId
from domain.model import Frozen

TAKEN: Final = frozenset({200, 201, 202})
BUSY: Final = frozenset({429, 503})
UNKNOWN_SUBSCRIPTION: Final = "unknown-subscription"


class BillingError(Exception):
    """The billing system did not do what it was asked; `alert` says that the operator must do something."""

    def __init__(self, message: str, *, alert: bool = False) -> None:
        super().__init__(message)
        self.alert = alert


class RemovalRecorded(Frozen):
    """The connection was removed: from its last reading (kWh) on nothing may be billed (SLA-3.8)."""

    kind: Literal["removal-recorded"] = "removal-recorded"
    bill_id: BillId
    removed_on: datetime.date
    final_reading: int | None


class AccountClosed(Frozen):
    """The account was settled and closed: the subscription ends (SLA-7.1)."""

    kind: Literal["account-closed"] = "account-closed"
    bill_id: BillId
    closed_on: datetime.date


BillingNotice = Annotated[RemovalRecorded | AccountClosed, Field(discriminator="kind")]
BILLING_NOTICE: Final[TypeAdapter[RemovalRecorded | AccountClosed]] = TypeAdapter(BillingNotice)


class Billing(Protocol):
    """What every billing system must be able to do for us; each call raises a `BillingError` otherwise."""

    def find(self, bill_id: str) -> Connection | None:
        """The connection of that bill id as billing knows it now; None where it knows none."""
        ...

    def tell(self, key: str, notice: RemovalRecorded | AccountClosed) -> None:
        """Tell what became of a connection; repeating it under the same key changes nothing."""
        ...


class _Receipt(BaseModel):
    key: str


class _Fault(BaseModel):
    error: str = Field(max_length=200)


class RestBilling:
    """The billing system over HTTP; timeout in seconds, for connecting and for each pause while reading."""

    def __init__(self, base_url: str, secret: str, timeout: float = 10.0) -> None:
        self._base_url = base_url.rstrip("/")
        self._timeout = timeout
        self._session = requests.Session()
        self._session.headers.update(
            {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
        )

    def __repr__(self) -> str:
        return f"RestBilling({self._base_url!r})"

    def find(self, bill_id: str) -> Connection | None:
        """Fetch one connection; a 404 counts only when billing itself says that it knows no such bill id."""
        answer = self._call("POST", "subscriptions/lookup", _Lookup(bill_id=bill_id))
        if answer.status_code == 404 and _fault_of(answer) == UNKNOWN_SUBSCRIPTION:
            return None
        if answer.status_code != 200:
            raise _trouble(answer)
        connection = _read(answer)
        if connection.bill_id != bill_id:
            raise BillingError("the billing system answered for another connection", alert=True)
        return connection

    def tell(self, key: str, notice: RemovalRecorded | AccountClosed) -> None:
        """Tell one fact, under a key that is ours; only who names that key again has taken it."""
        answer = self._call("PUT", f"notices/{key}", notice)
        if answer.status_code not in TAKEN:
            raise _trouble(answer)
        if _key_of(answer) != key:
            raise BillingError("the billing system did not say that it took the notice", alert=True)

    def _call(self, method: str, path: str, body: BaseModel) -> requests.Response:
        try:
            return self._session.request(
                method,
                f"{self._base_url}/{path}",
                data=body.model_dump_json(),
                timeout=self._timeout,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            trouble = type(error).__name__
        # Outside the handler: a chained error would carry the request, and with it bill id and secret.
        raise BillingError(f"the billing system gave no answer: {trouble}")


class _Lookup(BaseModel):
    bill_id: str


def _trouble(answer: requests.Response) -> BillingError:
    """Whatever is not taken is told again; a fault in how we ask is for the operator too."""
    status = answer.status_code
    says = f"the billing system answered with HTTP status {status}"
    return BillingError(says, alert=400 <= status < 500 and status not in BUSY)


def _read(answer: requests.Response) -> Connection:
    """What billing leaves out, it has not said: no default stands in for it."""
    # pydantic's error would repeat the answer, and with it the subscriber's data.
    try:
        connection = Connection.model_validate_json(answer.content, strict=True)
    except ValidationError:
        connection = None
    if connection is None or connection.model_fields_set != set(Connection.model_fields):
        raise BillingError("the billing system's answer could not be read", alert=True)
    return connection


def _key_of(answer: requests.Response) -> str | None:
    try:
        return _Receipt.model_validate_json(answer.content).key
    except ValidationError:
        return None


def _fault_of(answer: requests.Response) -> str | None:
    try:
        return _Fault.model_validate_json(answer.content).error
    except ValidationError:
        return None
