"""Request models take what validators take and nothing else: no value is turned into another one."""

from __future__ import annotations

import json
import pickle
from collections import OrderedDict
from functools import cache
from pathlib import Path
from types import MappingProxyType

import emit_samples as samples
import pytest
from emit_requests import requests
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from callsheet import disk, live, pipeline
from callsheet.emit import models, package, validators
from callsheet.runtime.request_model import RequestModel
from callsheet.runtime.values import is_number, same

ROOT = Path(__file__).parents[2]


@cache
def providers():
    return (*pipeline.resolved(pipeline.load(disk.read_specs(ROOT / "specs"))), samples.ACME)


MODELS = {f"{each.id}/{model.id}": model for each in providers() for model in each.models}


@pytest.fixture(scope="module")
def generated():
    files = [f for e in (package, models, validators) for f in e.emit(providers())]
    with live.package(files, "video_gateways") as modules:
        yield modules


def both(generated, name):
    """The request model, and the validator of the same model."""
    model = MODELS[name]
    classes = generated.module(f"{model.provider}.models")
    return getattr(classes, model.class_name), generated.module(f"{model.provider}.validators").VALIDATORS[
        model.id
    ]


def taken(request_model, request):
    try:
        return request_model.model_validate(request)
    except ValidationError:
        return None


@pytest.mark.parametrize("name", sorted(MODELS))
def test_the_verdict_is_the_validators(name, generated) -> None:
    request_model, validate = both(generated, name)

    @settings(max_examples=100, deadline=None)
    @given(request=requests(MODELS[name]))
    def check(request: dict) -> None:
        found = taken(request_model, request)
        assert (found is None) == bool(validate(request))
        if found is not None:
            assert same(found.wire(), request), "nothing is turned into something else"
            assert request_model.model_validate_json(json.dumps(request)) == found

    check()


ODD = st.sampled_from(
    [True, False, 0, 1, -1, 5, 5.0, 9.0, "5", "5s", b"5s", "true", "", None, 10**30, float("inf"), float("nan"),
     (5,), [True], [1], ["1"], {1}, frozenset({"x"}), {}, OrderedDict(a=1), MappingProxyType({}), object(), 1j]
)  # fmt: skip


def is_json(odd: object) -> bool:
    """Where a parameter may be anything, that is any JSON value."""
    try:
        json.dumps(dict(odd) if isinstance(odd, MappingProxyType) else odd, allow_nan=False)
    except (TypeError, ValueError):
        return False
    return True


@pytest.mark.parametrize("name", sorted(MODELS))
def test_no_odd_value_is_taken_for_another(name, generated) -> None:
    """One value of a good request is exchanged for anything that Python has."""
    request_model, validate = both(generated, name)
    model = MODELS[name]
    keys = [each.path for each in model.parameters]

    @settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
    @given(request=requests(model), key=st.sampled_from(keys), odd=ODD)
    def check(request: dict, key: str, odd: object) -> None:
        assume(not validate(request))
        changed = {**request, key: odd}
        found = taken(request_model, changed)
        assert (found is None) == (bool(validate(changed)) or not is_json(odd))
        if found is not None:
            assert same(found.wire()[key], odd), "5.0 for 5 is as far as it goes"

    check()


def test_a_number_beyond_all_floats_is_refused() -> None:
    """The one difference: Python's float cannot hold what a JSON number can."""

    class Sized(RequestModel):
        size: float

    assert Sized(size=10**300).wire() == {"size": 1e300}
    assert is_number(10**400)
    assert taken(Sized, {"size": 10**400}) is None
    assert taken(Sized, {"size": float("inf")}) is None


def test_what_is_left_out_is_unset_and_never_null(generated) -> None:
    request_model, validate = both(generated, "apiframe/luma-ray-2")
    UNSET = generated.module("_runtime.request_model").UNSET  # noqa: N806  a constant there
    request = request_model(model="luma-ray-2", prompt="p", webhook_url=UNSET)
    assert request.webhook_url is UNSET
    assert not request.webhook_url
    assert request.wire() == {"model": "luma-ray-2", "prompt": "p"}
    request.webhook_url = UNSET
    assert request.wire() == {"model": "luma-ray-2", "prompt": "p"}
    assert json.loads(request.model_dump_json(by_alias=True, exclude_unset=True)) == request.wire()
    assert pickle.loads(pickle.dumps(request)).webhook_url is UNSET
    assert request.model_copy(deep=True) == request
    for null in ({"webhookUrl": None}, {"webhook_url": None}, {"luma_params": {"loop": None}}):
        with pytest.raises(ValidationError):
            request_model(model="luma-ray-2", prompt="p", **null)
    assert validate({"model": "luma-ray-2", "prompt": "p", "webhookUrl": None})


def test_every_dump_is_a_request_again(generated) -> None:
    """What was left out stays out of dumps, at every depth and under either name."""
    request_model, validate = both(generated, "apiframe/luma-ray-2")
    request = request_model(model="luma-ray-2", prompt="p", luma_params={"loop": True})
    by_name, by_alias = request.model_dump(), request.model_dump(by_alias=True)
    assert "webhook_url" not in by_name
    assert "webhookUrl" not in by_alias
    assert by_name["luma_params"]["loop"] is True
    for dumped in (by_name, by_alias, json.loads(request.model_dump_json())):
        again = request_model.model_validate(dumped)
        assert again.wire() == by_alias
        assert validate(again.wire()) == []
    shown = request_model.model_json_schema(mode="serialization")
    assert "webhookUrl" in shown["properties"]


def test_null_is_taken_where_the_page_allows_it(generated) -> None:
    request_model, _ = both(generated, "aimlapi/luma/ray-2")
    request = request_model(model="luma/ray-2", prompt="p", keyframes={"frame0": None})
    assert request.wire()["keyframes"] == {"frame0": None}
    assert repr(request.keyframes.frame1) == "UNSET"


def test_each_wrong_value_is_told_by_its_field(generated) -> None:
    request_model, _ = both(generated, "gmicloud/luma-ray-3-2-generate")
    with pytest.raises(ValidationError) as caught:
        request_model(model="luma-ray-3-2-generate", prompt=7, hdr=1, duration="6s", resolution=None)
    assert [(error["loc"], error["type"]) for error in caught.value.errors()] == [
        (("prompt",), "string_type"),
        (("resolution",), "literal_error"),
        (("duration",), "literal_error"),
        (("hdr",), "bool_type"),
    ]


def test_a_model_can_describe_itself(generated) -> None:
    request_model, _ = both(generated, "apiframe/luma-ray-2")
    described = request_model.model_json_schema()
    assert described["properties"]["webhookUrl"]["type"] == "string"
    assert "default" not in described["properties"]["webhookUrl"]
