"""What a condition says of one parameter: ``"540p"``, ``["5s", "10s"]``, ``{sent: true}`` or ``{min: 2}``."""

from __future__ import annotations

from callsheet.constraints.cursor import Cursor
from callsheet.constraints.scalars import scalar
from callsheet.layers.model import Parameter
from callsheet.layers.rule import (
    All,
    Compare,
    Constant,
    Contains,
    Expr,
    In,
    Items,
    Length,
    Not,
    Order,
    Sent,
    Term,
    Value,
)

_BOUNDS: dict[str, Order] = {"above": ">", "below": "<", "max": "<=", "min": ">="}
_NUMBERS = ("integer", "number")


def literal(at: Cursor, parameter: Parameter) -> Expr:
    """The predicate that one entry of a condition stands for."""
    if isinstance(at.value, dict):
        parts = [_TESTS[key](member, parameter) for key, member in at.only(sorted(_TESTS)).items()]
        return parts[0] if len(parts) == 1 else All(tuple(parts))
    if isinstance(at.value, list):
        return In(parameter.path, tuple(scalar(each, parameter) for each in at.sequence()))
    return In(parameter.path, (scalar(at, parameter),))


def _sent(at: Cursor, parameter: Parameter) -> Expr:
    if not isinstance(at.value, bool):
        raise at.error("true or false is needed here")
    return Sent(parameter.path) if at.value else Not(Sent(parameter.path))


def _not(at: Cursor, parameter: Parameter) -> Expr:
    return Not(literal(at, parameter))


def _contains(at: Cursor, parameter: Parameter) -> Expr:
    if parameter.type != "array" or parameter.item is None:
        raise at.error(f"{parameter.path} is no array")
    item = parameter.item
    return Contains(parameter.path, tuple(scalar(each, item) for each in at.sequence()))


def _items(at: Cursor, parameter: Parameter) -> Expr:
    if parameter.type != "array":
        raise at.error(f"{parameter.path} is no array")
    return _within(at, Items(parameter.path))


def _length(at: Cursor, parameter: Parameter) -> Expr:
    if parameter.type not in ("string", "file"):
        raise at.error(f"{parameter.path} is no string")
    return _within(at, Length(parameter.path))


def _bound(at: Cursor, parameter: Parameter) -> Expr:
    if parameter.type not in _NUMBERS:
        raise at.error(f"{parameter.path} is no number", "use {length: …} or {items: …}")
    return Compare(Value(parameter.path), _BOUNDS[str(at.path[-1])], Constant(at.number()))


def _within(at: Cursor, term: Term) -> Expr:
    """Inclusive bounds on a count."""
    members = at.only(("min", "max"))
    parts = tuple(Compare(term, _BOUNDS[key], Constant(each.whole())) for key, each in members.items())
    return parts[0] if len(parts) == 1 else All(parts)


_TESTS = {
    "above": _bound,
    "below": _bound,
    "contains": _contains,
    "items": _items,
    "length": _length,
    "max": _bound,
    "min": _bound,
    "not": _not,
    "sent": _sent,
}
