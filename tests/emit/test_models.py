"""Request models: names on the wire, names in Python, and rules."""

from __future__ import annotations

from dataclasses import replace

import emit_samples as samples
import pytest
from pydantic import ValidationError

from callsheet import live
from callsheet.emit import models, package, validators
from callsheet.layers.model import Parameter


def test_no_field_hides_what_a_model_has() -> None:
    names = ("copy", "model_dump", "wire", "class", "model_config")
    parameters = tuple(Parameter(path=name, name=name, type="string") for name in names)
    provider = replace(samples.ACME, models=(replace(samples.EVERYTHING, parameters=parameters, rules=()),))
    files = [f for e in (models, package, validators) for f in e.emit([provider])]
    with live.package(files, "video_gateways") as modules:
        request = modules.module("acme.models").AcmeEverything.model_validate(dict.fromkeys(names, "x"))
        assert request.wire() == dict.fromkeys(names, "x")
        assert request.copy_ == "x"


def test_no_field_hides_a_type_from_the_fields_beside_it() -> None:
    kinds = {"str": "integer", "int": "number", "float": "boolean", "bool": "string", "dict": "object"}
    parameters = tuple(
        Parameter(path=path, name=path, type=kind)
        for name, kind in kinds.items()
        for path in (name, f"{name}_beside")
    )
    provider = replace(samples.ACME, models=(replace(samples.EVERYTHING, parameters=parameters, rules=()),))
    files = [f for e in (models, package, validators) for f in e.emit([provider])]
    values = {"integer": 1, "number": 1.5, "boolean": True, "string": "x", "object": {"a": 1}}
    sent = {each.path: values[each.type] for each in parameters}
    with live.package(files, "video_gateways") as modules:
        request = modules.module("acme.models").AcmeEverything.model_validate(sent)
        assert request.wire() == sent
        assert request.str_ == 1


def test_a_broken_rule_is_a_validation_error_that_holds_the_violations() -> None:
    files = [f for e in (models, package, validators) for f in e.emit(samples.PROVIDERS)]
    with live.package(files, "video_gateways") as modules:
        request_model = modules.module("gmicloud.models").LumaRay32Generate
        good = request_model(model="luma-ray-3-2-generate", prompt="p", resolution="720p", hdr=True)
        assert good.wire() == {
            "model": "luma-ray-3-2-generate",
            "prompt": "p",
            "resolution": "720p",
            "hdr": True,
        }
        with pytest.raises(ValidationError) as caught:
            request_model(model="luma-ray-3-2-generate", prompt="{p}", resolution="540p", hdr=True)
    (error,) = caught.value.errors()
    assert error["type"] == "rules"
    assert [violation.rule for violation in error["ctx"]["violations"]] == ["540p-no-hdr"]
