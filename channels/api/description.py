"""What can be called, with what, and what comes back? As OpenAPI, and as a page that needs no network."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse

from channels.api.problems import STATUS, Problem
from channels.pages import page

TITLE: Final = "برچین: جمع‌آوری دائم انشعاب"
SAYS: Final = "ثبت، پیگیری و پاسخ به درخواست جمع‌آوری دائم انشعاب، و خبر پرداخت از بانک."
PROBLEM: Final = "application/problem+json"
REFUSED: Final[dict[int | str, dict[str, Any]]] = {
    400: {"model": Problem, "description": "سرآیند لازم فرستاده نشده یا بدنه خوانده نشد"},
    401: {"model": Problem, "description": "کلید یا امضا پذیرفته نشد"},
    403: {"model": Problem, "description": "این کار از این شخص یا راه پذیرفته نیست"},
    404: {"model": Problem, "description": "یافت نشد"},
    409: {"model": Problem, "description": "با وضعیت کنونی درخواست نمی‌خواند"},
    413: {"model": Problem, "description": "بدنه بیش از ۶۴ کیلوبایت، یا مدرک بیش از ۵ مگابایت است"},
    415: {"model": Problem, "description": "بدنه JSON نیست، یا مدرک PDF، JPEG یا PNG نیست"},
    429: {"model": Problem, "description": "کد یا شناسه‌ی نادرست پی‌درپی؛ Retry-After می‌گوید چند ثانیه"},
    422: {"model": Problem, "description": "موردهای نادرست، هر کدام با نام و چاره"},
}

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class Call:
    """One call as the page shows it."""

    method: str
    path: str
    operation: Mapping[str, Any]
    body: Mapping[str, Any]


def describe(app: FastAPI) -> None:
    """Publishes the description, in which every no is a problem and not plain JSON."""

    def description() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = get_openapi(
                title=TITLE, version=app.version, description=SAYS, routes=app.routes
            )
            _say_problem(app.openapi_schema)
        return app.openapi_schema

    app.openapi = description  # type: ignore[method-assign]


@router.get("/docs")
def show_calls(request: Request) -> HTMLResponse:
    """The description for people; nothing in it is loaded from elsewhere."""
    schema = request.app.openapi()
    refusals = sorted(STATUS, key=lambda refusal: STATUS[refusal])
    known = [(STATUS[refusal], refusal) for refusal in refusals if hasattr(refusal, "code")]
    return page("calls.html", title=TITLE, says=SAYS, calls=list(_calls(schema)), refusals=known)


def _say_problem(schema: Mapping[str, Any]) -> None:
    for _, _, operation in _operations(schema):
        for status, answer in operation["responses"].items():
            if int(status) >= 400:
                answer["content"] = {PROBLEM: answer["content"].pop("application/json")}


def _calls(schema: Mapping[str, Any]) -> Iterator[Call]:
    for path, method, operation in _operations(schema):
        yield Call(method.upper(), path, {"parameters": [], **operation}, _body(schema, operation))


def _operations(schema: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _body(schema: Mapping[str, Any], operation: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of the body by name; those of an object in it with its name and a dot before theirs.

    A body that is no JSON has none: what it is stands in the call's own words.
    """
    kinds = operation.get("requestBody", {}).get("content", {})
    return dict(_fields(schema, kinds["application/json"]["schema"])) if "application/json" in kinds else {}


def _fields(
    schema: Mapping[str, Any], part: Mapping[str, Any], prefix: str = ""
) -> Iterator[tuple[str, Any]]:
    for name, field in _resolved(schema, part).get("properties", {}).items():
        inner = dict(_fields(schema, field, f"{prefix}{name}."))
        yield from inner.items() if inner else [(prefix + name, _resolved(schema, field) | field)]


def _resolved(schema: Mapping[str, Any], part: Mapping[str, Any]) -> dict[str, Any]:
    name = part.get("$ref", "").rpartition("/")[2]
    return dict(schema["components"]["schemas"][name] if name else part)
