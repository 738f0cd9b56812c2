"""Accounts for a test, drawn anew each time."""

from secrets import token_hex

from engine.access import Account, Group, Plan, Right, provision
from engine.client import Engine

GROUPS = (Group("trial-group", "گروه آزمایش"), Group("another-group", "گروه دیگر"))


def new_id() -> str:
    """An account's id, or a password, that no other test uses."""
    return f"trial-{token_hex(6)}"


def new_account(admin: Engine, *, rights: tuple[Right, ...] = (), groups: tuple[str, ...] = ()) -> Account:
    """A new account on the engine."""
    account = Account(new_id(), new_id(), "نمونه", groups=groups, rights=rights)
    provision(admin, Plan(GROUPS, (account,)))
    return account


def engine_as(admin: Engine, account: Account) -> Engine:
    """The engine as that account sees it."""
    return Engine(admin.url, account.id, account.password)
