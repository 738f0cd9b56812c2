"""`barchin up`: everything on this machine, with the real clock, until Ctrl-C."""

from collections.abc import Mapping
from contextlib import ExitStack
from typing import Annotated

import typer
from rich.table import Table

from console.drawn import Secrets, secrets_of
from console.entry import furnished, now, out
from console.logs import log_as_json
from console.machine import Machine, Preparing, machine
from console.provide import provide_accounts, provide_keys, provide_models
from console.running import at_work, heed_interrupts, wait_for_interrupt
from console.served import Served
from console.settings import SAMPLES, Settings, SettingsError, read_settings
from console.vitals import vitals
from gateways.bank_orders_simulator import create_app as bank_simulator
from gateways.billing_register import read_register
from gateways.billing_simulator import create_app as billing_simulator
from gateways.sms_ir_simulator import create_app as second_sms_simulator
from gateways.sms_simulator import create_app as sms_simulator

EngineOnly = Annotated[
    bool, typer.Option("--engine-only", help="PostgreSQL, engine and accounts; no models, no services.")
]


def up(*, engine_only: EngineOnly = False) -> None:
    """Start everything on this machine: PostgreSQL, engine, models, services, simulators."""
    settings = read_settings()
    if settings.engine:
        raise SettingsError(
            "BARCHIN_ENGINE names an engine elsewhere, and `up` starts one here. Take it out."
        )
    secrets = secrets_of(settings.home)
    heed_interrupts()
    with ExitStack() as stack:
        with out.status("") as status:
            servers = stack.enter_context(machine(settings, secrets, status.update))
            status.update(Preparing.ACCOUNTS)
            provide_accounts(settings, secrets, staff=True)
            places = _places(settings, servers)
            if not engine_only:
                status.update(Preparing.SERVICES)
                places |= _start_services(stack, settings, secrets)
        _show(places)
        wait_for_interrupt()
    out.print("Everything is stopped.")


def _start_services(stack: ExitStack, settings: Settings, secrets: Secrets) -> Mapping[str, str]:
    stack.enter_context(log_as_json(settings.home / "services.log"))
    office = stack.enter_context(furnished(settings, secrets))
    provide_keys(office.database, secrets, office.clock())
    provide_models(settings, secrets)
    back = office.back()
    sms = sms_simulator(secrets.sms.get_secret_value(), now)
    second_sms = second_sms_simulator(settings.sms_second_key.get_secret_value(), now)
    bank = bank_simulator(secrets.orders.get_secret_value(), now)
    billing = billing_simulator(settings.billing_secret.get_secret_value(), read_register(SAMPLES))
    for app, port, what, setting in (
        (billing, settings.billing_port, "The billing simulator", "BARCHIN_BILLING_PORT"),
        (sms, settings.sms_port, "The SMS simulator", "BARCHIN_SMS_PORT"),
        (second_sms, settings.sms_second_port, "The second SMS simulator", "BARCHIN_SMS_SECOND_PORT"),
        (bank, settings.bank_port, "The bank's simulator", "BARCHIN_BANK_PORT"),
        (office.front(), settings.api_port, "The API", "BARCHIN_API_PORT"),
        (vitals(lambda: back.worker.ready), settings.metrics_port, "The metrics", "BARCHIN_METRICS_PORT"),
    ):
        stack.enter_context(Served(app, port, what, setting))
    stack.enter_context(at_work(back))
    return _service_places(settings)


def _places(settings: Settings, servers: Machine) -> dict[str, str]:
    return {
        "Tasklist": servers.engine.page("tasklist"),
        "Cockpit": servers.engine.page("cockpit"),
        "Engine": settings.engine_url,
        "PostgreSQL": f"127.0.0.1:{settings.postgres_port}",
        "Engine's log": str(settings.home / "engine.log"),
        "Accounts and keys": "barchin access show",
    }


def _service_places(settings: Settings) -> dict[str, str]:
    return {
        "API": f"{settings.public_url}/api/v1",
        "API description": f"{settings.public_url}/docs",
        "Case page": f"{settings.public_url}/cases/<tracking code>",
        "SMS sent": settings.sms_url,
        "Second SMS simulator": f"http://127.0.0.1:{settings.sms_second_port}/sent",
        "Billing simulator": f"http://127.0.0.1:{settings.billing_port}",
        "Payment orders": f"{settings.bank_url}/orders",
        "Health and metrics": f"http://127.0.0.1:{settings.metrics_port}",
        "Services' log": str(settings.home / "services.log"),
    }


def _show(places: Mapping[str, str]) -> None:
    table = Table("what", "where", title="Barchin is up; Ctrl-C stops it")
    for what, where in places.items():
        table.add_row(what, where)
    out.print(table)
