"""Whoever comes at once calls the same application as the tests of the channels."""

from tests.channels.conftest import api_stage, outside, parts

__all__ = ["api_stage", "outside", "parts"]
