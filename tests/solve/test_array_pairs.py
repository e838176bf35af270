"""Minimal pairs of what is inside arrays, where rules look at the array as a whole."""

from __future__ import annotations

import pytest
from made import made, top

from callsheet import solve
from callsheet.layers.model import Model

LETTERS = top("a[]", enum=("x", "y", "z"))


def array(**more: object):
    return top("a", "array", item=LETTERS, **more)


def pairs(model: Model) -> dict[str, solve.Outcome]:
    return {each.about + each.variant: each for each in solve.limit_pairs(solve.Program(model))}


def test_a_rule_that_asks_for_an_item_gets_it() -> None:
    """The wrong item alone would break the rule as well."""
    model = made(array(), rules={"r": {"when": {"a": {"sent": True}}, "require": {"a": {"contains": ["y"]}}}})
    found = pairs(model)["a[]:type"]
    assert isinstance(found, solve.Pair)
    assert found.broken == {"a": [7, "y"]}
    assert solve.judge(model, found.broken).errors == ("a[]:type",)
    assert solve.judge(model, found.valid).is_valid


def test_a_rule_that_asks_for_three_items_gets_them() -> None:
    model = made(array(), rules={"r": {"items": {"a": [3, None]}, "when": {"a": {"sent": True}}}})
    found = pairs(model)["a[]:null"]
    assert isinstance(found, solve.Pair)
    assert found.broken["a"].count(None) == 1
    assert len(found.broken["a"]) == 3


def test_an_array_that_must_be_empty_has_no_wrong_item() -> None:
    model = made(array(), rules={"r": {"forbid": {"a": {"items": {"min": 1}}}}})
    assert pairs(model)["a[]:enum"] == solve.NoPair(about="a[]:enum", because=("r",))


def test_a_count_that_other_limits_forbid() -> None:
    found = pairs(made(array(max_items=3, unique_items=True)))
    assert found["a:itemsmany"] == solve.NoPair(about="a:items", variant="many", because=("a:unique",))
    assert isinstance(found["a:unique"], solve.Pair)
    assert found["a:unique"].broken == {"a": ["x", "x"]}


def test_deep_members_are_reached() -> None:
    deep = top("a[].b[].c", "integer", required=True)
    inner = top("a[].b", "array", item=top("a[].b[]", "object", members=(deep,)))
    model = made(top("a", "array", item=top("a[]", "object", members=(inner,))))
    found = pairs(model)
    assert {about: each.broken for about, each in found.items() if about.startswith("a[].b[].c")} == {
        "a[].b[].c:required": {"a": [{"b": [{}]}]},
        "a[].b[].c:null": {"a": [{"b": [{"c": None}]}]},
        "a[].b[].c:type": {"a": [{"b": [{"c": "7"}]}]},
        "a[].b[].c:typefraction": {"a": [{"b": [{"c": 0.5}]}]},
    }
    assert "a[]:required" not in found


def test_arrays_of_arrays() -> None:
    rows = top("a[]", "array", min_items=1, item=top("a[][]", "boolean"))
    found = pairs(made(top("a", "array", item=rows)))
    assert found["a[][]:type"].broken == {"a": [["true"]]}
    assert found["a[]:itemsfew"].broken == {"a": [[]]}


@pytest.mark.parametrize("unique", [True, False])
def test_values_around_a_rule(unique: bool) -> None:  # noqa: FBT001
    """Two items are too many together with a flag, which the plainest request does not send."""
    flag = top("flag", "boolean", required=True)
    model = made(flag, array(unique_items=unique, min_items=2), rules={"r": {"forbid": {"flag": False}}})
    found = pairs(model)
    assert found["a:itemsfew"].broken == {"flag": True, "a": ["x"]}
    assert ("a:unique" in found) is unique


def test_one_change_may_not_be_enough() -> None:
    """All or none of three: leaving out one of a valid three breaks two other rules, and no single change mends."""
    names = ("p", "q", "r")
    rules = {"all": {"all_or_none": list(names)}, "some": {"at_least_one": list(names)}}
    found = {
        each.about: each for each in solve.rule_pairs(solve.Program(made(*map(top, names), rules=rules)))
    }
    assert isinstance(found["all"], solve.Pair)
    assert found["some"] == solve.NoPair(about="some", because=(), one_change=True)
