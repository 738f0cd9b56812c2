"""The examples in the workbench's docstrings hold."""

import doctest
import importlib
import pkgutil

import pytest

import workbench

MODULES = sorted(module.name for module in pkgutil.walk_packages(workbench.__path__, "workbench."))


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
