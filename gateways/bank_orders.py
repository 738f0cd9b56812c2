"""How is the bank told to pay money back, so that it pays once whatever gets lost on the way?

The payout's id is ours and is the order's id at the bank: an order that the bank knows is never placed
again, and one whose answer was lost is asked about. The protocol spoken here is an example: the least that
such a service must be able to do. `PUT` and `GET /orders/{id}` both answer with the order's `state`: pending,
paid with its `reference`, rejected with its `reason`; a no is `{"error": …}` with a word of the bank's.
"""

from dataclasses import dataclass
from typing import Annotated, Final, Literal, Protocol

import requests
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

TAKEN: Final = frozenset({200, 201, 202})
BUSY: Final = frozenset({429, 503})
UNPROCESSABLE: Final = 422
UNKNOWN_ORDER: Final = "unknown-order"
REFUSALS: Final = frozenset({"invalid-account"})
"""The bank's words for what it will never pay; a firewall that says no knows none of them."""


class BankError(Exception):
    """The bank did not say what became of an order; `alert` says that the operator must do something."""

    def __init__(self, message: str, *, alert: bool = False) -> None:
        super().__init__(message)
        self.alert = alert


class NotTaken(BankError):
    """The bank surely did not take the order now; the same order may pass later."""


class Unanswered(BankError):
    """The bank may or may not have taken the order: its state is to be asked, nothing ordered again."""


class UnknownOrder(BankError):
    """The bank has no order of that id: it never took one, and it may be ordered."""


class Refused(BankError):
    """The bank will never take this order as it is; `reason` is the bank's own word for it."""

    def __init__(self, reason: str) -> None:
        super().__init__("the bank refuses the order for good")
        self.reason = reason


@dataclass(frozen=True)
class OrderState:
    """What has become of an order; `paid` and `rejected` are final."""

    state: Literal["pending", "paid", "rejected"]
    reason: str = ""
    reference: str = ""


class BankOrders(Protocol):
    """What every bank must be able to do for us; each call raises a `BankError` where it could not."""

    def order(self, payout_id: str, sheba: str, amount: int) -> None:
        """Order whole Rials to be paid to that account, once for each payout id."""
        ...

    def state(self, payout_id: str) -> OrderState:
        """Ask what has become of the order; `UnknownOrder` where the bank has none of that id."""
        ...


class _Pending(BaseModel):
    state: Literal["pending"]
    reason: str = ""
    reference: str = ""


class _Paid(BaseModel):
    state: Literal["paid"]
    reason: str = ""
    reference: str = Field(min_length=1, max_length=64)


class _Rejected(BaseModel):
    state: Literal["rejected"]
    reason: str = Field(min_length=1, max_length=200)
    reference: str = ""


STATE: Final[TypeAdapter[_Pending | _Paid | _Rejected]] = TypeAdapter(
    Annotated[_Pending | _Paid | _Rejected, Field(discriminator="state")]
)


class _Fault(BaseModel):
    error: str = Field(max_length=200)


class RestBankOrders:
    """Orders over HTTP; timeout in seconds, for connecting and for each pause while reading.

    Accounts and amounts travel in the body only, the secret in a header only: no address that is logged, and
    no error, shows them.
    """

    def __init__(self, base_url: str, secret: str, timeout: float = 10.0) -> None:
        self._base_url = base_url.rstrip("/")
        self._timeout = timeout
        self._session = requests.Session()
        self._session.headers["Authorization"] = f"Bearer {secret}"

    def __repr__(self) -> str:
        return f"RestBankOrders({self._base_url!r})"

    def order(self, payout_id: str, sheba: str, amount: int) -> None:
        """Place the order; the bank keeps the first one that it saw under an id.

        Only the bank's own word refuses it for good: a 422 of something between us leaves it unknown.
        """
        answer = self._call("PUT", payout_id, {"sheba": sheba, "amount": amount})
        if answer.status_code == UNPROCESSABLE:
            raise _refusal(answer)
        if answer.status_code not in TAKEN:
            raise _trouble(answer)
        _read(answer)

    def state(self, payout_id: str) -> OrderState:
        """Read the order's state; a 404 counts only when the bank itself says that it has no such order."""
        answer = self._call("GET", payout_id)
        if answer.status_code == 404 and _fault_of(answer) == UNKNOWN_ORDER:
            raise UnknownOrder("the bank has no such order")
        if answer.status_code != 200:
            raise _trouble(answer)
        return _read(answer)

    def _call(self, method: str, payout_id: str, body: dict[str, object] | None = None) -> requests.Response:
        try:
            return self._session.request(
                method,
                f"{self._base_url}/orders/{payout_id}",
                json=body,
                timeout=self._timeout,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            trouble = type(error).__name__
        # Outside the handler: a chained error would carry the request, and with it account and secret.
        raise Unanswered(f"the bank gave no answer: {trouble}")


def _refusal(answer: requests.Response) -> BankError:
    word = _fault_of(answer)
    return Refused(word) if word in REFUSALS else Unanswered("a 422 that is not the bank's", alert=True)


def _trouble(answer: requests.Response) -> BankError:
    says = f"the bank answered with HTTP status {answer.status_code}"
    if answer.status_code in BUSY:
        return NotTaken(says)
    if 400 <= answer.status_code < 500:
        return NotTaken(says, alert=True)
    return Unanswered(says)


def _read(answer: requests.Response) -> OrderState:
    # pydantic's error would repeat the answer.
    try:
        told = STATE.validate_json(answer.content)
    except ValidationError:
        told = None
    if told is None:
        raise Unanswered("the bank's answer could not be read", alert=True)
    return OrderState(told.state, told.reason, told.reference)


def _fault_of(answer: requests.Response) -> str | None:
    try:
        return _Fault.model_validate_json(answer.content).error
    except ValidationError:
        return None
