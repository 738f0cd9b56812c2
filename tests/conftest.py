"""What do the tests stand on? A real PostgreSQL, empty records for each test, a clock in the hand."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from itertools import count
from pathlib import Path
from shutil import copytree

import pytest
from pydantic import SecretStr

from console.engines import engine_for_admin
from console.rehearsal import Rehearsal, Stage
from console.rehearsal import stage as start_stage
from console.settings import Settings
from domain.agreement import Agreement
from domain.agreement_file import load
from engine.client import Engine
from engine.deployer import read_models
from engine.postgres import LocalPostgres
from engine.start import free_port
from records.database import Database
from tests.clock import HandMovedClock
from tests.emptied import empty
from tests.ground import Ground, a_connection
from tests.kept import WATCHER
from tests.kit import RECEIPTS_KEY
from tests.privacy import Listener, traces_of_run
from tests.settling import Settling
from workbench.coverage import instrumented

pytest_plugins = [
    "tests.coverage",
    "tests.steps.account",
    "tests.steps.agreement",
    "tests.steps.answer",
    "tests.steps.applicant",
    "tests.steps.bank",
    "tests.steps.case",
    "tests.steps.clock",
    "tests.steps.connection",
    "tests.steps.document",
    "tests.steps.engine",
    "tests.steps.notice",
    "tests.steps.public",
    "tests.steps.request",
    "tests.steps.staff",
    "tests.steps.terms",
    "tests.steps.work",
]

ROOT = Path(__file__).parent.parent
NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalPostgres]:
    with LocalPostgres(tmp_path_factory.mktemp("postgres"), free_port(), durable=False) as server:
        yield server


@pytest.fixture(scope="session")
def empty_records(postgres: LocalPostgres) -> str:
    """The database that new ones are copied from; nobody writes in it."""
    postgres.create_database("empty_records")
    with closing(Database(postgres.url("empty_records"))) as database:
        database.upgrade()
    return "empty_records"


@pytest.fixture(scope="session")
def tables(postgres: LocalPostgres, empty_records: str) -> Iterator[Database]:
    """The records that all tests of the run write in, one after the other."""
    postgres.copy_database(empty_records, "records")
    with closing(Database(postgres.url("records"))) as database:
        yield database


@pytest.fixture
def database(tables: Database) -> Database:
    """Empty records. Their connections go on to the next test: what is SET on one is SET LOCAL."""
    empty(tables)
    return tables


@pytest.fixture
def new_database(postgres: LocalPostgres, empty_records: str) -> Iterator[Callable[[], Database]]:
    """Makes records of a service of their own, with nothing in them, each time it is called."""
    with ExitStack() as stack:

        def new() -> Database:
            name = f"records_{next(NUMBERS)}"
            postgres.copy_database(empty_records, name)
            return stack.enter_context(closing(Database(postgres.url(name))))

        yield new


@pytest.fixture
def clock() -> HandMovedClock:
    return HandMovedClock()


@pytest.fixture(scope="session")
def agreement() -> Agreement:
    return load(ROOT / "agreement")


@pytest.fixture
def ground(database: Database, agreement: Agreement, clock: HandMovedClock) -> Ground:
    """A register with one connection in it, and no request yet."""
    ground = Ground(database, agreement, clock)
    ground.put(a_connection())
    return ground


@pytest.fixture
def settling(ground: Ground) -> Settling:
    """The same, for a case whose connection is removed, with a bank in the hand."""
    return Settling(ground)


@pytest.fixture(scope="session")
def listener() -> Listener:
    return Listener()


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory, listener: Listener) -> Iterator[Stage]:
    """The real engine with accounts and models, started once for the run; its job executor is off.

    At the end nothing of any case of the run may name a person outside the records.
    """
    home, models = tmp_path_factory.mktemp("stage"), tmp_path_factory.mktemp("models") / "bpmn"
    models.mkdir()
    for name, content in instrumented(read_models(ROOT / "bpmn")).items():
        (models / name).write_bytes(content)
    copytree(ROOT / "bpmn" / "pictures", models / "pictures")
    settings = Settings(models=models, sms_receipts_key=SecretStr(RECEIPTS_KEY))
    with start_stage(home, settings, lambda _: None, durable=False) as stage:
        yield replace(stage, watch=WATCHER.look)
        traces = traces_of_run(stage, listener)
    assert traces == [], "a personal value left the records in the course of this run"


@pytest.fixture
def office(stage: Stage, listener: Listener) -> Iterator[Rehearsal]:
    """An office with empty records and a clock in the hand."""
    listener.listen()
    with stage.rehearse() as rehearsal:
        yield rehearsal
        rehearsal.look_back()


@pytest.fixture(scope="session")
def engine(stage: Stage) -> Engine:
    """The engine as its administrator."""
    return engine_for_admin(stage.settings, stage.secrets)


@pytest.fixture(scope="module")
def empty_desks(engine: Engine) -> None:
    """Ends what other tests have left for the staff to do: whoever looks at Tasklist sees all of it."""
    for instance in engine.call("GET", "/process-instance", query={"rootProcessInstances": "true"}):
        engine.call("DELETE", f"/process-instance/{instance['id']}")


def pytest_configure(config: pytest.Config) -> None:
    """Every clause of the agreement is a marker, and nothing else may tag a scenario."""
    for clause in load(ROOT / "agreement").clauses.values():
        config.addinivalue_line("markers", f"SLA-{clause.id}: {clause.text}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What goes over HTTP, settles accounts, races or tries every kill point is not for `make fast`."""
    slow = {"settling", "api_stage", "outside", "parts", "clerk", "killed", "threads"}
    for item in items:
        if slow & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.thorough)
