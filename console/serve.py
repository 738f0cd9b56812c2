"""`barchin serve`: HTTP API and case page; a daemon."""

from console.entry import open_office
from console.logs import log_as_json
from console.notifying import ready
from console.running import heed_interrupts, wait_for_interrupt
from console.served import Served


def serve() -> None:
    """Serve on 127.0.0.1, behind the proxy that speaks TLS, until SIGTERM."""
    heed_interrupts()
    with (
        log_as_json(),
        open_office() as office,
        Served(office.front(), office.settings.api_port, "The API", "BARCHIN_API_PORT"),
        ready(),
    ):
        wait_for_interrupt()
