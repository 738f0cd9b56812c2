"""In which form do facts get onto the page of a case? As labels with their values, gathered in sections."""

from dataclasses import dataclass

Rows = dict[str, str]
"""Labels and values as they are read."""


@dataclass(frozen=True)
class Section:
    """Facts of one kind, each with its rows."""

    title: str
    items: tuple[Rows, ...]


def remark(text: str) -> Rows:
    """The row of a free text, where there is one."""
    return {"توضیح": text} if text else {}
