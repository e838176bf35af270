"""One meaning: emitted validators, JSON Schema, the oracle over the manifest, and z3."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema_rs
import pytest
from any_requests import any_requests
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from made import made, top
from shipped import shipped_providers
from small_models import models

from callsheet import live, solve
from callsheet.constraints.kleene import Known
from callsheet.emit import manifest, package, schemas, validators
from callsheet.emit import models as emitted_models
from callsheet.layers.model import Model, Provider, Rule
from callsheet.layers.rule import Compare, Constant, Items, Length, Not, Order, Scalar, Term, Value
from callsheet.solve.limits import broken_limits
from callsheet.solve.requests import facts
from callsheet.solve.space import Space
from callsheet_conformance.manifest import Manifest
from callsheet_conformance.oracle import Oracle

EMITTERS = (package, emitted_models, validators)


def provider_of(*found: Model) -> Provider:
    return Provider(id=found[0].provider, title="Small", class_name="Small", models=found)


def oracle_of(provider: Provider, model: Model) -> Oracle:
    (file,) = manifest.emit([provider])
    return Oracle.of(Manifest.parse(file.text), model.id)


def schema_of(provider: Provider, model: Model) -> tuple[jsonschema_rs.Validator, bool]:
    """The validator, and whether it knows all rules."""
    path = f"schemas/{model.provider}/{model.slug}.json"
    schema = next(json.loads(file.text) for file in schemas.emit([provider]) if file.path == path)
    return jsonschema_rs.validator_for(schema), "x-callsheet-inexpressible" not in schema


def by_oracle(oracle: Oracle, request: dict) -> tuple[set[str], set[str]]:
    found = oracle.violations(request)
    return {each.id for each in found if each.error}, {each.id for each in found}


def by_z3(model: Model, request: dict) -> set[str]:
    """The rules that hold of the one request which is left when everything is pinned."""
    pinned: dict[str, Known] = dict(facts(model, request))
    program = solve.Program(model, Space(model, pinned=pinned))
    return {rule.id for rule in model.rules if not program.check(program.formulas[rule.id], names=[])}


def agree(model: Model, request: dict, oracle: Oracle, schema: tuple, validate) -> None:
    errors, everything = by_oracle(oracle, request)
    judged = solve.judge(model, request)
    assert set(judged.errors) == errors
    assert {*judged.refusing, *judged.advice} == everything
    assert set(broken_limits(model, request)) == {each for each in errors if ":" in each}
    validator, is_whole = schema
    if is_whole:
        assert validator.is_valid(request) is (not errors)
    else:
        assert validator.is_valid(request) or errors
    assert {each.rule for each in validate(request)} == errors


def z3_agrees(model: Model, request: dict) -> None:
    judged = solve.judge(model, request)
    assert by_z3(model, request) == {name for name in (*judged.refusing, *judged.advice) if ":" not in name}


PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
"""Without shrinking: each example is emitted and compiled."""


@settings(max_examples=40, deadline=None, phases=PHASES, suppress_health_check=[HealthCheck.too_slow])
@given(models(errors_only=False), st.data())
def test_any_rules_on_any_request(model: Model, data: st.DataObject) -> None:
    provider = provider_of(model)
    oracle, schema = oracle_of(provider, model), schema_of(provider, model)
    files = [*validators.emit([provider]), *package.emit([provider])]
    with live.package(files, "video_gateways") as emitted:
        validate = emitted.module("small.validators").VALIDATORS[model.id]
        for request in data.draw(st.lists(any_requests(model), min_size=3, max_size=8)):
            agree(model, request, oracle, schema, validate)
            z3_agrees(model, request)


@pytest.mark.parametrize("op", ["=", "!=", "<", "<=", ">", ">="])
@pytest.mark.parametrize("term", [Length("text"), Items("tags"), Value("count"), Value("text")])
@pytest.mark.parametrize("constant", [True, 1, "a"])
def test_no_number_is_a_boolean_and_no_text_a_number(term: Term, op: Order, constant: Scalar) -> None:
    """Python takes true for 1; nothing else does."""
    item = top("tags[]", enum=("p", "q"))
    plain = made(top("text", default="a"), top("tags", "array", item=item), top("count", "integer"))
    rule = Rule(
        id="r", kind="forbid", violation=Not(Compare(term, op, Constant(constant))), fields=(), message="r"
    )
    model = replace(plain, rules=(rule,))
    provider = provider_of(model)
    oracle, schema = oracle_of(provider, model), schema_of(provider, model)
    files = [*validators.emit([provider]), *package.emit([provider])]
    with live.package(files, "video_gateways") as emitted:
        validate = emitted.module("acme.validators").VALIDATORS[model.id]
        for request in ({}, {"text": "", "tags": [], "count": 1}, {"text": "ab", "tags": ["p"], "count": 2}):
            agree(model, request, oracle, schema, validate)
            z3_agrees(model, request)


@pytest.fixture(scope="module")
def emitted():
    files = [file for each in EMITTERS for file in each.emit(shipped_providers())]
    with live.package(files, "video_gateways") as found:
        yield found


def test_shipped_models_on_any_request(shipped: Model, emitted) -> None:
    provider = next(each for each in shipped_providers() if each.id == shipped.provider)
    oracle, schema = oracle_of(provider, shipped), schema_of(provider, shipped)
    validate = emitted.module(f"{shipped.provider}.validators").VALIDATORS[shipped.id]

    @settings(max_examples=15, deadline=None)
    @given(any_requests(shipped))
    def check(request: dict) -> None:
        agree(shipped, request, oracle, schema, validate)
        z3_agrees(shipped, request)

    check()


def test_cases_of_shipped_models_are_judged_alike(shipped: Model, emitted) -> None:
    """Minimal pairs and examples, where evaluators would differ first: by all, with the same ids."""
    provider = next(each for each in shipped_providers() if each.id == shipped.provider)
    oracle, schema = oracle_of(provider, shipped), schema_of(provider, shipped)
    validate = emitted.module(f"{shipped.provider}.validators").VALIDATORS[shipped.id]
    program = solve.Program(shipped)
    outcomes = (*solve.rule_pairs(program), *solve.limit_pairs(program), *solve.unknown_key_pairs(program))
    pairs = [each for each in outcomes if isinstance(each, solve.Pair)]
    for request in (*(pair.broken for pair in pairs), *(pair.valid for pair in pairs)):
        agree(shipped, request, oracle, schema, validate)
    for example in solve.examples(program):
        agree(shipped, example.request, oracle, schema, validate)
