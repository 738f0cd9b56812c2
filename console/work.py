"""`barchin work`: does the engine's tasks, rings its bells, sends the outbox; a daemon."""

import structlog
import typer

from console.entry import open_office
from console.logs import log_as_json
from console.running import run, stop_on_signals
from console.served import Served
from console.vitals import vitals

log = structlog.get_logger(__name__)


def work() -> None:
    """Work until SIGTERM. Exit code 0: all finished; 3: some given back late; 4: some left locked."""
    stop = stop_on_signals()
    with log_as_json(), open_office() as office:
        back, port = office.back(), office.settings.metrics_port
        with Served(vitals(lambda: back.worker.ready), port, "The metrics", "BARCHIN_METRICS_PORT"):
            log.info("at work", engine=office.settings.engine_url, metrics=port)
            ended = run(back, stop)
    raise typer.Exit(ended)
