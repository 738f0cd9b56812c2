"""How is a page made? From a template that escapes every value, with our own letters and style."""

from pathlib import Path
from typing import Any, Final

from fastapi import APIRouter, HTTPException
from fastapi.responses import FileResponse, HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from channels.parts import TheParts
from channels.staff.rooms import rooms_of
from domain import persian

HERE: Final = Path(__file__).parent
LETTERS: Final = frozenset({"Vazirmatn-Regular.woff2", "Vazirmatn-Bold.woff2"})
KEPT: Final = {"Cache-Control": "public, max-age=3600"}

TEMPLATES: Final = Environment(
    loader=FileSystemLoader(HERE),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.filters |= {
    "digits": persian.digits,
    "amount": persian.amount,
    "rials": persian.rials,
    "day": persian.date,
    "moment": persian.moment,
}
TEMPLATES.globals["rooms_of"] = rooms_of

router = APIRouter(prefix="/assets", include_in_schema=False)


def page(template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """The template with these values; a value that it needs and does not get is an error of ours."""
    return HTMLResponse(TEMPLATES.get_template(template).render(values), status)


@router.get("/style.css")
def style() -> FileResponse:
    """The one stylesheet."""
    return FileResponse(HERE / "style.css", media_type="text/css", headers=KEPT)


@router.get("/fonts/{name}")
def letters(name: str, parts: TheParts) -> FileResponse:
    """Vazirmatn as the set-up copied it; without it a page falls back to the reader's own letters."""
    path = parts.fonts / name
    if name not in LETTERS or not path.is_file():
        raise HTTPException(404)
    return FileResponse(path, media_type="font/woff2", headers=KEPT)
