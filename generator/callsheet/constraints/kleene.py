"""Evaluates an expression where only some parameters are known: true, false, or None for "it depends".

Sound, not complete: an answer other than None holds whatever the unknown parameters are.
"""

from __future__ import annotations

import enum
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any as Any_
from typing import Final, TypeAlias

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
    Order,
    Scalar,
    Sent,
    Term,
    Value,
)


class Mark(enum.Enum):
    """In the place of a value: there is none; or there may be any, or none."""

    UNDEFINED = "undefined"
    UNKNOWN = "unknown"


Found: TypeAlias = Scalar | Fraction | tuple[Scalar | Mark, ...] | Mark


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one parameter: ``Known(sent=False, value="720p")`` where the default is in force."""

    sent: bool
    value: Found


Facts: TypeAlias = Mapping[str, Known]

ORDERS: Final[dict[Order, Callable[[Any_, Any_], bool]]] = {
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    ">": operator.gt,
    ">=": operator.ge,
}
_ARITHMETIC: Final[dict[str, Callable[[Fraction, Fraction], Fraction]]] = {
    "*": operator.mul,
    "+": operator.add,
    "-": operator.sub,
    "/": operator.truediv,
}


def evaluate(expr: Expr, facts: Facts) -> bool | None:
    """Whether ``expr`` holds given ``facts``; parameters that are not in ``facts`` may be anything."""
    match expr:
        case Sent(path):
            return facts[path].sent if path in facts else None
        case Not(of):
            inner = evaluate(of, facts)
            return None if inner is None else not inner
        case All(of):
            parts = [evaluate(each, facts) for each in of]
            return False if False in parts else None if None in parts else True
        case Any(of):
            parts = [evaluate(each, facts) for each in of]
            return True if True in parts else None if None in parts else False
        case Count(of, op, n):
            return _count([evaluate(each, facts) for each in of], op, n)
        case Compare(left, op, right):
            return _compare(_term(left, facts), op, _term(right, facts))
        case _:
            return _test(expr, _value(expr.path, facts))


def _count(parts: list[bool | None], op: Order, n: int) -> bool | None:
    low = parts.count(True)
    answers = {ORDERS[op](number, n) for number in range(low, low + parts.count(None) + 1)}
    return answers.pop() if len(answers) == 1 else None


def _test(expr: In | Contains | Matches, value: Found) -> bool | None:
    if value is Mark.UNKNOWN:
        return None
    match expr:
        case In(_, values):
            return any(same(value, each) for each in values)
        case Contains(_, values):
            return isinstance(value, tuple) and any(same(item, each) for item in value for each in values)
        case Matches(_, pattern):
            return isinstance(value, str) and matches(pattern, value)


def same(left: object, right: object) -> bool:
    """Equal as JSON values: 5 is 5.0, true is not 1."""
    return isinstance(left, bool) == isinstance(right, bool) and left == right


def matches(pattern: str, text: str) -> bool:
    """LIKE: ``*`` is any run of characters, ``.`` any one."""
    parts = (".*" if char == "*" else "." if char == "." else re.escape(char) for char in pattern)
    return re.fullmatch("".join(parts), text, re.DOTALL) is not None


def _value(path: str, facts: Facts) -> Found:
    return facts[path].value if path in facts else Mark.UNKNOWN


def _term(term: Term, facts: Facts) -> Found:
    match term:
        case Constant(value):
            return value
        case Value(path):
            return _value(path, facts)
        case Length(path):
            found = _value(path, facts)
            return (
                found if found is Mark.UNKNOWN else len(found) if isinstance(found, str) else Mark.UNDEFINED
            )
        case Items(path):
            found = _value(path, facts)
            return (
                found if found is Mark.UNKNOWN else len(found) if isinstance(found, tuple) else Mark.UNDEFINED
            )
        case Arithmetic(left, op, right):
            return _arithmetic(_term(left, facts), op, _term(right, facts))


def _arithmetic(left: Found, op: str, right: Found) -> Found:
    sides = [side if side is Mark.UNKNOWN else _number(side) for side in (left, right)]
    if None in sides or (op == "/" and sides[1] == 0):
        return Mark.UNDEFINED
    a, b = sides
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return _ARITHMETIC[op](a, b)
    return Mark.UNKNOWN


def _compare(left: Found, op: Order, right: Found) -> bool | None:
    if Mark.UNDEFINED in (left, right):
        return False
    if Mark.UNKNOWN in (left, right):
        return None
    a, b = _number(left), _number(right)
    if a is not None and b is not None:
        return ORDERS[op](a, b)
    if op not in ("=", "!=") or type(left) is not type(right) or isinstance(left, tuple):
        return False
    return ORDERS[op](left, right)


def _number(value: object) -> Fraction | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | Fraction):
        return None
    return Fraction(value)
