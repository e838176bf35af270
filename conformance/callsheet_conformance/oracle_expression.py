"""Expressions of a manifest, interpreted: one row a node."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final

from callsheet_conformance.oracle_values import ABSENT, among, is_number

_ORDER: Final[dict[str, Callable[[Any, Any], bool]]] = {
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

Values = Mapping[str, Any]


def holds(expression: Mapping[str, Any], sent: Mapping[str, bool], effective: Values) -> bool:
    """Whether ``{"in": ["duration", ["10s"]]}`` holds, looking no further than is needed.

    Raises KeyError for a node or path that does not exist, where it comes to it.
    """
    ((node, of),) = expression.items()
    if node == "not":
        return not holds(of, sent, effective)
    if node in ("all", "any"):
        decides = node == "any"
        for each in of:  # a loop, since this is where the suite spends its time
            if holds(each, sent, effective) is decides:
                return decides
        return not decides
    if node == "count":
        return _ORDER[of[1]](sum(holds(each, sent, effective) for each in of[0]), of[2])
    if node == "sent":
        return sent[of]
    return _TESTS[node](of, effective)


def _in(of: list[Any], effective: Values) -> bool:
    return among(effective[of[0]], of[1])


def _contains(of: list[Any], effective: Values) -> bool:
    items = effective[of[0]]
    return isinstance(items, list) and any(among(item, of[1]) for item in items)


def _matches(of: list[Any], effective: Values) -> bool:
    text = effective[of[0]]
    wild = {"*": ".*", ".": "."}
    pattern = "".join(wild.get(character) or re.escape(character) for character in of[1])
    return isinstance(text, str) and re.fullmatch(pattern, text, re.DOTALL) is not None


def _compare(of: list[Any], effective: Values) -> bool:
    left, right = worth(of[0], effective), worth(of[2], effective)
    if is_number(left) or isinstance(left, Fraction):
        comparable = is_number(right) or isinstance(right, Fraction)
        return comparable and _ORDER[of[1]](Fraction(left), Fraction(right))
    alike = isinstance(left, str | bool) and type(left) is type(right)
    return alike and of[1] in ("=", "!=") and _ORDER[of[1]](left, right)


_TESTS: Final[dict[str, Callable[[list[Any], Values], bool]]] = {
    "compare": _compare,
    "contains": _contains,
    "in": _in,
    "matches": _matches,
}


def worth(term: Mapping[str, Any], effective: Values) -> Any:
    """The value of ``{"length": "prompt"}``: a number, a string, a boolean, or ABSENT where it is undefined."""
    ((node, of),) = term.items()
    if node == "constant":
        return of
    if node == "arithmetic":
        return _arithmetic(worth(of[0], effective), of[1], worth(of[2], effective))
    value = effective[of]
    if node == "length":
        return len(value) if isinstance(value, str) else ABSENT
    if node == "items":
        return len(value) if isinstance(value, list) else ABSENT
    return value


def _arithmetic(left: Any, sign: str, right: Any) -> Any:
    if not all(isinstance(side, Fraction) or is_number(side) for side in (left, right)):
        return ABSENT
    if sign == "/" and right == 0:
        return ABSENT
    return _ARITHMETIC[sign](Fraction(left), Fraction(right))
