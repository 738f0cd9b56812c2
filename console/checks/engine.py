"""Is the engine there, closed to strangers, and does it run the models that our workers can do?"""

from collections.abc import Iterable, Iterator, Mapping
from email.utils import parsedate_to_datetime

import requests
from lxml import etree

from console.accounts import SERVICES
from console.checks.clocks import compared
from console.checks.finding import Finding, Health, bad, good, warning
from console.checks.patient import Patient
from console.office import worker_topics
from domain.groups import Group
from engine.client import Engine, EngineError
from engine.deployer import read_models

VERSION = "7.24."
TOPIC = "{http://camunda.org/schema/1.0/bpmn}topic"
PROVISION = "Run: barchin access provision"
UNAUTHORIZED = 401
PATIENCE = 5.0  # seconds


def answers(patient: Patient) -> Iterator[Finding]:
    """Is it there, in the version that everything was tried on?"""
    version = patient.engine_as("worker").version()
    if version.startswith(VERSION):
        yield good("engine", f"answers, version {version}")
    else:
        yield warning(
            "engine", f"is version {version}", f"Everything was tried on {VERSION}x: run make test."
        )


def closed(patient: Patient) -> Iterator[Finding]:
    """Does it ask who one is, and what one may?"""
    if not _refuses_strangers(patient.settings.engine_url):
        yield bad("engine's door", "lets everybody in", "Start it from engine/server, as deploy/ does.")
    elif patient.engine_as("worker").call("GET", "/group/count")["count"]:
        yield bad("engine's door", "authorization is off", "Start it from engine/server, as deploy/ does.")
    else:
        yield good("engine's door", "is closed to strangers")


def _refuses_strangers(url: str) -> bool:
    try:
        Engine(url, "nobody", "nothing").call("GET", "/process-definition/count")
    except EngineError as error:
        return error.status == UNAUTHORIZED
    return False


def clock(patient: Patient) -> Iterator[Finding]:
    """Does it have our time?"""
    answer = requests.head(patient.settings.engine_url, timeout=PATIENCE)
    yield from compared("engine's clock", parsedate_to_datetime(answer.headers["Date"]), patient.now)


def rights(patient: Patient) -> Iterator[Finding]:
    """May each of our services do its work?"""
    for service in SERVICES:
        yield _rights_of(service, patient.engine_as(service))


def _rights_of(service: str, engine: Engine) -> Finding:
    what = f"account {service}"
    try:
        missing = list(_missing_rights(service, engine))
    except EngineError:
        return bad(what, "is not known to the engine", PROVISION)
    return bad(what, f"lacks {', '.join(missing)}", PROVISION) if missing else good(what, "may do its work")


def _missing_rights(service: str, engine: Engine) -> Iterator[str]:
    for right in SERVICES[service]:
        for permission in right.permissions:
            if not engine.may(permission, right.resource.name, right.resource, right.resource_id):
                yield f"{permission} on {right.resource.name}"


def models(patient: Patient) -> Iterator[Finding]:
    """Are the deployed models those of the folder, and has each topic a worker?"""
    files = {
        name: text for name, text in read_models(patient.settings.models).items() if name[-5:] == ".bpmn"
    }
    ours, others = _parted(patient.engine_as("deployer").newest_models(), files)
    wanted, there = _topics(ours.values()), set(worker_topics())
    yield from _differences(wanted - there, "no worker does it", "Write its module in workers/.")
    waiting = patient.engine_as("worker").waiting_topics() - _topics(others.values())
    remedy = "An older version of the models waits: run the version of workers/ that has it."
    yield from _differences(waiting - wanted - there, "no worker does it", remedy)
    yield from _differences(
        there - _topics(files.values()), "no model has it", "Remove its module, or use it."
    )
    yield _deployed(ours, files, len(wanted))


def _parted(
    deployed: Mapping[str, bytes], files: Mapping[str, bytes]
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Our models and those of other services, which may share the engine and have workers of their own."""
    ours = {key: text for key, text in deployed.items() if f"{key}.bpmn" in files}
    return ours, {key: text for key, text in deployed.items() if key not in ours}


def _deployed(deployed: dict[str, bytes], files: dict[str, bytes], topics: int) -> Finding:
    missing = sorted(name for name in files if name[:-5] not in deployed)
    if missing:
        return bad("models", f"not deployed: {', '.join(missing)}", "Run: barchin deploy")
    if other := sorted(name for name, text in files.items() if deployed[name[:-5]] != text):
        return warning("models", f"deployed otherwise: {', '.join(other)}", "Run: barchin deploy")
    return good("models", f"are deployed, with {topics} topics")


def incidents(patient: Patient) -> Iterator[Finding]:
    """Does any case wait for an operator?"""
    if found := [one for one in patient.engine_as("operator").incidents() if one.root == one.id]:
        yield bad("incidents", f"{len(found)} tasks cannot go on", "List them with: barchin incidents")
    else:
        yield good("incidents", "no case waits for an operator")


def staff(patient: Patient) -> Iterator[Finding]:
    """Are accounts that several people share still there?"""
    shared = [group for group in Group if _exists(patient.engine_as("channels"), group)]
    if shared:
        health = Health.BAD if patient.settings.database else Health.WARNING
        remedy = "In operation, give each person an account of their own and delete these in Admin."
        yield Finding("shared accounts", health, f"there are {', '.join(shared)}, for demonstrations", remedy)
    else:
        yield good("shared accounts", "there are none")


def _topics(models: Iterable[bytes]) -> set[str]:
    found = (element for model in models for element in etree.fromstring(model).iter())
    return {str(element.get(TOPIC)) for element in found if element.get(TOPIC)}


def _differences(names: Iterable[str], says: str, remedy: str) -> Iterator[Finding]:
    for name in sorted(names):
        yield bad(f"topic {name}", says, remedy)


def _exists(engine: Engine, user: str) -> bool:
    return bool(engine.call("GET", "/user/count", query={"id": user})["count"])
