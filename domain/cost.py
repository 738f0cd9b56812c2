"""What does the removal cost (SLA-3.3, SLA-5.1)?"""

from fractions import Fraction

from domain.charges import Bill, line, surcharge_lines
from domain.connection import Connection
from domain.money import Line
from domain.tariff import Tariff


class Quote(Bill):
    """The cost of a removal as announced; a later tariff never changes it."""


def removal_cost(connection: Connection, tariff: Tariff) -> Quote:
    """Charge the fee for the connection's phases and the tax on it; both may be zero (SLA-3.3)."""
    fee = _fee(connection, tariff)
    tax = surcharge_lines("tax", "مالیات بر ارزش افزوده", [fee], tariff.tax, tariff)
    return Quote.of([fee, *tax], tariff)


def _fee(connection: Connection, tariff: Tariff) -> Line:
    return line(
        "removal-fee",
        "هزینه جمع‌آوری",
        Fraction(tariff.removal_fee.figure.of(connection)),
        formula=f"مبلغ تعرفه برای انشعاب {connection.phases_in_words}",
        inputs={"نوع انشعاب": connection.phases_in_words},
        clause="3.3",
        figures=(tariff.removal_fee,),
        tariff=tariff,
    )
