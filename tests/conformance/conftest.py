"""The catalogue, and an emulated fleet, once a session."""

from __future__ import annotations

import pytest

from callsheet_conformance.catalogue import Catalogue, Subject
from callsheet_conformance.known import Known
from callsheet_conformance.targets import Emulated


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
