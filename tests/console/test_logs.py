"""A log line is for machines, and holds nobody's data."""

import json
import logging
from pathlib import Path

import pytest
import structlog

from console.logs import log_as_json
from tests.hostile import TEXTS


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "log"


def lines(file: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in file.read_text().splitlines()]


def test_our_lines_and_those_of_libraries_have_one_form(file: Path) -> None:
    with log_as_json(file):
        structlog.get_logger().info("bell not rung", tracking_code="14051234567890")
        logging.getLogger("library").warning("a %s", "word")
    ours, theirs = lines(file)
    assert (ours["event"], ours["level"], ours["tracking_code"]) == (
        "bell not rung",
        "info",
        "14051234567890",
    )
    assert (theirs["event"], theirs["level"]) == ("a word", "warning")


def test_no_text_leaves_its_line_or_commands_the_terminal(file: Path) -> None:
    texts = (*TEXTS, "\x1b]0;x\x07", "a\nb\r\nc", "\ud800")
    with log_as_json(file):
        for text in texts:
            structlog.get_logger().info("page refused", user=text, **{f"key{text}": 1})
            logging.getLogger("library").warning("a %s", text)
    said = iter(lines(file))
    for text in texts:
        assert next(said)["user"] == text
        assert next(said)["event"] == f"a {text}"
    assert file.read_text(encoding="ascii").replace("\n", "").isprintable()


def test_the_text_of_an_exception_stays_out_of_the_log(file: Path) -> None:
    with log_as_json(file):
        try:
            raise ValueError("09120000001")
        except ValueError:
            logging.getLogger("library").exception("it failed")
            structlog.get_logger().exception("it failed")
    assert "09120000001" not in file.read_text()
    assert all(line["fault"].startswith("ValueError at ") for line in lines(file))
