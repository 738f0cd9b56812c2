"""Do texts reach anybody, money a bank, and what we ask the billing system?"""

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


def second_texts(patient: Patient) -> Iterator[Finding]:
    """Who sends what the first provider refuses for now?"""
    settings = patient.settings
    if settings.sms_second_provider is None:
        yield good("second SMS provider", "is none: what the first refuses waits")
    elif not settings.sms_second_key.get_secret_value():
        yield bad("second SMS provider", "refuses us without a key", "Set BARCHIN_SMS_SECOND_KEY.")
    elif settings.sms_second_line == "0":
        yield bad("second SMS provider", "has no line of ours", "Set BARCHIN_SMS_SECOND_LINE.")
    else:
        yield good("second SMS provider", f"is {settings.sms_second_provider}")


def billing(patient: Patient) -> Iterator[Finding]:
    """Who knows the subscriptions, and hears of removals?"""
    settings = patient.settings
    if settings.billing_url is None:
        remedy = "Name the billing system with BARCHIN_BILLING_URL and its secret."
        yield warning("billing", "is what was imported, and hears of no removal", remedy)
    elif not settings.billing_secret.get_secret_value():
        yield bad("billing", "refuses us without a secret", "Set BARCHIN_BILLING_SECRET.")
    else:
        yield good("billing", f"is {settings.billing_url}")


def money(patient: Patient) -> Iterator[Finding]:
    """Who is told to pay?"""
    if patient.settings.bank is None:
        yield warning(
            "payouts' bank", "is the simulator", "Name the bank with BARCHIN_BANK_URL and its secret."
        )
    else:
        yield good("payouts' bank", f"is {patient.settings.bank}")
