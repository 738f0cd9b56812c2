"""What if the process dies at any statement of a handler, at its commit, or right behind it?

A `KilledGround` lets a handler die at its first statement, at its second, and so on, at its commit, and at
last between its commit and its answer. Each time the task comes again, as the engine would bring it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from domain import persian
from records.tables import Base
from tests.bank import Killed
from tests.faults import Fault, FaultyDatabase, SetPlan
from tests.ground import Ground

STATEMENT, COMMIT, COMMITTED = "database statement", "database commit", "database committed"

NONE = 1000
"""The number of a statement to which no handler comes."""

COUNTED = frozenset({"id", "number", "entry_id", "notice_id", "task_id", "message_id"})
"""Columns whose counters skip a number where a transaction was rolled back."""
DRAWN = (
    (re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "<drawn>"),
    (re.compile(r"'noticeId': '\d+'|number='[\d-]+'"), "<counted>"),
)


@dataclass
class KilledGround(Ground):
    """A ground whose database asks `plan`; `deaths` counts how often the handlers of each topic died.

    At which statements a topic can die is tried with its first task.
    """

    plan: SetPlan = field(default_factory=SetPlan)
    deaths: Counter[str] = field(default_factory=Counter)

    def do(self, topic: str, code: str, task_id: str | None = None, **variables: Any) -> dict[str, Any]:
        """What the task comes to when nobody dies of it any more."""
        task_id = task_id or f"task-{next(self.ids)}"

        def die(faults: dict[str, int]) -> str:
            return self._die(faults, topic, code, task_id, variables)

        statement = NONE if self.deaths[topic] else 0
        for moment in (COMMIT, COMMITTED):
            while die({STATEMENT: statement, moment: 0}) != moment:
                statement += 1
        return super().do(topic, code, task_id, **variables)

    def _die(
        self, faults: dict[str, int], topic: str, code: str, task_id: str, variables: dict[str, Any]
    ) -> str:
        """At which of the moments the handler died; each is given with how many of its kind pass before."""
        for moment, passing in faults.items():
            self.plan.set(moment, *[None] * passing, Fault.KILLED)
        try:
            super().do(topic, code, task_id, **variables)
        except Killed:
            self.deaths[topic] += 1
            return next(moment for moment in faults if not self.plan.faults[moment])
        finally:
            self.plan.faults.clear()
        raise AssertionError(f"{topic} survived")


@contextmanager
def killed(ground: Ground, deaths: Counter[str]) -> Iterator[KilledGround]:
    """The same ground, with connections of its own, on which every handler dies again and again."""
    plan = SetPlan()
    database = FaultyDatabase(ground.database.url, plan)
    try:
        yield KilledGround(database, ground.agreement, ground.clock, plan=plan, deaths=deaths)
    finally:
        database.close()


def all_that_is_kept(ground: Ground, code: str) -> dict[str, list[str]]:
    """Every row of every table of a ground with one case, without what is drawn or counted."""
    with ground.act() as context:
        session = context.records.requests._session
        return {
            table.name: sorted(_plain(row, code) for row in session.execute(select(table)).mappings())
            for table in Base.metadata.sorted_tables
        }


def _plain(row: Any, code: str) -> str:
    text = str({name: value for name, value in row.items() if name not in COUNTED})
    text = text.replace(code, "<case>").replace(persian.digits(code), "<case>")
    for pattern, instead in DRAWN:
        text = pattern.sub(instead, text)
    return text
