"""Has each decision one row for whatever it can be asked, and does somebody know every answer?"""

import re
from collections.abc import Iterator, Mapping
from itertools import combinations, product

from cases.damages import DECISION
from domain.damage import Cause, DamageKind, Liability
from domain.meter import Verdict
from domain.persian import digits
from domain.titled import Titled
from workbench.check.finding import Finding
from workbench.check.given import listed
from workbench.check.plan import Plan
from workbench.decisions import Column, Decision, Rule, UnknownTest, Value, holds, literal
from workbench.expressions import variables

WORDS: Mapping[str, type[Titled]] = {
    "verdict": Verdict,
    "liability": Liability,
    "damageKind": DamageKind,
    "damageCause": Cause,
}
"""The variables whose values are words of the domain."""

ASKED_BY_WORKERS: Mapping[str, frozenset[str]] = {DECISION: frozenset({"damageKind", "damageCause"})}
LIMITED = "errorPercent"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
BESIDE = 0.01
"""How far beside a limit a number is tried."""

Asked = Mapping[str, Value]


def readable(plan: Plan) -> Iterator[Decision]:
    """The decisions whose rows are whole and whose cells can be read."""
    for table in plan.models.decisions.values():
        if all(_is_whole(table, rule) for rule in table.rules) and not any(_unreadable(table)):
            yield table


def rows_not_whole(plan: Plan) -> Iterator[Finding]:
    """A row has a cell in each column."""
    for table in plan.models.decisions.values():
        for rule in table.rules:
            if not _is_whole(table, rule):
                what = "این ردیف به اندازه‌ی ستون‌های جدول خانه ندارد."
                remedy = "ردیف را در Modeler پاک کنید و دوباره بنویسید."
                yield found(plan, table, "decision-row", what, remedy, rule)


def _is_whole(table: Decision, rule: Rule) -> bool:
    return (len(rule.tests), len(rule.conclusions)) == (len(table.inputs), len(table.outputs))


def found(
    plan: Plan, table: Decision, kind: str, what: str, remedy: str, rule: Rule | None = None
) -> Finding:
    """A finding about a decision, or one of its rows."""
    element, name = (rule.id, rule.note) if rule else (table.id, table.name)
    return Finding(kind, plan.homes[table.id], element, name, what, remedy)


def cells_not_read(plan: Plan) -> Iterator[Finding]:
    """A cell holds a value, a comparison, an interval, a list of them, or a dash."""
    for table in plan.models.decisions.values():
        for rule, cell in _unreadable(table):
            what = f"خانه‌ی «{cell}» خوانده نمی‌شود."
            remedy = "یک مقدار، مقایسه، بازه یا فهرستی از آنها بنویسید؛ متن در گیومه‌ی لاتین."
            yield found(plan, table, "decision-cell", what, remedy, rule)


def _unreadable(table: Decision) -> Iterator[tuple[Rule, str]]:
    for rule in table.rules:
        yield from ((rule, cell) for cell in rule.tests if not _is_test(cell))
        yield from ((rule, cell) for cell in rule.conclusions if not _is_literal(cell))


def _is_test(cell: str) -> bool:
    """Whether it can be asked of a value; none is there that would end the reading early."""
    try:
        holds(cell, object())  # type: ignore[arg-type]
    except UnknownTest:
        return False
    return True


def _is_literal(cell: str) -> bool:
    try:
        literal(cell)
    except UnknownTest:
        return False
    return True


def tables_of_another_policy(plan: Plan) -> Iterator[Finding]:
    """One row answers, and the order of the rows means nothing."""
    for table in plan.models.decisions.values():
        if table.hit_policy != "UNIQUE":
            what = f"Hit policy این جدول {table.hit_policy} است؛ ردیف‌ها ممکن است یکدیگر را بپوشانند."
            yield found(plan, table, "decision-hit-policy", what, "Hit policy را Unique کنید.")


def rows_that_catch_all(plan: Plan) -> Iterator[Finding]:
    """What nobody thought of must stay without an answer, so that somebody hears of it."""
    for table in readable(plan):
        for rule in table.rules:
            if all(test in ("-", "") for test in rule.tests):
                what = "این ردیف هرچه را که کسی به آن فکر نکرده است می‌پذیرد."
                remedy = "به جای خط تیره بنویسید این ردیف برای کدام مقدارهاست."
                yield found(plan, table, "decision-catch-all", what, remedy, rule)


def rows_that_overlap(plan: Plan) -> Iterator[Finding]:
    """Two rows for one question are an error when it is asked."""
    for table in readable(plan):
        if table.hit_policy == "UNIQUE":
            for pair, asked in sorted(_overlaps(table).items()):
                what = f"ردیف‌های {' و '.join(pair)} هر دو برای {_said(table, asked)} پاسخ می‌دهند."
                remedy = "مقدارهای یکی را چنان تنگ کنید که تنها یک ردیف بماند."
                yield found(plan, table, "decision-overlap", what, remedy)


def _overlaps(table: Decision) -> dict[tuple[str, str], Asked]:
    """Each two rows that match at once, with one of the questions for which they do."""
    pairs: dict[tuple[str, str], Asked] = {}
    for asked in questions(table):
        for one, other in combinations(table.matching(asked), 2):
            pairs.setdefault((one.id, other.id), asked)
    return pairs


