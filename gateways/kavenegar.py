"""How does a text reach Kavenegar, and what does its answer mean for us?

Kavenegar wants the key in the path of the URL. Here no error, log line or repr ever shows it.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import requests
from pydantic import BaseModel, Field, ValidationError

from gateways.sms import Receipt, Refused, Sent, SmsError, TemporarilyRefused, Unknown

NAME: Final = "kavenegar"
ACCEPTED: Final = 200


@dataclass(frozen=True)
class Meaning:
    """What an answer that is not an acceptance means for the text and for the operator."""

    says: str
    error: type[SmsError]
    alert: bool

    def raised(self, status: int) -> SmsError:
        """Make the error that tells the sender so."""
        return self.error(f"Kavenegar answered {status}: {self.says}", alert=self.alert)


def _busy(says: str) -> Meaning:
    return Meaning(says, TemporarilyRefused, alert=False)


def _account(says: str) -> Meaning:
    """Trouble with the company's account: an operator ends it, so no subscriber loses a notice by it."""
    return Meaning(says, TemporarilyRefused, alert=True)


def _text(says: str) -> Meaning:
    return Meaning(says, Refused, alert=False)


def _request(says: str) -> Meaning:
    """A fault in how we ask, which repeating does not mend and somebody must look at."""
    return Meaning(says, Refused, alert=True)


MEANINGS: Final = MappingProxyType(
    {
        400: _request("parameters incomplete"),
        401: _account("account disabled"),
        402: _busy("operation failed"),
        403: _account("key not valid"),
        404: _request("method unknown"),
        405: _request("wrong verb"),
        406: _request("required parameter empty"),
        407: _account("no access to this information"),
        409: _busy("server cannot answer now"),
        411: _text("receptor not valid"),
        412: _account("sender not valid"),
        413: _text("message empty or too long"),
        414: _request("too many records"),
        416: _account("address of the caller not allowed"),
        417: _request("date not valid"),
        418: _account("credit not enough"),
        419: _request("lengths of arrays differ"),
        420: _text("links not allowed"),
        422: _text("character not allowed"),
        424: _request("template not found"),
        426: _account("service level does not include this method"),
        427: _account("line needs a permission"),
        429: _busy("caller limited for now"),
        431: _request("token malformed"),
        432: _request("token missing"),
        451: _busy("too many calls"),
        501: _account("test account sends to its owner only"),
        607: _request("tag name wrong"),
    }
)


RECEIPTS: Final[Mapping[int, Receipt]] = MappingProxyType(
    {
        1: Receipt.ON_ITS_WAY,
        2: Receipt.ON_ITS_WAY,
        4: Receipt.ON_ITS_WAY,
        5: Receipt.ON_ITS_WAY,
        6: Receipt.UNDELIVERED,
        10: Receipt.DELIVERED,
        11: Receipt.UNDELIVERED,
        13: Receipt.CANCELLED,
        14: Receipt.BLOCKED,
    }
)
"""What the status of a text means; 100, an id that the provider does not know, and all others: nothing."""


class _Return(BaseModel):
    status: int


class _Entry(BaseModel):
    messageid: int
    status: int


class _Answer(BaseModel):
    outcome: _Return = Field(alias="return")
    entries: list[_Entry] | None = None


class Kavenegar:
    """Sends texts by Kavenegar's REST protocol, each at most once under its local id.

    Timeout in seconds, for connecting and for each pause while reading.
    """

    name = NAME
    most_at_once = 500
    """Texts that `sms/status` answers for in one call, at most 48 hours old."""

    def __init__(self, base_url: str, key: str, sender: str, timeout: float = 10.0) -> None:
        self._base_url = base_url.rstrip("/")
        self._key = key
        self._sender = sender
        self._timeout = timeout
        self._session = requests.Session()
        logging.getLogger("urllib3.connectionpool").addFilter(_KeyHidden(key))

    def __repr__(self) -> str:
        return f"Kavenegar({self._base_url!r})"

    def send(self, local_id: int, receptor: str, text: str) -> Sent:
        """Hand over one text; the provider keeps the first one that it saw under a local id."""
        form = {"receptor": receptor, "message": text, "sender": self._sender, "localid": str(local_id)}
        return _accepted(self._answered("sms/send", form))

    def receipts(self, message_ids: Sequence[int]) -> Mapping[int, Receipt | None]:
        """Ask what became of up to 500 texts; only those that were asked about are answered."""
        answer = self._answered("sms/status", {"messageid": ",".join(map(str, message_ids))})
        return {
            entry.messageid: RECEIPTS.get(entry.status)
            for entry in answer.entries or []
            if entry.messageid in message_ids
        }

    def _answered(self, method: str, form: dict[str, str]) -> _Answer:
        return _judge(self._post(method, form))

    def _post(self, method: str, form: dict[str, str]) -> requests.Response:
        try:
            return self._session.post(
                f"{self._base_url}/v1/{self._key}/{method}.json",
                data=form,
                timeout=self._timeout,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            trouble = type(error).__name__
        # Outside the handler: a chained error would carry the URL, and with it the key, into every traceback.
        raise Unknown(f"Kavenegar gave no answer: {trouble}")


def _judge(response: requests.Response) -> _Answer:
    answer = _read(response.content)
    if answer is None:
        raise Unknown(f"Kavenegar's answer with HTTP status {response.status_code} could not be read")
    if answer.outcome.status == ACCEPTED:
        return answer
    raise _refusal(answer.outcome.status)


def _read(body: bytes) -> _Answer | None:
    # pydantic's error would repeat the answer, and with it the subscriber's number and text.
    try:
        return _Answer.model_validate_json(body)
    except ValidationError:
        return None


def _accepted(answer: _Answer) -> Sent:
    if not answer.entries:
        raise Unknown("Kavenegar accepted the text and named no message")
    return Sent(answer.entries[0].messageid, answer.entries[0].status)


def _refusal(status: int) -> SmsError:
    meaning = MEANINGS.get(status)
    return meaning.raised(status) if meaning else Unknown(f"Kavenegar answered {status}", alert=True)


class _KeyHidden(logging.Filter):
    """urllib3 logs the path of each request at DEBUG; this takes the key out of it."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = record.getMessage().replace(self._key, "…")
        record.args = None
        return True
