"""How does a command run one of the programs that lie beside the models? With Node, in the models' folder."""

import shutil
import subprocess
from pathlib import Path

from console.faults import CommandError


def run_tool(models: Path, name: str, *arguments: str) -> None:
    """Runs `tools/<name>.mjs` and shows what it says; `CommandError` where it can't run or finds fault."""
    node, tool = shutil.which("node"), models / "tools" / f"{name}.mjs"
    if node is None:
        message = "no Node.js found, version 20 or later. Install it"
        raise CommandError(message)
    if not (models / "node_modules").is_dir():
        message = f"the npm packages of {models} are missing. Run `make setup`, or `npm ci` in that folder"
        raise CommandError(message)
    done = subprocess.run([node, str(tool), *arguments], check=False)  # noqa: S603 - the program is ours
    if done.returncode:
        message = f"{tool.name} found a fault, told above"
        raise CommandError(message)
