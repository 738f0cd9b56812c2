"""How does a text reach SMS.ir, the second provider, and what does its answer mean for us?

It knows no id of ours, so nothing may be repeated that it did not clearly refuse. What is documented of its
answers is the envelope `status, message, data` and the HTTP status; they are judged by these alone.
"""

from typing import Final

import requests
from pydantic import BaseModel, ValidationError
from urllib3.exceptions import NewConnectionError

from gateways.sms import Sent, SmsError, TemporarilyRefused, Unsure

NAME: Final = "sms-ir"
SUCCESS: Final = 1
TAKEN: Final = 0
"""It tells no state of a text when it takes it."""

REFUSALS: Final = {400: "request not accepted", 401: "key not valid", 429: "too many calls"}
BUSY: Final = 429


class _Taken(BaseModel):
    messageIds: list[int | None] = []  # noqa: N815  the provider's own name


class _Envelope(BaseModel):
    status: int


class _Success(_Envelope):
    data: _Taken


class SmsIr:
    """Sends texts by SMS.ir's REST protocol.

    Timeout in seconds, for connecting and for each pause while reading. The key travels in a header, number
    and text in the body: no address that is logged, and no error, shows them.
    """

    name = NAME

    def __init__(self, base_url: str, key: str, line: str, timeout: float = 10.0) -> None:
        self._url = f"{base_url.rstrip('/')}/v1/send/bulk"
        self._line = line
        self._timeout = timeout
        self._session = requests.Session()
        self._session.headers["X-API-KEY"] = key

    def __repr__(self) -> str:
        return f"SmsIr({self._url!r})"

    def send(self, local_id: int, receptor: str, text: str) -> Sent:  # noqa: ARG002
        """Hand over one text; the local id means nothing to this provider."""
        answer = self._post({"lineNumber": int(self._line), "MessageText": text, "Mobiles": [receptor]})
        if answer.status_code in REFUSALS and _is_envelope(answer):
            raise _refusal(answer.status_code)
        return _taken(answer)

    def _post(self, body: dict[str, object]) -> requests.Response:
        try:
            return self._session.post(self._url, json=body, timeout=self._timeout, allow_redirects=False)
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


def _is_envelope(answer: requests.Response) -> bool:
    """A refusal counts only when the provider itself says it, not a proxy before it."""
    try:
        return _Envelope.model_validate_json(answer.content).status != SUCCESS
    except ValidationError:
        return False


def _taken(answer: requests.Response) -> Sent:
    # pydantic's error would repeat the answer.
    try:
        success = _Success.model_validate_json(answer.content)
    except ValidationError:
        success = None
    ids = success.data.messageIds if success else []
    if answer.status_code != 200 or success is None or success.status != SUCCESS or not ids or not ids[0]:
        raise Unsure(f"SMS.ir's answer with HTTP status {answer.status_code} says no yes or no", alert=True)
    return Sent(ids[0], TAKEN)
