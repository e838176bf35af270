"""Every kind: its row, its example, what violates it, and that its fixes mend."""

from __future__ import annotations

from pathlib import Path

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, assume, given, settings
from rule_samples import BY_PATH, MODEL, requests, with_rules

from callsheet import constraints, solve
from callsheet.constraints import KINDS, kinds, lower
from callsheet.constraints.kleene import evaluate
from callsheet.constraints.mend import fixes
from callsheet.layers.model import Fix, Rule
from callsheet.solve.requests import MISSING, changed, facts, wire

NAMES = sorted(KINDS)

MORE = [
    {"when": {"duration": "10s"}, "allow": {"resolution": ["540p"], "concepts": ["pan", "tilt"]}},
    {"when": {"mode": "edit"}, "allow": {"mode": ["edit"], "images": [1, 2]}},
    {"at_most_one": ["prompt", "image", {"hdr": True, "mode": "edit"}]},
    {"exactly_one": ["prompt", "image", "video"]},
    {"all_or_none": ["prompt", "image", "video"]},
    {"at_least_one": ["prompt", {"images": {"min": 2}}]},
    {"relation": {"left": {"+": ["images", {"*": ["videos", 2]}]}, "op": "<=", "right": 6}},
    {"relation": {"left": "start", "op": "<", "right": "end"}},
    {"relation": {"left": {"/": ["width", "height"]}, "op": ">=", "right": 64}},
    {"relation": {"left": {"-": ["end", "start"]}, "op": "!=", "right": 0}},
    {"relation": {"left": "prompt", "op": "!=", "right": "negative_prompt"}},
    {"relation": {"left": {"items": "concepts"}, "op": "=", "right": {"items": "keyframes"}}},
    {"items": {"keyframes": [1, None], "concepts": [None, 1]}},
    {"lengths": ["prompt", "negative_prompt", "image"], "range": [3, 2000]},
    {"sum": ["images", "videos"], "range": [2, 5]},
    {"product": ["images", "videos"], "range": [2, 5]},
    {"ignored": ["aspect_ratio", "duration"], "when": {"image": {"sent": True}}},
    {"forced": {"resolution": "720p", "images": 1}, "when": {"mode": "draft"}},
    {"forbid": {"$any": [{"hdr": True}, {"exr_export": True}], "duration": "10s"}},
    {"forbid": {"seed": {"min": 3, "below": 7}, "mode": {"not": "draft"}}},
    {"forbid": {"camera.speed": {"above": 1}, "camera": {"sent": True}}},
    {"forbid": {"concepts": {"contains": ["static"], "items": {"min": 2}}}},
    {"forbid": {"prompt": {"length": {"min": 1, "max": 2}}, "hdr": True}},
    {"when": {"end_frame_generation_id": {"sent": True}}, "require": {"image": {"sent": False}}},
    {"idl": "IF prompt AND NOT hdr==true THEN ZeroOrOne(image, video) OR start>end;"},
]

RULES = [{"id": "r", **KINDS[name].example} for name in NAMES] + [{"id": "r", **raw} for raw in MORE]


def _rule(raw: dict) -> Rule:
    return lower(raw, parameters=BY_PATH)


def test_every_file_has_its_row() -> None:
    folder = Path(kinds.__file__).parent
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    rows = {kind.read.__module__.rpartition(".")[2] for kind in KINDS.values()}
    assert files == rows
    assert list(KINDS) == NAMES
    assert all(kind.name == name for name, kind in KINDS.items())


def test_each_kind_has_a_key_of_its_own() -> None:
    first = [kind.keys[0] for kind in KINDS.values()]
    assert len(set(first)) == len(first)


@pytest.mark.parametrize("name", NAMES)
def test_the_example_is_read_as_its_kind(name: str) -> None:
    rule = _rule({"id": "r", **KINDS[name].example})
    assert rule.kind == name
    assert rule.effect == KINDS[name].effect
    assert rule.message
    assert set(rule.fields) <= set(BY_PATH)


@pytest.mark.parametrize("raw", RULES, ids=str)
def test_the_schema_takes_the_rule(raw: dict) -> None:
    schema = {**constraints.rule_schema(), "$defs": constraints.definitions()}
    jsonschema_rs.meta.validate(schema)
    assert jsonschema_rs.validator_for(schema).is_valid(raw)
    assert not jsonschema_rs.validator_for(schema).is_valid({**raw, "stray": 1})


