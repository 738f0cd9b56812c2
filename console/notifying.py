"""How does systemd know that a daemon of ours is ready, lives and stops? By datagrams, as sd_notify sends.

Where no service manager listens, everything here does nothing.
"""

import os
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Event, Thread
from typing import Final

READY: Final = "READY=1"
STOPPING: Final = "STOPPING=1"
ALIVE: Final = "WATCHDOG=1"
IN_A_SECOND: Final = 1_000_000  # microseconds, in which WATCHDOG_USEC is given


def notify(state: str, environment: Mapping[str, str] = os.environ) -> None:
    """Tells the service manager the state; a name beginning with @ is of the abstract kind."""
    address = environment.get("NOTIFY_SOCKET")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as channel:
        channel.connect("\0" + address[1:] if address.startswith("@") else address)
        channel.sendall(state.encode())


@contextmanager
def ready(environment: Mapping[str, str] = os.environ) -> Iterator[None]:
    """Ready while it lasts, stopping afterwards."""
    notify(READY, environment)
    try:
        yield
    finally:
        notify(STOPPING, environment)


@contextmanager
def watched(is_alive: Callable[[], bool], environment: Mapping[str, str] = os.environ) -> Iterator[None]:
    """Says that we live, twice in each of the watchdog's periods, as long as that is so.

    After the first period without a word systemd ends the process and starts another.
    """
    over = Event()
    pause = _watchdog_seconds(environment) / 2
    teller = Thread(target=_tell, args=(is_alive, over, pause, environment), daemon=True)
    if pause:
        teller.start()
    try:
        yield
    finally:
        over.set()
        if pause:
            teller.join()


def _tell(is_alive: Callable[[], bool], over: Event, pause: float, environment: Mapping[str, str]) -> None:
    while not over.wait(pause):
        if is_alive():
            notify(ALIVE, environment)


def _watchdog_seconds(environment: Mapping[str, str]) -> float:
    """How long we may be silent; the period may be meant for another process."""
    if environment.get("WATCHDOG_PID", str(os.getpid())) != str(os.getpid()):
        return 0.0
    return int(environment.get("WATCHDOG_USEC", "0")) / IN_A_SECOND
