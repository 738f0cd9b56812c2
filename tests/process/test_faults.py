"""Nothing accepted is lost, nothing is done twice: killed workers, an engine that is away."""

import os
import subprocess
import sys

import pytest

from console.rehearsal import Rehearsal, Stage
from domain.requests import Status
from tests.kit import Case

pytestmark = pytest.mark.engine


def killed_between_commit_and_answer(stage: Stage, case: Case, topic: str) -> str:
    """Lets a worker process do one task of that topic and die before it answers; returns the task's id."""
    office = case.office.office
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.process.killed_worker",
            case.code,
            topic,
            office.database.url,
        ],
        env={
            **os.environ,
            "BARCHIN_HOME": str(office.settings.home),
            "BARCHIN_ENGINE_PORT": str(office.settings.engine_port),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == -9, done.stderr
    return done.stdout.split()[0]


def begin(case: Case) -> None:
    """Registers and starts the case, and does no task of it."""
    case.code = case.office.register(case.application)
    case.office.back.relay.ring_case(case.code)


def do_until(case: Case, topic: str) -> None:
    """Does the tasks of the case one after another, until one of that topic waits."""
    while topic not in {task.topic for task in case.office.engine.external_tasks(case.code)}:
        assert case.office.back.worker.work_once(case.code)


@pytest.mark.parametrize("topic", ["calculate-cost", "request-payment"])
def test_a_worker_killed_after_its_commit_leaves_one_quote_and_one_sms(
    stage: Stage, office: Rehearsal, topic: str
) -> None:
    case = Case.of(office)
    begin(case)
    do_until(case, topic)
    task_id = killed_between_commit_and_answer(stage, case, topic)
    office.engine.unlock(task_id)
    case.settle()
    assert case.path().count(("collect-payment", "request-payment")) == 1
    assert case.notices().count("cost-announced") == 1
    assert [message.text for message in office.sms_sent()].count(_text(case, "cost-announced")) == 1
    with case.records() as records:
        assert records.ledger.has(case.code, "removal-cost")


def test_a_request_and_a_payment_accepted_while_the_engine_is_away_arrive_when_it_is_back(
    stage: Stage, office: Rehearsal
) -> None:
    paying, applying = Case.of(office), Case.of(office)
    paying.register()
    stage.machine.engine.stop()
    try:
        office.pay(paying.code).raise_for_status()
        applying.code = office.register(applying.application)
        assert office.back.relay.ring_due() == 0
    finally:
        stage.machine.engine.start()
    applying.settle()
    paying.settle()
    assert _status(paying) == Status.AWAITING_TEST
    assert _status(applying) == Status.AWAITING_PAYMENT


def test_a_payment_accepted_before_its_deadline_counts_although_the_engine_was_away_across_it(
    stage: Stage, office: Rehearsal
) -> None:
    case = Case.of(office)
    case.register()
    deadline = office.timer(case.code, "await-payment-deadline").due
    assert deadline is not None
    stage.machine.engine.stop()
    try:
        office.pay(case.code).raise_for_status()
        office.clock.move_to(deadline)
    finally:
        stage.machine.engine.start()
    office.pass_timer(case.code, "await-payment-deadline")
    case.settle()
    assert _status(case) == Status.AWAITING_TEST
    assert "archived-unpaid" not in case.notices()


def _text(case: Case, key: str) -> str:
    with case.records() as records:
        return next(row.text or "" for row in records.outbox.of_case(case.code, "sms") if row.template == key)


def _status(case: Case) -> str:
    return str(case.office.call("GET", f"/requests/{case.code}").json()["status"])
