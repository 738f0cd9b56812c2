"""`barchin deploy`: the models of `bpmn/` to the engine, all together or none."""

from console.drawn import read_secrets
from console.entry import AsJson, out
from console.provide import provide_models
from console.settings import read_settings


def deploy(*, as_json: AsJson = False) -> None:
    """Deploy all models, decisions and forms; an unchanged set changes nothing."""
    settings = read_settings()
    deployment = provide_models(settings, read_secrets(settings.home))
    if as_json:
        out.print_json(deployment.model_dump_json())
        return
    out.print(f"Deployment {deployment.id} of {deployment.deployed_at:%Y-%m-%d %H:%M %Z}")
    for kind, keys in (("process", deployment.processes), ("decision", deployment.decisions)):
        for key in keys:
            out.print(f"  {kind} {key}")
