"""On every day that matters each class of connection has its figures, or a missing one is named (SLA-5.1)."""

import datetime
import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product

import jdatetime
import pytest

from domain.charges import Bill
from domain.connection import Area, Connection, ConnectionTerm, Usage
from domain.cost import removal_cost
from domain.damage import Cause, Damage, DamageKind, Liability
from domain.meter import Verdict
from domain.persian import jalali_year, parse_date
from domain.refusals import MissingFigure
from domain.settlement import closing_account
from domain.tariff import Tariff
from domain.terms import Terms, estimate
from tests.domain.samples import AGREEMENT, AGREEMENT_FOLDER, a_connection, a_report, a_test

SIZES = ((15, 1), (25, 1), (32, 1), (25, 3), (32, 3))
ONE_DAY = datetime.timedelta(days=1)
WRITTEN_DATE = re.compile(r'^[^#\n]*"(1[34]\d\d/\d\d/\d\d)"', re.MULTILINE)
DAMAGES = [Damage(kind=kind, cause=Cause.MISUSE, liability=Liability.SUBSCRIBER) for kind in DamageKind]


def boundaries() -> set[datetime.date]:
    """Every date that stands in a file of the agreement, comments left out."""
    texts = (path.read_text("utf-8") for path in AGREEMENT_FOLDER.glob("*.toml"))
    return {parse_date(day) for text in texts for day in WRITTEN_DATE.findall(text)}


def months() -> Iterator[datetime.date]:
    """The first day of each month of the agreement's last year, and of the one into which requests run on."""
    last = jalali_year(AGREEMENT.last_day)
    for year, month in product(range(last, last + 2), range(1, 13)):
        yield jdatetime.date(year, month, 1).togregorian()


def days() -> list[datetime.date]:
    edges = {day + step * ONE_DAY for day in boundaries() for step in (-1, 0, 1)}
    return sorted(edges | set(months()))


def classes() -> list[Connection]:
    usual = [
        a_connection(usage=usage, area=area, amperes=amperes, phases=phases, average_monthly_kwh=300)
        for usage, area, (amperes, phases) in product(Usage, Area, SIZES)
    ]
    return [*usual, *(a_connection(term=term, average_monthly_kwh=300) for term in ConnectionTerm)]


CLASSES = classes()


def figures(connection: Connection, day: datetime.date, verdict: Verdict) -> Iterator[Bill | Terms]:
    """Quote, terms and closing account of one connection, all drawn up on that day."""
    tariff, test = AGREEMENT.tariff(day), a_test(error_percent=5.0)
    yield removal_cost(connection, tariff)
    yield estimate(connection, test, verdict, tariff, day, DAMAGES)
    yield closing_account(connection, test, verdict, a_report(), tariff, DAMAGES)


def found(compute: Callable[[], Iterator[Bill | Terms]]) -> str:
    """The one tariff that all figures name, or the one figure that is missing."""
    try:
        [tariff] = {figure.tariff_id for figure in compute()}
    except MissingFigure as missing:
        return missing.figure
    return tariff


def expected(connection: Connection, day: datetime.date) -> set[str]:
    """What may be found: the tariff in force, or the name of a figure that the agreement does not have."""
    tariffs: list[Tariff] = [tariff for tariff in AGREEMENT.tariffs.tariffs() if tariff.valid_from <= day]
    if not tariffs:
        return {f"tariff.{kind}" for kind, _ in AGREEMENT.tariffs}
    if connection.term is ConnectionTerm.FREE:
        return {"tariff.free_connection_deposit"}
    return {tariffs[-1].id}


def test_the_days_include_the_edges_of_tariff_and_validity() -> None:
    assert {parse_date("1404/12/29"), parse_date("1405/01/01"), parse_date("1406/01/01")} <= set(days())


@pytest.mark.parametrize("day", days(), ids=str)
def test_each_class_of_connection_has_its_figures_or_the_name_of_what_is_missing(day: datetime.date) -> None:
    for connection in CLASSES:
        result = found(partial(figures, connection, day, Verdict.INACCURATE))
        assert result in expected(connection, day)


@pytest.mark.parametrize("verdict", Verdict)
def test_each_verdict_has_its_figures_on_every_day(verdict: Verdict) -> None:
    for day in days():
        assert found(partial(figures, CLASSES[0], day, verdict)) in expected(CLASSES[0], day)


def test_an_average_that_nobody_entered_is_named_on_every_day_with_a_tariff() -> None:
    for day in days():
        result = found(partial(figures, a_connection(), day, Verdict.UNTESTABLE))
        assert result in expected(a_connection(), day) | {"register.average_monthly_kwh"}
        assert result != AGREEMENT.tariffs.tariffs()[0].id