def test_the_schema_refuses_what_no_kind_has() -> None:
    schema = {**constraints.rule_schema(), "$defs": constraints.definitions()}
    validator = jsonschema_rs.validator_for(schema)
    assert [part["title"] for part in schema["anyOf"]] == list(KINDS)
    for raw in (
        "text",
        {"id": "a"},
        {"forbid": {"a": 1}},
        {"id": "A b", "forbid": {"a": 1}},
        {"id": "a", "require": {"b": 1}},
    ):
        assert not validator.is_valid(raw), raw
    meta = {"id": "a", "at": "b", "basis": "inferred", "because": "c", "page_says": [1], "summary": "d"}
    assert validator.is_valid(
        {**meta, "forbid": {"a": {"min": 1, "items": {"max": 3}}, "$not": {"b": ["x"]}}}
    )
    for key in ("at", "basis", "because", "summary"):
        assert not validator.is_valid({**meta, key: 3, "forbid": {"a": 1}})


@pytest.mark.parametrize("raw", RULES, ids=str)
def test_a_rule_can_be_broken_and_kept(raw: dict) -> None:
    model = with_rules(_rule({**raw}))
    program = solve.Program(model)
    assert program.check(program.denied("r"), names=[])
    assert program.check(program.formulas["r"], names=[])


@pytest.mark.parametrize("raw", RULES, ids=str)
def test_the_fields_are_all_that_matters(raw: dict) -> None:
    rule = _rule(raw)

    @settings(max_examples=25, deadline=None)
    @given(requests(), requests())
    def check(one: dict, two: dict) -> None:
        tops = {path.partition(".")[0] for path in rule.fields}
        mixed = {k: v for k, v in two.items() if k not in tops} | {k: v for k, v in one.items() if k in tops}
        assert evaluate(rule.violation, facts(MODEL, one)) == evaluate(rule.violation, facts(MODEL, mixed))

    check()


def apply(request: dict, fix: Fix, value: object = None) -> dict:
    if fix.action == "omit":
        return changed(request, fix.path, MISSING)
    if fix.action == "set":
        return changed(request, fix.path, wire(fix.values[0] if value is None else value))
    parameter = BY_PATH[fix.path]
    return changed(request, fix.path, ["pan"] if parameter.type == "array" else "something")


def is_sequence(rule: Rule) -> bool:
    """Counts, and rules with several demands that no single change meets."""
    return rule.kind in ("all or none", "only one", "zero or one") or not all(
        fixes(rule.violation, BY_PATH, (fix.path,))[:1] == (fix,) for fix in rule.fixes
    )


@pytest.mark.parametrize("raw", [raw for raw in RULES if _rule(raw).fixes], ids=str)
def test_every_fix_mends(raw: dict) -> None:
    """Each by itself, whatever else is in the request; those of counts in their order, as many as it takes."""
    rule = _rule(raw)
    found = 0

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
    @given(requests(rule.fields))
    def check(request: dict) -> None:
        nonlocal found
        assume(evaluate(rule.violation, facts(MODEL, request)))
        found += 1
        if is_sequence(rule):
            for fix in rule.fixes:
                request = apply(request, fix)
                if not evaluate(rule.violation, facts(MODEL, request)):
                    return
            pytest.fail(f"{rule.fixes} leave {request}")
        for fix in rule.fixes:
            for value in fix.values or (None,):
                mended = apply(request, fix, value)
                assert not evaluate(rule.violation, facts(MODEL, mended)), (request, fix)

    check()
    assert found, "no example broke the rule"


@pytest.mark.parametrize(
    "raw",
    [raw for raw in RULES if not {"lengths", "idl"} & raw.keys()],
    ids=str,
)
def test_a_rule_offers_a_fix(raw: dict) -> None:
    assert _rule(raw).fixes


def test_two_numbers_that_must_add_up_are_not_mended_by_a_guess() -> None:
    rule = _rule({"id": "r", "lengths": ["prompt", "negative_prompt"], "range": [None, 2000]})
    assert rule.fixes == ()


def test_what_every_rule_may_say() -> None:
    meta = {
        "id": "a",
        "at": "Rules/1",
        "basis": "inferred",
        "because": "c",
        "page_says": 1,
        "summary": "Mine.",
    }
    rule = _rule({**meta, "forbid": {"hdr": True}})
    assert (rule.id, rule.at, rule.basis, rule.summary) == ("a", "Rules/1", "inferred", "Mine.")
    assert _rule({"id": "a", "forbid": {"hdr": True}}).basis == "documented"


@pytest.mark.parametrize("raw", RULES, ids=str)
def test_the_order_of_keys_does_not_matter(raw: dict) -> None:
    assert _rule(raw) == _rule(dict(reversed(raw.items())))
