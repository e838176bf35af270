"""Makes the helpers of this folder importable, and gives the five transports as clients have them."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent / "simulation"))

from transports import transports as _transports


@pytest.fixture(scope="session")
def transports():
    return _transports()


@pytest.fixture(params=["aimlapi", "apiframe", "gmicloud", "oxen", "scenario"])
def transport(request, transports):
    return transports[request.param]
