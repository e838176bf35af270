"""Makes the helpers of this folder importable, and gives the five transports as clients have them."""

import sys
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent / "simulation"))

from transports import transports as _transports

# how long one example takes depends on what else the machine does
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")


@pytest.fixture(scope="session")
def transports():
    return _transports()


@pytest.fixture(params=["aimlapi", "apiframe", "gmicloud", "oxen", "scenario"])
def transport(request, transports):
    return transports[request.param]
