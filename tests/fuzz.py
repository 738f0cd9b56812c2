"""Does any call of the API break on what nobody thought of? `python -m tests.fuzz SECONDS [SCHEMATHESIS]`.

The API stands on a database of its own with cases at several stages; schemathesis calls it as a channel does.
Guesses are not slowed and no bank's signature is asked for, or most calls would end before being judged.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

from fastapi import FastAPI

from channels import limits
from channels.api import payments
from channels.app import create_app
from channels.parts import Parts
from domain.agreement_file import load
from domain.identifiers import BillId
from domain.requests import Channel
from engine.postgres import LocalPostgres
from engine.start import free_port
from records.database import Database
from tests.channels.caller import BANK, BANK_SECRET, identify, key_of, put_keys
from tests.clock import HandMovedClock
from tests.gateways.served import served
from tests.ground import PUBLIC_URL, SUBSCRIBER, Ground, a_connection

ROOT = Path(__file__).parent.parent
FILES = count(30_000_001)


def main(seconds: int, program: str = "schemathesis") -> int:
    """Calls for so long; the exit code is schemathesis's own."""
    with TemporaryDirectory() as folder, _ground(Path(folder)) as ground, _open_doors():
        app = create_app(_parts(ground))
        described = Path(folder) / "openapi.json"
        described.write_text(json.dumps(_naming(app, list(_cases(ground)))))
        with served(app) as url:
            return subprocess.run(
                _command(str(Path(program).resolve()), described, url, seconds), cwd=folder, check=False
            ).returncode


def _command(program: str, described: Path, url: str, seconds: int) -> list[str]:
    headers = {
        "Authorization": f"Bearer {key_of(Channel.APP)}",
        "X-Channel-User": "fuzz",
        "X-National-Id": SUBSCRIBER,
    }
    named = [word for name, value in headers.items() for word in ("-H", f"{name}: {value}")]
    checks = "not_a_server_error,content_type_conformance,response_schema_conformance,status_code_conformance"
    return [
        *(program, "run", str(described), "--url", url, "--max-time", str(seconds), "--seed", "1"),
        *("--checks", checks, "--continue-on-failure", *named),
        *("--suppress-health-check", "all", "--generation-database", "none", "--warnings", "off"),
    ]


@contextmanager
def _ground(folder: Path) -> Iterator[Ground]:
    with LocalPostgres(folder / "postgres", free_port(), durable=False) as server:
        server.create_database("fuzz")
        database = Database(server.url("fuzz"))
        database.upgrade()
        yield Ground(database, load(ROOT / "agreement"), HandMovedClock())
        database.close()


@contextmanager
def _open_doors() -> Iterator[None]:
    def any_signature(_secret: str, _timestamp: str, _body: bytes, _signature: str, _now: datetime) -> None:
        """Takes every signature for genuine."""

    with (
        mock.patch.object(limits, "WRONG", ()),
        mock.patch.object(payments, "verify", any_signature),
        mock.patch.object(payments, "_secret", return_value=BANK_SECRET),
    ):
        yield


def _parts(ground: Ground) -> Parts:
    put_keys(ground)
    return Parts(
        database=ground.database,
        agreement=ground.agreement,
        clock=ground.clock,
        public_url=PUBLIC_URL,
        identify=identify,
        bank_keys={BANK: BANK_SECRET},
        session_secret="example-session-secret",
        fonts=ROOT / "build" / "fonts",
    )


def _cases(ground: Ground) -> Iterator[str]:
    """Cases that wait for a payment, for consent, for a crew, and for the payment of a debt."""
    for way in (ground.to_the_payment, ground.to_the_terms, ground.to_the_removal, ground.to_the_debt):
        bill_id = BillId.compose(next(FILES), "036")
        ground.put(a_connection(bill_id=bill_id))
        code = ground.register(key=str(bill_id), bill_id=bill_id)
        way(code)
        yield code


def _naming(app: FastAPI, codes: list[str]) -> dict[str, Any]:
    """The description, in which a tracking code is one of these."""
    described = app.openapi()
    for methods in described["paths"].values():
        for operation in methods.values():
            for parameter in operation.get("parameters", ()):
                if parameter["name"] == "code":
                    parameter["schema"] = {"type": "string", "enum": codes}
    return described


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), *sys.argv[2:]))
