"""Can the service promise what the agreement says, and are its figures the company's own?"""

from collections.abc import Iterator
from datetime import timedelta

from console.checks.finding import Finding, bad, good, warning
from console.checks.patient import Patient
from domain.persian import TEHRAN

RENEWING = timedelta(days=30)
"""What a renewal and its signature take."""


def loads(patient: Patient) -> Iterator[Finding]:
    """Do its files make an agreement?"""
    yield good("agreement", f"has {len(patient.agreement.clauses)} clauses")


def in_force(patient: Patient) -> Iterator[Finding]:
    """May anybody register today, and in a month?"""
    agreement, now = patient.agreement, patient.now
    left = agreement.last_day - now.astimezone(TEHRAN).date()
    if not agreement.in_force(now):
        yield bad("validity", "nobody can register today", "Enter the renewal in agreement/validity.toml.")
    elif timedelta(0) <= left <= RENEWING:
        yield warning(
            "validity", f"ends in {left.days} days", "Enter the renewal in agreement/validity.toml."
        )
    else:
        yield good("validity", "requests are taken")


def holidays(patient: Patient) -> Iterator[Finding]:
    """Are due times final?"""
    if years := patient.agreement.calendar.unconfirmed_years():
        listed = ", ".join(map(str, years))
        remedy = "Confirm them in agreement/calendar.toml."
        yield warning("calendar", f"lunar holidays of {listed} are computed", remedy)
    else:
        yield good("calendar", "lunar holidays are confirmed")


def tariff(patient: Patient) -> Iterator[Finding]:
    """Are today's figures complete, and official?"""
    if patient.agreement.tariff(patient.now).example:
        yield warning("tariff", "holds example figures", "Enter the official ones in agreement/tariff.toml.")
    else:
        yield good("tariff", "holds official figures")


def examples(patient: Patient) -> Iterator[Finding]:
    """What else is only an example?"""
    if patient.agreement.company.example:
        remedy = "Enter the company's own in agreement/service.toml."
        yield warning("company code", "is an example", remedy)
    if any(rule.example for rule in patient.agreement.retention.values()):
        remedy = "Enter what the company decided in agreement/retention.toml."
        yield warning("retention", "is an example", remedy)
