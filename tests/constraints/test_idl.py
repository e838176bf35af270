"""IDL text in and out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from rule_samples import BY_PATH, MODEL, requests, with_rules
from test_kinds import RULES

from callsheet import solve
from callsheet.constraints import ConstraintError, lower
from callsheet.constraints.idl import operation, write
from callsheet.constraints.kleene import evaluate
from callsheet.layers.model import Fix, Model
from callsheet.solve.requests import facts

# Dependency, a request that keeps it, one that breaks it.
MEANINGS = [
    ("IF prompt THEN image;", {}, {"prompt": "a"}),
    ("IF mode=='edit' THEN NOT mode=='draft';", {"mode": "edit"}, None),
    ("IF NOT mode=='edit' THEN image;", {"image": "a"}, {}),
    ("Or(prompt, image, video);", {"video": "a"}, {}),
    ("OnlyOne(prompt, image, video);", {"video": "a"}, {"prompt": "a", "image": "a", "video": "a"}),
    ("ZeroOrOne(prompt, image, video);", {}, {"prompt": "a", "video": "a"}),
    ("AllOrNone(prompt, image);", {"prompt": "a", "image": "a"}, {"image": "a"}),
    ("NOT AllOrNone(prompt, image);", {"image": "a"}, {}),
    ("start<seed;", {"start": 5}, {"start": 5, "seed": 5}),
    ("seed==5;", {}, {"seed": 4}),
    ("prompt==image;", {"prompt": "a"}, {"prompt": "a", "image": "b"}),
    ("prompt=='a'|'b';", {"prompt": "b"}, {"prompt": "c"}),
    ("prompt!='a'|'b';", {"prompt": "c"}, {"prompt": "b"}),
    ("IF image THEN start<seed;", {"image": "a", "start": 1, "seed": 2}, {"image": "a", "seed": 2}),
    (
        "width+height*images<=9;",
        {"width": 1, "height": 4, "images": 2},
        {"width": 2, "height": 4, "images": 2},
    ),
    (
        "(width+height)*images<=9;",
        {"width": 1, "height": 3, "images": 2},
        {"width": 1, "height": 4, "images": 2},
    ),
    ("width-height>-3;", {"width": 1, "height": 3}, {"width": 1, "height": 4}),
    ("width/height>=0.5;", {"width": 1, "height": 2}, {"width": 1, "height": 3}),
    ("IF prompt LIKE 'a*b.' THEN image;", {"prompt": "ab"}, {"prompt": "axxbc"}),
    ("IF prompt OR image AND video THEN seed;", {"image": "a"}, {"prompt": "a"}),
    ("IF (prompt OR image) AND video THEN seed;", {"prompt": "a"}, {"image": "a", "video": "a"}),
    ("// a remark\nIF prompt THEN\n  image;", {}, {"prompt": "a"}),
    ("IF hdr!=true THEN image;", {"hdr": True}, {}),
    (
        "IF end_frame_generation_id THEN image;",
        {"end_frame_generation_id": ""},
        {"end_frame_generation_id": "a"},
    ),
]


@pytest.mark.parametrize(("text", "kept", "broken"), MEANINGS, ids=[case[0] for case in MEANINGS])
def test_meaning(text: str, kept: dict, broken: dict | None) -> None:
    rule = lower({"id": "r", "idl": text}, parameters=BY_PATH)
    assert evaluate(rule.violation, facts(MODEL, kept)) is False
    if broken is not None:
        assert evaluate(rule.violation, facts(MODEL, broken)) is True


def _write(raw: dict) -> str | None:
    return write.dependency(lower({"id": "r", **raw}, parameters=BY_PATH).violation, BY_PATH)


@pytest.mark.parametrize("raw", [raw for raw in RULES if _write(raw) is not None], ids=str)
def test_what_is_written_means_the_same(raw: dict) -> None:
    rule = lower(raw, parameters=BY_PATH)
    text = write.dependency(rule.violation, BY_PATH)
    again = lower({"id": "again", "idl": text}, parameters=BY_PATH)
    program = solve.Program(with_rules(rule, again))
    limits = [name for name in program.names() if ":" in name]
    for one, other in ((rule.id, "again"), ("again", rule.id)):
        assert not program.check(program.denied(one), program.formulas[other], names=limits), text


WRITTEN = [
    ({"forbid": {"duration": "10s", "exr_export": True}}, "IF duration=='10s' THEN NOT exr_export==true;"),
    (
        {"forbid": {"resolution": "720p", "mode": "edit"}},
        "IF (resolution=='720p' OR NOT resolution) THEN NOT mode=='edit';",
    ),
    ({"when": {"mode": "edit"}, "require": {"image": {"sent": True}}}, "IF mode=='edit' THEN image;"),
    ({"at_most_one": ["prompt", "image"]}, "ZeroOrOne(prompt, image);"),
    ({"exactly_one": ["prompt", "image"]}, "OnlyOne(prompt, image);"),
    ({"at_least_one": ["prompt", {"duration": ["5s", "10s"]}]}, "Or(prompt, duration=='5s'|'10s');"),
    ({"all_or_none": ["width", "height"]}, "AllOrNone(width, height);"),
    ({"forbid": {"image": {"sent": True}}}, "Or(NOT image, NOT image);"),
    (
        {"relation": {"left": "width", "op": "<", "right": "height"}},
        "Or(NOT width>=height, NOT width>=height);",
    ),
    ({"forbid": {"camera.speed": {"above": 1}}}, "Or(NOT camera.speed>1, NOT camera.speed>1);"),
    ({"forbid": {"prompt": {"length": {"min": 3}}}}, None),
    ({"items": {"keyframes": [1, 2]}}, None),
    ({"forbid": {"concepts": {"contains": ["pan"]}}}, None),
    ({"relation": {"left": {"+": ["width", 1]}, "op": "<", "right": "height"}}, None),
]


@pytest.mark.parametrize(("raw", "text"), WRITTEN, ids=[str(case[0]) for case in WRITTEN])
def test_written_form(raw: dict, text: str | None) -> None:
    assert _write(raw) == text


def test_only_what_refuses_is_written() -> None:
    rules = [
        lower({"id": "a", "forbid": {"hdr": True, "mode": "edit"}}, parameters=BY_PATH),
        lower({"id": "b", "ignored": ["seed"], "when": {"hdr": True}}, parameters=BY_PATH),
    ]
    assert list(write.dependencies(rules, BY_PATH)) == ["a"]


LISTED = [
    {"name": "sort.by", "in": "query", "schema": {"type": "string", "enum": ["name", "age"]}},
    {"name": "ids[]", "in": "query", "type": "array", "items": {"type": "string"}},
    {"name": "Accept-Language", "in": "header", "type": "string"},
    {"name": "limit", "in": "query", "type": "integer", "minimum": 1, "maximum": 50},
    {"name": "user", "in": "path", "type": "string", "maxLength": 8},
    {"name": "IF", "in": "query", "type": "boolean", "enum": [True, False]},
]


def _operation(*dependencies: str) -> Model:
    found = operation.parameters(LISTED)
    return replace(MODEL, parameters=found, rules=operation.rules(dependencies, found))


def test_an_operation_of_openapi() -> None:
    model = _operation(
        "IF sort.by=='age' THEN limit<=10;", "ZeroOrOne([ids[]], [Accept-Language]); Or([IF], limit);"
    )
    assert [rule.id for rule in model.rules] == ["dependency-1", "dependency-2", "dependency-3"]
    assert [rule.at for rule in model.rules] == ["x-dependencies/0", "x-dependencies/1", "x-dependencies/1"]
    assert [p.path for p in model.parameters] == [
        "sort%2Eby",
        "ids%5B%5D",
        "Accept-Language",
        "limit",
        "user",
        "IF",
    ]
    good = {"user": "a", "limit": 10, "sort%2Eby": "age"}
    assert solve.judge(model, good).is_valid
    assert solve.judge(model, {**good, "limit": 11}).errors == ("dependency-1",)
    assert solve.judge(model, {"limit": 11}).errors == ("user:required",)
    texts = write.dependencies(model.rules, model.at_path())
    assert texts["dependency-1"] == "IF sort.by=='age' THEN limit<=10;"
    assert texts["dependency-2"] == "ZeroOrOne([ids[]], [Accept-Language]);"
    assert texts["dependency-3"] == "Or([IF], limit);"


def test_all_that_a_parameter_object_says() -> None:
    (one, two, three) = operation.parameters(
        [
            {"name": "a", "type": "string", "required": True, "minLength": 1, "maxLength": 9},
            {"name": "b", "schema": {"type": "number", "minimum": 0.5, "maximum": 2}},
            {"name": "c", "type": "array", "minItems": 1, "maxItems": 3, "enum": "no list"},
        ]
    )
    assert (one.type, one.required, one.min_length, one.max_length) == ("string", True, 1, 9)
    assert (two.type, two.required, two.minimum, two.maximum) == ("number", False, Decimal("0.5"), Decimal(2))
    assert (three.type, three.min_items, three.max_items, three.enum) == ("array", 1, 3, ())
    (bare, odd) = operation.parameters([{"name": "d"}, {"name": "e", "type": "any", "minLength": "x"}])
    assert (bare.type, odd.type, odd.min_length) == ("string", "string", None)
    (rule,) = operation.rules(["IF a THEN d;"], (one, bare))
    assert (rule.kind, rule.fields) == ("idl", ("a", "d"))
    assert rule.message == "when a is sent, d must be sent"
    assert rule.fixes == (Fix(path="d", action="send"),)


def test_a_dependency_that_cannot_be_read_says_which() -> None:
    with pytest.raises(ConstraintError) as caught:
        _operation("IF user THEN limit;", "IF user THEN nobody;")
    assert caught.value.path == ("x-dependencies", 1)


@settings(max_examples=60, deadline=None)
@given(requests())
def test_lengths_are_counted_together_where_they_are_there(request: dict) -> None:
    rule = lower(
        {"id": "r", "lengths": ["prompt", "negative_prompt"], "range": [3, 2000]}, parameters=BY_PATH
    )
    texts = [request[key] for key in ("prompt", "negative_prompt") if key in request]
    total = sum(map(len, texts))
    assert evaluate(rule.violation, facts(MODEL, request)) is (bool(texts) and not 3 <= total <= 2000)
