"""Plays seeds one after another, and tells of each that something is wrong after."""

import argparse
import logging
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import structlog

from console.rehearsal import stage
from console.settings import Settings
from tests.simulation.run import Run, simulate


def main() -> int:
    """Answers 1 when a seed found something."""
    wanted = _arguments()
    quiet = structlog.make_filtering_bound_logger(logging.CRITICAL)
    structlog.configure(wrapper_class=quiet)
    with (
        TemporaryDirectory() as home,
        stage(Path(home), Settings(), lambda _: None, durable=False) as one_stage,
    ):
        seeds = range(wanted.start, wanted.start + wanted.seeds)
        found = [run for seed in seeds if (run := _told(simulate(one_stage, seed), wanted.verbose)).wrong]
    print(f"{len(found)} of {wanted.seeds} seeds found something: {[run.seed for run in found]}")  # noqa: T201
    return 1 if found else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seeds", type=int, default=40, help="how many")
    parser.add_argument("--from", type=int, default=1, dest="start", help="the first")
    parser.add_argument("--verbose", action="store_true", help="tell all of every seed")
    return parser.parse_args()


def _told(run: Run, verbose: bool) -> Run:
    print(run if run.wrong or verbose else f"seed {run.seed}: {', '.join(run.ends)}", flush=True)  # noqa: T201
    return run


if __name__ == "__main__":
    sys.exit(main())
