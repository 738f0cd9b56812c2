import os
import socket
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
import requests

from engine.build import build_if_changed
from engine.local import LocalEngine, LocalPostgres, StartError, free_port

ADMIN = ("admin", "drawn-for-this-test")
BEGINS = datetime(2031, 3, 21, 9, 0, tzinfo=UTC)
# No time to live of its own, and nobody who catches the error that its task may end with.
MODEL = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
             targetNamespace="test">
  <process id="one-task" isExecutable="true">
    <startEvent id="start"/>
    <sequenceFlow id="to-task" sourceRef="start" targetRef="task"/>
    <serviceTask id="task" camunda:type="external" camunda:topic="one"/>
    <sequenceFlow id="to-end" sourceRef="task" targetRef="end"/>
    <endEvent id="end"/>
  </process>
</definitions>"""


@pytest.fixture
def listener() -> Iterator[int]:
    """A port that somebody else listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalPostgres]:
    folder = tmp_path_factory.mktemp("local") / "postgres"
    with LocalPostgres(folder, free_port(), durable=False) as server:
        server.create_database("engine")
        yield server


@pytest.fixture(scope="module")
def local_engine(postgres: LocalPostgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalEngine]:
    log = tmp_path_factory.mktemp("engine") / "engine.log"
    with an_engine(
        build_if_changed(), log, jdbc=postgres.jdbc("engine"), password=postgres.password
    ) as engine:
        yield engine


def an_engine(
    jar: Path, log: Path, *, port: int = 0, jdbc: str = "jdbc:nothing", password: str = ""
) -> LocalEngine:
    return LocalEngine(
        jar,
        port or free_port(),
        jdbc=jdbc,
        user="barchin",
        password=password,
        admin_user=ADMIN[0],
        admin_password=ADMIN[1],
        log=log,
        begins=BEGINS,
    )


def fake_java(folder: Path, monkeypatch: pytest.MonkeyPatch, says: str) -> None:
    script = folder / "java"
    version = 'if [ "$1" = -version ]; then echo \'openjdk version "17.0.15"\' >&2; exit; fi'
    script.write_text(f"#!/bin/sh\n{version}\n{says}\n")
    script.chmod(0o755)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")


