"""How does a text reach SMS.ir, the second provider, did it arrive, and what does its answer mean for us?

It knows no id of ours, so nothing may be repeated that it did not clearly refuse. What is documented of its
answers (https://sms.ir/rest-api/) is the HTTP status and the envelope `status, message, data`; they are
judged by these alone, and the report of a text by its `deliveryState`.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Annotated, Final

import requests
from pydantic import BaseModel, Field, ValidationError
from urllib3.exceptions import NewConnectionError

from gateways.sms import Receipt, Sent, SmsError, TemporarilyRefused, Unknown, Unsure

NAME: Final = "sms-ir"
SUCCESS: Final = 1
SUCCEEDED: Final = 200
SERVER_S_OWN: Final = 500
"""From here on the HTTP status tells of a trouble that passes by itself."""
TAKEN: Final = 0
"""It tells no state of a text when it takes it."""

REFUSALS: Final = {400: "request not accepted", 401: "key not valid", 429: "too many calls"}
BUSY: Final = 429
NO_SUCH_TEXT: Final = 111

RECEIPTS: Final[Mapping[int | None, Receipt]] = MappingProxyType(
    {
        None: Receipt.ON_ITS_WAY,
        1: Receipt.DELIVERED,
        2: Receipt.UNDELIVERED,
        3: Receipt.ON_ITS_WAY,
        4: Receipt.UNDELIVERED,
        5: Receipt.ON_ITS_WAY,
        6: Receipt.UNDELIVERED,
        7: Receipt.BLOCKED,
    }
)
"""What a `deliveryState` means, by the provider's table; 3 and 5 are with the telecom, 4 never came so far.

8, which the provider itself calls unknown, and all others: nothing.
"""

Number = Annotated[int, Field(strict=True)]


class _Taken(BaseModel):
    messageIds: list[int | None] = []  # noqa: N815  the provider's own name


class _Envelope(BaseModel):
    status: int


class _Success(_Envelope):
    data: _Taken


class _Report(BaseModel):
    messageId: Number  # noqa: N815
    deliveryState: Number | None  # noqa: N815


class _Reported(_Envelope):
    data: _Report


class SmsIr:
    """Sends texts by SMS.ir's REST protocol, and asks what became of them.

    Timeout in seconds, for connecting and for each pause while reading. The key travels in a header, number
    and text in the body: no address that is logged, and no error, shows them.
    """

    name = NAME
    most_at_once = 1

    def __init__(self, base_url: str, key: str, line: str, timeout: float = 10.0) -> None:
        self._url = f"{base_url.rstrip('/')}/v1/send"
        self._line = line
        self._timeout = timeout
        self._session = requests.Session()
        self._session.headers["X-API-KEY"] = key

    def __repr__(self) -> str:
        return f"SmsIr({self._url!r})"

    def send(self, local_id: int, receptor: str, text: str) -> Sent:  # noqa: ARG002
        """Hand over one text; the local id means nothing to this provider."""
        answer = self._post({"lineNumber": int(self._line), "MessageText": text, "Mobiles": [receptor]})
        if _is_refusal(answer):
            raise _refusal(answer.status_code)
        return _taken(answer)

    def receipts(self, message_ids: Sequence[int]) -> Mapping[int, Receipt | None]:
        """Ask what became of each; a text that the provider does not know has a state without meaning."""
        return {message_id: self._receipt(message_id) for message_id in message_ids}

    def _receipt(self, message_id: int) -> Receipt | None:
        answer = self._get(message_id)
        if _status_of(answer) == NO_SUCH_TEXT:
            return None
        if _is_refusal(answer):
            raise _refusal(answer.status_code)
        return RECEIPTS.get(_state_of(answer, message_id))

    def _get(self, message_id: int) -> requests.Response:
        try:
            return self._session.get(
                f"{self._url}/{message_id}", timeout=self._timeout, allow_redirects=False
            )
        except requests.RequestException as error:
            trouble = type(error).__name__
        # Outside the handler: a chained error would carry the request, and with it the key.
        raise Unknown(f"SMS.ir gave no answer: {trouble}")

    def _post(self, body: dict[str, object]) -> requests.Response:
        try:
            return self._session.post(
                f"{self._url}/bulk", json=body, timeout=self._timeout, allow_redirects=False
            )
        except requests.RequestException as error:
            trouble = _trouble(error)
        # Outside the handler: a chained error would carry the request, and with it number, text and key.
        raise trouble


def _trouble(error: requests.RequestException) -> SmsError:
    """Who was never connected to cannot have the text."""
    says = f"SMS.ir gave no answer: {type(error).__name__}"
    reason = getattr(error.args[0], "reason", None) if error.args else None
    if isinstance(error, requests.ConnectTimeout) or isinstance(reason, NewConnectionError):
        return TemporarilyRefused(says)
    return Unsure(says, alert=True)


def _refusal(status: int) -> SmsError:
    says = f"SMS.ir answered with HTTP status {status}: {REFUSALS[status]}"
    return TemporarilyRefused(says, alert=status != BUSY)


def _is_refusal(answer: requests.Response) -> bool:
    """A refusal counts only when the provider itself says it, not a proxy before it."""
    return answer.status_code in REFUSALS and _status_of(answer) not in (None, SUCCESS)


def _status_of(answer: requests.Response) -> int | None:
    try:
        return _Envelope.model_validate_json(answer.content).status
    except ValidationError:
        return None


def _state_of(answer: requests.Response, message_id: int) -> int | None:
    """Only what is whole and about this very text is believed."""
    # pydantic's error would repeat the answer, and with it number and text.
    try:
        told = _Reported.model_validate_json(answer.content)
    except ValidationError:
        told = None
    if (
        answer.status_code != SUCCEEDED
        or told is None
        or told.status != SUCCESS
        or told.data.messageId != message_id
    ):
        says = f"SMS.ir's report with HTTP status {answer.status_code} could not be read"
        raise Unknown(says, alert=answer.status_code < SERVER_S_OWN)
    return told.data.deliveryState


def _taken(answer: requests.Response) -> Sent:
    # pydantic's error would repeat the answer.
    try:
        success = _Success.model_validate_json(answer.content)
    except ValidationError:
        success = None
    ids = success.data.messageIds if success else []
    if (
        answer.status_code != SUCCEEDED
        or success is None
        or success.status != SUCCESS
        or not ids
        or not ids[0]
    ):
        raise Unsure(f"SMS.ir's answer with HTTP status {answer.status_code} says no yes or no", alert=True)
    return Sent(ids[0], TAKEN)
