"""The database may be started again while nobody calls it."""

from contextlib import closing

from sqlalchemy.engine import make_url

from records.database import Database
from tests.process.gate import Gate


def test_connections_that_were_cut_while_nobody_used_them_are_made_anew(database: Database) -> None:
    url = make_url(database.url)
    assert url.port is not None
    with Gate(url.port) as gate:
        behind = url.set(port=gate.port).render_as_string(hide_password=False)
        with closing(Database(behind)) as records:
            for _ in range(2):
                with records.transaction() as one:
                    assert one.requests.codes() == []
                gate.shut()
                gate.open()
