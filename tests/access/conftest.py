"""Who may do what is asked of the same application that the tests of the channels call."""

from tests.channels.conftest import api_stage, outside, parts

__all__ = ["api_stage", "outside", "parts"]
