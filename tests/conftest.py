"""How much chance there is in a run: none in ``make test``, all there can be in ``make explore``."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.internal.conjecture import providers

# how long one example takes depends on what else the machine does
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile("ci")


def forget_who_runs_this() -> None:
    """A proxy for the world outside, keys of real gateways, and how a terminal is coloured: none is for tests."""
    providers_of_ours = (Path(__file__).parents[1] / "specs").glob("*/provider.yaml")
    listed = re.findall(r"env: \[([^\]]*)\]", "".join(path.read_text("utf-8") for path in providers_of_ours))
    proxies = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")
    terminal = ("COLUMNS", "FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE")
    for name in (*proxies, *map(str.upper, proxies), *terminal, *re.findall(r"\w+", " ".join(listed))):
        os.environ.pop(name, None)


forget_who_runs_this()


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("hypothesis_profile", None) != "explore":
        # Hypothesis also draws the constants of all modules of ours that are loaded, and which ones are is up to the
        # tests that ran before; it has no setting for it
        providers._get_local_constants = providers.Constants
