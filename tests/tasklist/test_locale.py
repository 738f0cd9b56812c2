"""Every label of the installed web apps has its Persian one, and none is left over from another version."""

import json
import re
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

import pytest

from engine.build import build_if_changed
from engine.mirror import APPS, mirrored, style_sheet, webjar_beside
from tests.tasklist.browser import LATIN

pytestmark = pytest.mark.engine
Locale = dict[str, Any]
PLACES = re.compile(r"\{\{\s*(\w+)\s*\}\}")
MARKUP = re.compile(r"\{\{.*?\}\}|<.*?>|&\w+;")
NAMES = {
    "LDAP",
    "CSV",
    "JSON",
    "Ctrl",
    "T",
    "Optimize",
    "cockpit",
    "tasklist",
    "FNI",
    "EDE",
    "PI",
    "DI",
    "TU",
}
"""Products, formats, keys and metrics, named alike in every language; T stands in a date."""

FOREIGN_LETTERS = "يىكةۀ"


@pytest.fixture(scope="module")
def webjar() -> Iterator[ZipFile]:
    with ZipFile(webjar_beside(build_if_changed())) as files:
        yield files


def english(webjar: ZipFile, app: str) -> Locale:
    name = f"META-INF/resources/webjars/camunda/app/{app}/locales/en.json"
    locale: Locale = json.loads(webjar.read(name).decode("utf-8-sig"))
    return locale


def persian(app: str) -> Locale:
    locale: Locale = json.loads((style_sheet(app).parents[1] / "locales" / "fa.json").read_text())
    return locale


def labels(webjar: ZipFile, app: str) -> list[tuple[str, str, str]]:
    """Key, English and Persian of each label that is translated."""
    theirs = english(webjar, app)["labels"]
    return [(key, theirs[key], text) for key, text in persian(app)["labels"].items()]


@pytest.mark.parametrize("app", APPS)
def test_every_label_is_translated_and_none_is_left_over_from_another_version(
    webjar: ZipFile, app: str
) -> None:
    assert set(persian(app)["labels"]) == set(english(webjar, app)["labels"])
    assert [key for key, theirs, ours in labels(webjar, app) if bool(theirs) != bool(ours)] == []


@pytest.mark.parametrize("app", ["tasklist", "admin", "cockpit"])
def test_the_words_for_dates_are_complete(webjar: ZipFile, app: str) -> None:
    theirs, ours = english(webjar, app)["dateLocales"], persian(app)["dateLocales"]
    assert set(ours) == set(theirs)
    assert [name for name, words in theirs.items() if len(ours[name]) != len(words)] == []


@pytest.mark.parametrize("app", APPS)
def test_a_label_names_what_the_english_one_names(webjar: ZipFile, app: str) -> None:
    """Whatever is filled into a label is filled into its translation too, and nothing else."""
    named = [
        (key, set(PLACES.findall(theirs)), set(PLACES.findall(ours)))
        for key, theirs, ours in labels(webjar, app)
    ]
    assert [key for key, theirs, ours in named if not ours <= theirs] == []
    assert [key for key, theirs, ours in named if theirs - ours - {"dayContext"}] == []


@pytest.mark.parametrize("app", APPS)
def test_a_translation_is_persian_throughout(webjar: ZipFile, app: str) -> None:
    words = {word for _, _, ours in labels(webjar, app) for word in LATIN.findall(MARKUP.sub("", ours))}
    assert words - NAMES == set()


@pytest.mark.parametrize("app", APPS)
def test_persian_is_written_in_persian_letters(webjar: ZipFile, app: str) -> None:
    assert [key for key, _, ours in labels(webjar, app) if set(ours) & set(FOREIGN_LETTERS)] == []


@pytest.mark.parametrize("app", APPS)
def test_the_mirrored_styles_are_those_of_the_installed_version(app: str) -> None:
    assert style_sheet(app).read_text() == mirrored(webjar_beside(build_if_changed()), app), (
        "python -m engine.mirror"
    )
