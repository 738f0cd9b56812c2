"""What can keep a local server from starting, and how is it said in one sentence?"""

import socket
from pathlib import Path

_HERE = "127.0.0.1"


class StartError(Exception):
    """Something on this machine keeps a server from starting; the sentence says what and what to do."""


def free_port() -> int:
    """A port of this machine on which nothing listens at the moment."""
    with socket.socket() as probe:
        probe.bind((_HERE, 0))
        port: int = probe.getsockname()[1]
    return port


def require_free(port: int, server: str, setting: str) -> None:
    """Raises `StartError` when the port is taken, naming the setting that chooses another."""
    with socket.socket() as probe:
        # A connection that has just ended still holds the port, but keeps nobody from listening on it.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HERE, port))
        except OSError as error:
            message = (
                f"{server} can't listen on port {port}: {error.strerror}. Choose another with {setting}."
            )
            raise StartError(message) from error


def telling_line(log: Path, marks: tuple[str, ...]) -> str:
    """The last line of the log with the first of the marks that occurs at all, else its last line."""
    lines = [line.strip() for line in log.read_text(errors="replace").splitlines() if line.strip()]
    for mark in marks:
        marked = [line for line in lines if mark in line]
        if marked:
            return marked[-1]
    return lines[-1] if lines else "it said nothing"
