"""How does the engine run on this machine, beside a database of its own?"""

import os
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

import requests

from engine.build import java
from engine.postgres import LocalPostgres
from engine.start import StartError, free_port, require_free, telling_line

__all__ = ["LocalEngine", "LocalPostgres", "StartError", "free_port"]

# A quick start with little memory. The time zone is that of a due time written without an offset.
_FLAGS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m", "-Duser.timezone=Asia/Tehran")
_STARTING = 120.0  # seconds
_STOPPING = 20.0  # seconds
# From the most telling to the least.
_MARKS = ("PSQLException", "Reason:", "Caused by:", " ERROR ")


class LocalEngine:
    """The engine as a child process on 127.0.0.1, out of an unpacked jar, its output in `log`.

    `user` and `password` are the database's. The administrator is created where the database has none of that
    name. With `begins` it is rehearsed with: no timer fires by itself, and its clock goes on from then.
    """

    def __init__(
        self,
        jar: Path,
        port: int,
        *,
        jdbc: str,
        user: str,
        password: str,
        admin_user: str,
        admin_password: str,
        log: Path,
        begins: datetime | None = None,
    ) -> None:
        self.port = port
        self.url = f"http://127.0.0.1:{port}/engine-rest"
        self._jar = jar
        self._log = log
        self._flags = (*_FLAGS, *_clock(begins))
        self._process: subprocess.Popen[bytes] | None = None
        self._settings = {
            "SERVER_PORT": str(port),
            "SPRING_DATASOURCE_URL": jdbc,
            "SPRING_DATASOURCE_USERNAME": user,
            "SPRING_DATASOURCE_PASSWORD": password,
            "CAMUNDA_BPM_ADMINUSER_ID": admin_user,
            "CAMUNDA_BPM_ADMINUSER_PASSWORD": admin_password,
            "CAMUNDA_BPM_JOBEXECUTION_ENABLED": str(begins is None).lower(),
        }

    def start(self) -> None:
        """Returns when the engine is healthy; raises `StartError` and leaves no process otherwise."""
        require_free(self.port, "The engine", "BARCHIN_ENGINE_PORT")
        self._process = self._launch()
        try:
            self._wait_until_healthy(self._process)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Asks the engine to end, and ends it after 20 s; harmless when it does not run."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(_STOPPING)
        except subprocess.TimeoutExpired:
            self.kill()
        self._process = None

    def kill(self) -> None:
        """Ends the engine as a crash would, in the midst of whatever it does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._process = None

    def page(self, application: str) -> str:
        """Where `tasklist`, `cockpit` or `admin` is for a browser."""
        return f"http://127.0.0.1:{self.port}/camunda/app/{application}/"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.stop()

    def _launch(self) -> subprocess.Popen[bytes]:
        # Not `-jar`: only jars named in the class path are looked through for the web apps' scripts.
        classes = f"{self._jar}:{self._jar.parent / 'lib'}/*"
        command = [java(), *self._flags, "-cp", classes, "barchin.Engine"]
        environment = os.environ | self._settings
        self._log.parent.mkdir(parents=True, exist_ok=True)
        with self._log.open("w") as output:
            # A session of its own: Ctrl-C reaches the caller alone, who stops things in their order.
            return subprocess.Popen(  # noqa: S603 - the command is ours
                command, env=environment, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
            )

    def _wait_until_healthy(self, process: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + _STARTING
        while not self._is_healthy():
            if process.poll() is not None:
                said = telling_line(self._log, _MARKS)
                raise StartError(f"The engine stopped while it started: {said} (log: {self._log})")
            if time.monotonic() > until:
                raise StartError(f"The engine was not healthy within {_STARTING:.0f} s (log: {self._log})")
            time.sleep(0.1)

    def _is_healthy(self) -> bool:
        try:
            return requests.get(f"http://127.0.0.1:{self.port}/actuator/health", timeout=5).ok
        except requests.RequestException:
            return False


def _clock(begins: datetime | None) -> tuple[str, ...]:
    """The flag that lets the engine's clock go on from that moment, over a restart too."""
    if begins is None:
        return ()
    ahead = (begins - datetime.now(UTC)) // timedelta(milliseconds=1)
    return (f"-Dbarchin.clock.ahead={ahead}",)
