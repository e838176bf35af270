"""JSON Schema says every rule that it can, and which it cannot."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from itertools import product

import emit_samples as samples
import jsonschema_rs
import pytest
from emit_reference import holds

from callsheet.emit import docs, schemas
from callsheet.emit.schemas.request import inexpressible
from callsheet.layers.model import Parameter, Rule
from callsheet.layers.rule import Compare, Constant, Count, Items, Length, Sent, Value

FLAGS = tuple(Parameter(path=name, name=name, type="boolean") for name in "abcdef")


def rule(violation) -> Rule:
    return Rule(id="it", kind="count", violation=violation, fields=("a",), message="m")


def schema_with(violation, parameters=FLAGS):
    model = replace(samples.EVERYTHING, parameters=parameters, rules=(rule(violation),), unknown_keys=None)
    (file,) = schemas.emit([replace(samples.ACME, models=(model,))])
    return model, jsonschema_rs.validator_for(json.loads(file.text))


@pytest.mark.parametrize("op", ["<", "<=", ">", ">=", "=", "!="])
@pytest.mark.parametrize("n", [-1, 0, 1, 2, 3, 5, 6, 7])
def test_counts_are_spelled_out(op, n) -> None:
    model, schema = schema_with(Count(tuple(Sent(each.path) for each in FLAGS), op, n))
    for flags in product((False, True), repeat=6):
        request = {each.path: True for each, there in zip(FLAGS, flags, strict=True) if there}
        assert schema.is_valid(request) is not holds(model.rules[0].violation, request, model), request


def test_what_has_no_finite_schema_is_listed_with_the_reason() -> None:
    numbers = tuple(Parameter(path=name, name=name, type="number") for name in "ab")
    model, schema = schema_with(Compare(Value("a"), "<", Value("b")), numbers)
    assert inexpressible(model) == (("it", "a and b can take endlessly many values"),)
    assert schema.is_valid({"a": 1, "b": 2})
    (file,) = schemas.emit([replace(samples.ACME, models=(model,))])
    assert json.loads(file.text)["x-callsheet-inexpressible"] == [
        {"rule": "it", "because": "a and b can take endlessly many values"}
    ]
    (page,) = docs.emit([replace(samples.ACME, models=(model,))])
    assert "Rule it is not in the JSON Schema: a and b can take endlessly many values." in page.text


def test_a_count_over_many_conditions_is_listed_rather_than_huge() -> None:
    many = tuple(Parameter(path=f"p{n}", name=f"p{n}", type="boolean") for n in range(20))
    model, _ = schema_with(Count(tuple(Sent(each.path) for each in many), ">", 9), many)
    ((name, because),) = inexpressible(model)
    assert (name, "too many combinations" in because) == ("it", True)


def test_advice_is_no_part_of_the_schema() -> None:
    (file,) = [f for f in schemas.emit(samples.PROVIDERS) if "acme" in f.path]
    titles = {each["title"] for each in json.loads(file.text)["allOf"]}
    advice = {each.id for each in samples.EVERYTHING.rules if not each.is_error}
    assert advice
    assert not titles & advice
    assert titles | advice == {each.id for each in samples.EVERYTHING.rules}


@pytest.mark.parametrize("op", ["<", "<=", ">", ">=", "=", "!="])
def test_relations_are_spelled_out_over_all_values(op) -> None:
    first = Parameter(path="a", name="a", type="integer", minimum=Decimal(0), maximum=Decimal(4))
    second = Parameter(path="b", name="b", type="integer", enum=(1, 3), default=3)
    model, schema = schema_with(Compare(Value("a"), op, Value("b")), (first, second))
    for a, b in product((None, 0, 1, 2, 3, 4), (None, 1, 3)):
        request = {key: value for key, value in (("a", a), ("b", b)) if value is not None}
        assert schema.is_valid(request) is not holds(model.rules[0].violation, request, model), request


@pytest.mark.parametrize("op", ["<", "<=", ">", ">=", "=", "!="])
@pytest.mark.parametrize("n", [-1, 0, 2, Decimal("1.5")])
def test_lengths_and_item_counts_are_bounded(op, n) -> None:
    text, items = Parameter(path="a", name="a", type="string"), Parameter(path="b", name="b", type="array")
    for term, values in ((Length("a"), ["", "x", "xx", "xxx"]), (Items("b"), [[], [1], [1, 2], [1, 2, 3]])):
        model, schema = schema_with(Compare(term, op, Constant(n)), (text, items))
        for request in ({}, *({term.path: value} for value in values)):
            assert schema.is_valid(request) is not holds(model.rules[0].violation, request, model), request
