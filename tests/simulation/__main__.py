"""Plays seeds one after another, and tells of each that something is wrong after.

With `--planted` it tells how many of the seeds find each planted mistake: a quarter of them should.
"""

import argparse
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import structlog

from console.rehearsal import Stage, stage
from console.settings import Settings
from tests.simulation.planted import PLANTED
from tests.simulation.run import Run, simulate

ENOUGH = 0.25


def main() -> int:
    """Answers 1 when a seed found something, or too few found a planted mistake."""
    wanted = _arguments()
    seeds = range(wanted.start, wanted.start + wanted.seeds)
    with _quiet_stage() as one_stage:
        if wanted.planted:
            often = [_often_found(one_stage, name, seeds) for name in PLANTED]
            return 0 if all(often) else 1
        found = [run for seed in seeds if (run := _told(simulate(one_stage, seed), wanted.verbose)).wrong]
    print(f"{len(found)} of {wanted.seeds} seeds found something: {[run.seed for run in found]}")  # noqa: T201
    return 1 if found else 0


@contextmanager
def _quiet_stage() -> Iterator[Stage]:
    quiet = structlog.make_filtering_bound_logger(logging.CRITICAL)
    structlog.configure(wrapper_class=quiet)
    with (
        TemporaryDirectory() as home,
        stage(Path(home), Settings(), lambda _: None, durable=False) as one_stage,
    ):
        yield one_stage


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seeds", type=int, default=40, help="how many")
    parser.add_argument("--from", type=int, default=1, dest="start", help="the first")
    parser.add_argument("--verbose", action="store_true", help="tell all of every seed")
    parser.add_argument("--planted", action="store_true", help="count who finds each planted mistake")
    return parser.parse_args()


def _told(run: Run, verbose: bool) -> Run:
    print(run if run.wrong or verbose else f"seed {run.seed}: {', '.join(run.ends)}", flush=True)  # noqa: T201
    return run


def _often_found(one_stage: Stage, name: str, seeds: range) -> bool:
    mistake = PLANTED[name]
    with pytest.MonkeyPatch.context() as patch:
        mistake.plant(patch)
        found = [seed for seed in seeds if mistake.is_found_by(simulate(one_stage, seed))]
    print(f"{name}: found by {len(found)} of {len(seeds)} seeds: {found}", flush=True)  # noqa: T201
    return len(found) >= ENOUGH * len(seeds)


if __name__ == "__main__":
    sys.exit(main())
