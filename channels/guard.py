"""What holds for every call, whatever it asks: a limit to its size, safe headers, no fault that tells."""

import re
import traceback
from typing import Final

import structlog
from fastapi import HTTPException
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from channels.api.problems import of_status

LARGEST_BODY: Final = 64 * 1024
"""Bytes; no call of ours needs as much, save one that brings a document."""

LARGEST_WITH_DOCUMENT: Final = 5 * 1024 * 1024 + LARGEST_BODY
"""Bytes; the document itself is measured again by the rule that judges it (SLA-4.1)."""

WITH_DOCUMENT: Final = re.compile(r"/api/v1/requests/[^/]+/documents/[^/]+|/desk/requests/[^/]+/documents")

HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
}

log = structlog.get_logger()


class LimitedBody:
    """Refuses a body beyond the limit while it is read, whatever its announced length."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Counts what the application reads."""
        read, most = 0, _limit(scope)

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise HTTPException(413)
            return message

        await self.app(scope, counted, send)


def _limit(scope: Scope) -> int:
    brings_document = WITH_DOCUMENT.fullmatch(scope.get("path", ""))
    return LARGEST_WITH_DOCUMENT if brings_document else LARGEST_BODY


class SafeHeaders:
    """Puts the headers on every answer that does not set them itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Adds them to the start of the answer."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, with_headers)


class LastResort:
    """Answers for a fault of ours. Its text may quote a person's data: only its kind and place are logged."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on; a fault after the answer's start is left to the server."""
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as fault:
            where = traceback.format_tb(fault.__traceback__)
            log.error("call failed", fault=type(fault).__name__, where=where)
            if started:
                raise
            await of_status(500)(scope, receive, send)
