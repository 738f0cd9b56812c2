"""Where in its picture does each element of a model stand? Read from what `make models` draws."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

SVG = "{http://www.w3.org/2000/svg}"
ID = "data-element-id"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Box:
    """A place in a drawing, in its own units."""

    x: float
    y: float
    width: float
    height: float

    def around(self, margin: float) -> "Box":
        """The same with a margin on all sides."""
        return Box(self.x - margin, self.y - margin, self.width + 2 * margin, self.height + 2 * margin)

    def at_least(self, width: float, height: float) -> "Box":
        """The same about its middle, no smaller than that."""
        wide, high = max(self.width, width), max(self.height, height)
        return Box(self.x - (wide - self.width) / 2, self.y - (high - self.height) / 2, wide, high)

    def within(self, other: "Box") -> "Box":
        """What of it lies in the other."""
        left, top = max(self.x, other.x), max(self.y, other.y)
        right = min(self.x + self.width, other.x + other.width)
        bottom = min(self.y + self.height, other.y + other.height)
        return Box(left, top, right - left, bottom - top)

    def __str__(self) -> str:
        """As `viewBox` has it."""
        return f"{self.x:g} {self.y:g} {self.width:g} {self.height:g}"


@dataclass(frozen=True)
class Drawing:
    """The picture of a process: its frame, the boxes of its elements and flows, and the SVG inside."""

    name: str
    frame: Box
    boxes: Mapping[str, Box]
    inside: str


def read_drawings(pictures: Path, names: Iterable[str]) -> tuple[Drawing, ...]:
    """The drawings of these models; `FileNotFoundError` where one was never drawn."""
    return tuple(_drawing(name, (pictures / f"{name}.svg").read_text("utf-8")) for name in names)


def enclosing(boxes: Iterable[Box]) -> Box:
    """The smallest box around them all; `ValueError` around none."""
    found = list(boxes)
    left, top = min(box.x for box in found), min(box.y for box in found)
    right, bottom = max(box.x + box.width for box in found), max(box.y + box.height for box in found)
    return Box(left, top, right - left, bottom - top)


def _drawing(name: str, text: str) -> Drawing:
    root = etree.fromstring(text.encode())
    boxes = {element_id: _box(node) for node in root.iter(f"{SVG}g") if (element_id := node.get(ID))}
    inside = text[text.index(">") + 1 : text.rindex("</svg>")]
    return Drawing(name, Box(*_numbers(root, "viewBox")), boxes, inside)


def _box(node: etree._Element) -> Box:
    hit = next(one for one in node if "djs-hit" in one.get("class", ""))
    if points := _numbers(hit, "d"):
        return enclosing(Box(x, y, 0, 0) for x, y in zip(points[::2], points[1::2], strict=True))
    x, y = _numbers(node, "transform")[-2:]
    return Box(x, y, *(float(hit.attrib[side]) for side in ("width", "height")))


def _numbers(node: etree._Element, attribute: str) -> list[float]:
    return [float(number) for number in NUMBER.findall(node.get(attribute, ""))]
