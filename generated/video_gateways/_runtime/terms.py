"""Numbers of rules that relate parameters to each other, exact: standard library only."""

from __future__ import annotations

import operator
from fractions import Fraction
from typing import Literal

from .values import is_array, is_number

_COMPARISONS = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}


def related(left: object, op: Literal["<", "<=", ">", ">=", "=", "!="], right: object) -> bool:
    """Whether two values stand in a relation; False where they are absent or not of one type."""
    a, b = exact(left), exact(right)
    if a is not None and b is not None:
        return bool(_COMPARISONS[op](a, b))
    texts = isinstance(left, str) and isinstance(right, str)
    truths = isinstance(left, bool) and isinstance(right, bool)
    return (texts or truths) and op in ("=", "!=") and (left == right) is (op == "=")


def computed(left: object, op: Literal["+", "-", "*", "/"], right: object) -> Fraction | None:
    """Arithmetic over numbers; None where a side is none, and for a division by zero."""
    a, b = exact(left), exact(right)
    if a is None or b is None or (op == "/" and not b):
        return None
    if op == "+":
        return a + b
    if op == "-":
        return a - b
    return a * b if op == "*" else a / b


def length(value: object) -> int | None:
    return len(value) if isinstance(value, str) else None


def items(value: object) -> int | None:
    return len(value) if is_array(value) else None


def is_multiple(value: float, step: str) -> bool:
    """Whether a number as written is a whole multiple of another."""
    return (exact(value) or Fraction(0)) % Fraction(step) == 0


def exact(value: object) -> Fraction | None:
    """A JSON number as it is written: 0.1 is a tenth."""
    if isinstance(value, Fraction):
        return value
    if not is_number(value):
        return None
    return Fraction(value) if isinstance(value, int) else Fraction(repr(value))
