"""How we speak HTTP to the engine: time limits, one pool, our account, and no false success.

A login page, a redirect or a proxy's error page must never be read as "done".
"""

from __future__ import annotations

from http import HTTPStatus
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
from requests.adapters import HTTPAdapter

from engine.errors import EngineAway, EngineError

CONNECT_TIMEOUT = 3.05  # seconds
COMMAND_TIMEOUT = 30.0  # seconds; the engine itself gives up on its database after 5
POLL_TIMEOUT = 45.0  # seconds; above the longest poll that the client allows
GATEWAY_STATUSES = (502, 503, 504)


class _TimeLimited(HTTPAdapter):
    """An adapter whose every request has a time limit, which neither requests nor pycamunda sets."""

    def __init__(self, read_timeout: float, **options: Any) -> None:
        self._limits = (CONNECT_TIMEOUT, read_timeout)
        super().__init__(**options)

    def send(self, *args: Any, **options: Any) -> requests.Response:
        options["timeout"] = options.get("timeout") or self._limits
        return super().send(*args, **options)


def open_session(url: str, account: tuple[str, str], connections: int) -> requests.Session:
    """A session that threads may share: nothing in it changes after this, and cookies are refused."""
    session = requests.Session()
    session.trust_env = False
    session.max_redirects = 0
    session.auth = account
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.mount(url, _adapter(COMMAND_TIMEOUT, connections))
    session.mount(f"{url}/external-task/fetchAndLock", _adapter(POLL_TIMEOUT, connections))
    session.hooks["response"].append(_refuse)
    return session


def _adapter(read_timeout: float, connections: int) -> HTTPAdapter:
    return _TimeLimited(read_timeout, pool_connections=1, pool_maxsize=connections, pool_block=True)


def _refuse(response: requests.Response, *_: Any, **__: Any) -> None:
    """Raises for every answer that is no plain success, before anybody reads it."""
    # Read first: a connection with an unread answer never returns to the pool.
    response.content  # noqa: B018
    content = response.headers.get("Content-Type", "")
    if response.status_code in GATEWAY_STATUSES:
        raise EngineAway(_host(response), f"HTTP {response.status_code}")
    if response.status_code >= 300:
        raise _error(response, content)
    if "html" in content:
        raise EngineError(
            response.status_code, "HTML", "a page where data was expected: is this the REST address?"
        )


def _host(response: requests.Response) -> str:
    return str(response.url).split("/engine-rest", maxsplit=1)[0]


def _error(response: requests.Response, content: str) -> EngineError:
    body = _json_object(response) if "json" in content else {}
    kind = str(body.get("type") or HTTPStatus(response.status_code).phrase)
    return EngineError(response.status_code, kind, str(body.get("message") or ""), body.get("code"))


def _json_object(response: requests.Response) -> dict[str, Any]:
    try:
        body = response.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
