"""Workers, engine and database may stop and come back at any time: the case goes on, without help."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from threading import Event, Thread
from typing import Any
from uuid import uuid4

import pytest
import requests
from sqlalchemy.engine import make_url
from structlog.testing import capture_logs

from console.office import BackOffice, Office
from console.rehearsal import Stage
from console.running import run
from console.served import Served
from domain.requests import Channel, Status
from engine.client import EngineAway
from engine.retry import RetryPolicy
from engine.runtime import Stopped, WorkerSettings
from engine.start import free_port
from engine.topics import registry
from records.database import Database
from tests.faults import SetPlan
from tests.kit import Case
from tests.process.gate import Gate
from tests.process.held_worker import SHORT_POLL, CaseWorker
from tests.simulation.office import UnreliableOffice, unreliable
from tests.simulation.rest import what_is_wrong
from tests.until import PATIENCE, until

pytestmark = pytest.mark.engine

SOON = RetryPolicy((timedelta(milliseconds=100),) * 1000)


@pytest.fixture
def steady(stage: Stage) -> Iterator[UnreliableOffice]:
    """An office without faults but those that the test brings."""
    with unreliable(stage, SetPlan()) as office:
        yield office


def to_the_demand(office: UnreliableOffice) -> Case:
    """A case whose next task is to ask for its payment."""
    case = Case.of(office)
    case.code = office.register(case.application)
    office.back.relay.ring_case(case.code)
    while "request-payment" not in {task.topic for task in office.engine.external_tasks(case.code)}:
        assert office.back.worker.work_once(case.code)
    return case


@contextmanager
def held_in_the_demand(case: Case, *, lock: float, silence: float) -> Iterator[subprocess.Popen[str]]:
    """A worker process that has asked for the payment and not committed; seconds."""
    office = case.office.office
    command = [sys.executable, "-m", "tests.process.held_worker", case.code, office.database.url]
    home, port = str(office.settings.home), str(office.settings.engine_port)
    with subprocess.Popen(
        [*command, office.clock().isoformat(), str(lock), str(silence)],
        env={**os.environ, "BARCHIN_HOME": home, "BARCHIN_ENGINE_PORT": port},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "holding\n"
        try:
            yield process
        finally:
            process.kill()


def freeze(process: subprocess.Popen[str]) -> None:
    """Stops it by SIGSTOP, and has seen it stand still."""
    process.send_signal(signal.SIGSTOP)
    assert os.waitid(os.P_PID, process.pid, os.WSTOPPED) is not None


def goes_on(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.close()


def ends_cleanly(process: subprocess.Popen[str]) -> None:
    process.terminate()
    assert process.wait(30) == Stopped.CLEAN


def waits_for_payment(case: Case) -> bool:
    timers = {job.activity_id for job in case.office.engine.jobs(case.code)}
    return "await-payment-deadline" in timers and case.status() == Status.AWAITING_PAYMENT


def assert_asked_once(office: UnreliableOffice, case: Case) -> None:
    case.settle()
    assert case.notices().count("cost-announced") == 1
    assert waits_for_payment(case)
    assert what_is_wrong(office, [case]) == []
    case.pay()
    assert case.status() == Status.AWAITING_TEST


def test_a_worker_frozen_in_its_transaction_holds_the_case_no_longer_than_the_longest_silence(
    steady: UnreliableOffice,
) -> None:
    case = to_the_demand(steady)
    with held_in_the_demand(case, lock=1, silence=1) as frozen:
        freeze(frozen)
        other = Thread(target=until, args=(lambda: steady.back.worker.work_once(case.code),))
        other.start()
        other.join(PATIENCE)
        assert not other.is_alive(), "another worker still waits for the case"
        frozen.send_signal(signal.SIGCONT)
        goes_on(frozen)
        ends_cleanly(frozen)
    assert_asked_once(steady, case)


def test_an_engine_killed_and_started_again_under_a_running_worker_gets_its_answer(
    stage: Stage, steady: UnreliableOffice
) -> None:
    case = to_the_demand(steady)
    # Nobody may wait for the lock to run out.
    with held_in_the_demand(case, lock=300, silence=60) as worker:
        stage.machine.engine.kill()
        with pytest.raises(EngineAway):
            steady.engine.version()
        goes_on(worker)
        stage.machine.engine.start()
        assert until(lambda: waits_for_payment(case))
        ends_cleanly(worker)
    assert_asked_once(steady, case)


@contextmanager
def daemons(office: UnreliableOffice, case: Case, port: int) -> Iterator[Office]:
    """Worker, relay, sender and API, all on records behind that port."""
    url = make_url(office.office.database.url).set(port=port).render_as_string(hide_password=False)
    database, api = Database(url), free_port()
    settings = office.office.settings.model_copy(update={"api_port": api})
    behind = replace(office.office, settings=settings, database=database)
    with Served(behind.front(), api, "The API", "BARCHIN_API_PORT"), at_work(behind.back(), case):
        yield behind
    database.close()


@contextmanager
def at_work(back: BackOffice, case: Case) -> Iterator[None]:
    how = WorkerSettings(threads=2, long_poll=SHORT_POLL, retry=SOON)
    worker = CaseWorker(case.code, back.worker._queue, registry(), back.worker._execute, how)
    stop = Event()
    thread = Thread(target=run, args=(replace(back, worker=worker), stop))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def test_with_the_database_away_callers_are_told_so_and_afterwards_everything_goes_on_by_itself(
    steady: UnreliableOffice,
) -> None:
    case, other = to_the_demand(steady), Case.of(steady)
    port = make_url(steady.office.database.url).port
    assert port is not None
    with Gate(port) as gate, daemons(steady, case, gate.port) as behind, capture_logs() as logs:
        assert until(lambda: waits_for_payment(case))
        gate.shut()
        steady.pay(case.code).raise_for_status()
        steady.back.relay.ring_case(case.code)
        key = str(uuid4())
        assert applied(behind, other, key).status_code == 503
        assert until(lambda: [t for t in steady.engine.external_tasks(case.code) if t.retries is not None])
        assert until(lambda: all(failed(logs, act) for act in ("ring_due", "send_due")))
        gate.open()
        answer = applied(behind, other, key)
        assert answer.status_code == 201
        assert until(lambda: case.status() == Status.AWAITING_TEST and steady.engine.tasks(case.code))
        other.code = answer.json()["tracking_code"]
        assert until(lambda: steady.engine.running(other.code)), "the relay rings again"
        assert until(lambda: is_told(other)), "the sender sends again"
    assert steady.incidents(case.code) == []
    for one in (case, other):
        one.settle()
    assert what_is_wrong(steady, [case, other]) == []


def failed(logs: Sequence[Mapping[str, Any]], act: str) -> bool:
    """Whether that act of a daemon has met the fault."""
    return any(act in line.get("details", "") for line in logs)


def is_told(case: Case) -> bool:
    """Whether all that was filed for the case is sent."""
    with case.records() as records:
        return {row.done_as for row in records.outbox.of_case(case.code, "sms")} == {"sent"}


def applied(office: Office, case: Case, key: str) -> requests.Response:
    secret = office.secrets.channels[Channel.APP].get_secret_value()
    headers = {"Authorization": f"Bearer {secret}", "X-Channel-User": "kit", "Idempotency-Key": key}
    url = f"{office.settings.public_url}/api/v1/requests"
    return requests.post(url, json=case.application, headers=headers, timeout=30)
