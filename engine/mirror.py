"""How do the web apps' own styles turn right to left?

    python -m engine.mirror

writes `engine/server/webapp/<app>/styles/mirrored.css` anew: only the rules that must differ. Needed after a
change of Camunda's version; a test tells. Node and the npm packages of `bpmn/` do it.
"""

import subprocess
from pathlib import Path
from zipfile import ZipFile

from engine.build import build_if_changed

APPS = ("admin", "cockpit", "tasklist", "welcome")
_ROOT = Path(__file__).parent.parent
_WEBAPP = Path(__file__).parent / "server" / "webapp"
_RESOURCES = "META-INF/resources"


def main() -> None:
    """Writes the four style sheets."""
    webjar = webjar_beside(build_if_changed())
    for app in APPS:
        style_sheet(app).write_text(mirrored(webjar, app))


def style_sheet(app: str) -> Path:
    """Where the mirrored rules of a web app are kept."""
    return _WEBAPP / app / "styles" / "mirrored.css"


def webjar_beside(jar: Path) -> Path:
    """The web apps as they come from Camunda, among the jars that the engine's own is unpacked with."""
    return next((jar.parent / "lib").glob("camunda-webapp-webjar-*.jar"))


def mirrored(webjar: Path, app: str) -> str:
    """What of the style sheets of a web app must differ from right to left."""
    with ZipFile(webjar) as files:
        own = files.read(f"{_RESOURCES}/webjars/camunda/app/{app}/camunda-{app}-bootstrap.css").decode()
        plugin = f"{_RESOURCES}/plugin/{app}/app/plugin.css"
        plugged = files.read(plugin).decode() if plugin in files.namelist() else ""
    # The web app loads its plugin's sheet after ours.
    return _mirror(own) + _mirror(plugged, "--inside", ":root")


def _mirror(css: str, *options: str) -> str:
    tool = ["node", str(_ROOT / "bpmn" / "tools" / "mirror.mjs"), *options]
    return subprocess.run(tool, input=css, capture_output=True, text=True, check=True).stdout  # noqa: S603 - ours


if __name__ == "__main__":
    main()
