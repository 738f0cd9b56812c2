"""What does one HTTP process of the service serve? The API for programs, the case page for staff."""

from fastapi import FastAPI

from channels.api import create_api
from channels.case import pages
from channels.parts import Parts


def create_app(parts: Parts) -> FastAPI:
    """Everything that is reached over HTTP."""
    app = create_api(parts)
    app.include_router(pages.router)
    return app
