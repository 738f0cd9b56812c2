"""Which documents show that somebody may act for the subscriber, and which are missing still (SLA-4.1)?"""

from collections.abc import Collection, Iterable, Mapping

from domain.titled import Titled


class DocumentKind(Titled):
    """The kinds of document that the service knows; no other is taken."""

    POWER_OF_ATTORNEY = "power-of-attorney", "وکالتنامه"
    INTRODUCTION_LETTER = "introduction-letter", "معرفی‌نامه"
    CERTIFICATE_OF_INHERITANCE = "certificate-of-inheritance", "گواهی انحصار وراثت"
    GUARDIANSHIP = "guardianship", "قیم‌نامه"
    CO_OWNER_CONSENT = "co-owner-consent", "رضایت شریکان"
    NATIONAL_CARD = "national-card", "تصویر کارت ملی"


def missing(
    required: Iterable[DocumentKind],
    handed_in: Collection[str],
    stands_for: Mapping[DocumentKind, DocumentKind],
) -> tuple[DocumentKind, ...]:
    """Name the required kinds that nothing handed in shows; `stands_for` says what one kind shows as well.

    >>> inheritance, guardianship = DocumentKind.CERTIFICATE_OF_INHERITANCE, DocumentKind.GUARDIANSHIP
    >>> missing([inheritance], ["guardianship"], {guardianship: inheritance})
    ()
    """
    given = {DocumentKind(kind) for kind in handed_in}
    shown = given | {stands_for[kind] for kind in given if kind in stands_for}
    return tuple(kind for kind in required if kind not in shown)
