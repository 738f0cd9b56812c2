"""The agreement as it could be: what a scenario changes in it."""

from dataclasses import replace

from domain.agreement import Agreement


def with_fee(agreement: Agreement, single_phase: int, three_phase: int) -> Agreement:
    """The removal costs so many Rials; zero is a value, «no longer charged»."""
    costs = {"single_phase": single_phase, "three_phase": three_phase}
    fees = tuple(
        fee.model_copy(update={"figure": fee.figure.model_copy(update=costs)})
        for fee in agreement.tariffs.removal_fee
    )
    return replace(agreement, tariffs=agreement.tariffs.model_copy(update={"removal_fee": fees}))


def without_fee_figure(agreement: Agreement) -> Agreement:
    """Nobody has written what the removal costs."""
    return replace(agreement, tariffs=agreement.tariffs.model_copy(update={"removal_fee": ()}))


def with_target(agreement: Agreement, step: str, working_days: int) -> Agreement:
    """That step's owner has so many working days."""
    target = agreement.step(step).model_copy(update={"figure": working_days})
    return replace(agreement, steps={**agreement.steps, step: target})
