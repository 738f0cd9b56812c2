"""Under which licences stands what we depend on? Writes the table in CONTRIBUTING.md.

    python -m workbench.licences

The table lists what `setup.cfg` names, with the versions that are installed.
"""

import re
import sys
from configparser import ConfigParser
from importlib.metadata import PackageMetadata, metadata
from pathlib import Path

ROOT = Path(__file__).parent.parent
BEGIN, END = "<!-- licences: begin -->", "<!-- licences: end -->"


def table() -> str:
    """The table in Markdown, sorted by name."""
    rows = [f"| {name} | {_licence(metadata(name))} |" for name in _dependencies()]
    return "\n".join(["| package | licence |", "| --- | --- |", *rows])


def written(text: str) -> str:
    """The document with the table of today between its marks."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


def _dependencies() -> list[str]:
    config = ConfigParser()
    config.read(ROOT / "setup.cfg")
    named = config["options"]["install_requires"] + config["options.extras_require"]["dev"]
    return sorted({re.split(r"[\[=<>]", line)[0] for line in named.split()})


def _licence(found: PackageMetadata) -> str:
    """The expression where there is one, else the classifiers, else the first line of the field."""
    expression = found.get_all("License-Expression")
    classifiers = found.get_all("Classifier") or []
    named = [one.split(" :: ")[-1] for one in classifiers if one.startswith("License ::")]
    return ", ".join(expression or named or found.get_all("License") or ["not said"]).splitlines()[0]


def main() -> int:
    """Writes CONTRIBUTING.md anew where the table has changed."""
    document = ROOT / "CONTRIBUTING.md"
    document.write_text(written(document.read_text()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
