"""How often does somebody come in vain before a request ends for want of access (SLA-3.5, SLA-3.8)?"""

from collections.abc import Iterable

from domain.titled import Titled


class VisitPurpose(Titled):
    """What somebody came for."""

    TEST = "test", "آزمایش کنتور"
    REMOVAL = "removal", "جمع‌آوری انشعاب"


class VisitResult(Titled):
    """What came of a visit."""

    DONE = "done", "انجام شد"
    NO_ACCESS = "no-access", "دسترسی نبود"
    NOT_SAFE = "not-safe", "ایمن نبود"


def is_exhausted(results: Iterable[VisitResult], most: int) -> bool:
    """Tell whether the subscriber was absent so often that nobody comes again; unsafe visits never count.

    >>> is_exhausted([VisitResult.NO_ACCESS, VisitResult.NOT_SAFE, VisitResult.NO_ACCESS], most=3)
    False
    """
    return sum(result is VisitResult.NO_ACCESS for result in results) >= most
