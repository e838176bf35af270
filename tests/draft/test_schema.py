"""The JSON Schema of spec files: valid, complete, and the one that is written for editors."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from callsheet.constraints import KINDS
from callsheet.draft import provider_schema, schema
from callsheet.draft.node import data_of
from callsheet.draft.schema.pieces import WORDS
from callsheet.draft.shape import jsonable
from callsheet.draft.tree import compose
from callsheet.layers.spec import (
    ModelSpec,
    NeedSpec,
    PageSpec,
    ParameterSpec,
    PriceRowSpec,
    PriceSpec,
    ProviderSpec,
    QuantitySpec,
    WaiverSpec,
)

ROOT = Path(__file__).parents[2]
SPECS = sorted(path for path in ROOT.glob("specs/*/*.yaml"))
MODEL: Any = schema()
PROVIDER: Any = provider_schema()
PRICE = MODEL["properties"]["prices"]["items"]


def fields(noun: type, *but: str) -> set[str]:
    return {each.name for each in dataclasses.fields(noun)} - {"source", *but}


@pytest.mark.parametrize(
    ("properties", "keys"),
    [
        (MODEL["properties"], fields(ModelSpec, "digest")),
        (MODEL["$defs"]["parameter"]["properties"], fields(ParameterSpec, "path")),
        (PRICE["properties"], fields(PriceSpec)),
        (PRICE["properties"]["rows"]["items"]["properties"], fields(PriceRowSpec)),
        (PRICE["properties"]["quantities"]["items"]["properties"], fields(QuantitySpec)),
        (MODEL["properties"]["needs"]["items"]["properties"], fields(NeedSpec)),
        (MODEL["properties"]["waivers"]["items"]["properties"], fields(WaiverSpec)),
        (PROVIDER["properties"], fields(ProviderSpec)),
        (PROVIDER["properties"]["pages"]["additionalProperties"]["anyOf"][1]["properties"], fields(PageSpec)),
    ],
)
def test_keys_of_the_schema_are_the_fields_of_the_nouns(properties: dict[str, Any], keys: set[str]) -> None:
    assert set(properties) == keys


def test_both_are_json_schema() -> None:
    jsonschema_rs.meta.validate(MODEL)
    jsonschema_rs.meta.validate(PROVIDER)


def test_every_kind_is_in_it_with_its_example() -> None:
    validator = jsonschema_rs.Draft202012Validator(MODEL)
    for kind in KINDS.values():
        rule = {"id": "example", **kind.example}
        assert validator.is_valid({"model": "m", "page": "p", "parameters": {}, "rules": [rule]}), kind.name
        assert not validator.is_valid(
            {"model": "m", "page": "p", "parameters": {}, "rules": [{**rule, "xyz": 1}]}
        )


def test_patterns_have_words() -> None:
    def patterns(node: Any) -> set[str]:
        if isinstance(node, dict):
            own = {node["pattern"]} if isinstance(node.get("pattern"), str) else set()
            return own.union(*(patterns(each) for each in node.values()))
        return set().union(*(patterns(each) for each in node)) if isinstance(node, list) else set()

    asked = patterns(MODEL) | patterns(PROVIDER)
    assert set(WORDS) <= asked
    assert len(asked - set(WORDS)) <= 2, "page keys and media values explain themselves"


@pytest.mark.parametrize("path", SPECS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_shipped_specs_fit_as_an_editor_would_check_them(path: Path) -> None:
    data = jsonable(data_of(compose(path.read_text(encoding="utf-8"), str(path))))
    wanted = PROVIDER if path.name == "provider.yaml" else MODEL
    assert [each.message for each in jsonschema_rs.Draft202012Validator(wanted).iter_errors(data)] == []


def test_the_file_for_editors_is_current() -> None:
    written = json.loads((ROOT / "specs" / "schema.json").read_text(encoding="utf-8"))
    assert written == MODEL, "run: callsheet build"
