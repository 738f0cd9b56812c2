"""How does a report become one page that needs no network? Style, fonts and drawings are put into it."""

import re
from base64 import b64encode
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from domain.persian import amount, digits, moment

PAGES = Path(__file__).parent
ROOT = PAGES.parents[1]
STYLE = ROOT / "channels" / "pages" / "style.css"
FONTS = ROOT / "build" / "fonts"
FONT = re.compile(r"url\(/assets/fonts/([\w-]+\.woff2)\)")


def page(template: str, **values: object) -> str:
    """The page, in the one style of our pages; `FileNotFoundError` before `make setup` brought the fonts."""
    return _environment().get_template(template).render(style=_style(), **values)


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(PAGES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"digits": digits, "moment": moment, "amount": amount}
    made.globals["source"] = lambda name: (PAGES / name).read_text("utf-8")
    return made


def _style() -> str:
    """The style of the channels' pages, its fonts inside."""
    return FONT.sub(_inside, STYLE.read_text("utf-8"))


def _inside(font: re.Match[str]) -> str:
    data = b64encode((FONTS / font[1]).read_bytes()).decode()
    return f"url(data:font/woff2;base64,{data})"
