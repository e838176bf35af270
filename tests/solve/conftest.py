"""Makes the strategies and the repository's own models importable by the tests of this folder."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from shipped import shipped_models

from callsheet.layers.model import Model


@pytest.fixture(params=shipped_models(), ids=lambda model: f"{model.provider}/{model.slug}")
def shipped(request: pytest.FixtureRequest) -> Model:
    """Each model of specs/."""
    return request.param
