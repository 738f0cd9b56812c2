"""A small process of the tests' own: an external task, a question to a group, a wait with a deadline."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import uuid4

from engine.client import Engine, LockedTask, TopicRequest

MODELS = Path(__file__).parent / "models"
TOPIC = "trial-work"


def new_case() -> str:
    """A business key that no other test uses, so that tests may share an engine."""
    return uuid4().hex


def start(engine: Engine, **variables: Any) -> str:
    """Starts the process; answers the case."""
    case = new_case()
    engine.correlate("trial-started", business_key=case, variables=variables)
    return case


def fetch(engine: Engine, case: str, lock_ms: int = 60_000, worker: str = "worker") -> list[LockedTask]:
    """Fetches the case's task."""
    request = TopicRequest(name=TOPIC, lock_ms=lock_ms, business_key=case)
    return engine.fetch_and_lock(worker, [request], 1)


def advance_to_question(engine: Engine, case: str) -> str:
    """Does the external task; answers the id of the user task behind it."""
    engine.complete(fetch(engine, case)[0].id, "worker")
    return engine.tasks(case)[0].id


@contextmanager
def answering(status: int, headers: dict[str, str], body: bytes = b"") -> Iterator[str]:
    """A server that gives one and the same answer to everything; yields its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.do_GET()

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()
