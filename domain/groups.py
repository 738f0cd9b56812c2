"""Who works on requests? The groups of the agreement: each owns the steps that it owes (SLA-2.2)."""

from domain.titled import Titled


class Group(Titled):
    """A group of staff; its code is its id in the engine and in the models."""

    FRONT_DESK = "front-desk", "پذیرش درخواست"
    SUBSCRIBER_AFFAIRS = "subscriber-affairs", "امور مشترکین"
    METER_TESTING = "meter-testing", "آزمایش لوازم اندازه‌گیری"
    FIELD_OPERATIONS = "field-operations", "عملیات میدانی"
    FINANCE = "finance", "امور مالی"
    SUPERVISION = "supervision", "نظارت بر خدمات مشترکین"
