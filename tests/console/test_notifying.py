"""systemd hears when a daemon is ready, that it lives, and when it stops."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from console.notifying import notify, ready, watched


class Manager:
    """A service manager that listens."""

    def __init__(self, address: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind("\0" + address[1:] if address.startswith("@") else address)
        self._socket.settimeout(5)
        self.environment = {"NOTIFY_SOCKET": address}

    def hears(self) -> str:
        return self._socket.recv(100).decode()

    def hears_nothing(self) -> bool:
        self._socket.settimeout(0.1)
        try:
            self._socket.recv(100)
        except TimeoutError:
            return True
        return False

    def close(self) -> None:
        self._socket.close()


@pytest.fixture(params=["file", "abstract"])
def manager(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Manager]:
    kinds = {"file": str(tmp_path / "notify"), "abstract": f"@barchin-{os.getpid()}"}
    manager = Manager(kinds[request.param])
    yield manager
    manager.close()


def test_a_daemon_is_ready_and_then_stops(manager: Manager) -> None:
    with ready(manager.environment):
        assert manager.hears() == "READY=1"
    assert manager.hears() == "STOPPING=1"


def test_a_fault_is_told_as_a_stop(manager: Manager) -> None:
    with pytest.raises(OSError, match="away"), ready(manager.environment):
        raise OSError("away")
    assert [manager.hears(), manager.hears()] == ["READY=1", "STOPPING=1"]


def test_a_living_daemon_says_so_in_each_period(manager: Manager) -> None:
    with watched(lambda: True, manager.environment | {"WATCHDOG_USEC": "20000"}):
        assert [manager.hears(), manager.hears()] == ["WATCHDOG=1", "WATCHDOG=1"]


def test_a_daemon_that_hangs_is_silent(manager: Manager) -> None:
    asked = Event()

    def hangs() -> bool:
        asked.set()
        return False

    with watched(hangs, manager.environment | {"WATCHDOG_USEC": "20000"}):
        assert asked.wait(5)
        assert manager.hears_nothing()


def test_the_period_of_another_process_is_not_ours(manager: Manager) -> None:
    others = {"WATCHDOG_USEC": "20000", "WATCHDOG_PID": "1"}
    with watched(lambda: True, manager.environment | others):
        assert manager.hears_nothing()


def test_without_a_service_manager_nothing_is_told() -> None:
    notify("READY=1", {})
    with ready({}), watched(lambda: True, {}):
        pass
