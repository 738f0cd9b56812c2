"""Who restarts and who balances sees how the back office is."""

from collections.abc import Iterator

import pytest
import requests

from console.served import Served
from console.vitals import vitals
from engine.start import StartError, free_port


class Engine:
    """Serves the worker, or does not."""

    serves = True


@pytest.fixture
def engine() -> Engine:
    return Engine()


@pytest.fixture
def served(engine: Engine) -> Iterator[Served]:
    with Served(vitals(lambda: engine.serves), free_port(), "The metrics", "BARCHIN_METRICS_PORT") as server:
        yield server


def test_the_back_office_is_ready_while_the_engine_serves_it(engine: Engine, served: Served) -> None:
    assert requests.get(f"{served.url}/health/ready", timeout=5).status_code == 200
    engine.serves = False
    assert requests.get(f"{served.url}/health/ready", timeout=5).status_code == 503


def test_it_lives_whether_it_is_ready_or_not(engine: Engine, served: Served) -> None:
    engine.serves = False
    assert requests.get(f"{served.url}/health/live", timeout=5).json() == {"live": True}


def test_what_the_worker_counts_is_shown_to_prometheus(served: Served) -> None:
    assert "worker_tasks_held" in requests.get(f"{served.url}/metrics", timeout=5).text


def test_a_taken_port_is_told_with_the_setting_that_chooses_another(served: Served) -> None:
    port = int(served.url.rsplit(":", 1)[1])
    with pytest.raises(StartError, match=f"The API .* {port}.*BARCHIN_API_PORT"):
        Served(vitals(lambda: True), port, "The API", "BARCHIN_API_PORT").start()
