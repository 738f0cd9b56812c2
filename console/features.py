"""`barchin features`: is what the features say understood, what may they say, and does one scenario hold?"""

import subprocess
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path

import typer

from console.entry import TellsFaults, out
from console.faults import CommandError
from console.settings import read_settings
from domain.agreement_file import load
from workbench.features.definitions import Definition, load_definitions
from workbench.features.faults import Fault
from workbench.features.files import Feature, read_features
from workbench.features.lint import faults
from workbench.features.vocabulary import written
from workbench.runs import ROOT

FEATURES = ROOT / "features"

features = typer.Typer(cls=TellsFaults, help="The Persian features, for whoever writes them.")


@features.command("lint")
def lint() -> None:
    """Tell every line that would be read otherwise than it was meant, or not at all."""
    _refuse(_faults())
    out.print("No fault in the features.")


@features.command("run")
def run(name: str) -> None:
    """Run the scenarios with NAME in their name, or those of the file NAME, on the real engine."""
    _refuse([fault for fault in _faults() if fault.path.endswith(".feature")])
    names = " or ".join(map(_python_name, chosen(name, read_features(FEATURES))))
    command = [sys.executable, "-m", "pytest", "tests/features", "-k", names]
    told = ["--gherkin-terminal-reporter", "-vv", "--no-header"]
    raise typer.Exit(subprocess.run([*command, *told], cwd=ROOT, check=False).returncode)  # noqa: S603


@features.command("vocabulary")
def vocabulary() -> None:
    """Write the list of steps in features/README.md anew."""
    document = FEATURES / "README.md"
    text = written(document.read_text("utf-8"), _definitions(), read_features(FEATURES))
    document.write_text(text, "utf-8")


def _refuse(found: Sequence[Fault]) -> None:
    """Tells the faults and ends the command, where there are some."""
    for fault in found:
        out.print(str(fault), markup=False, highlight=False)
    if found:
        raise typer.Exit(1)


def _faults() -> Sequence[Fault]:
    paths = sorted(FEATURES.glob("*.feature"))
    texts = {Path(FEATURES.name, path.name): path.read_text("utf-8") for path in paths}
    return faults(texts, _definitions(), load(read_settings().agreement).clauses)


def _definitions() -> Sequence[Definition]:
    # The steps stand beside the code, in the checkout; they are no part of what is installed.
    if str(ROOT) not in sys.path:
        sys.path.append(str(ROOT))
    try:
        return load_definitions(ROOT)
    except ModuleNotFoundError as missing:
        raise CommandError(f"The steps need {missing.name}. Set it up with: make setup") from None


def chosen(name: str, told: Sequence[Feature]) -> list[str]:
    """The scenarios that are meant; `CommandError` names those most like it where there are none."""
    every = [(one.path.stem, scenario.name) for one in told for scenario in one.scenarios]
    found = [scenario for stem, scenario in every if name in scenario or name in (stem, f"{stem}.feature")]
    if found:
        return found
    near = get_close_matches(name, [scenario for _, scenario in every], n=3, cutoff=0)
    raise CommandError(f"No scenario is called so. The nearest are: {'، '.join(f'«{one}»' for one in near)}")


def _python_name(scenario: str) -> str:
    """How pytest-bdd names the scenario's test."""
    names = import_module("pytest_bdd.scenario").get_python_name_generator(scenario)
    return str(next(iter(names)))
