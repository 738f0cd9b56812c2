"""What does one HTTP process serve? The API for programs, pages for staff, and one for everybody."""

from fastapi import FastAPI

from channels import health, pages, service_information, verification
from channels.api import description, documents, payments, receipts, requests
from channels.api.problems import answer_with_problems
from channels.case import pages as case_pages
from channels.desk import money_pages, supervision_pages
from channels.desk import pages as desk_pages
from channels.guard import LastResort, LimitedBody, SafeHeaders
from channels.parts import Parts
from channels.staff import login
from channels.staff.gate import guard_staff_pages

VERSION = "1"


def create_app(parts: Parts) -> FastAPI:
    """Everything that is reached over HTTP."""
    app = FastAPI(version=VERSION, docs_url=None, redoc_url=None, redirect_slashes=False)
    app.state.parts = parts
    answer_with_problems(app)
    for guard in (LimitedBody, LastResort, SafeHeaders):
        app.add_middleware(guard)
    _open_to_programs(app)
    _open_to_people(app)
    return app


def _open_to_programs(app: FastAPI) -> None:
    """The API with its description, the SMS provider's call, verification of certificates, health."""
    for room in (requests, documents, payments):
        app.include_router(room.router, responses=description.REFUSED)
    for room in (description, receipts, verification, health, pages):
        app.include_router(room.router)
    description.describe(app)


def _open_to_people(app: FastAPI) -> None:
    """The pages: who may enter is asked at each."""
    guard_staff_pages(app)
    for room in (login, case_pages, money_pages, supervision_pages, desk_pages, service_information):
        app.include_router(room.router)
