"""What does supervision look at? What people thought of the service, and what was late (SLA-1.2, SLA-2.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cases.context import Context
from domain.groups import Group
from domain.persian import digits, moment
from domain.requests import Channel, Outcome
from records.tables import Breach, Feedback, ServiceWarning

MOST: Final = 200
"""More than anybody reads; the newest come first."""


@dataclass(frozen=True)
class OpinionShown:
    """An opinion with how its request ended."""

    code: str
    rating: str
    comment: str
    outcome: str
    channel: str
    given: str


@dataclass(frozen=True)
class BreachShown:
    """A target that was missed, by whom, and whether the step is still open."""

    code: str
    step: str
    owner: str
    due: str
    recorded: str
    is_open: bool


@dataclass(frozen=True)
class WarningShown:
    """How much of a request's promised time had passed."""

    code: str
    percent: str
    recorded: str


@dataclass(frozen=True)
class SupervisionView:
    """The page of supervision; `average` is of all opinions, not only of those shown."""

    average: str
    count: str
    opinions: tuple[OpinionShown, ...]
    breaches: tuple[BreachShown, ...]
    warnings: tuple[WarningShown, ...]


def supervision_view(context: Context) -> SupervisionView:
    """Opinions, breaches and warnings, the newest first; no person is named."""
    opinions = context.records.opinions.all()
    return SupervisionView(
        average=_average(opinions),
        count=digits(len(opinions)),
        opinions=tuple(_opinion(context, opinion) for opinion in opinions[:MOST]),
        breaches=tuple(_breach(context, breach) for breach in context.records.breaches.newest(MOST)),
        warnings=tuple(map(_warning, context.records.breaches.newest_warnings(MOST))),
    )


def _average(opinions: Sequence[Feedback]) -> str:
    if not opinions:
        return ""
    mean = sum(opinion.rating for opinion in opinions) / len(opinions)
    return digits(f"{mean:.1f}".replace(".", "٫"))


def _opinion(context: Context, opinion: Feedback) -> OpinionShown:
    outcome = context.records.requests.get(opinion.tracking_code).outcome
    return OpinionShown(
        code=opinion.tracking_code,
        rating=digits(opinion.rating),
        comment=opinion.comment,
        outcome=Outcome.of(outcome).title if outcome else "",
        channel=Channel.of(opinion.channel).title,
        given=moment(opinion.given_at),
    )


def _breach(context: Context, breach: Breach) -> BreachShown:
    step = context.records.steps.round(breach.tracking_code, breach.step, breach.round)
    if step is None:
        raise LookupError("a breach is of a step that there was")
    return BreachShown(
        code=breach.tracking_code,
        step=context.agreement.step(breach.step).title,
        owner=Group.of(step.owner).title,
        due=moment(step.due),
        recorded=moment(breach.recorded_at),
        is_open=step.closed_at is None,
    )


def _warning(warning: ServiceWarning) -> WarningShown:
    return WarningShown(
        code=warning.tracking_code, percent=digits(warning.percent), recorded=moment(warning.recorded_at)
    )
