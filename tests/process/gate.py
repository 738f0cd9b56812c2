"""How is a server away without being stopped? Between it and its callers stands a gate that can be shut."""

import socket
from contextlib import suppress
from threading import Thread
from types import TracebackType
from typing import Self

HERE = "127.0.0.1"
AT_ONCE = 65_536  # bytes


class Gate:
    """Carries connections on to a port of this machine; shutting it cuts them and refuses new ones."""

    def __init__(self, beyond: int) -> None:
        self._beyond = beyond
        self._carried: list[socket.socket] = []
        self._door: socket.socket | None = None
        self.port = 0

    def open(self) -> None:
        """Takes connections, on the same port as before."""
        self._door = socket.create_server((HERE, self.port))
        self.port = self._door.getsockname()[1]
        Thread(target=self._take, args=(self._door,), daemon=True).start()

    def shut(self) -> None:
        """Cuts every connection, and takes none."""
        if self._door is not None:
            _cut(self._door)
        while self._carried:
            _cut(self._carried.pop())

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.shut()

    def _take(self, door: socket.socket) -> None:
        with suppress(OSError):
            while True:
                here, _ = door.accept()
                there = socket.create_connection((HERE, self._beyond))
                self._carried += [here, there]
                for ends in ((here, there), (there, here)):
                    Thread(target=_carry, args=ends, daemon=True).start()


def _carry(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(AT_ONCE):
            target.sendall(piece)
    _cut(target)


def _cut(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()
