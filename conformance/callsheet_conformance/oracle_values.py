"""JSON values as the oracle compares them: numbers by value, booleans never numbers."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final


class Absence(enum.Enum):
    """No value: the key is not there, and nothing is the default."""

    ABSENT = "absent"


ABSENT: Final = Absence.ABSENT


def exact(value: Any) -> Any:
    """The same JSON with floats as Decimals, as they are written."""
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, Mapping):
        return {key: exact(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [exact(item) for item in value]
    return value


def is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool) and Decimal(value).is_finite()


def equal(left: Any, right: Any) -> bool:
    """Equality of JSON at any depth: 5 is 5.0, true is not 1."""
    if isinstance(left, str):
        return isinstance(right, str) and left == right
    if is_number(left) and is_number(right):
        return bool(left == right)
    if type(left) is not type(right):
        return False
    if isinstance(left, list):
        return len(left) == len(right) and all(map(equal, left, right))
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(equal(left[key], right[key]) for key in left)
    return bool(left == right)


def among(value: Any, values: list[Any]) -> bool:
    return any(equal(value, each) for each in values)


def is_marker(value: Any, parameter: Mapping[str, Any]) -> bool:
    """Whether it is a value that means absent."""
    return among(value, parameter.get("unset", []))
