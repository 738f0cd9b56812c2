"""What can keep an installation from its work? One function a question; each finding says what to do."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from lxml import etree

from console.drawn import Secrets
from console.engines import engine_for, engine_for_admin
from console.office import import_workers
from console.settings import Settings
from domain.agreement import Agreement
from domain.groups import Group
from domain.persian import TEHRAN
from engine.client import Engine, EngineError
from engine.deployer import read_models
from engine.topics import registry
from records.database import Database

STUCK = timedelta(hours=1)
"""What was due this long ago does not go by itself."""

TOPIC = "{http://camunda.org/schema/1.0/bpmn}topic"


class Health(StrEnum):
    """How it stands with what was looked at."""

    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True)
class Finding:
    """What was looked at, how it stands, and what to do."""

    what: str
    health: Health
    says: str
    remedy: str = ""


def agreement(found: Agreement, now: datetime) -> Iterator[Finding]:
    """Is the agreement in force, and are its figures official?"""
    if found.in_force(now):
        yield _good("agreement", "is in force")
    else:
        yield _bad(
            "agreement", "is not in force today", "Renew agreement/validity.toml; nobody can register."
        )
    if years := found.calendar.unconfirmed_years():
        listed = ", ".join(map(str, years))
        yield _warning(
            "calendar", f"lunar holidays of {listed} are computed", "Confirm them in calendar.toml."
        )
    yield from _examples(found, now)


def _examples(found: Agreement, now: datetime) -> Iterator[Finding]:
    if found.tariff(now.astimezone(TEHRAN).date()).example:
        yield _warning("tariff", "holds example figures", "Enter the official ones in agreement/tariff.toml.")
    if found.company.example:
        yield _warning("company code", "is an example", "Enter the company's own in agreement/service.toml.")


def ledger(database: Database) -> Iterator[Finding]:
    """Do debits equal credits?"""
    with database.transaction() as records:
        difference = sum(records.ledger.balances().values())
    if difference:
        yield _bad("ledger", f"debits and credits differ by {difference} Rials", "Stop all work and look.")
    else:
        yield _good("ledger", "debits equal credits")


def dues(database: Database, now: datetime) -> Iterator[Finding]:
    """Does what was promised to go out go out?"""
    with database.transaction() as records:
        waiting = {
            "outbox": len(records.outbox.due(now - STUCK)),
            "bells": len(records.bells.due(now - STUCK)),
        }
    for what, count in waiting.items():
        if count:
            yield _bad(what, f"{count} due for more than an hour", "See that this runs: barchin work")
        else:
            yield _good(what, "nothing waits longer than it should")


def rights(settings: Settings, secrets: Secrets) -> Iterator[Finding]:
    """Does the engine know our accounts, and lets it the worker work?"""
    for service in secrets.services:
        engine = engine_for(service, settings, secrets)
        if not _is_known(engine):
            yield _bad(f"account {service}", "is not known to the engine", "Run: barchin access provision")
        elif service == "worker" and not engine.may_work():
            yield _bad(f"account {service}", "may not fetch tasks", "Run: barchin access provision")
        else:
            yield _good(f"account {service}", "is known to the engine")


def models(settings: Settings, secrets: Secrets) -> Iterator[Finding]:
    """Are the models deployed, and has each of their topics a worker?"""
    import_workers()
    wanted, there = _topics(read_models(settings.models)), set(registry())
    yield from _differences("topics", wanted - there, "no worker does it", "Write its module in workers/.")
    yield from _differences("topics", there - wanted, "no model has it", "Remove its module, or use it.")
    if engine_for("deployer", settings, secrets).call("GET", "/process-definition/count")["count"]:
        yield _good("models", f"are deployed, with {len(wanted)} topics")
    else:
        yield _bad("models", "are not deployed", "Run: barchin deploy")


def incidents(settings: Settings, secrets: Secrets) -> Iterator[Finding]:
    """Does any case wait for an operator?"""
    found = engine_for_admin(settings, secrets).incidents()
    for incident in found:
        yield _bad(f"incident at {incident.activity_id}", incident.message or "", "Look at it in Cockpit.")
    if not found:
        yield _good("incidents", "no case waits for an operator")


def staff(settings: Settings, secrets: Secrets) -> Iterator[Finding]:
    """Are accounts that several people share still there?"""
    engine = engine_for_admin(settings, secrets)
    shared = [group for group in Group if _exists(engine, group)]
    if shared:
        health = Health.BAD if settings.database else Health.WARNING
        remedy = "In operation, give each person an account of their own and delete these in Admin."
        yield Finding("shared accounts", health, f"there are {', '.join(shared)}, for demonstrations", remedy)


def texts(settings: Settings) -> Iterator[Finding]:
    """Do texts reach anybody?"""
    if settings.sms_provider is None:
        yield _warning(
            "SMS", "go to the simulator", "Name the provider with BARCHIN_SMS_PROVIDER and its key."
        )
    elif not settings.sms_receivers:
        yield _bad("SMS", "go to nobody", "Set BARCHIN_SMS_RECEIVERS to everybody, or to a list of mobiles.")
    else:
        yield _good("SMS", f"go to {settings.sms_provider}")


def _topics(files: dict[str, bytes]) -> set[str]:
    found = (etree.fromstring(content) for name, content in files.items() if name.endswith(".bpmn"))
    return {str(element.get(TOPIC)) for tree in found for element in tree.iter() if element.get(TOPIC)}


def _differences(what: str, names: Iterable[str], says: str, remedy: str) -> Iterator[Finding]:
    for name in sorted(names):
        yield _bad(f"{what}: {name}", says, remedy)


def _is_known(engine: Engine) -> bool:
    try:
        engine.groups_of(engine.user)
    except EngineError:
        return False
    return True


def _exists(engine: Engine, user: str) -> bool:
    return bool(engine.call("GET", "/user/count", query={"id": user})["count"])


def _good(what: str, says: str) -> Finding:
    return Finding(what, Health.GOOD, says)


def _warning(what: str, says: str, remedy: str) -> Finding:
    return Finding(what, Health.WARNING, says, remedy)


def _bad(what: str, says: str, remedy: str) -> Finding:
    return Finding(what, Health.BAD, says, remedy)


Check = Callable[[], Iterator[Finding]]
