"""What does one HTTP process serve? The API for programs, pages for staff, and one for everybody."""

from fastapi import FastAPI

from channels import service_information
from channels.api import create_api
from channels.case import pages as case_pages
from channels.desk import money_pages, pages, supervision_pages
from channels.parts import Parts
from channels.staff import login
from channels.staff.gate import guard_staff_pages


def create_app(parts: Parts) -> FastAPI:
    """Everything that is reached over HTTP."""
    app = create_api(parts)
    guard_staff_pages(app)
    for room in (login, case_pages, money_pages, supervision_pages, pages, service_information):
        app.include_router(room.router)
    return app
