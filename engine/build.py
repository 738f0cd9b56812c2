"""How does `engine/server` become a jar, and is the one at hand still that of its sources?"""

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.start import StartError, telling_line

_SERVER = Path(__file__).parent / "server"
_WANTED = (17, 21)


def jar_path(server: Path = _SERVER) -> Path:
    """Where the jar of the present sources lies once it is built; its folder is named by their hash."""
    return server / "target" / _fingerprint(server) / "engine.jar"


def build_if_changed(server: Path = _SERVER) -> Path:
    """The jar of the present sources, built by Maven where there is none yet.

    Raises `StartError` without a fitting Java or Maven, and when the build fails.
    """
    jar = jar_path(server)
    if jar.exists():
        return jar
    with _one_at_a_time(server / "target"):
        # Another process may have built it while this one waited.
        if not jar.exists():
            _build(server, jar)
    return jar


def java() -> str:
    """The Java command, of `JAVA_HOME` before that of `PATH`; raises `StartError` unless it is 17 or 21."""
    home = os.environ.get("JAVA_HOME")
    command = shutil.which("java", path=f"{home}/bin" if home else None)
    if command is None:
        where = f"JAVA_HOME ({home})" if home else "PATH"
        raise StartError(f"No Java found in {where}. Install a JDK, version 17 or 21.")
    version = _java_version(command)
    if version not in _WANTED:
        raise StartError(f"{command} is Java {version}. Install 17 or 21, or point JAVA_HOME to one.")
    return command


def _java_version(command: str) -> int:
    said = subprocess.run([command, "-version"], capture_output=True, text=True, check=False)  # noqa: S603 - found by us
    version = re.search(r'version "(\d+)', said.stderr)
    if version is None:
        raise StartError(f"{command} does not tell its version. Install a JDK, version 17 or 21.")
    return int(version[1])


def _maven() -> str:
    command = shutil.which("mvn")
    if command is None:
        raise StartError("No Maven found: mvn is not in PATH. Install Maven 3.8 or later.")
    return command


def _fingerprint(server: Path) -> str:
    digest = hashlib.sha256()
    for source in _sources(server):
        digest.update(source.name.encode() + b"\0" + source.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _sources(server: Path) -> list[Path]:
    trees = (path for tree in ("src", "webapp") for path in (server / tree).rglob("*") if path.is_file())
    fonts = (server.parent.parent / "build" / "fonts").glob("*.woff2")
    return [server / "pom.xml", *sorted(trees), *sorted(fonts)]


@contextmanager
def _one_at_a_time(target: Path) -> Iterator[None]:
    target.mkdir(exist_ok=True)
    with (target / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _build(server: Path, jar: Path) -> None:
    java_command, target = java(), server / "target"
    # What a source left behind that is gone by now.
    shutil.rmtree(target / "classes", ignore_errors=True)
    _run([_maven(), "--batch-mode", "--file", str(server / "pom.xml"), "package"], target / "build.log")
    # Out of one folder the engine starts a quarter faster than out of the jar that holds all the others.
    unpacked = target / "unpacked"
    shutil.rmtree(unpacked, ignore_errors=True)
    whole = str(target / "engine.jar")
    _run(
        [java_command, "-Djarmode=tools", "-jar", whole, "extract", "--destination", str(unpacked)],
        target / "unpack.log",
    )
    unpacked.rename(jar.parent)


def _run(command: list[str], log: Path) -> None:
    with log.open("w") as output:
        done = subprocess.run(command, stdout=output, stderr=subprocess.STDOUT, check=False)  # noqa: S603 - ours
    if done.returncode != 0:
        said = telling_line(log, ("[ERROR] Failed", "ERROR"))
        raise StartError(f"The engine's jar could not be built: {said} The whole log is in {log}.")
