"""The manifest's expressions, evaluated on one request.

A path names a parameter; its value is what was sent, else the documented default. A node with a value of the wrong
type, or with none, is false. Numbers compare by value and exactly; booleans are no numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from operator import eq, ge, gt, le, lt, ne
from typing import Any

Json = dict[str, Any]
ORDERS: dict[str, Callable[[Any, Any], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq, "!=": ne}
NOTHING = object()
"""Stands for a value that is not there."""


class Request:
    """A request in the light of a model's parameters."""

    def __init__(self, parameters: list[Json], sent: Json) -> None:
        self._parameters = {each["path"]: each for each in _walk(parameters)}
        self._sent = sent

    def value(self, path: str) -> Any:
        """What was sent, else the default, else ``NOTHING``."""
        found = self._raw(path)
        return self._parameters.get(path, {}).get("default", NOTHING) if found is NOTHING else found

    def is_sent(self, path: str) -> bool:
        return self._raw(path) is not NOTHING

    def _raw(self, path: str) -> Any:
        place: Any = self._sent
        for key in path.split("."):
            if not isinstance(place, dict) or key not in place:
                return NOTHING
            place = place[key]
        unset = self._parameters.get(path, {}).get("unset", ())
        return NOTHING if place is None or any(same(place, marker) for marker in unset) else place


def _walk(parameters: list[Json]) -> Iterator[Json]:
    for parameter in parameters:
        yield parameter
        yield from _walk(parameter.get("members", []))


def same(left: Any, right: Any) -> bool:
    """Equality of JSON scalars: 5 equals 5.0, true does not equal 1."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    a, b = _number(left), _number(right)
    if a is not None and b is not None:
        return a == b
    return isinstance(left, str) and isinstance(right, str) and left == right


def _number(value: Any) -> Fraction | None:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | Fraction):
        return None
    return Fraction(Decimal(repr(value))) if isinstance(value, float) else Fraction(value)


def holds(node: Json, request: Request) -> bool:
    """Whether an expression is true of the request. Raises ``KeyError`` for a node that is none of the language."""
    ((name, body),) = node.items()
    return NODES[name](body, request)


def _any_same(value: Any, values: list[Any]) -> bool:
    return any(same(value, each) for each in values)


def _contains(body: Any, request: Request) -> bool:
    value = request.value(body[0])
    return isinstance(value, list) and any(_any_same(item, body[1]) for item in value)


def _matches(body: Any, request: Request) -> bool:
    value = request.value(body[0])
    pattern = "".join(
        ".*" if letter == "*" else "." if letter == "." else re.escape(letter) for letter in body[1]
    )
    return isinstance(value, str) and re.fullmatch(pattern, value, re.DOTALL) is not None


def _compare(body: Any, request: Request) -> bool:
    left, order, right = worth(body[0], request), body[1], worth(body[2], request)
    a, b = _number(left), _number(right)
    if a is not None and b is not None:
        return ORDERS[order](a, b)
    alike = (isinstance(left, bool) and isinstance(right, bool)) or (
        isinstance(left, str) and isinstance(right, str)
    )
    return alike and order in ("=", "!=") and ORDERS[order](left, right)


def _count(body: Any, request: Request) -> bool:
    return ORDERS[body[1]](sum(holds(each, request) for each in body[0]), body[2])


NODES: dict[str, Callable[[Any, Request], bool]] = {
    "all": lambda body, request: all(holds(each, request) for each in body),
    "any": lambda body, request: any(holds(each, request) for each in body),
    "compare": _compare,
    "contains": _contains,
    "count": _count,
    "in": lambda body, request: _any_same(request.value(body[0]), body[1]),
    "matches": _matches,
    "not": lambda body, request: not holds(body, request),
    "sent": lambda body, request: request.is_sent(body),
}


def worth(node: Json, request: Request) -> Any:
    """The value of a term, or ``NOTHING``."""
    ((name, body),) = node.items()
    if name == "constant":
        return body
    if name == "arithmetic":
        return _arithmetic(body, request)
    value = request.value(body)
    if name == "value":
        return value
    return len(value) if isinstance(value, str if name == "length" else list) else NOTHING


def _arithmetic(body: Any, request: Request) -> Any:
    left, right = _number(worth(body[0], request)), _number(worth(body[2], request))
    if left is None or right is None or (body[1] == "/" and right == 0):
        return NOTHING
    return {"+": left.__add__, "-": left.__sub__, "*": left.__mul__, "/": left.__truediv__}[body[1]](right)
