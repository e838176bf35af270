"""Which wrong and which allowed values limits are tried with, exactly."""

from __future__ import annotations

from decimal import Decimal

import pytest
from made import made, top

from callsheet import solve
from callsheet.layers.model import Parameter
from callsheet.solve.requests import MISSING
from callsheet.solve.wrong import wrong_values

TEN = "A red fox "
WRONG = [
    (top("a", required=True), [("required", "", MISSING), ("null", "", None), ("type", "", 7)]),
    (top("a", nullable=True), [("type", "", 7)]),
    (top("a", "file"), [("null", "", None), ("type", "", 7)]),
    (top("a", "boolean"), [("null", "", None), ("type", "", "true")]),
    (top("a", "object"), [("null", "", None), ("type", "", "a string")]),
    (top("a", enum=("x", "x-x")), [("null", "", None), ("type", "", 7), ("enum", "", "x-x-x")]),
    (top("a", "integer", enum=(9, 5)), [("null", "", None), ("type", "", "7"), ("enum", "", 10), ("type", "fraction", 9.5)]),
    (
        top("a", "integer", minimum=Decimal(2), maximum=Decimal(8)),
        [("null", "", None), ("type", "", "7"), ("min", "", 1), ("max", "", 9), ("type", "fraction", 2.5)],
    ),
    (
        top("a", "number", minimum=Decimal("0.25"), maximum=Decimal(1)),
        [("null", "", None), ("type", "", "0.5"), ("min", "", 0.24), ("max", "", 1.1)],
    ),
    (
        top("a", "number", above=Decimal(0), below=Decimal(1)),
        [("null", "", None), ("type", "", "0.5"), ("min", "", 0), ("max", "", 1)],
    ),
    (
        top("a", "number", minimum=Decimal(1), maximum=Decimal(3), step=Decimal("0.5")),
        [("null", "", None), ("type", "", "0.5"), ("min", "", 0.5), ("max", "", 3.5), ("step", "", 1.25)],
    ),
    (
        top("a", "integer", minimum=Decimal(8), maximum=Decimal(64), step=Decimal(8)),
        [("null", "", None), ("type", "", "7"), ("min", "", 0), ("max", "", 72), ("step", "", 9), ("type", "fraction", 8.5)],
    ),
    (
        top("prompt", min_length=2, max_length=9),
        [("null", "", None), ("type", "", 7), ("length", "short", "A"), ("length", "long", TEN)],
    ),
    (
        top("a", format="uri"),
        [("null", "", None), ("type", "", 7), ("format", "", "not a url"), ("format", "", "not a url A red fox r")],
    ),
    (
        top("a", "array", min_items=1, max_items=2, unique_items=True, item=top("a[]", enum=("x", "y", "z"))),
        [
            ("null", "", None), ("type", "", "a string"), ("items", "few", []), ("items", "many", ["x", "y", "z"]),
            ("unique", "", ["x", "x"]), ("unique", "", ["y", "y"]), ("unique", "", ["z", "z"]),
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("parameter", "expected"), WRONG, ids=[repr(case[1][-1]) for case in WRONG])
def test_wrong_values(parameter: Parameter, expected: list) -> None:
    assert list(wrong_values(parameter)) == expected


def test_an_unset_marker_is_no_wrong_value() -> None:
    found = {limit: value for limit, _, value in wrong_values(top("a", enum=("x",), unset=("x-x",)))}
    assert found["enum"] not in ("x", "x-x")


ALLOWED = [
    (top("a", "boolean"), [("a:type", "true", True), ("a:type", "false", False)]),
    (top("a", enum=("x", "y")), [("a:enum", "x", "x"), ("a:enum", "y", "y")]),
    (top("a", unset=("", "none")), [("a:required", "unset ''", ""), ("a:required", "unset 'none'", "none")]),
    (top("a", nullable=True), [("a:null", "null", None)]),
    (top("a", required=True, unset=("",)), []),
    (top("a", "integer", minimum=Decimal(3), maximum=Decimal(17), step=Decimal(5)), [("a:min", "least", 5), ("a:max", "greatest", 15)]),
    (top("a", "integer", minimum=Decimal(-17), maximum=Decimal(-3), step=Decimal(5)), [("a:min", "least", -15), ("a:max", "greatest", -5)]),
    (top("a", "number", minimum=Decimal("0.5"), above=Decimal(0)), [("a:min", "least", 0.5)]),
    (top("prompt", min_length=3, max_length=5), [("prompt:length", "shortest", "A r"), ("prompt:length", "longest", "A red")]),
    (
        top("a", "array", min_items=1, max_items=2, item=top("a[]", enum=("x", "y"))),
        [
            ("a:items", "fewest", ["x"]), ("a:items", "most", ["x", "y"]),
            ("a[]:enum", "x", ["x"]), ("a[]:enum", "y", ["y"]),
        ],
    ),
    (
        top("a", "object", members=(top("a.b", "boolean"),)),
        [("a.b:type", "true", {"b": True}), ("a.b:type", "false", {"b": False})],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("parameter", "expected"), ALLOWED, ids=[str(case[1])[:40] for case in ALLOWED])
def test_examples(parameter: Parameter, expected: list) -> None:
    found = solve.examples(solve.Program(made(parameter)))
    name = parameter.path
    assert [(each.about, each.variant, each.request.get(name)) for each in found] == expected


def test_an_example_comes_with_what_it_needs() -> None:
    size = top("size", enum=("s", "xl"), default="s")
    big = top("big", "boolean")
    model = made(
        size,
        big,
        rules={"r": {"when": {"size": "xl"}, "require": {"big": True}}, "s": {"forbid": {"big": False}}},
    )
    found = {(each.about, each.variant): each.request for each in solve.examples(solve.Program(model))}
    assert found["size:enum", "xl"] == {"size": "xl", "big": True}
    assert ("big:type", "false") not in found


def test_limits_of_upstream_have_no_examples_and_no_pairs() -> None:
    program = solve.Program(made(top("a", enum=("x",), basis="upstream")))
    assert solve.examples(program) == ()
    assert solve.limit_pairs(program) == ()


def test_all_requests_of_a_finite_model() -> None:
    inner = top("box.on", "boolean", required=True)
    model = made(
        top("n", "integer", enum=(1, 2), required=True),
        top("box", "object", members=(inner,)),
        rules={"r": {"forbid": {"n": 2, "box.on": True}}},
    )
    program = solve.Program(model)
    assert list(solve.valid_requests(program)) == [
        {"n": 1}, {"n": 1, "box": {"on": True}}, {"n": 1, "box": {"on": False}}, {"n": 2}, {"n": 2, "box": {"on": False}},
    ]  # fmt: skip
    assert solve.count_valid(program) == 5


def test_open_values_are_counted_once_if_some_will_do() -> None:
    numbers = (top("a", "integer"), top("b", "integer", maximum=Decimal(3)))
    bounds = {
        "r": {"relation": {"left": "a", "op": "<", "right": "b"}},
        "s": {"relation": {"left": "a", "op": ">=", "right": 3}},
    }
    assert solve.count_valid(solve.Program(made(*numbers))) == 4
    assert solve.count_valid(solve.Program(made(*numbers, rules=bounds))) == 3
