"""What a term is worth when a parameter has a known value: used to fold defaults and finite domains."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from callsheet.emit.like import like
from callsheet.layers.rule import Arithmetic, Constant, Items, Length, Order, Scalar, Term, Value

COMPARISONS: Mapping[Order, Callable[[Fraction, Fraction], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}
_ARITHMETIC: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


def exact(value: object) -> Fraction | None:
    """The number as written in JSON; None for anything else, booleans too."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    return Fraction(str(value))


def same(value: object, other: object) -> bool:
    """Equality of JSON: 5 equals 5.0, no boolean equals a number."""
    numbers = exact(value), exact(other)
    if numbers != (None, None):
        return numbers[0] == numbers[1]
    return type(value) is type(other) and value == other


def among(value: object, values: tuple[Scalar, ...]) -> bool:
    return any(same(value, each) for each in values)


def worth(term: Term, request: Mapping[str, object]) -> object:
    """A term over effective values by path; None where it is undefined."""
    match term:
        case Constant(value):
            return value
        case Value(path):
            return request.get(path)
        case Length(path):
            text = request.get(path)
            return len(text) if isinstance(text, str) else None
        case Items(path):
            items = request.get(path)
            return len(items) if isinstance(items, list) else None
        case Arithmetic(left, op, right):
            a, b = _number(worth(left, request)), _number(worth(right, request))
            return None if a is None or b is None or (op == "/" and not b) else _ARITHMETIC[op](a, b)


def compare(left: object, op: Order, right: object) -> bool:
    """``Compare`` of two known values, as ``layers/rule.py`` defines it."""
    a, b = _number(left), _number(right)
    if a is not None and b is not None:
        return COMPARISONS[op](a, b)
    alike = type(left) is type(right) and isinstance(left, str | bool)
    return alike and op in ("=", "!=") and (left == right) is (op == "=")


def matches(value: object, pattern: str) -> bool:
    return isinstance(value, str) and re.fullmatch(like(pattern), value) is not None


def _number(value: object) -> Fraction | None:
    return value if isinstance(value, Fraction) else exact(value)
