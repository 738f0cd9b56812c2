"""Which template does Camunda Modeler offer for each topic? Made from the workers' contracts and our models.

A template fills in type and topic, asks for the clause and for what the worker takes from the model itself,
and says in Persian what the worker reads and answers.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.topics import Topic
from workbench.answers import values, variables
from workbench.models import Models
from workbench.notices import sent_by_models
from workbench.processes import Element
from workbench.variables import OWN_PARAMETERS, VARIABLES

FOLDER = ".camunda/element-templates"
"""Beside the models: there Modeler looks for templates."""

SCHEMA = "https://unpkg.com/@camunda/element-templates-json-schema/resources/schema.json"
CLAUSES = r"^[1-7]\.[0-9]( [1-7]\.[0-9])*$"
OWN_WORDS: Mapping[str, tuple[str, str]] = {
    "send-notice": (
        "ارسال پیامک به مشترک",
        "پیامک با متن توافقنامه فرستاده می‌شود؛ مدل منتظر رسیدن آن نمی‌ماند.",
    ),
}
"""Title and help of topics whose tasks are named differently at each place."""

RIGHT_TO_LEFT, ISOLATE, END = "\u2067", "\u2068", "\u2069"
"""Modeler lays texts out from left to right; these let a Persian sentence with Latin words be read."""

Property = dict[str, Any]


@dataclass(frozen=True)
class Source:
    """A topic's contract, and the tasks of the models that have it."""

    topic: Topic
    tasks: tuple[Element, ...]
    models: Models

    @property
    def title(self) -> str:
        """What its tasks are called; its own name where no model has it yet."""
        return self._words[0]

    @property
    def help(self) -> str:
        """What its tasks do, in the words of the shortest documentation."""
        return self._words[1]

    @property
    def _words(self) -> tuple[str, str]:
        if self.topic.name in OWN_WORDS or not self.tasks:
            return OWN_WORDS.get(self.topic.name, (self.topic.name, ""))
        plainest = min(self.tasks, key=lambda task: (len(task.documentation), task.documentation))
        return plainest.name, plainest.documentation

    @property
    def kind(self) -> str:
        """What its tasks are in BPMN."""
        return "bpmn:SendTask" if any(one.kind == "sendTask" for one in self.tasks) else "bpmn:ServiceTask"

    @property
    def clauses(self) -> str:
        """The clauses that all its tasks carry out; none where they differ."""
        cited = {" ".join(task.clauses) for task in self.tasks}
        return cited.pop() if len(cited) == 1 else ""

    @property
    def inputs(self) -> tuple[str, ...]:
        """What the worker takes from the model itself: the inputs that tasks of the topic are given."""
        given = {name for task in self.tasks for name in task.inputs}
        return tuple(name for name in self.topic.variables if name in given)


def templates(models: Models, topics: Mapping[str, Topic]) -> dict[str, str]:
    """The file of each topic by its name, as Modeler reads it."""
    found = {}
    for name, topic in sorted(topics.items()):
        tasks = tuple(one for one in models.elements() if one.topic == name)
        template = _template(Source(topic, tasks, models))
        found[f"{name}.json"] = json.dumps(template, ensure_ascii=False, indent=2) + "\n"
    return found


def _template(source: Source) -> dict[str, Any]:
    return {
        "$schema": SCHEMA,
        "name": source.title,
        "id": f"barchin.{source.topic.name}",
        "description": _description(source),
        "keywords": [source.topic.name, *source.clauses.split()],
        "appliesTo": ["bpmn:Task", source.kind],
        "elementType": {"value": source.kind},
        "groups": [{"id": "work", "label": "آنچه مدل می‌گوید"}],
        "properties": [*_hidden(source), _clause(source), *_inputs(source)],
    }


def _hidden(source: Source) -> Iterator[Property]:
    for name, value in (("camunda:type", "external"), ("camunda:topic", source.topic.name)):
        yield {"type": "Hidden", "value": value, "binding": {"type": "property", "name": name}}


def _clause(source: Source) -> Property:
    message = _persian(f"شماره‌ی بندها با فاصله، مانند {_latin('3.4 3.9')}.")
    return {
        "label": "بند توافقنامه",
        "description": _persian("شماره‌ی بندی که این کار انجام می‌دهد؛ چند بند با فاصله."),
        "type": "String",
        "value": source.clauses,
        "group": "work",
        "binding": {"type": "camunda:property", "name": "clause"},
        "constraints": {"notEmpty": True, "pattern": {"value": CLAUSES, "message": message}},
    }


def _inputs(source: Source) -> Iterator[Property]:
    for name in source.inputs:
        yield {
            "label": _called(source, name),
            "group": "work",
            **(_choice(source) if name == "template" else _text(source, name)),
            "binding": {"type": "camunda:inputParameter", "name": name},
            "constraints": {"notEmpty": True},
        }


def _choice(source: Source) -> Property:
    """The notices that a model may send, called as the tasks are that send them."""
    names = {task.inputs.get("template"): task.name for task in source.tasks}
    choices = [{"name": names.get(key, key), "value": key} for key in sorted(sent_by_models())]
    return {"type": "Dropdown", "value": "", "choices": [{"name": "انتخاب کنید", "value": ""}, *choices]}


def _text(source: Source, name: str) -> Property:
    used = [task.inputs[name] for task in source.tasks if name in task.inputs]
    return {"type": "String", "value": next((one for one in used if one.startswith("${")), "")}


def _description(source: Source) -> str:
    parts = [source.help, _reads(source), _answers(source)]
    return _persian(" ".join(part for part in parts if part))


def _reads(source: Source) -> str:
    read = [name for name in source.topic.variables if name not in source.inputs]
    names = [f"{_called(source, name)} ({_latin(name)})" for name in read]
    return f"از متغیرها می‌خواند: {'، '.join(names)}." if names else ""


def _answers(source: Source) -> str:
    parts = [_answer(source, name) for name in _in_order(source.topic)]
    return f"پاسخ می‌دهد: {'؛ '.join(parts)}." if parts else ""


def _answer(source: Source, name: str) -> str:
    known = values(source.topic, name)
    words = sorted(map(str, known)) if known and not known <= {True, False} else []
    choices = f" یکی از {'، '.join(map(_latin, words))}" if words else ""
    return f"{_called(source, name)} ({_latin(name)}){choices}"


def _in_order(topic: Topic) -> list[str]:
    """The variables that it answers, the one that a gateway reads first."""
    return sorted(variables(topic), key=lambda name: (values(topic, name) is None, name))


def _called(source: Source, name: str) -> str:
    """What a variable is called in Persian: by our list, or by a form that asks it."""
    forms = source.models.forms.values()
    labels = {question.key: question.label for form in forms for question in form.questions}
    return VARIABLES.get(name) or OWN_PARAMETERS.get(name) or labels.get(name, name)


def _persian(text: str) -> str:
    return f"{RIGHT_TO_LEFT}{text}{END}"


def _latin(word: str) -> str:
    return f"{ISOLATE}{word}{END}"
