"""How does an HTTP application of ours run beside other work in one process?"""

import logging
import socket
import time
from threading import Thread
from types import TracebackType
from typing import Any, Self

import uvicorn
from fastapi import FastAPI

from console.settings import HERE
from engine.start import StartError, require_free

_STARTING = 20.0  # seconds
# Logs by ours, and none of who asked for what.
_MANNERS: dict[str, Any] = {
    "access_log": False,
    "log_config": None,
    "log_level": logging.WARNING,
    "server_header": False,
}


class Served:
    """The application on a port of 127.0.0.1, in a thread of its own; port 0 takes any free one.

    `what` and `setting` name it and the setting of its port where it cannot start.
    """

    def __init__(self, app: FastAPI, port: int, what: str, setting: str) -> None:
        self._app, self._wanted = app, port
        self._what, self._setting = what, setting
        self._server: uvicorn.Server | None = None
        self._socket: socket.socket | None = None

    def start(self) -> None:
        """Returns when requests are taken; raises `StartError` otherwise."""
        require_free(self._wanted, self._what, self._setting)
        self._socket = socket.create_server((HERE, self._wanted))
        self._server = uvicorn.Server(uvicorn.Config(self._app, **_MANNERS))
        self._thread = Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)
        self._thread.start()
        self._wait_until_started(self._server)

    def stop(self) -> None:
        """Finishes the requests that run; harmless when it does not run."""
        if self._server is None:
            return
        self._server.should_exit = True
        self._thread.join()
        self._server = None

    @property
    def url(self) -> str:
        """Where it is for a client on this machine."""
        if self._socket is None:
            raise RuntimeError(f"{self._what} was not started")
        return f"http://{HERE}:{self._socket.getsockname()[1]}"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.stop()

    def _wait_until_started(self, server: uvicorn.Server) -> None:
        until = time.monotonic() + _STARTING
        while not server.started:
            if not self._thread.is_alive() or time.monotonic() > until:
                raise StartError(f"{self._what} did not start; its log says why.")
            time.sleep(0.01)
