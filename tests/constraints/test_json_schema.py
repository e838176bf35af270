"""Cross-field keywords of JSON Schema: read as rules that take and refuse the same requests."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_samples import MODEL

from callsheet import solve
from callsheet.constraints import lower
from callsheet.constraints.json_schema import rules_of
from callsheet.layers.model import Model, Parameter

PROBE = Path(__file__).parents[2] / "../shared/suites/crossfield/probe.json"

PROPERTIES = {
    "a": {"type": "string", "enum": ["x", "y"]},
    "b": {"type": "integer"},
    "c": {"type": "boolean"},
    "d": {"type": "array", "items": {"type": "string", "enum": ["p", "q"]}},
    "e": {"type": "string", "default": "z"},
    "f": {"type": "object", "properties": {"g": {"type": "string"}, "h": {"type": "boolean"}}},
}

SCHEMAS = [
    {"dependentRequired": {"a": ["b", "c"], "c": ["d"]}},
    {"dependentSchemas": {"a": {"required": ["b"], "properties": {"b": {"minimum": 2}}}}},
    {"dependencies": {"a": ["b"], "b": {"properties": {"c": {"const": True}}}}},
    {"dependentSchemas": {"a": False, "b": True}},
    {"if": {"required": ["a"]}, "then": {"required": ["b"]}, "else": {"required": ["c"]}},
    {"if": {"properties": {"a": {"const": "x"}}}, "then": {"required": ["b"]}},
    {"if": {"properties": {"a": {"const": "x"}}, "required": ["a"]}, "else": {"not": {"required": ["b"]}}},
    {"if": {"properties": {"b": {"exclusiveMinimum": 1, "maximum": 3}}, "required": ["b"]}, "then": False},
    {"if": {"properties": {"e": {"const": "z"}}, "required": ["e"]}, "then": {"required": ["a"]}},
    {"if": {"properties": {"e": {"minLength": 2}}, "required": ["e"]}, "then": {"required": ["a"]}},
    {"if": {"properties": {"d": {"minItems": 2}}, "required": ["d"]}, "then": {"required": ["a"]}},
    {
        "if": {"properties": {"d": {"contains": {"const": "p"}}}, "required": ["d"]},
        "then": {"required": ["a"]},
    },
    {"if": {"properties": {"a": {"not": {"const": "x"}}}, "required": ["a"]}, "then": {"required": ["b"]}},
    {"if": {"properties": {"f": {"required": ["g"]}}, "required": ["f"]}, "then": {"required": ["a"]}},
    {"if": {"properties": {"f": {"properties": {"h": {"const": True}}}}}, "then": {"required": ["a"]}},
    {"if": {"properties": {"c": False}}, "then": {"required": ["a"]}},
    {"not": {"required": ["a", "b"]}},
    {"not": {"anyOf": [{"required": ["a"]}, {"properties": {"b": {"const": 3}}, "required": ["b"]}]}},
    {"anyOf": [{"required": ["a"]}, {"required": ["b", "c"]}]},
    {"oneOf": [{"required": ["a"]}, {"required": ["b"]}, {"required": ["c"]}]},
    {"oneOf": [{"required": ["a", "b"]}, {"not": {"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}}]},
    {
        "allOf": [
            {"required": ["a"]},
            {"not": {"required": ["b"]}},
            {"if": {"required": ["c"]}, "then": {"required": ["d"]}},
        ]
    },
    {
        "allOf": [
            {"properties": {"a": {"enum": ["x"]}}},
            {"oneOf": [{"required": ["b"]}, {"required": ["c"]}]},
        ]
    },
    {"anyOf": [{"dependentRequired": {"a": ["b"]}}, {"required": ["c"]}]},
    {"anyOf": [{"if": {"required": ["a"]}, "then": {"required": ["b"]}}, {"required": ["d"]}]},
    {"anyOf": [True, {"required": ["a"]}]},
    {"anyOf": [{"required": ["a"]}]},
    {"minProperties": 1},
    {"minProperties": 2},
    {"maxProperties": 1},
    {"maxProperties": 3},
    {"maxProperties": 0},
    {"minProperties": 6},
    {"maxProperties": 6},
    {"minProperties": 0},
    {"title": "no rule at all"},
]


def _parameter(path: str, schema: dict) -> Parameter:
    item = schema.get("items")
    return Parameter(
        path=path,
        name=path,
        type=schema["type"],
        enum=tuple(schema.get("enum", ())),
        default=schema.get("default"),
        item=_parameter(f"{path}[]", item) if item else None,
        members=tuple(
            _parameter(f"{path}.{key}", each) for key, each in schema.get("properties", {}).items()
        ),
    )


def model_of(schema: dict, properties: dict) -> Model:
    required = schema.get("required", [])
    found = tuple(
        replace(_parameter(key, each), required=key in required) for key, each in properties.items()
    )
    bare = replace(MODEL, parameters=found, unknown_keys="documented")
    read = rules_of(schema, bare.at_path())
    assert read.unread == ()
    return replace(bare, rules=tuple(lower(raw, parameters=bare.at_path()) for raw in read.rules))


VALUES = {
    "a": st.sampled_from(["x", "y"]),
    "b": st.integers(0, 4),
    "c": st.booleans(),
    "d": st.lists(st.sampled_from(["p", "q"]), max_size=3),
    "e": st.sampled_from(["z", "zz", ""]),
    "f": st.fixed_dictionaries({}, optional={"g": st.just("t"), "h": st.booleans()}),
}


@pytest.mark.parametrize("cross", SCHEMAS, ids=json.dumps)
def test_rules_take_what_the_schema_takes(cross: dict) -> None:
    model = model_of(cross, PROPERTIES)
    schema = {"type": "object", "properties": PROPERTIES, "additionalProperties": False, **cross}
    validator = jsonschema_rs.validator_for(schema)

    @settings(max_examples=80, deadline=None)
    @given(st.fixed_dictionaries({}, optional=VALUES))
    def check(request: dict) -> None:
        assert solve.judge(model, request).is_valid is validator.is_valid(request), model.rules

    check()


FORMS = [
    ({"not": {"required": ["a", "b"]}}, {"forbid": {"a": {"sent": True}, "b": {"sent": True}}}),
    ({"not": {"not": {"required": ["a"]}}}, {"forbid": {"a": {"sent": False}}}),
    ({"not": {"properties": {"a": {"const": "x"}}, "required": ["a"]}}, {"forbid": {"a": "x"}}),
    ({"not": {"properties": {"a": {"enum": ["x", "y"]}}, "required": ["a"]}}, {"forbid": {"a": ["x", "y"]}}),
    (
        {"not": {"properties": {"e": {"const": "z"}}, "required": ["e"]}},
        {"forbid": {"$any": [{"e": {"sent": False}}, {"e": "z"}], "e": {"sent": True}}},
    ),
    (
        {"not": {"properties": {"a": {"not": {"const": "x"}}}, "required": ["a"]}},
        {"forbid": {"$any": [{"a": {"sent": False}}, {"a": {"not": "x"}}], "a": {"sent": True}}},
    ),
    (
        {
            "not": {
                "properties": {"d": {"contains": {"enum": ["p", "q"]}, "minItems": 1, "maxItems": 2}},
                "required": ["d"],
            }
        },
        {"forbid": {"d": {"contains": ["p", "q"], "items": {"min": 1, "max": 2}}}},
    ),
    (
        {"not": {"properties": {"e": {"minLength": 1, "maxLength": 2}}, "required": ["e"]}},
        {
            "forbid": {
                "$any": [{"e": {"sent": False}}, {"e": {"length": {"min": 1, "max": 2}}}],
                "e": {"sent": True},
            }
        },
    ),
    (
        {"not": {"properties": {"b": {"minimum": 1, "exclusiveMaximum": 3}}, "required": ["b"]}},
        {"forbid": {"b": {"min": 1, "below": 3}}},
    ),
    ({"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}, {"at_least_one": ["a", "b"]}),
    (
        {"oneOf": [{"required": ["a"]}, {"required": ["b", "c"]}]},
        {"exactly_one": ["a", {"b": {"sent": True}, "c": {"sent": True}}]},
    ),
    (
        {"if": {"required": ["a"]}, "else": {"required": ["b"]}},
        {"when": {"a": {"sent": False}}, "require": {"b": {"sent": True}}},
    ),
    ({"if": True, "then": {"required": ["b"]}}, {"forbid": {"b": {"sent": False}}}),
    ({"dependentSchemas": {"a": False}}, {"forbid": {"a": {"sent": True}}}),
    (
        {"not": {"if": {"required": ["a"]}, "then": {"required": ["b"]}, "else": {"required": ["c"]}}},
        {
            "forbid": {
                "$all": [
                    {"$any": [{"a": {"sent": False}}, {"b": {"sent": True}}]},
                    {"$any": [{"a": {"sent": True}}, {"c": {"sent": True}}]},
                ]
            }
        },
    ),
    (
        {"not": {"if": {"required": ["a"]}, "then": {"required": ["b"]}}},
        {"forbid": {"$any": [{"a": {"sent": False}}, {"b": {"sent": True}}]}},
    ),
    ({"allOf": [{"required": ["a"]}, True]}, {"forbid": {"a": {"sent": False}}}),
    ({"allOf": [{"anyOf": [False, {"required": ["a"]}]}]}, {"forbid": {"a": {"sent": False}}}),
    ({"maxProperties": 1}, {"at_most_one": ["a", "b", "c", "d", "e", "f"]}),
]


@pytest.mark.parametrize(("cross", "rule"), FORMS, ids=[json.dumps(case[0]) for case in FORMS])
def test_rules_are_put_in_the_shortest_way(cross: dict, rule: dict) -> None:
    (found,) = rules_of(cross, model_of({}, PROPERTIES).at_path()).rules
    assert {key: value for key, value in found.items() if key != "id"} == rule


def test_a_single_property_is_counted_too() -> None:
    parameters = model_of({}, {"a": {"type": "string"}}).at_path()
    assert rules_of({"minProperties": 1}, parameters).rules[0]["forbid"] == {"a": {"sent": False}}
    assert rules_of({"maxProperties": 0}, parameters).rules[0]["forbid"] == {"a": {"sent": True}}
    assert rules_of({"if": False, "then": False}, parameters).rules == ()


@pytest.mark.parametrize(
    ("cross", "why"),
    [
        ({"not": {"patternProperties": {}}}, "not: patternProperties has no counterpart"),
        ({"anyOf": [{"required": ["zz"]}, {"required": ["a"]}]}, "anyOf: no parameter zz"),
        ({"not": {"properties": {"a": {"pattern": "x"}}}}, "not: pattern has no counterpart for a value"),
        ({"not": {"properties": {"a": {"const": None}}}}, "not: const beside other keywords"),
        ({"not": {"properties": {"a": {"type": "integer"}}}}, "not: type integer of a"),
        ({"not": True}, "not: nothing at all is valid"),
        ({"not": 3}, "not: a schema is an object"),
        ({"not": {"properties": {"a": 3}}}, "not: a schema is an object"),
        ({"minProperties": 99}, "minProperties: nothing at all is valid"),
        ({"maxProperties": "3"}, "maxProperties: a count is a whole number"),
    ],
    ids=str,
)
def test_what_is_not_understood_is_said(cross: dict, why: str) -> None:
    parameters = model_of({}, PROPERTIES).at_path()
    read = rules_of({**cross, "dependentRequired": {"a": ["b"]}}, parameters)
    assert len(read.unread) == 1
    assert read.unread[0].startswith(why)
    assert [rule["id"] for rule in read.rules] == ["dependent-required-1"]


def test_rules_inside_an_object() -> None:
    parameters = model_of({}, PROPERTIES).at_path()
    read = rules_of({"dependentRequired": {"g": ["h"]}, "minProperties": 1}, parameters, "f")
    assert read.rules[0] == {
        "id": "dependent-required-1",
        "when": {"f.g": {"sent": True}},
        "require": {"f.h": {"sent": True}},
    }
    assert read.rules[1] == {"id": "min-properties-1", "at_least_one": ["f.g", "f.h"]}


def test_too_many_combinations_are_not_spelled_out() -> None:
    many = {f"p{n}": {"type": "string"} for n in range(30)}
    read = rules_of({"maxProperties": 10}, model_of({}, many).at_path())
    assert read.rules == ()
    assert "too many combinations" in read.unread[0]


@pytest.mark.skipif(
    not PROBE.exists(), reason="the shared suite suites/crossfield is not beside the repository"
)
def test_the_shared_probe() -> None:
    right = 0
    for case in json.loads(PROBE.read_text(encoding="utf-8")):
        model = model_of(case["schema"], case["schema"]["properties"])
        takes = [solve.judge(model, each).is_valid for each in case["valid"]]
        refuses = [not solve.judge(model, each).is_valid for each in case["invalid"]]
        right += all(takes) and all(refuses)
    assert right == 20
