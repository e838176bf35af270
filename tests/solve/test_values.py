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


def test_items_of_arrays_differ_between_versions() -> None:
    frame = top(
        "f[]",
        "object",
        members=(
            top("f[].at", "integer", required=True, minimum=Decimal(0)),
            top("f[].tags", "array", item=top("f[].tags[]", enum=("x", "y"))),
        ),
    )
    old = made(top("f", "array", item=frame))
    stricter = top(
        "f[]",
        "object",
        members=(top("f[].at", "integer", required=True, minimum=Decimal(5)), frame.members[1]),
    )
    found = solve.difference(old, made(top("f", "array", item=stricter)))
    assert [(each.because, each.request) for each in found.became_invalid] == [
        ("f[].at:min", {"f": [{"at": 0}]})
    ]
    assert found.became_valid == ()
    fewer = top(
        "f[]",
        "object",
        members=(frame.members[0], top("f[].tags", "array", item=top("f[].tags[]", enum=("x",)))),
    )
    found = solve.difference(old, made(top("f", "array", item=fewer)))
    assert [(each.because, each.request) for each in found.became_invalid] == [
        ("f[].tags[]:enum", {"f": [{"at": 0, "tags": ["y"]}]})
    ]


def test_nulls_and_unknown_keys_differ_between_versions() -> None:
    old, new = made(top("a", nullable=True)), made(top("a"), unknown_keys="elsewhere")
    found = solve.difference(old, new)
    assert [(each.because, each.request) for each in found.became_invalid] == [
        ("a:null", {"a": None}),
        ("unexpected_key:unknown-key", {"unexpected_key": 1}),
    ]
    assert solve.difference(old, old) == solve.Difference(became_invalid=(), became_valid=())


def test_a_new_parameter_is_an_unknown_key_to_the_old_version() -> None:
    old = made(top("a"), unknown_keys="documented")
    new = made(top("a"), top("b", enum=("x",)), unknown_keys="documented")
    found = solve.difference(old, new)
    assert [(each.because, each.request) for each in found.became_valid] == [("b:unknown-key", {"b": "x"})]


def test_wishes_for_what_is_no_parameter() -> None:
    text = r"CL190: no parameter 'b' \(wishes name parameters by dotted path\)"
    with pytest.raises(solve.SolveError, match=text):
        solve.complete(made(top("a")), {"b": 1})


def test_a_wish_that_breaks_its_own_limit() -> None:
    model = made(
        top("n", "integer", maximum=Decimal(3)), top("box", "object", members=(top("box.on", "boolean"),))
    )
    assert solve.complete(model, {"n": 5}) == solve.Conflict(because=("n:max",))
    assert solve.complete(model, {"box": {"on": True}, "n": 2}) == {"n": 2, "box": {"on": True}}
    assert solve.complete(model, {"box.on": 3}) == solve.Conflict(because=("box.on:type",))


def test_limits_that_only_other_values_show() -> None:
    """The plainest spoiled value would break a rule as well: z3 finds what breaks the limit alone."""
    flag = top("flag", "boolean", default=False)
    text = top("text", min_length=3, max_length=5)
    tags = top("tags", "array", min_items=1, max_items=2, item=top("tags[]", enum=("x", "y")))
    outside = {"text": {"length": {"max": 2}}, "tags": {"items": {"max": 0}}}
    beyond = {"text": {"length": {"min": 6}}, "tags": {"items": {"min": 3}}}
    rules = {
        f"{name}-{end}": {"forbid": {name: tests[name], "flag": False}}
        for end, tests in (("low", outside), ("high", beyond))
        for name in tests
    }
    model = made(flag, text, tags, rules=rules)
    found = {(each.about, each.variant): each for each in solve.limit_pairs(solve.Program(model))}
    for about, variant, sizes in (
        ("text:length", "short", range(3)),
        ("text:length", "long", range(6, 99)),
        ("tags:items", "few", [0]),
        ("tags:items", "many", range(3, 99)),
    ):
        pair = found[about, variant]
        assert isinstance(pair, solve.Pair), (about, variant)
        assert pair.broken["flag"] is True
        assert len(pair.broken[about.partition(":")[0]]) in sizes


