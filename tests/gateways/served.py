"""An application behind a real socket, so that a silence is a real silence."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send


@dataclass
class Stage:
    """One server for all tests; each puts its own application on it."""

    app: FastAPI
    address: str = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


@contextmanager
def staged() -> Iterator[Stage]:
    """Serve whatever is put on the stage."""
    stage = Stage(FastAPI())
    with served(stage) as stage.address:
        yield stage


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """Serve on a free port and give the address; callers wait in the socket's queue until it is ready."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
