"""Who works here? The groups of the agreement, one account for each of them to begin with, and our services.

The staff accounts are for a demonstration: in operation each person has one of their own.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pydantic import SecretStr

import domain.groups
from engine.access import (
    CHANNELS,
    DEPLOYER,
    OPERATOR,
    RELAY,
    SENDER,
    WORKER,
    Account,
    Group,
    Plan,
    Right,
)

SERVICES: Final[Mapping[str, tuple[Right, ...]]] = MappingProxyType(
    {
        "worker": WORKER,
        "relay": RELAY,
        "sender": SENDER,
        "deployer": DEPLOYER,
        "channels": CHANNELS,
        "operator": OPERATOR,
    }
)


def plan(services: Mapping[str, SecretStr], staff: Mapping[str, SecretStr]) -> Plan:
    """What the engine must know: all groups, an account for each service, and one for each of the staff."""
    return Plan(
        groups=tuple(Group(group, group.title) for group in domain.groups.Group),
        accounts=(
            *(_service(name, services[name]) for name in SERVICES),
            *(_member(group, password) for group, password in staff.items()),
        ),
    )


def _service(name: str, password: SecretStr) -> Account:
    return Account(name, password.get_secret_value(), f"service {name}", rights=SERVICES[name])


def _member(group: str, password: SecretStr) -> Account:
    return Account(
        group,
        password.get_secret_value(),
        f"کاربر نمایشی {domain.groups.Group(group).title}",
        groups=(group,),
    )
