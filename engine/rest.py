"""The REST calls for which pycamunda has no class, or one that answers wrongly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pycamunda
import pycamunda.deployment
import pycamunda.externaltask
import pycamunda.message
from pycamunda.base import CamundaRequest, RequestMethod
from pycamunda.request import BodyParameter


class Call(CamundaRequest):  # type: ignore[misc]  # pycamunda ships no types
    """Any call of the REST interface; answers the JSON that came, or None where nothing did.

    A list in the query is joined with commas: the engine reads only the first of a repeated parameter.
    """

    def __init__(
        self,
        url: str,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
    ) -> None:
        super().__init__(url=url)
        self._method = RequestMethod(method)
        self._path = path
        self._query = {key: _parameter(value) for key, value in (query or {}).items() if value is not None}
        self._body = body

    @property
    def url(self) -> str:
        """The whole address, as it was given: its parts are quoted by who made it."""
        return f"{self._url}{self._path}"

    def query_parameters(self, *_: Any, **__: Any) -> dict[str, Any]:
        """What stands behind the question mark."""
        return self._query

    def body_parameters(self, *_: Any, **__: Any) -> Any:
        """The JSON to send, or None for no body at all."""
        return self._body

    def __repr__(self) -> str:
        return f"Call({self._method.value} {self._path})"

    def __call__(self) -> Any:
        """Sends the call."""
        response = super().__call__(self._method)
        return response.json() if response.content else None


class Fetch(pycamunda.externaltask.FetchAndLock):  # type: ignore[misc]  # pycamunda ships no types
    """Fetches and locks; answers the plain JSON rows, since pycamunda drops some of their fields."""

    sorting = BodyParameter("sorting")

    def __call__(self) -> list[dict[str, Any]]:
        """Sends the fetch, and waits as long as the engine may."""
        rows: list[dict[str, Any]] = CamundaRequest.__call__(self, RequestMethod.POST).json()
        return rows


class Correlate(pycamunda.message.CorrelateSingle):  # type: ignore[misc]  # pycamunda ships no types
    """Correlates one message; pycamunda's own fails after a delivery that answers nothing."""

    def __call__(self) -> None:
        """Sends the message."""
        CamundaRequest.__call__(self, RequestMethod.POST)


class Deploy(pycamunda.deployment.Create):  # type: ignore[misc]  # pycamunda ships no types
    """Deploys through the session; pycamunda's own goes round it, without account and time limit."""

    def __call__(self) -> dict[str, Any]:
        """Sends the files."""
        response = self.session.post(self.url, data=self.body_parameters(), files=self.files)
        answer: dict[str, Any] = response.json()
        return answer


def _parameter(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ",".join(value)
    return str(value)
