"""What do the subscriber and the company owe each other once the connection is gone (SLA-3.8, SLA-3.9)?"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

from domain.charges import Bill, decimal, line, surcharge_lines
from domain.connection import Connection, ConnectionTerm
from domain.damage import Damage, damage_lines
from domain.meter import MeterTest, Verdict, errors_in_words
from domain.money import Line, total
from domain.persian import date, digits, rials
from domain.refusals import MissingFigure
from domain.removal import RemovalReport
from domain.tariff import Tariff
from domain.titled import Titled

REFERENCE_AMPERES = 25
DAYS_OF_A_MONTH = 30
NO_CONSUMPTION = frozenset({"connection-value", "damage", "damage-tax", "thousand-cut"})


class BalanceState(Titled):
    """How an account stands, and what keeps it from being closed."""

    DEBTOR = "debtor", "بدهکار"
    DEBTOR_OVERDUE = "debtor-overdue", "بدهکار، مهلت گذشته"
    CREDITOR = "creditor", "بستانکار"
    CREDITOR_WITHOUT_ACCOUNT = "creditor-without-account", "بستانکار، بدون شبا"
    SETTLED = "settled", "تسویه"


def state_of(balance: int) -> BalanceState:
    """Name the state of a balance in Rials; positive is owed by the subscriber."""
    if balance == 0:
        return BalanceState.SETTLED
    return BalanceState.DEBTOR if balance > 0 else BalanceState.CREDITOR


class ClosingAccount(Bill):
    """The last account of a subscription; its total is negative when the company owes the subscriber."""

    @property
    def consumption_debt(self) -> int:
        """What was consumed and not yet paid (SLA-3.8), in Rials: no damage, refund or cut."""
        return total(line for line in self.lines if line.key not in NO_CONSUMPTION)


def closing_account(
    connection: Connection,
    test: MeterTest,
    verdict: Verdict,
    report: RemovalReport,
    tariff: Tariff,
    damages: Sequence[Damage] = (),
) -> ClosingAccount:
    """Settle up to the removal's reading and day; what the subscriber paid is the ledger's to count.

    Consumption that no meter has measured is the register's average; a `MissingFigure` where it has none.
    """
    consumption = Consumption.measured(connection, verdict, report.final_reading, report.removed_on)
    wrong = inaccurate_test(test, verdict)
    return ClosingAccount.of(account_lines(consumption, wrong, tariff, report.removed_on, damages), tariff)


@dataclass(frozen=True)
class Consumption:
    """What a connection used since its last bill, up to a day: by its reading, or else by the average."""

    connection: Connection
    reading: int | None
    read_on: datetime.date

    @classmethod
    def measured(
        cls, connection: Connection, verdict: Verdict, reading: int | None, read_on: datetime.date
    ) -> Self:
        """Take the reading as far as it can be trusted: not that of a meter which could not be tested."""
        return cls(connection, None if verdict is Verdict.UNTESTABLE else reading, read_on)

    @property
    def kwh(self) -> Fraction:
        """Difference of the readings times the meter's multiplier, or the average for these days."""
        if self.reading is None:
            return self._average() * self.months
        return Fraction((self.reading - self.connection.last_reading) * self.connection.meter_multiplier)

    def _average(self) -> int:
        if self.connection.average_monthly_kwh is None:
            raise MissingFigure("register.average_monthly_kwh", self.read_on)
        return self.connection.average_monthly_kwh

    @property
    def days(self) -> int:
        """Days from reading to reading, as bills print them; on the very day of the last reading, one."""
        return max((self.read_on - self.connection.last_read_on).days, 1)

    @property
    def months(self) -> Fraction:
        """The same in months of 30 days, by which ladders and standing charges go."""
        return Fraction(self.days, DAYS_OF_A_MONTH)


def inaccurate_test(test: MeterTest, verdict: Verdict) -> MeterTest | None:
    """Give the test whose error the account corrects: only one beyond the limit (4-43-1)."""
    is_wrong = verdict is Verdict.INACCURATE and test.error_percent is not None
    return test if is_wrong else None


def account_lines(
    consumption: Consumption,
    wrong: MeterTest | None,
    tariff: Tariff,
    on: datetime.date,
    damages: Sequence[Damage] = (),
) -> list[Line]:
    """List every line of the account: these and no others; debts of other subscriptions never enter.

    `on` is the day on which it is drawn up, for the operator who must enter a missing figure.
    """
    charged = [_energy(consumption, tariff)]
    if wrong is not None and consumption.reading is not None:
        charged.append(_meter_adjustment(consumption, wrong, tariff))
    charged.append(_standing_charge(consumption, tariff))
    taxed = [
        *surcharge_lines("levy", "عوارض برق", charged, tariff.levy, tariff),
        *surcharge_lines("tax", "مالیات بر ارزش افزوده", charged, tariff.tax, tariff),
    ]
    return [
        *charged,
        *taxed,
        *damage_lines(damages, consumption.connection, tariff),
        *_prior_debt(consumption.connection),
        *_connection_value(consumption.connection, tariff, on),
    ]


