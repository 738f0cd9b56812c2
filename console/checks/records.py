"""Are the records whole, and does what they promise to do get done?"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from cases.sender import PAUSES
from console.checks.clocks import compared
from console.checks.finding import Finding, bad, good, warning
from console.checks.patient import Patient
from domain.ledger import Account
from domain.persian import TEHRAN
from records.tables import Payout

STUCK = timedelta(hours=1)
"""What was filed or due so long ago does not go by itself."""

VAIN_RINGS = 20
"""The relay has rung for an hour by then."""

WIPING = timedelta(days=14)
"""A case's history is wiped when its last instance has ended: calls to the subscriber may outlive it."""

AT_WORK = "See that this runs, and what it logs: barchin work"
STOP = "Stop barchin work and barchin serve, keep a copy of the database, and look: deploy/README.md"


def answers(patient: Patient) -> Iterator[Finding]:
    """Is the database there, with the tables of this version?"""
    if missing := patient.database.missing_migrations():
        remedy = "They are made at the start of this version's barchin work and barchin serve."
        yield bad("database", f"lacks the migrations {', '.join(missing)}", remedy)
    else:
        yield good("database", "answers, with the tables of this version")


def clock(patient: Patient) -> Iterator[Finding]:
    """Does the database have our time?"""
    with patient.database.transaction() as records:
        theirs = records.inspection.now()
    yield from compared("database's clock", theirs, patient.now)


def ledger(patient: Patient) -> Iterator[Finding]:
    """Recomputed from its first entry: do debits equal credits, of each entry and of all?"""
    with patient.database.transaction() as records:
        balances = records.ledger.balances()
        unbalanced = records.inspection.unbalanced_entries()
    if unbalanced:
        listed = ", ".join(map(str, unbalanced))
        yield bad("ledger", f"the entries {listed} do not balance", STOP)
    elif difference := sum(balances.values()):
        yield bad("ledger", f"debits and credits differ by {difference} Rials", STOP)
    else:
        standing = ", ".join(f"{name} {amount}" for name, amount in sorted(balances.items()) if amount)
        yield good("ledger", f"debits equal credits ({standing or 'nothing stands'})")


def bank(patient: Patient) -> Iterator[Finding]:
    """Does the ledger say of the bank what payments and payouts say?"""
    with patient.database.transaction() as records:
        booked = records.ledger.balances()
        at_the_bank = records.inspection.at_the_bank()
        set_aside = sum(one.amount for one in records.payouts.pending() if one.approved_by)
    if booked.get(Account.BANK, 0) != at_the_bank:
        yield bad("bank", "payments less payouts are not what the ledger says", STOP)
    elif booked.get(Account.PAYOUT, 0) != -set_aside:
        yield bad("bank", "pending payouts are not what the ledger set aside", STOP)
    else:
        yield good("bank", "payments and payouts are what the ledger says")


def ends(patient: Patient) -> Iterator[Finding]:
    """Did every case end with its subscriber's account at zero (SLA-7.1)?"""
    with patient.database.transaction() as records:
        codes = records.inspection.unsettled_ends()
    if codes:
        yield bad("ended cases", f"not settled: {', '.join(codes)}", STOP)
    else:
        yield good("ended cases", "are settled")


def unmatched(patient: Patient) -> Iterator[Finding]:
    """Is there money that belongs to nobody?"""
    with patient.database.transaction() as records:
        found = records.payments.unmatched()
    if found:
        says = f"{len(found)} payments, {sum(one.amount for one in found)} Rials"
        yield warning("unmatched money", says, "Finance places or returns it at the desk.")
    else:
        yield good("unmatched money", "there is none")


def payouts(patient: Patient) -> Iterator[Finding]:
    """Does money that is to go out go out in its time?"""
    with patient.database.transaction() as records:
        late = [one for one in records.payouts.pending() if _is_late(patient, one)]
    for_approval = [one for one in late if not one.approved_by]
    if at_bank := len(late) - len(for_approval):
        remedy = "Ask the bank for them by their ids; barchin work asks on by itself."
        yield bad("payouts", f"{at_bank} not answered by the bank in their time", remedy)
    if for_approval:
        yield warning("payouts", f"{len(for_approval)} wait for approval", "Finance approves at the desk.")
    if not late:
        yield good("payouts", "none waits too long")


def _is_late(patient: Patient, payout: Payout) -> bool:
    filed: datetime = payout.filed_at.astimezone(TEHRAN)
    return patient.agreement.deadline("payout", filed) < patient.now


def outbox(patient: Patient) -> Iterator[Finding]:
    """Does what was filed go out? What is tried in vain again and again is found too."""
    due = patient.now + PAUSES[-1]
    with patient.database.transaction() as records:
        look = records.inspection
        kinds = look.kinds_in_the_outbox() - {"payout", "wipe-history"}
        stuck = look.stuck_dispatches(patient.now - STUCK, due, *kinds)
        unwiped = look.stuck_dispatches(patient.now - WIPING, due, "wipe-history")
    if stuck:
        yield bad("outbox", f"{stuck} not sent for more than an hour", AT_WORK)
    if unwiped:
        remedy = "See with barchin incidents which instance of the case does not end."
        yield bad("outbox", f"{unwiped} histories not wiped for two weeks", remedy)
    if not (stuck or unwiped):
        yield good("outbox", "nothing waits longer than it should")


def bells(patient: Patient) -> Iterator[Finding]:
    """Does the engine hear what the records hold?"""
    with patient.database.transaction() as records:
        unheard = records.inspection.unheard_bells(VAIN_RINGS, patient.now - STUCK)
    if unheard:
        yield bad("bells", f"{unheard} unheard for more than an hour", AT_WORK)
    else:
        yield good("bells", "the engine hears them")