def rows_that_are_missing(plan: Plan) -> Iterator[Finding]:
    """A question without an answer stops the request."""
    for table in readable(plan):
        gaps = [asked for asked in questions(table) if not table.matching(asked)]
        if gaps:
            what = f"برای {_said(table, gaps[0])} هیچ ردیفی نیست."
            yield found(
                plan, table, "decision-gap", what, "ردیفی برای آن بیفزایید، یا مقدارها را بازتر کنید."
            )


def _said(table: Decision, asked: Asked) -> str:
    return "، ".join(f"«{column.label}» {_value(asked[column.variable])}" for column in table.inputs)


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return "بله" if value else "خیر"
    return digits(f"{value:g}") if isinstance(value, float) else str(value)


def questions(table: Decision) -> Iterator[Asked]:
    """Every question that can differ: truth both ways, each listed word, each number around each limit."""
    kinds = [_values(table, place, column) for place, column in enumerate(table.inputs)]
    for row in product(*kinds):
        yield {column.variable: value for column, value in zip(table.inputs, row, strict=True)}


def _values(table: Decision, place: int, column: Column) -> list[Value]:
    tests = [rule.tests[place] for rule in table.rules]
    if column.type == "boolean":
        return [True, False]
    if column.type == "string":
        words = column.values or {word for test in tests for word in re.findall('"([^"]*)"', test)}
        return [*sorted(words)]
    limits = {float(number) for test in tests for number in NUMBER.findall(test)} or {0.0}
    return [*sorted({limit + step for limit in limits for step in (-BESIDE, 0.0, BESIDE)})]


def words_nobody_knows(plan: Plan) -> Iterator[Finding]:
    """What a decision answers and is asked are the words of the domain, all of them."""
    for table in readable(plan):
        for column in table.inputs:
            yield from _strange_words(plan, table, column, frozenset(column.values))
        for place, column in enumerate(table.outputs):
            given = frozenset(str(literal(rule.conclusions[place])) for rule in table.rules)
            yield from _strange_words(plan, table, column, given)
            yield from _strange_words(plan, table, column, frozenset(column.values))


def _strange_words(plan: Plan, table: Decision, column: Column, given: frozenset[str]) -> Iterator[Finding]:
    known = frozenset[str](WORDS[column.variable]) if column.variable in WORDS else given
    if strange := given ^ known:
        what = f"ستون «{column.label}» و کارگزارها واژه‌های یکسانی ندارند: {listed(strange)}."
        remedy = f"در آن ستون همین‌ها را بنویسید: {listed(known)}."
        yield found(plan, table, "decision-words", what, remedy)


def columns_without_variable(plan: Plan) -> Iterator[Finding]:
    """A column reads or writes a variable."""
    for table in plan.models.decisions.values():
        for column in (*table.inputs, *table.outputs):
            if not column.variable:
                what = f"ستون «{column.label}» نام متغیر ندارد."
                yield found(plan, table, "decision-column", what, "در سر ستون نام متغیر را بنویسید.")


def columns_nobody_fills(plan: Plan) -> Iterator[Finding]:
    """What workers ask by themselves, they ask under these names."""
    for table in plan.models.decisions.values():
        named = frozenset(column.variable for column in table.inputs if column.variable)
        asked = ASKED_BY_WORKERS.get(table.id, named)
        if strange := named - asked:
            what = f"کارگزارها این جدول را با متغیر دیگری می‌پرسند، نه با {listed(strange)}."
            remedy = f"ستون‌های ورودی را {listed(asked)} بنامید."
            yield found(plan, table, "decision-input-unknown", what, remedy)


def outputs_nobody_reads(plan: Plan) -> Iterator[Finding]:
    """An answer goes somewhere: to a worker or a branch, or it is a word that the workers know."""
    read = {name for topic in plan.topics.values() for name in topic.variables}
    read |= {name for one in plan.processes() for flow in one.flows for name in variables(flow.condition)}
    for table in plan.models.decisions.values():
        for column in table.outputs:
            if column.variable not in read | WORDS.keys():
                what = f"پاسخ «{column.label}» ({column.variable}) را هیچ کارگزار و شاخه‌ای نمی‌خواند."
                remedy = "نام خروجی را با متغیری که خوانده می‌شود یکی کنید."
                yield found(plan, table, "decision-output-unread", what, remedy)


def limits_of_another_figure(plan: Plan) -> Iterator[Finding]:
    """The error up to which a meter is sound is the agreement's, either way (4-43-1)."""
    limit = plan.agreement.error_limit_percent
    for table in readable(plan):
        for place, column in enumerate(table.inputs):
            tests = [rule.tests[place] for rule in table.rules]
            limits = {float(number) for test in tests for number in NUMBER.findall(test)}
            if column.variable == LIMITED and limits != {-limit, limit}:
                what = f"حدهای «{column.label}» با حد توافقنامه، {digits(f'{limit:g}')} درصد، یکی نیستند."
                remedy = "جدول را درست کنید، یا error_limit را در agreement/service.toml."
                yield found(plan, table, "decision-limit", what, remedy)


RULES = (
    rows_not_whole,
    cells_not_read,
    tables_of_another_policy,
    rows_that_catch_all,
    rows_that_overlap,
    rows_that_are_missing,
    words_nobody_knows,
    columns_without_variable,
    columns_nobody_fills,
    outputs_nobody_reads,
    limits_of_another_figure,
)
