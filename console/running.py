"""How does the back office work on and on, until it is told to stop?"""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from threading import Event, Thread
from types import FrameType
from typing import NoReturn

import structlog

from console.notifying import ready, watched
from console.office import BackOffice
from engine.gate import describe, details
from engine.runtime import Stopped

log = structlog.get_logger(__name__)

PAUSE = 1.0  # seconds, when there was nothing to do; also the relay's first pause
HANGING = timedelta(minutes=2)  # longer than any call of the engine that is waited for
ENDS = (signal.SIGTERM, signal.SIGINT)


def run(back: BackOffice, stop: Event) -> Stopped:
    """Does tasks in this thread, rings and sends in two others; answers how the tasks ended."""
    acts = (back.relay.ring_due, back.sender.send_due)
    helpers = [Thread(target=keep_on, args=(act, stop), daemon=True) for act in acts]
    for helper in helpers:
        helper.start()

    def is_alive() -> bool:
        return back.worker.idle_for < HANGING and all(helper.is_alive() for helper in helpers)

    with watched(is_alive), ready():
        ended = back.worker.run(stop)
    for helper in helpers:
        helper.join()
    return ended


@contextmanager
def at_work(back: BackOffice) -> Iterator[None]:
    """Runs the back office beside what is inside, and stops it gently afterwards."""
    stop = Event()
    thread = Thread(target=run, args=(back, stop), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def keep_on(act: Callable[[], int], stop: Event, pause: float = PAUSE) -> None:
    """Acts again and again, at once while there is something to do; no fault ends it but `stop`."""
    while not stop.is_set():
        if not _done(act):
            stop.wait(pause)


def _done(act: Callable[[], int]) -> int:
    try:
        return act()
    except Exception as fault:  # noqa: BLE001  the database may be away for a while; what is due stays due
        log.error("act failed", fault=describe(fault), details=details(fault))
        return 0


def stop_on_signals() -> Event:
    """An event that SIGTERM and Ctrl-C set."""
    stop = Event()

    def _set(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in ENDS:
        signal.signal(number, _set)
    return stop


def heed_interrupts() -> None:
    """Lets SIGTERM end the process as Ctrl-C does; a second one does not disturb the clearing up."""
    for number in ENDS:
        signal.signal(number, _interrupt)


def wait_for_interrupt() -> None:
    """Returns at SIGTERM or Ctrl-C, once `heed_interrupts` was called."""
    with suppress(KeyboardInterrupt):
        while True:
            signal.pause()


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    for number in ENDS:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt
