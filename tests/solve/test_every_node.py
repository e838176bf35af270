"""Every node and every order, at and around its boundary: one rule a model, all evaluators."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest
from made import made, top
from small_models import ORDERS
from test_three_evaluators import agree, oracle_of, provider_of, schema_of, z3_agrees

from callsheet import live
from callsheet.emit import package, validators
from callsheet.layers.model import Model, Rule
from callsheet.layers.rule import (
    All,
    Any,
    Arithmetic,
    Compare,
    Constant,
    Contains,
    Count,
    Expr,
    In,
    Items,
    Length,
    Matches,
    Not,
    Sent,
    Value,
)

BARE = made(
    top("n", "number", default=Decimal(1)),
    top("m", "integer", enum=(0, 1, 2)),
    top("text", default="ab", unset=("",)),
    top("tags", "array", max_items=3, item=top("tags[]", enum=("p", "q"))),
    top("flag", "boolean"),
    top("box", "object", members=(top("box.on", "boolean", default=True),)),
    unknown_keys="documented",
)
FLAGS = (Sent("flag"), Sent("m"), In("n", (1,)))

NODES: list[Expr] = [
    *(Compare(Value("n"), op, Constant(1)) for op in ORDERS),
    *(Compare(Value("n"), op, Constant(Decimal("0.5"))) for op in ORDERS),
    *(Compare(Constant(1), op, Value("m")) for op in ORDERS),
    *(Compare(Value("m"), op, Value("n")) for op in ORDERS),
    *(Compare(Length("text"), op, Constant(2)) for op in ORDERS),
    *(Compare(Items("tags"), op, Constant(1)) for op in ORDERS),
    *(Compare(Arithmetic(Value("m"), sign, Constant(2)), ">", Constant(1)) for sign in "+-*/"),
    *(Compare(Value("text"), op, Constant("ab")) for op in ("=", "!=", "<")),
    *(Compare(Value("flag"), op, Constant(True)) for op in ("=", "!=", "<")),
    *(Count(FLAGS, op, n) for op, n in product(ORDERS, (0, 1, 2))),
    *(joined(FLAGS[:n]) for joined, n in product((All, Any), (0, 1, 3))),
    *(Sent(path) for path in ("n", "text", "box", "box.on", "tags")),
    *(Not(In(path, values)) for path, values in (("n", (1, 2)), ("text", ("ab", "")), ("box.on", (True,)))),
    Contains("tags", ("p",)),
    Contains("tags", ("p", "q")),
    Matches("text", "a*"),
    Matches("text", "."),
]

VALUES: dict[str, list] = {
    "n": [0, 0.5, 0.75, 1, 1.0, 1.5, "1", None, True],
    "m": [0, 1, 2, 1.5, "x"],
    "text": ["", "a", "ab", "abc", "b", "\U0001f98a", 3, None],
    "tags": [[], ["p"], ["q", "q"], ["p", "q"], "p", [3], None],
    "flag": [True, False, 1, "true"],
    "box": [{}, {"on": True}, {"on": False}, {"on": "x"}, "on", None, []],
}
REQUESTS = [
    {},
    *({key: value} for key, values in VALUES.items() for value in values),
    *({"m": m, "n": n} for m in (0, 1, 2) for n in (0.5, 1, 2)),
    *({"flag": flag, "m": m, "n": 2} for flag in (True, False) for m in (0, 1)),
]


def with_rule(number: int, violation: Expr) -> Model:
    rule = Rule(id="r", kind="forbid", violation=violation, fields=(), message="no")
    name = f"node_{number}"
    return replace(
        BARE, id=name, slug=name.replace("_", "-"), name=name, class_name=f"Node{number}", rules=(rule,)
    )


MODELS = [with_rule(number, violation) for number, violation in enumerate(NODES)]


@pytest.fixture(scope="module")
def table():
    provider = provider_of(*MODELS)
    files = [*validators.emit([provider]), *package.emit([provider])]
    with live.package(files, "video_gateways") as emitted:
        yield emitted.module("acme.validators").VALIDATORS


@pytest.mark.parametrize(
    "model", MODELS, ids=lambda model: type(model.rules[0].violation).__name__ + model.slug[5:]
)
def test_all_evaluators_agree(model: Model, table) -> None:
    provider = provider_of(model)
    oracle, schema = oracle_of(provider, model), schema_of(provider, model)
    for request in REQUESTS:
        agree(model, request, oracle, schema, table[model.id])


def test_z3_agrees() -> None:
    whole = replace(BARE, rules=tuple(replace(model.rules[0], id=model.id) for model in MODELS))
    for request in REQUESTS:
        z3_agrees(whole, request)
