"""How is a page made? From a template that escapes every value, with our own letters and style."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import HTMLResponse
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


def kept(request: Request, content: bytes, media_type: str, headers: Mapping[str, str]) -> Response:
    """What a browser may keep; to one that has it already, that it is still the same."""
    tag = f'"{sha256(content).hexdigest()}"'
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={**headers, "ETag": tag})
    return Response(content, media_type=media_type, headers={**headers, "ETag": tag})


@router.get("/style.css")
def style(request: Request) -> Response:
    """The one stylesheet."""
    return kept(request, (HERE / "style.css").read_bytes(), "text/css", KEPT)


@router.get("/fonts/{name}")
def letters(request: Request, name: str, parts: TheParts) -> Response:
    """Vazirmatn as the set-up copied it; without it a page falls back to the reader's own letters."""
    path = parts.fonts / name
    if name not in LETTERS or not path.is_file():
        raise HTTPException(404)
    return kept(request, path.read_bytes(), "font/woff2", KEPT)
