"""Does each file say what our engine needs: its version, how long history is kept, times that it can read?"""

import re
from collections.abc import Iterator

from workbench.bpmn_file import NAMES
from workbench.check.finding import Finding
from workbench.check.plan import Node, Plan

PLATFORM = ("Camunda Platform", "7.24.0")
MODELER = "{http://camunda.org/schema/modeler/1.0}"
CAMUNDA = ("http://camunda.org/schema/1.0/bpmn", "http://camunda.org/schema/1.0/dmn")
PERIOD = r"P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?"
DATE = r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})"
EXPRESSION = r"[$#]\{.+\}"
TIMES = {
    "timeDuration": re.compile(f"{PERIOD}|{EXPRESSION}"),
    "timeDate": re.compile(f"{DATE}|{EXPRESSION}"),
    "timeCycle": re.compile(rf"R\d*(/({PERIOD}|{DATE})){{1,2}}|{EXPRESSION}"),
}
RETRIES = re.compile(rf"R\d+/{PERIOD}|{PERIOD}(\s*,\s*{PERIOD})*|{EXPRESSION}")
DAYS = re.compile(r"P\d+D|\d+")


def files_for_another_version(plan: Plan) -> Iterator[Finding]:
    """Without this mark Modeler neither knows the engine nor warns of anything."""
    for file, root in plan.roots.items():
        mark = root.get(f"{MODELER}executionPlatform"), root.get(f"{MODELER}executionPlatformVersion")
        if mark != PLATFORM:
            what = f"پرونده برای {' '.join(PLATFORM)} نشانه‌گذاری نشده است."
            yield plan.within(file, root, "execution-platform", what, "در Modeler نسخه‌ی موتور را 7.24 کنید.")


def definitions_without_history(plan: Plan) -> Iterator[Finding]:
    """The engine refuses to deploy a process that does not say for how many days its history stays."""
    for file, root in plan.roots.items():
        for kind in ("process", "decision"):
            for node in root.iterfind(f"{{*}}{kind}"):
                if not DAYS.fullmatch(_camunda(node, "historyTimeToLive")):
                    what = "نوشته نشده است که سابقه چند روز بماند."
                    remedy = "در History time to live مقداری مانند P180D بنویسید."
                    yield plan.within(file, node, "history-time-to-live", what, remedy)


def processes_not_run(plan: Plan) -> Iterator[Finding]:
    """What is not executable is only a picture to the engine."""
    for file, root in plan.roots.items():
        for node in root.iterfind("bpmn:process", NAMES):
            if node.get("isExecutable") != "true":
                what = "این فرایند اجراشدنی نیست؛ موتور آن را نادیده می‌گیرد."
                yield plan.within(file, node, "not-executable", what, "نشان Executable را بزنید.")


def timers_not_read(plan: Plan) -> Iterator[Finding]:
    """A timer holds one time of ISO 8601, a date with its offset, or an expression."""
    for file, root in plan.roots.items():
        for timer in root.iterfind(".//bpmn:timerEventDefinition", NAMES):
            times = [(_kind(one), (one.text or "").strip()) for one in timer if _kind(one) in TIMES]
            if len(times) != 1:
                what = "این زمان‌سنج باید درست یکی از Date، Duration و Cycle را داشته باشد."
                yield plan.within(file, timer, "timer-kind", what, "گونه و مقدار آن را بنویسید.")
            elif not TIMES[times[0][0]].fullmatch(times[0][1]):
                what = f"زمان «{times[0][1]}» خوانده نمی‌شود."
                remedy = "به شکل ISO 8601 بنویسید، تاریخ را با اختلاف ساعت، یا عبارتی مانند ${stepDue}."
                yield plan.within(file, timer, "timer-value", what, remedy)


def retries_not_read(plan: Plan) -> Iterator[Finding]:
    """A retry string that the engine can't read fails when the first job fails."""
    for file, root in plan.roots.items():
        for node in root.iter(*(f"{{{one}}}failedJobRetryTimeCycle" for one in CAMUNDA)):
            if not RETRIES.fullmatch((node.text or "").strip()):
                what = f"دفعه‌های تکرار «{(node.text or '').strip()}» خوانده نمی‌شود."
                yield plan.within(file, node, "retry-cycle", what, "مانند R3/PT10M بنویسید.")


def _camunda(node: Node, name: str) -> str:
    return next((node.get(f"{{{one}}}{name}", "") for one in CAMUNDA if node.get(f"{{{one}}}{name}")), "")


def _kind(node: Node) -> str:
    return str(node.tag).rpartition("}")[2]


RULES = (
    files_for_another_version,
    definitions_without_history,
    processes_not_run,
    timers_not_read,
    retries_not_read,
)
