"""What does an analyst need to hear about a fault? Where it is, what is wrong, and what to do."""

from dataclasses import dataclass

GUIDE = "docs/analyst.md"


@dataclass(frozen=True)
class Finding:
    """A fault of a model, in the analyst's language.

    `kind` is a code that stays the same for a program to count by; `element` is the id and `name` the Persian
    name of what is at fault, both empty where it is the file as a whole.
    """

    kind: str
    file: str
    element: str
    name: str
    what: str
    remedy: str

    @property
    def more(self) -> str:
        """Where the kind is explained, with an example."""
        return f"{GUIDE}#{self.kind}"

    def as_row(self) -> dict[str, str]:
        """The finding for a program to read."""
        return {**self.__dict__, "more": self.more}
