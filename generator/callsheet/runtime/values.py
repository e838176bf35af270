"""The questions that validators ask of JSON values: standard library only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import TypeGuard

from .violation import Scalar


def is_number(value: object) -> TypeGuard[int | float]:
    """Whether it is a JSON number: neither a boolean, nor infinite, nor NaN."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    # An int is never infinite, and one beyond a float's range must not be asked.
    return isinstance(value, int) or isfinite(value)


def is_integer(value: object) -> TypeGuard[int | float]:
    """Whether it is a whole number, written ``5`` or ``5.0``."""
    return is_number(value) and (isinstance(value, int) or value.is_integer())


def is_array(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, list | tuple)


def is_object(value: object) -> TypeGuard[Mapping[str, object]]:
    return type(value) is dict or isinstance(value, Mapping)


def contains(value: object, wanted: tuple[Scalar, ...]) -> bool:
    """Whether an array holds one of the values."""
    return is_array(value) and any(same(each, one) for each in value for one in wanted)


def has_repeats(values: Sequence[object]) -> bool:
    """Whether two items are equal as JSON."""
    return any(same(one, other) for i, one in enumerate(values) for other in values[:i])


def same(one: object, other: object) -> bool:
    """Equality of JSON: 5 equals 5.0, and no boolean equals a number."""
    if is_array(one) and is_array(other):
        return len(one) == len(other) and all(map(same, one, other))
    if is_object(one) and is_object(other):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    return one == other and isinstance(one, bool) == isinstance(other, bool)
