"""OpenAPI and JSON Schema: members, combinators, and what they forbid."""

import json

import pytest

from callsheet.extract import extract
from callsheet.layers.diagnostic import CallsheetError
from callsheet.layers.document import Page
from callsheet.read import read


def models(value):
    return extract(read(Page(name="x.json", data=json.dumps(value).encode()))).models


def operation(schema, **more):
    post = {"requestBody": {"content": {"application/json": {"schema": schema}}}, **more.pop("post", {})}
    return {"openapi": "3.1.0", "info": {}, "paths": {"/clips": {"post": post}}, **more}


def test_members_types_and_bounds():
    schema = {
        "type": "object",
        "required": ["prompt"],
        "properties": {
            "model": {"const": "acme/clip-1"},
            "prompt": {"type": "string", "minLength": 1, "maxLength": 400},
            "seconds": {"type": "integer", "enum": [5, 10], "default": "5"},
            "guide": {"anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, {"type": "null"}]},
            "count": {"type": ["integer", "null"], "exclusiveMinimum": 0},
            "images": {"type": "array", "maxItems": 4, "items": {"type": "object", "required": ["url"], "properties": {"url": {"type": "string"}}}},
            "blob": {"type": "string", "format": "binary"},
        },
    }  # fmt: skip
    (model,) = models(operation(schema))
    facts = {fact.name: fact for fact in model.parameters}
    assert model.id == "acme/clip-1"
    assert (facts["prompt"].required, facts["prompt"].min_length, facts["prompt"].max_length) == (
        True,
        1,
        400,
    )
    assert (facts["seconds"].default, facts["seconds"].enum) == (5, (5, 10))
    assert (facts["guide"].type, facts["guide"].min, facts["guide"].max) == ("number", 0, 1)
    assert (facts["count"].type, facts["count"].min) == ("integer", 1)
    assert facts["images"].max_items == 4
    assert facts["images[].url"].required
    assert facts["blob"].type == "file"


def test_ends_that_are_no_values_and_what_only_a_description_says():
    properties = {
        "guide": {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
        "decay": {"type": "number", "minimum": 0, "exclusiveMinimum": True},
        "prompt": {"type": "string", "description": "What to show. At most 300 characters."},
        "size": {"type": "string", "description": "One of: `540p`, `720p`. Default: `540p`."},
        "ratio": {
            "type": "string",
            "description": "If it is not set and no picture is sent, the default value is 16:9.",
        },
        "kept": {"type": "integer", "maximum": 4, "description": "At most 9."},
    }
    (model,) = models(operation({"properties": properties}))
    facts = {fact.name: fact for fact in model.parameters}
    assert (facts["guide"].above, facts["guide"].min, facts["guide"].max) == (0, None, 1)
    assert (facts["decay"].above, facts["decay"].min) == (0, None)
    assert facts["prompt"].max_length == 300
    assert (facts["size"].enum, facts["size"].default) == (("540p", "720p"), "540p")
    assert facts["ratio"].default is None
    assert facts["kept"].max == 4
    assert model.unclaimed == ()


def test_references_and_all_of():
    schemas = {
        "Base": {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}},
        "Loop": {
            "type": "object",
            "properties": {"again": {"$ref": "#/components/schemas/Loop"}, "x": {"type": "integer"}},
        },
    }
    schema = {
        "allOf": [
            {"$ref": "#/components/schemas/Base"},
            {"properties": {"b": {"$ref": "#/components/schemas/Loop"}}},
        ]
    }
    (model,) = models(operation(schema, components={"schemas": schemas}))
    assert [fact.name for fact in model.parameters] == ["a", "b", "b.again", "b.x"]
    assert model.parameters[0].required


def test_variants_become_rules():
    variants = [
        {
            "type": "object",
            "required": ["type", "url"],
            "properties": {"type": {"enum": ["image"]}, "url": {"type": "string"}},
        },
        {
            "type": "object",
            "required": ["type", "id"],
            "properties": {"type": {"enum": ["past"]}, "id": {"type": "string"}},
        },
    ]
    (model,) = models(operation({"type": "object", "properties": {"frame": {"anyOf": variants}}}))
    facts = {fact.name: fact for fact in model.parameters}
    assert facts["frame.type"].enum == ("image", "past")
    assert (facts["frame.type"].required, facts["frame.url"].required) == (True, False)
    assert [rule.all for rule in model.rules] == [
        (["frame.type", "=", "image"], ["frame.url", "unset"]),
        (["frame.type", "=", "past"], ["frame.id", "unset"]),
    ]


@pytest.mark.parametrize(
    ("extra", "wanted"),
    [
        ({"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}, [([["count", ["a", "b"]], "<", 1],), ([["count", ["a", "b"]], ">", 1],)]),
        ({"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}, [([["count", ["a", "b"]], "<", 1],)]),
        ({"not": {"required": ["a", "b"]}}, [(["a", "set"], ["b", "set"])]),
        ({"dependentRequired": {"a": ["b"]}}, [(["a", "set"], ["b", "unset"])]),
        ({"if": {"properties": {"a": {"const": "x"}}}, "then": {"required": ["b"]}}, [(["a", "=", "x"], ["b", "unset"])]),
    ],
)  # fmt: skip
def test_combinators_become_rules(extra, wanted):
    properties = {"a": {"type": "string"}, "b": {"type": "string"}}
    (model,) = models(operation({"type": "object", "properties": properties, **extra}))
    assert [rule.all for rule in model.rules] == wanted


def test_operations_headers_and_statuses():
    listed = {
        "parameters": [
            {"in": "query", "name": "id", "required": True, "schema": {"type": "string"}},
            {"in": "header", "name": "Key", "schema": {"type": "string"}},
        ]
    }
    answer = {
        "200": {
            "content": {
                "application/json": {"schema": {"properties": {"status": {"enum": ["queued", "done"]}}}}
            }
        }
    }
    value = operation({"properties": {"a": {"type": "string"}}}, post={"responses": answer})
    value["paths"]["/clips"]["get"] = listed
    first, second = models(value)
    assert (first.id, first.statuses) == ("/clips", ("queued", "done"))
    assert (second.id, [fact.name for fact in second.parameters]) == ("GET /clips", ["id"])


def test_a_bomb_is_refused():
    defs = {f"A{n}": {"allOf": [{"$ref": f"#/$defs/A{n + 1}"}] * 5} for n in range(12)} | {
        "A12": {"type": "string"}
    }
    with pytest.raises(CallsheetError, match="CR111"):
        models({"$schema": "x", "allOf": [{"$ref": "#/$defs/A0"}], "$defs": defs})
