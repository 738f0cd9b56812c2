"""What do its rights cost the worker? `python -m tests.engine.cost_of_rights` says it, on its own engine.

Of an administrator no right is asked, so that the same work by one is the engine without authorization. Both
take turns, so that a busy machine slows them alike; other cases wait at a form, each with rights of its own.
"""

import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

from console.engines import engine_for, engine_for_admin
from console.rehearsal import Stage, stage
from console.settings import Settings
from engine.access import Plan, provision
from engine.client import Engine, TopicRequest
from engine.deployer import deploy
from tests.engine.accounts import GROUPS
from tests.engine.trial import MODELS, TOPIC, advance_to_question, start

ROUNDS: Final = 12
BATCH: Final = 20
BACKLOG: Final = 400
"""So many cases wait at a form meanwhile."""


def seconds(worker: Engine, admin: Engine) -> float:
    """How long that account takes to fetch one batch of tasks and complete each."""
    for _ in range(BATCH):
        start(admin)
    began = perf_counter()
    for task in worker.fetch_and_lock("worker", [TopicRequest(name=TOPIC, lock_ms=60_000)], BATCH):
        worker.complete(task.id, "worker")
    return perf_counter() - began


def measure(trial: Stage) -> tuple[float, float]:
    """Median seconds a task, with rights and without."""
    admin = engine_for_admin(trial.settings, trial.secrets)
    worker = engine_for("worker", trial.settings, trial.secrets)
    provision(admin, Plan(GROUPS, ()))
    deploy(admin, MODELS)
    for _ in range(BACKLOG):
        advance_to_question(admin, start(admin))
    pairs = [(seconds(worker, admin), seconds(admin, admin)) for _ in range(ROUNDS)]
    return median(one for one, _ in pairs) / BATCH, median(other for _, other in pairs) / BATCH


if __name__ == "__main__":
    with (
        tempfile.TemporaryDirectory() as home,
        stage(Path(home), Settings(), lambda _: None, durable=False) as trial,
    ):
        with_rights, without = measure(trial)
        said = f"{with_rights * 1000:.1f} ms a task with rights, {without * 1000:.1f} ms without, "
        sys.stdout.write(f"{said}ratio {with_rights / without:.2f}, {BACKLOG} cases at a form\n")
