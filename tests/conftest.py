"""How much chance there is in a run: none in ``make test``, all there can be in ``make explore``."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings
from hypothesis.internal.conjecture import providers

# how long one example takes depends on what else the machine does
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile("ci")

# nor is it up to where this runs: a proxy for the world outside is none for the servers that tests start here
for _name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
    os.environ.pop(_name, None)
    os.environ.pop(_name.upper(), None)


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("hypothesis_profile", None) != "explore":
        # Hypothesis also draws the constants of all modules of ours that are loaded, and which ones are is up to the
        # tests that ran before; it has no setting for it
        providers._get_local_constants = providers.Constants
