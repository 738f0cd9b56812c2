"""Where does each process of a run leave what it saw of the models?"""

import json
import os
from pathlib import Path

from workbench.coverage import Seen

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "build" / "coverage"


def keep(seen: Seen) -> None:
    """Writes what this process saw, for whoever prints it."""
    KEPT.mkdir(parents=True, exist_ok=True)
    parts = {kind: sorted(getattr(seen, kind)) for kind in ("nodes", "flows", "rules")}
    (KEPT / f"{os.environ.get('PYTEST_XDIST_WORKER', 'main')}.json").write_text(json.dumps(parts))
