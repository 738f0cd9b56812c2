"""Where in the models does a case stand? The picture of a model, with one step marked in it."""

import base64
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from channels.parts import Parts

STEP: Final = re.compile(r"[a-z][a-z-]*")
LETTERS: Final = "Vazirmatn-Regular.woff2"
HEADERS: Final = {
    "Cache-Control": "private, max-age=3600",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; font-src data:",
}
"""The picture brings its own style and letters, and nothing that runs."""

MARK: Final = "{fill:#dff1f2!important;stroke:#0b5563!important;stroke-width:4px!important}"


@dataclass(frozen=True)
class Place:
    """A step that is open, and the address of the picture in which it is marked."""

    title: str
    picture: str


def place_of(step: str, title: str) -> Place:
    """Where the picture of the step is found."""
    return Place(title, f"/cases/diagrams/{step}")


def diagram_of(parts: Parts, step: str) -> str | None:
    """The SVG of the model in which the step stands, as `barchin model render` drew it; None without one."""
    if not STEP.fullmatch(step):
        return None
    drawn = (path.read_text("utf-8") for path in sorted((parts.models / "pictures").glob("*.svg")))
    found = next((text for text in drawn if f'data-element-id="{step}"' in text), None)
    return found and found.replace(">", f">{_style(step, parts.fonts / LETTERS)}", 1)


def _style(step: str, letters: Path) -> str:
    """A picture on a page loads nothing, so that the letters have to be in it."""
    coded = base64.b64encode(letters.read_bytes()).decode() if letters.is_file() else ""
    face = f'@font-face{{font-family:Vazirmatn;src:url("data:font/woff2;base64,{coded}")}}'
    shape = f'[data-element-id="{step}"]>.djs-visual>:first-child'
    return f"<style>{face}{shape}{MARK}</style>"
