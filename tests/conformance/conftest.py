"""The catalogue, and an emulated fleet, once a session."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from callsheet_conformance.catalogue import Catalogue, Subject
from callsheet_conformance.known import Known
from callsheet_conformance.targets import Emulated

sys.path.insert(0, str(Path(__file__).parent))  # helpers beside the tests, under importlib mode


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue.open()


@pytest.fixture(scope="session")
def subjects(catalogue) -> dict[str, Subject]:
    return {subject.name: subject for subject in catalogue.subjects}


@pytest.fixture(scope="session")
def known() -> Known:
    return Known.read()


@pytest.fixture
def gmicloud(catalogue) -> Emulated:
    return Emulated(catalogue, ["gmicloud"])
