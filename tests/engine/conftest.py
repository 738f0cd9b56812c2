"""What do tests of the engine's room stand on? The trial models, deployed once on the run's engine."""

import pytest

from engine.client import Engine
from engine.deployer import deploy
from tests.engine.trial import MODELS


@pytest.fixture(scope="session")
def trial_engine(engine: Engine) -> Engine:
    """The real engine as its administrator, with the trial models on it."""
    deploy(engine, MODELS)
    return engine
