"""The small questions that emitted validators ask."""

from __future__ import annotations

from fractions import Fraction

import pytest

from callsheet.runtime.price import decimal_or_none
from callsheet.runtime.terms import computed, is_multiple, related
from callsheet.runtime.values import contains, has_repeats, is_integer, is_number, same
from callsheet.runtime.violation import shown


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        (5, 5.0, True), (1, True, False), (0, False, False), ("1", 1, False), ([1, 2], [1.0, 2], True), ([1], [True], False),
        ({"a": 1}, {"a": 1.0}, True), ({"a": 1}, {"b": 1}, False), ({"a": 1}, {"a": True}, False), (None, None, True),
    ],
)  # fmt: skip
def test_equality_is_that_of_json(one, other, equal) -> None:
    assert same(one, other) is equal
    assert has_repeats([one, "between", other]) is equal
    assert contains([one], (other,)) is equal


@pytest.mark.parametrize(("value", "number", "whole"), [
    (5, True, True), (5.0, True, True), (5.5, True, False), (True, False, False), ("5", False, False), (None, False, False),
    (float("nan"), False, False), (float("inf"), False, False), pytest.param(10**400, True, True, id="beyond floats"),
])  # fmt: skip
def test_numbers_are_those_of_json(value, number, whole) -> None:
    assert (is_number(value), is_integer(value)) == (number, whole)


def test_numbers_are_taken_as_they_are_written() -> None:
    assert is_multiple(0.3, "0.1")
    assert not is_multiple(0.35, "0.1")
    assert is_multiple(10**20, "10")
    assert computed(0.1, "+", 0.2) == Fraction(3, 10)
    assert related(computed(0.1, "+", 0.2), "=", 0.3)
    assert computed(1, "/", 0) is None
    assert computed(True, "+", 1) is None


@pytest.mark.parametrize(("left", "op", "right", "holds"), [
    ("a", "=", "a", True), ("a", "!=", "b", True), ("a", "<", "b", False), (True, "=", True, True), (True, "!=", False, True),
    (True, "=", 1, False), (True, "!=", 1, False), ("1", "!=", 1, False), (None, "!=", 1, False), (None, "=", None, False),
])  # fmt: skip
def test_relations_hold_only_within_a_type(left, op, right, holds) -> None:
    assert related(left, op, right) is holds


def test_a_decimal_is_exact_or_none() -> None:
    assert str(decimal_or_none(Fraction(1, 8))) == "0.125"
    assert decimal_or_none(Fraction(1, 3)) is None


class Unprintable:
    def __repr__(self) -> str:
        raise RuntimeError("no")


def deep(levels: int) -> list[object]:
    found: list[object] = []
    for _ in range(levels):
        found = [found]
    return found


@pytest.mark.parametrize(
    "value",
    [10**5000, deep(100_000), Unprintable(), "x" * 10**6, {"k": [1] * 10**5}],
    ids=["huge", "deep", "unprintable", "long", "wide"],
)
def test_any_value_can_be_shown_shortly(value: object) -> None:
    assert 0 < len(shown(value)) <= 60


def test_short_values_are_shown_as_in_json() -> None:
    assert [shown(each) for each in ("7s", True, None, 5, 2.5)] == ['"7s"', "true", "null", "5", "2.5"]
