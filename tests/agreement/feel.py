"""What does FEEL make of an expression in Tasklist? Asked of the engine that form-js 1.8.7 itself brings."""

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from typing import Any

from tests.agreement.shipped import ROOT

SCRIPT = """
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
const forms = createRequire(`${process.cwd()}/package.json`).resolve('@bpmn-io/form-js-viewer');
const { evaluate } = createRequire(forms)('feelin');
const { expression, contexts } = JSON.parse(readFileSync(0, 'utf8'));
console.log(JSON.stringify(contexts.map(context => evaluate(expression, context) ?? null)));
"""


def evaluated(expression: str, contexts: Sequence[Mapping[str, Any]]) -> list[Any]:
    """The expression of a form, its `=` before it, with each of these answers given."""
    done = subprocess.run(
        (str(shutil.which("node")), "--input-type=module", "-e", SCRIPT),
        cwd=ROOT / "bpmn",
        input=json.dumps({"expression": expression.removeprefix("="), "contexts": contexts}),
        capture_output=True,
        text=True,
        check=True,
    )
    return list(json.loads(done.stdout))
