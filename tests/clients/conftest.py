"""The clients as they are emitted, imported from memory, against gateways written by hand."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from emitted import emitted_package
from hand_gateways import GATEWAYS


@pytest.fixture(scope="session")
def package():
    with emitted_package() as found:
        yield found


@pytest.fixture(scope="session")
def errors(package):
    return package.module("_runtime.errors")


@pytest.fixture(params=sorted(GATEWAYS))
def gateway(request):
    return GATEWAYS[request.param]()