def rows(address: str, query: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(address.replace("+psycopg", "")) as connection:
        return connection.execute(query.encode()).fetchall()


def ask(engine: LocalEngine, path: str, **body: Any) -> requests.Response:
    return requests.post(engine.url + path, json=body, auth=ADMIN, timeout=10)


def test_a_taken_port_is_named_with_the_setting_that_chooses_another(tmp_path: Path, listener: int) -> None:
    with pytest.raises(StartError, match=rf"port {listener}.*BARCHIN_ENGINE_PORT"):
        an_engine(tmp_path / "engine.jar", tmp_path / "log", port=listener).start()
    with pytest.raises(StartError, match=rf"port {listener}.*BARCHIN_POSTGRES_PORT"):
        LocalPostgres(tmp_path / "postgres", listener).start()


def test_an_engine_that_dies_early_says_the_line_that_tells_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = "echo starting; echo 'Caused by: no such table'; echo 'at a.b.C(C.java:1)'; exit 1"
    fake_java(tmp_path, monkeypatch, lines)

    with pytest.raises(StartError, match="no such table") as failure:
        an_engine(tmp_path / "engine.jar", tmp_path / "engine.log").start()

    assert str(tmp_path / "engine.log") in str(failure.value)


def test_passwords_reach_the_engine_by_its_environment_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_java(tmp_path, monkeypatch, 'echo "$@"; echo "$SPRING_DATASOURCE_PASSWORD"; exit 1')

    with pytest.raises(StartError):
        an_engine(tmp_path / "engine.jar", tmp_path / "engine.log", password="of-the-database").start()

    command, password = (tmp_path / "engine.log").read_text().splitlines()
    assert password == "of-the-database"
    assert password not in command
    assert ADMIN[1] not in command


def test_stopping_what_never_started_does_no_harm(tmp_path: Path) -> None:
    LocalPostgres(tmp_path / "postgres", 1).stop()
    an_engine(tmp_path / "engine.jar", tmp_path / "log").stop()


@pytest.mark.engine
def test_the_databases_of_a_local_postgres_outlive_its_restart(tmp_path: Path) -> None:
    server = LocalPostgres(tmp_path / "postgres", free_port())
    with server:
        server.create_database("records")
        server.create_database("records")
        password = server.password
    with server:
        assert rows(server.url("records"), "SELECT current_database()") == [("records",)]
        assert server.password == password


@pytest.mark.engine
def test_a_second_start_on_the_same_data_says_which_server_runs_there(postgres: LocalPostgres) -> None:
    with pytest.raises(StartError, match=r"already runs on .*data \(process \d+\)"):
        LocalPostgres(Path(postgres._folder), free_port()).start()

    assert rows(postgres.url("engine"), "SELECT 1") == [(1,)]


@pytest.mark.engine
def test_nobody_gets_into_the_database_without_the_drawn_password(postgres: LocalPostgres) -> None:
    with pytest.raises(psycopg.OperationalError, match="password"):
        rows(postgres.url("engine").replace(postgres.password, "guessed"), "SELECT 1")

    assert stat.S_IMODE(postgres._password_file.stat().st_mode) == 0o600
    assert rows(postgres.url("engine"), "SHOW listen_addresses") == [("127.0.0.1",)]


@pytest.mark.engine
def test_a_database_that_is_not_there_is_what_the_engine_says(
    postgres: LocalPostgres, tmp_path: Path
) -> None:
    engine = an_engine(
        build_if_changed(), tmp_path / "log", jdbc=postgres.jdbc("elsewhere"), password=postgres.password
    )

    with pytest.raises(StartError, match='database "elsewhere" does not exist'):
        engine.start()


@pytest.mark.engine
def test_only_who_has_an_account_gets_an_answer_from_the_engine(local_engine: LocalEngine) -> None:
    version = local_engine.url + "/version"

    assert requests.get(version, timeout=10).status_code == 401
    # Not with the administrator's name: a wrong password locks an account for seconds.
    assert requests.get(version, auth=("stranger", "guessed"), timeout=10).status_code == 401
    assert requests.get(version, auth=ADMIN, timeout=10).json() == {"version": "7.24.0"}


@pytest.mark.engine
@pytest.mark.parametrize("application", ["tasklist", "cockpit", "admin"])
def test_the_web_apps_are_served_with_their_scripts(local_engine: LocalEngine, application: str) -> None:
    page = local_engine.page(application)
    script = f"api/{application}/plugin/{application}Plugins/static/app/plugin.js"

    assert requests.get(page, timeout=10).ok
    assert requests.get(page.replace(f"app/{application}/", script), timeout=10).ok


@pytest.mark.engine
def test_the_forms_of_the_tasklist_read_from_right_to_left(local_engine: LocalEngine) -> None:
    tasklist = local_engine.page("tasklist")
    styles = requests.get(tasklist + "styles/user-styles.css", timeout=10).text
    shared = requests.get(tasklist + "../persian/style.css", timeout=10).text

    assert "@import url(../../persian/style.css);" in styles
    assert ".fjs-container { direction: rtl; }" in shared


@pytest.fixture(scope="module")
def modelled(local_engine: LocalEngine) -> LocalEngine:
    """The engine with a model of one task."""
    requests.post(
        local_engine.url + "/deployment/create",
        files={"one-task.bpmn": ("one-task.bpmn", MODEL)},
        data={"deployment-name": "test"},
        auth=ADMIN,
        timeout=10,
    ).raise_for_status()
    return local_engine


@pytest.mark.engine
def test_an_error_that_no_model_catches_leaves_its_task_where_it_is(modelled: LocalEngine) -> None:
    started = ask(modelled, "/process-definition/key/one-task/start").json()
    topics = [{"topicName": "one", "lockDuration": 10_000}]
    [task] = ask(modelled, "/external-task/fetchAndLock", workerId="tester", maxTasks=1, topics=topics).json()

    refused = ask(
        modelled, f"/external-task/{task['id']}/bpmnError", workerId="tester", errorCode="nobody-catches"
    )

    assert refused.status_code == 500
    tasks = requests.get(modelled.url + "/external-task", auth=ADMIN, timeout=10).json()
    assert [(task["processInstanceId"], task["topicName"]) for task in tasks] == [(started["id"], "one")]


@pytest.mark.engine
def test_the_engine_of_a_rehearsal_lives_by_the_rehearsal_s_date(modelled: LocalEngine) -> None:
    started = ask(modelled, "/process-definition/key/one-task/start").json()

    path = f"/history/process-instance/{started['id']}"
    told = requests.get(modelled.url + path, auth=ADMIN, timeout=10).json()["startTime"]

    assert BEGINS <= datetime.strptime(told, "%Y-%m-%dT%H:%M:%S.%f%z") < BEGINS + timedelta(hours=1)


@pytest.mark.engine
def test_an_instance_knows_from_its_start_until_when_its_history_is_kept(modelled: LocalEngine) -> None:
    ask(modelled, "/process-definition/key/one-task/start")

    history = requests.get(modelled.url + "/history/process-instance", auth=ADMIN, timeout=10).json()

    assert history
    assert all(instance["removalTime"] for instance in history)
