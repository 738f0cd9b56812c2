"""Is the back office alive, does the engine serve it, what has it counted? Told over HTTP, here."""

from collections.abc import Callable

from fastapi import FastAPI, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest


def vitals(is_ready: Callable[[], bool]) -> FastAPI:
    """`/metrics` for Prometheus, `/health/live` and `/health/ready` for who restarts and who balances."""
    app = FastAPI(openapi_url=None)

    @app.get("/metrics")
    def metrics() -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    @app.get("/health/live")
    def live() -> dict[str, bool]:
        return {"live": True}

    @app.get("/health/ready")
    def ready(response: Response) -> dict[str, bool]:
        is_it = is_ready()
        response.status_code = 200 if is_it else 503
        return {"ready": is_it}

    return app
