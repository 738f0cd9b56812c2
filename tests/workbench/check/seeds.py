"""A fault seeded into the shipped files: how, and where it must be told."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.agreement.shipped import FILES, TOPICS
from tests.domain.samples import AGREEMENT
from workbench.check.families import check
from workbench.check.finding import Finding


@dataclass(frozen=True)
class Seed:
    """One text of one file replaced by another, wherever it stands there."""

    kind: str
    element: str
    file: str
    old: str
    new: str

    def sown(self, files: Mapping[str, bytes] = FILES) -> dict[str, bytes]:
        """The files with the fault in them."""
        text = files[self.file].decode()
        assert self.old in text, f"{self.file} says no longer: {self.old}"
        return {**files, self.file: text.replace(self.old, self.new).encode()}


def findings(files: Mapping[str, bytes]) -> list[Finding]:
    """What the check says about these files, with the workers and the agreement as shipped."""
    return check(files, TOPICS, AGREEMENT)
