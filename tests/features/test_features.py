"""The Persian features, on the real engine."""

import pytest
from pytest_bdd import scenarios

pytestmark = pytest.mark.engine

scenarios("../../features")