def _energy(used: Consumption, tariff: Tariff) -> Line:
    month = used.kwh / used.months
    price = tariff.energy_price.monthly(used.connection.usage, month)
    return line(
        "energy",
        "بهای مصرف تا روز جمع‌آوری",
        price * used.months,
        formula="بهای میانگین مصرف ماهانه با نرخ پلکانی، ضرب در تعداد روز، تقسیم بر ۳۰",
        inputs={
            **(_read(used.reading, used) if used.reading is not None else _estimated(used)),
            "میانگین مصرف ماهانه": f"{decimal(month)} کیلووات‌ساعت",
            "بهای یک ماه": f"{decimal(price)} ریال",
            **_price_of_a_part(used, tariff),
        },
        clause="3.8",
        figures=(tariff.energy_price,),
        tariff=tariff,
    )


def _read(reading: int, used: Consumption) -> dict[str, str]:
    return {
        "رقم پیشین": digits(used.connection.last_reading),
        "تاریخ رقم پیشین": date(used.connection.last_read_on),
        "رقم پایانی": digits(reading),
        "تاریخ رقم پایانی": date(used.read_on),
        "ضریب کنتور": digits(used.connection.meter_multiplier),
        "مصرف": f"{decimal(used.kwh)} کیلووات‌ساعت",
        "تعداد روز": digits(used.days),
    }


def _estimated(used: Consumption) -> dict[str, str]:
    return {
        "مبنای مصرف": "میانگین مصرف پیشین، چون کنتور رقم پذیرفتنی ندارد",
        "تاریخ رقم پیشین": date(used.connection.last_read_on),
        "تا روز": date(used.read_on),
        "تعداد روز": digits(used.days),
    }


def _price_of_a_part(used: Consumption, tariff: Tariff) -> dict[str, str]:
    """Say where the price began after the last reading: no rule is known that divides consumption by days."""
    began = tariff.energy_price.valid_from
    if began <= used.connection.last_read_on:
        return {}
    return {"نرخ انرژی": f"از {date(began)}؛ همه‌ی دوره با همین نرخ محاسبه شد"}


def _meter_adjustment(used: Consumption, test: MeterTest, tariff: Tariff) -> Line:
    """Correct the last period alone: how far back a faulty meter must be corrected is written nowhere."""
    true_kwh = used.kwh / (1 + Fraction(str(test.error_percent)) / 100)
    usage = used.connection.usage
    true_price = tariff.energy_price.monthly(usage, true_kwh / used.months)
    registered_price = tariff.energy_price.monthly(usage, used.kwh / used.months)
    adjustment = line(
        "meter-adjustment",
        "تعدیل خطای کنتور",
        (true_price - registered_price) * used.months,
        formula="بهای مصرف درست (مصرف ثبت‌شده تقسیم بر یک به‌علاوه‌ی خطا) منهای بهای مصرف ثبت‌شده",
        inputs={
            **errors_in_words(test),
            "مصرف ثبت‌شده": f"{decimal(used.kwh)} کیلووات‌ساعت",
            "مصرف درست": f"{decimal(true_kwh)} کیلووات‌ساعت",
        },
        clause="3.5",
        figures=(tariff.energy_price,),
        tariff=tariff,
    )
    return adjustment.model_copy(update={"example": adjustment.example or test.example})


def _standing_charge(used: Consumption, tariff: Tariff) -> Line:
    monthly = tariff.standing_charge.figure.of(used.connection)
    return line(
        "standing-charge",
        "آبونمان",
        monthly * used.months,
        formula="آبونمان ماهانه ضرب در تعداد روز، تقسیم بر ۳۰",
        inputs={"آبونمان ماهانه": rials(monthly), "تعداد روز": digits(used.days)},
        clause="3.8",
        figures=(tariff.standing_charge,),
        tariff=tariff,
    )


def _prior_debt(connection: Connection) -> list[Line]:
    if not connection.prior_debt:
        return []
    return [
        Line(
            key="prior-debt",
            label="بدهی پیشین",
            formula="مانده‌ی صورتحساب‌های پیشین همین اشتراک",
            inputs={"مانده‌ی پیشین": rials(connection.prior_debt)},
            amount=connection.prior_debt,
            tariff=None,
            source="دفتر صورتحساب مشترکین",
            clause="3.8",
        )
    ]


def _connection_value(connection: Connection, tariff: Tariff, on: datetime.date) -> list[Line]:
    """Only a permanent connection has a value; a free one has a deposit, whose rule is not known (2-52-4)."""
    if connection.term is ConnectionTerm.FREE:
        raise MissingFigure("tariff.free_connection_deposit", on)
    if connection.term is not ConnectionTerm.PERMANENT:
        return []
    return [_refund(connection, tariff)]


def _refund(connection: Connection, tariff: Tariff) -> Line:
    """Give back the share of the value, or the general charges if these are more, before debts come off."""
    charges = tariff.connection_value.of(connection)
    scale = Fraction(connection.amperes * connection.phases, REFERENCE_AMPERES)
    share = tariff.refund_share.figure
    value, floor = (charges.general + charges.network) * scale, charges.general * scale
    return line(
        "connection-value",
        "استرداد ارزش انشعاب",
        -max(value * share / 100, floor),
        formula=f"{digits(share)} درصد ارزش انشعاب به نرخ روز، نه کمتر از هزینه‌های عمومی برقراری آن",
        inputs={
            "هزینه‌های عمومی ۲۵ آمپر تک‌فاز": rials(charges.general),
            "سرشکن نیرورسانی و قدرالسهم زمین": rials(charges.network),
            "آمپر": digits(connection.amperes),
            "تعداد فاز": digits(connection.phases),
        },
        clause="3.8",
        figures=(tariff.connection_value, tariff.refund_share),
        tariff=tariff,
    )