@pytest.mark.parametrize(
    ("item", "most"),
    [
        (top("a[]", "boolean"), 2),
        (top("a[]", "integer", minimum=Decimal(1), maximum=Decimal(3)), 3),
        (top("a[]", "integer", minimum=Decimal("0.5"), maximum=Decimal("3.5")), 3),
        (top("a[]", "integer", minimum=Decimal(-4), maximum=Decimal(5), step=Decimal(3)), 3),
        (top("a[]", "integer", minimum=Decimal(3), maximum=Decimal(1)), 0),
        (top("a[]", enum=("x", "y", "z")), 3),
    ],
)
def test_unique_items_are_no_more_than_there_are_values(item: Parameter, most: int) -> None:
    for size, fits in ((most, True), (most + 1, False)):
        model = made(top("a", "array", unique_items=True, required=True, min_items=size, item=item))
        found = solve.valid_request(solve.Program(model))
        assert (found is not None) is fits
        if found is not None:
            assert solve.judge(model, found).is_valid
    for open_end in (top("a[]", "integer", minimum=Decimal(1)), top("a[]")):
        wide = made(top("a", "array", unique_items=True, required=True, min_items=9, item=open_end))
        assert len(solve.valid_request(solve.Program(wide))["a"]) == 9


def test_equal_items_of_any_depth() -> None:
    model = made(top("a", "array", unique_items=True))
    for items in ([1, 1.0], [{"b": [1]}, {"b": [1.0]}], [[], []], [None, None]):
        assert solve.judge(model, {"a": items}).errors == ("a:unique",), items
    for items in ([1, True], [{}, 1], [{}, []], [{"b": 1}, {"c": 1}], ["1", 1], [[1], [1, 1]], [0, False]):
        assert solve.judge(model, {"a": items}).errors == (), items


def test_unknown_keys_inside_wishes() -> None:
    frame = top("f[]", "object", members=(top("f[].n", "integer"),))
    closed = made(top("f", "array", item=frame), unknown_keys="documented")
    assert solve.complete(closed, {"f": [{"m": 1}]}) == solve.Conflict(because=("f[].m:unknown-key",))
    assert solve.complete(made(top("f", "array", item=frame)), {"f": [{"m": 1}]}) == {"f": [{"m": 1}]}


def test_a_witness_breaks_one_thing_where_it_can() -> None:
    old = made(top("a", enum=("x", "y")), top("b", enum=("x", "y")))
    new = made(top("a", enum=("x",)), top("b", enum=("x",)))
    found = solve.difference(old, new)
    assert {each.because: each.request for each in found.became_invalid} == {
        "a:enum": {"a": "y"},
        "b:enum": {"b": "y"},
    }


def test_members_that_only_one_version_has() -> None:
    old = made(top("o", "object", members=(top("o.a"),)))
    new = made(top("o", "object", members=(top("o.a"), top("o.b", enum=("x",)))))
    found = solve.difference(old, new)
    assert [each.because for each in found.became_invalid] == ["o.b:enum"]
    assert solve.judge(new, found.became_invalid[0].request).errors == ("o.b:enum",)


def test_lower_bounds_count_what_can_be() -> None:
    three = {"type": "string", "enum": ("x", "y", "z"), "required": True}
    a, b = (Parameter(path=name, name=name, **three) for name in "ab")
    flag = top("flag", "boolean", required=True)
    rules = {
        f"r{n}": {"forbid": {"a": left, "b": right}}
        for n, (left, right) in enumerate([("x", "x"), ("y", "y"), ("z", "z"), ("x", "y")])
    }
    found = solve.covering_set(solve.Program(made(a, b, flag, rules=rules)))
    assert (found.strength, found.lower_bound, found.combinations) == (2, 6, 5 + 6 + 6)
    assert 6 <= len(found.requests) <= 7
