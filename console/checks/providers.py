"""Do texts reach anybody, and money a bank?"""

from collections.abc import Iterator

from console.checks.finding import Finding, bad, good, warning
from console.checks.patient import Patient


def texts(patient: Patient) -> Iterator[Finding]:
    """Who gets what we write?"""
    settings = patient.settings
    if settings.sms_provider is None:
        remedy = "Name the provider with BARCHIN_SMS_PROVIDER and its key."
        yield warning("SMS", "go to the simulator", remedy)
    elif not settings.sms_receivers:
        yield bad("SMS", "go to nobody", "Set BARCHIN_SMS_RECEIVERS to everybody, or to a list of mobiles.")
    else:
        yield good("SMS", f"go to {settings.sms_provider}")


def money(patient: Patient) -> Iterator[Finding]:
    """Who is told to pay?"""
    if patient.settings.bank is None:
        yield warning(
            "payouts' bank", "is the simulator", "Name the bank with BARCHIN_BANK_URL and its secret."
        )
    else:
        yield good("payouts' bank", f"is {patient.settings.bank}")
