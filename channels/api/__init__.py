"""What can programs ask of the service? The agreement's channels, a bank, and whoever holds a certificate."""

from fastapi import FastAPI

from channels import health, pages, verification
from channels.api import description, documents, payments, receipts, requests
from channels.api.problems import answer_with_problems
from channels.guard import LastResort, LimitedBody, SafeHeaders
from channels.parts import Parts

VERSION = "1"


def create_api(parts: Parts) -> FastAPI:
    """The HTTP API with its public pages: description, verification of certificates, health."""
    app = FastAPI(version=VERSION, docs_url=None, redoc_url=None, redirect_slashes=False)
    app.state.parts = parts
    answer_with_problems(app)
    for guard in (LimitedBody, LastResort, SafeHeaders):
        app.add_middleware(guard)
    for room in (requests, documents, payments):
        app.include_router(room.router, responses=description.REFUSED)
    for room in (description, receipts, verification, health, pages):
        app.include_router(room.router)
    description.describe(app)
    return app
