"""Validators, JSON Schema and models say the same as a plain reading of the rules."""

from __future__ import annotations

import json

import emit_samples as samples
import jsonschema_rs
import pytest
from emit_reference import broken
from emit_requests import requests
from hypothesis import given, settings
from hypothesis import strategies as st

from callsheet import live
from callsheet.emit import models, package, schemas, validators

MODELS = {model.id: model for provider in samples.PROVIDERS for model in provider.models}


@pytest.fixture(scope="module")
def generated():
    """The emitted package, importable."""
    files = [f for e in (package, models, validators) for f in e.emit(samples.PROVIDERS)]
    with live.package(files, "video_gateways") as modules:
        yield modules


@pytest.fixture(scope="module")
def schema_of():
    files = {f.path: json.loads(f.text) for f in schemas.emit(samples.PROVIDERS)}
    return {
        m.id: jsonschema_rs.validator_for(files[f"schemas/{m.provider}/{m.slug}.json"])
        for m in MODELS.values()
    }


@pytest.mark.parametrize("name", sorted(MODELS))
def test_validators_name_what_is_broken(name, generated) -> None:
    model = MODELS[name]
    validate = generated.module(f"{model.provider}.validators").VALIDATORS[name]

    @settings(max_examples=400, deadline=None)
    @given(request=requests(model), advice=st.booleans())
    def check(*, request: dict, advice: bool) -> None:
        found = validate(request, advice=advice)
        assert {violation.rule for violation in found} == broken(model, request, advice=advice)
        errors = {violation.rule for violation in found if violation.is_error}
        assert errors == broken(model, request)

    check()


@pytest.mark.parametrize("name", sorted(MODELS))
def test_the_schema_accepts_exactly_what_breaks_nothing(name, schema_of) -> None:
    model = MODELS[name]

    @settings(max_examples=400, deadline=None)
    @given(requests(model))
    def check(request: dict) -> None:
        assert schema_of[name].is_valid(request) is (not broken(model, request))

    check()


@pytest.mark.parametrize("name", sorted(MODELS))
def test_what_a_pydantic_model_takes_is_valid_on_the_wire(name, generated) -> None:
    model = MODELS[name]
    request_model = getattr(generated.module(f"{model.provider}.models"), model.class_name)

    @settings(max_examples=200, deadline=None)
    @given(requests(model))
    def check(request: dict) -> None:
        try:
            wire = request_model.model_validate(request).wire()
        except ValueError:
            assert broken(model, request) != set()
        else:
            assert broken(model, wire) == set()

    check()
