"""What in a feature would be read otherwise than it was meant, or not at all?

pytest-bdd passes over in silence what it does not know: a step with a misspelt keyword is a description, of
two scenarios of one name the first is lost. What it refuses, it refuses in English; here each has its line
and remedy.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from gherkin.errors import CompositeParserException, ParserException

from domain.agreement import ClauseText
from workbench.features.definitions import Definition
from workbench.features.faults import Fault, Say, saying
from workbench.features.files import CLAUSE_TAG, Feature, Rule, Scenario, document, feature
from workbench.features.lines import of_descriptions, of_lines, of_parser
from workbench.features.said import of_steps, of_unsaid


def faults(
    texts: Mapping[Path, str], definitions: Sequence[Definition], clauses: Mapping[str, ClauseText]
) -> list[Fault]:
    """All that is wrong in these features, by file and line.

    Steps in Python that none of them says are told too, once every feature can be read.
    """
    read = [_read(path, text) for path, text in texts.items()]
    features = [one for one, _ in read if one is not None]
    found = {fault for _, told in read for fault in told}
    for one in features:
        found.update(_of_tags(one, clauses), _of_rules(one, clauses), _of_scenarios(one))
    found.update(_of_names(features), of_steps(features, definitions))
    if len(features) == len(texts):
        found.update(of_unsaid(features, definitions))
    return sorted(found)


def _read(path: Path, text: str) -> tuple[Feature | None, list[Fault]]:
    """The feature, if the parser reads it, and the faults of its lines."""
    told = list(of_lines(path, text))
    lines = {fault.line for fault in told}
    try:
        node = document(text)
    except (CompositeParserException, ParserException) as error:
        return None, [*told, *of_parser(path, text, error, lines)]
    return feature(path, node), [*told, *of_descriptions(path, text, node, lines)]


def _of_tags(one: Feature, clauses: Mapping[str, ClauseText]) -> Iterator[Fault]:
    tagged = [(one.line, one.tags), *((rule.line, rule.tags) for rule in one.rules)]
    tagged += [(scenario.line, scenario.tags) for scenario in one.scenarios]
    for line, tags in tagged:
        for tag in tags:
            if tag.removeprefix(CLAUSE_TAG) not in clauses:
                yield saying(one.path)(line, f"برچسب «{tag}» نام هیچ بندی نیست.", "بنویسید مانند «@SLA-3.4».")


def _of_rules(one: Feature, clauses: Mapping[str, ClauseText]) -> Iterator[Fault]:
    say = saying(one.path)
    for scenario in one.loose:
        yield say(
            scenario.line, f"«{scenario.name}» زیر هیچ قانونی نیست.", "آن را زیر «قانون:» بند خود ببرید."
        )
    for rule in one.rules:
        yield from _of_rule(say, rule, clauses)


def _of_rule(say: Say, rule: Rule, clauses: Mapping[str, ClauseText]) -> Iterator[Fault]:
    if len(rule.tags) != 1:
        yield say(
            rule.line, f"قانون «{rule.title}» یک برچسب بند ندارد.", "بالای آن بنویسید مانند «@SLA-3.4»."
        )
    for clause in rule.clauses:
        if clause in clauses and rule.title not in clauses[clause].text:
            yield say(
                rule.line,
                f"«{rule.title}» سخن بند {clause} نیست.",
                f"از متن بند بردارید: «{clauses[clause].text}»",
            )


def _of_names(features: Sequence[Feature]) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for one in features:
        for scenario in one.scenarios:
            place = f"{one.path}:{scenario.line}"
            if not scenario.name:
                yield saying(one.path)(
                    scenario.line, "این مثال نام ندارد.", "پس از «مثال:» بگویید چه را نشان می‌دهد."
                )
            elif scenario.name in first:
                yield saying(one.path)(
                    scenario.line,
                    f"نام «{scenario.name}» پیش‌تر در {first[scenario.name]} آمده و یکی از دو مثال گم می‌شود.",
                    "نام دیگری بگذارید.",
                )
            first.setdefault(scenario.name, place)


def _of_scenarios(one: Feature) -> Iterator[Fault]:
    for scenario in one.scenarios:
        yield from _of_scenario(saying(one.path), scenario)


def _of_scenario(say: Say, one: Scenario) -> Iterator[Fault]:
    if not one.steps:
        yield say(
            one.line, f"«{one.name}» هیچ گامی از خود ندارد و همیشه درست درمی‌آید.", "گام‌هایش را بنویسید."
        )
        return
    if one.steps[0].kind is None:
        yield say(
            one.steps[0].line, "نخستین گام با «و» یا «اما» آغاز شده است.", "با «با فرض» یا «وقتی» آغاز کنید."
        )
    if not any(step.kind == "then" for step in one.steps):
        yield say(one.line, f"«{one.name}» نمی‌گوید چه می‌شود.", "گامی با «آنگاه» بیفزایید.")
    yield from _of_examples(say, one)


def _of_examples(say: Say, one: Scenario) -> Iterator[Fault]:
    places = {place for step in one.steps for place in re.findall("<([^<>]+)>", step.text + step.below)}
    columns = {column for table in one.examples for column in table.columns}
    for place in sorted(places - columns):
        yield say(one.line, f"جای «<{place}>» در «نمونه ها:» ستونی ندارد.", "ستون آن را بیفزایید.")
    for column in sorted(columns - places):
        yield say(
            one.line,
            f"ستون «{column}» در هیچ گامی به کار نرفته است.",
            f"در گامی «<{column}>» بنویسید یا ستون را بردارید.",
        )
    for table in one.examples:
        if not table.rows:
            yield say(table.line, "جدول نمونه‌ها سطری ندارد و مثال اجرا نمی‌شود.", "دست‌کم یک سطر بیفزایید.")
