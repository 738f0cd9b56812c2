"""The agreement as it could be: what a scenario changes in it."""

from dataclasses import replace

from domain.agreement import Agreement


def without_fee(agreement: Agreement) -> Agreement:
    """The removal costs nothing: «no longer charged» is a value, not a missing one."""
    fees = tuple(
        fee.model_copy(update={"figure": fee.figure.model_copy(update={"single_phase": 0, "three_phase": 0})})
        for fee in agreement.tariffs.removal_fee
    )
    return replace(agreement, tariffs=agreement.tariffs.model_copy(update={"removal_fee": fees}))
