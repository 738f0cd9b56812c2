"""On which days is the country closed, and how sure is that?

Solar holidays and past lunar ones are known. A lunar date ahead is an estimate of the library, marked so,
until the official calendar of its year is published and written into the agreement.
"""

import datetime
from collections.abc import Iterable, Mapping

import holidays
import jdatetime

from domain.persian import jalali_year

ESTIMATED = "(تخمینی)"


class PublicHolidays:
    """Iran's public holidays in the Jalali years that promises reach.

    `confirmed` has the lunar ones of each year with a published calendar; there they replace all estimates.
    """

    def __init__(self, jalali_years: range, confirmed: Mapping[int, Mapping[datetime.date, str]]) -> None:
        self._jalali_years = jalali_years
        self._confirmed = confirmed
        self._known = holidays.country_holidays("IR", language="fa_IR", years=_gregorian(jalali_years))

    def name(self, day: datetime.date) -> str | None:
        """Say which holiday falls on the day; None when the country works."""
        announced = self._confirmed.get(jalali_year(day), {}).get(day)
        return announced or "؛ ".join(self._counting_names(day)) or None

    def unconfirmed_years(self) -> tuple[int, ...]:
        """List those of the years that still rest on an estimated lunar holiday."""
        open_years = (year for year in self._jalali_years if year not in self._confirmed)
        return tuple(year for year in open_years if self._is_estimated(year))

    def _counting_names(self, day: datetime.date) -> list[str]:
        names = (self._known.get(day) or "").split("; ")
        if jalali_year(day) not in self._confirmed:
            return [name for name in names if name]
        return [name for name in names if name and ESTIMATED not in name]

    def _is_estimated(self, year: int) -> bool:
        return any(ESTIMATED in (self._known.get(day) or "") for day in _days_of(year))


def _gregorian(jalali_years: range) -> range:
    """All years that these touch, read at once: the library's reading on demand is not safe among threads."""
    return range(jalali_years.start + 621, jalali_years.stop + 622)


def _days_of(year: int) -> Iterable[datetime.date]:
    first = jdatetime.date(year, 1, 1).togregorian().toordinal()
    after_last = jdatetime.date(year + 1, 1, 1).togregorian().toordinal()
    return map(datetime.date.fromordinal, range(first, after_last))
