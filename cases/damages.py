"""Who bears a damage? What the decision table says, unless a person decided otherwise (SLA-3.9)."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from cases.context import Context
from cases.form_answers import FormAnswers
from domain.damage import Cause, Damage, DamageKind, Liability, Phase
from engine.topics import Poison
from records.repositories import Records
from records.tables import FiledDamage, Request

Decide = Callable[[str, Mapping[str, Any]], list[dict[str, Any]]]
"""Evaluates a decision of the engine: its key and inputs, the rows that match."""

DECISION = "damage-liability"


class NotDecided(Poison):
    """The decision table does not answer with one row that names who bears the damage."""

    def __init__(self) -> None:
        super().__init__(f"the decision {DECISION} gives no single liability for a damage of the form")


class DamagesForm(FormAnswers):
    """What a form says of damages: a tick for each kind, and one cause for all of them."""

    FIELD: ClassVar[str] = "damage"
    """How the fields of that form begin."""

    @property
    def damages(self) -> tuple[DamageKind, ...]:
        """The kinds that are ticked."""
        return tuple(kind for kind in DamageKind if getattr(self, f"{self.FIELD}_{kind}", None))

    @property
    def cause(self) -> Cause | None:
        """What they come from; None where nothing is given that a damage can come from."""
        given = getattr(self, f"{self.FIELD}_cause", None)
        return Cause(given) if given in set(Cause) - {Cause.NONE} else None


def liabilities(form: DamagesForm, decide: Decide) -> Mapping[DamageKind, Liability]:
    """Who bears each damage of the form, by the decision table: asked before any transaction opens."""
    if form.cause is None:
        return {}
    return {kind: _liability(kind, form.cause, decide) for kind in form.damages}


def _liability(kind: DamageKind, cause: Cause, decide: Decide) -> Liability:
    rows = decide(DECISION, {"damageKind": kind.value, "damageCause": cause.value})
    if len(rows) != 1 or rows[0].get("liability") not in set(Liability):
        raise NotDecided
    return Liability(rows[0]["liability"])


def doubts(form: DamagesForm) -> list[str]:
    """What is missing about the damages, in Persian, for who filled in the form."""
    return ["علت خسارت نوشته نشده است."] if form.damages and form.cause is None else []


def undecided(damages: Mapping[DamageKind, Liability]) -> list[str]:
    """Which damages nobody bears yet, in Persian."""
    return [
        f"مسئول خسارت «{kind.title}» روشن نیست."
        for kind, liability in damages.items()
        if liability is Liability.INSPECT
    ]


def file_damages(context: Context, request: Request, form: DamagesForm, phase: Phase) -> None:
    """Files what was found, with the table's liability, in place of an earlier round's findings."""
    context.records.damages.forget(request.tracking_code, phase)
    for kind in form.damages:
        context.records.damages.add(_filed(context, request, form, phase, kind))


def damages_of(records: Records, tracking_code: str) -> tuple[Damage, ...]:
    """The case's damages, each with the liability that holds."""
    return tuple(
        Damage(
            kind=DamageKind(row.kind),
            cause=Cause(row.cause),
            liability=Liability(row.borne_by),
            phase=Phase(row.phase),
        )
        for row in records.damages.of_case(tracking_code)
    )


def _filed(
    context: Context, request: Request, form: DamagesForm, phase: Phase, kind: DamageKind
) -> FiledDamage:
    return FiledDamage(
        tracking_code=request.tracking_code,
        phase=phase,
        kind=kind,
        cause=form.cause or Cause.UNKNOWN,
        liability=context.liabilities[kind],
        filed_at=context.now,
    )
