"""A fault seeded into the shipped files: how, and where it must be told."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.agreement.shipped import FILES, TOPICS
from tests.domain.samples import AGREEMENT
from workbench.check.families import check
from workbench.check.finding import Finding


@dataclass(frozen=True)
class Seed:
    """One text of one file replaced by another, wherever it stands there; `more` where one is not enough."""

    kind: str
    element: str
    file: str
    old: str
    new: str
    more: tuple[tuple[str, str], ...] = ()

    def sown(self, files: Mapping[str, bytes] = FILES) -> dict[str, bytes]:
        """The files with the fault in them."""
        text = files[self.file].decode()
        for old, new in ((self.old, self.new), *self.more):
            assert old in text, f"{self.file} says no longer: {old}"
            text = text.replace(old, new)
        return {**files, self.file: text.encode()}

    def __str__(self) -> str:
        return f"{self.kind} at {self.element}"


def findings(files: Mapping[str, bytes]) -> list[Finding]:
    """What the check says about these files, with the workers and the agreement as shipped."""
    return check(files, TOPICS, AGREEMENT)


def told(files: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """The kind and the element of each finding about these files."""
    return [(one.kind, one.element) for one in findings(files)]
