"""What differs between two versions, and wishes that cannot be granted: each with a request that shows it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from made import made, top

from callsheet import solve
from callsheet.layers.model import Parameter


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
