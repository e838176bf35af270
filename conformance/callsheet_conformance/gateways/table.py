"""Gateways with behaviour of their own, by provider; any other provider is served from its transport alone."""

from __future__ import annotations

from callsheet_conformance.gateways.aimlapi import AimlApi
from callsheet_conformance.gateways.apiframe import Apiframe
from callsheet_conformance.gateways.gateway import Gateway
from callsheet_conformance.gateways.gmicloud import GmiCloud
from callsheet_conformance.gateways.oxen import Oxen
from callsheet_conformance.gateways.scenario import Scenario

GATEWAYS: dict[str, type[Gateway]] = {
    "aimlapi": AimlApi,
    "apiframe": Apiframe,
    "gmicloud": GmiCloud,
    "oxen": Oxen,
    "scenario": Scenario,
}
"""Alphabetical, one row a file."""
