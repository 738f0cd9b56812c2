"""How does a process that a test starts do without a cure, as the test does? The environment names it."""

import os
from importlib import import_module

import pytest

UNCURED = "UNCURED"
"""In the environment of a process: the name of the cure that it is to do without."""


def heed() -> None:
    """Takes away what the environment names."""
    name = os.environ.get(UNCURED)
    if name is not None:
        import_module("tests.cures").cure_of(name).take_away(pytest.MonkeyPatch())
