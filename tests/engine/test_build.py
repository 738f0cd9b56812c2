import sys
from pathlib import Path

import pytest

from engine.build import build_if_changed, jar_path, java
from engine.start import StartError

JAVA_17 = """#!/bin/sh
if [ "$1" = -version ]; then echo 'openjdk version "17.0.15" 2025-04-15' >&2; exit; fi
/bin/mkdir "$6" && : > "$6/engine.jar"
"""
MAVEN = """#!/bin/sh
echo called >> "$(/usr/bin/dirname "$3")/calls"
"""
BROKEN_MAVEN = """#!/bin/sh
echo '[INFO] Scanning for projects...'
echo '[ERROR] Failed to execute goal: cannot find symbol'
echo '[ERROR] To see the full stack trace, use -e'
exit 1
"""
# Says whether it could take the lock that the build should hold.
WATCHING_MAVEN = f"""#!{sys.executable}
import fcntl, pathlib, sys
server = pathlib.Path(sys.argv[3]).parent
try:
    fcntl.flock((server / "target" / "lock").open("w"), fcntl.LOCK_EX | fcntl.LOCK_NB)
    (server / "lock-was-free").touch()
except BlockingIOError:
    (server / "lock-was-held").touch()
"""


@pytest.fixture
def server(tmp_path: Path) -> Path:
    folder = tmp_path / "engine" / "server"
    (folder / "src").mkdir(parents=True)
    (folder / "pom.xml").write_text("<project/>")
    (folder / "src" / "Engine.java").write_text("class Engine {}")
    return folder


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which commands are looked for; empty."""
    folder = tmp_path / "commands"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    return folder


def install(folder: Path, name: str, script: str) -> None:
    command = folder / name
    command.write_text(script)
    command.chmod(0o755)


def calls(server: Path) -> int:
    return len((server / "calls").read_text().splitlines())


def test_unchanged_sources_are_built_once(server: Path, commands: Path) -> None:
    install(commands, "java", JAVA_17)
    install(commands, "mvn", MAVEN)

    assert build_if_changed(server) == build_if_changed(server) == jar_path(server)

    assert jar_path(server).exists()
    assert calls(server) == 1


@pytest.mark.parametrize(
    "source", ["pom.xml", "src/Engine.java", "webapp/new.css", "../../build/fonts/a.woff2"]
)
def test_a_changed_source_is_built_again_and_leaves_the_running_jar_alone(
    server: Path, commands: Path, source: str
) -> None:
    install(commands, "java", JAVA_17)
    install(commands, "mvn", MAVEN)
    before = build_if_changed(server)

    (server / source).parent.mkdir(parents=True, exist_ok=True)
    (server / source).write_text("something else")
    after = build_if_changed(server)

    assert after != before
    assert after.exists()
    assert before.exists()
    assert calls(server) == 2


def test_two_builds_at_once_wait_for_each_other(server: Path, commands: Path) -> None:
    install(commands, "java", JAVA_17)
    install(commands, "mvn", WATCHING_MAVEN)

    build_if_changed(server)

    assert (server / "lock-was-held").exists()
    assert not (server / "lock-was-free").exists()


def test_a_missing_java_is_said_with_the_versions_wanted(server: Path, commands: Path) -> None:
    install(commands, "mvn", MAVEN)

    with pytest.raises(StartError, match=r"No Java found in PATH. Install a JDK, version 17 or 21."):
        build_if_changed(server)


def test_a_java_home_without_java_is_named(commands: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(commands, "java", JAVA_17)
    monkeypatch.setenv("JAVA_HOME", "/nowhere")

    with pytest.raises(StartError, match=r"No Java found in JAVA_HOME \(/nowhere\)"):
        java()


@pytest.mark.parametrize(("version", "major"), [("1.8.0_402", 1), ("11.0.2", 11), ("25", 25)])
def test_another_java_is_refused_with_its_version(commands: Path, version: str, major: int) -> None:
    install(commands, "java", f"#!/bin/sh\necho 'java version \"{version}\"' >&2\n")

    with pytest.raises(StartError, match=rf"is Java {major}\. Install 17 or 21"):
        java()


def test_java_21_will_do(commands: Path) -> None:
    install(commands, "java", "#!/bin/sh\necho 'openjdk version \"21\" 2023-09-19' >&2\n")

    assert java() == str(commands / "java")


def test_something_called_java_that_is_none_is_refused(commands: Path) -> None:
    install(commands, "java", "#!/bin/sh\n")

    with pytest.raises(StartError, match="does not tell its version"):
        java()


def test_a_missing_maven_is_said(server: Path, commands: Path) -> None:
    install(commands, "java", JAVA_17)

    with pytest.raises(StartError, match="No Maven found"):
        build_if_changed(server)


def test_a_failed_build_says_why_and_where_its_log_is(server: Path, commands: Path) -> None:
    install(commands, "java", JAVA_17)
    install(commands, "mvn", BROKEN_MAVEN)

    with pytest.raises(StartError, match="cannot find symbol") as failure:
        build_if_changed(server)

    log = server / "target" / "build.log"
    assert str(log) in str(failure.value)
    assert "full stack trace" in log.read_text()
    assert not jar_path(server).exists()
