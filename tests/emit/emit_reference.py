"""A slow and plain reading of layers/rule.py: what emitted code is held against."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from callsheet.layers.format import PATTERNS
from callsheet.layers.model import Model, Parameter
from callsheet.layers.rule import (
    All,
    Any,
    Arithmetic,
    Compare,
    Constant,
    Contains,
    Count,
    In,
    Items,
    Length,
    Matches,
    Not,
    Sent,
    Value,
)

OPS = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}
SUMS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
KINDS = {"string": str, "file": str, "boolean": bool, "array": list, "object": dict}


def broken(model: Model, request: dict, *, advice: bool = False) -> set[str]:
    """Ids of the limits and rules that a request breaks."""
    found = set(_object(model.parameters, request, "", model, advice))
    for rule in model.rules:
        if (rule.is_error or advice) and holds(rule.violation, request, model):
            found.add(rule.id)
    return found


def broken_limits(parameter: Parameter, value, model: Model) -> set[str]:
    """The limits that a value breaks by itself."""
    return set(_limits(parameter, value, model, advice=True))


def number(value):
    return (
        None
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal)
        else Fraction(str(value))
    )


def equal(a, b):
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(equal, a, b))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(equal(a[k], b[k]) for k in a)
    numbers = number(a), number(b)
    return numbers[0] == numbers[1] if None not in numbers else type(a) is type(b) and a == b


def stated(parameter: Parameter) -> bool:
    return parameter.basis in ("documented", "elsewhere")


def is_sent(value, parameter: Parameter) -> bool:
    return value is not None and not any(equal(value, u) for u in parameter.unset)


def _object(members, request, prefix, model, advice) -> Iterator[str]:
    for parameter in members:
        if stated(parameter) or advice:
            key = parameter.path.rpartition(".")[2]
            there = key in request
            yield from _value(parameter, request.get(key), there, model, advice)
    known = {p.path.rpartition(".")[2] for p in members}
    closed = model.unknown_keys in ("documented", "elsewhere")
    if closed or (advice and not prefix):
        yield from (f"{prefix}{key}:unknown-key" for key in request if key not in known)


def _value(p: Parameter, value, there, model, advice) -> Iterator[str]:
    if not there or not is_sent(value, p):
        if there and value is None and not p.nullable:
            yield f"{p.path}:null"
        elif p.required:
            yield f"{p.path}:required"
        return
    yield from _limits(p, value, model, advice=advice)


def _limits(p: Parameter, value, model, *, advice) -> Iterator[str]:
    if value is None:
        yield from () if p.nullable else (f"{p.path}:null",)
    elif not _has_type(p, value):
        yield f"{p.path}:type"
    else:
        yield from (f"{p.path}:{limit}" for limit, is_broken in _own_limits(p, value) if is_broken)
        for each in value if p.item else ():
            yield from _limits(p.item, each, model, advice=advice)
        if p.members:
            yield from _object(p.members, value, f"{p.path}.", model, advice)


def _has_type(p: Parameter, value) -> bool:
    n = number(value)
    if p.type in ("integer", "number"):
        return n is not None and (p.type == "number" or n.denominator == 1)
    return isinstance(value, KINDS[p.type])


def _own_limits(p: Parameter, value) -> Iterator[tuple[str, bool]]:
    n = number(value)
    yield "enum", bool(p.enum) and not any(equal(value, e) for e in p.enum)
    if n is not None:
        yield "min", (p.minimum is not None and n < p.minimum) or (p.above is not None and n <= p.above)
        yield "max", (p.maximum is not None and n > p.maximum) or (p.below is not None and n >= p.below)
        yield "step", p.step is not None and n % Fraction(p.step) != 0
    if isinstance(value, str):
        yield "length", not _within(len(value), p.min_length, p.max_length)
        yield "format", p.format is not None and not re.fullmatch(PATTERNS[p.format], value)
    if isinstance(value, list):
        yield "items", not _within(len(value), p.min_items, p.max_items)
        yield "unique", p.unique_items and any(equal(a, b) for i, a in enumerate(value) for b in value[:i])


def _within(size: int, low: int | None, high: int | None) -> bool:
    return (low is None or size >= low) and (high is None or size <= high)


def effective(path, request, model):
    """(was it sent, its effective value)."""
    here, parameter, members = request, None, model.parameters
    for key in path.split("."):
        parameter = next(p for p in members if p.path.rpartition(".")[2] == key)
        here = here.get(key) if isinstance(here, dict) else None
        members = parameter.members
    was_sent = is_sent(here, parameter)
    return was_sent, here if was_sent else parameter.default


def term(t, request, model):
    match t:
        case Constant(value):
            return value
        case Value(path):
            return effective(path, request, model)[1]
        case Length(path):
            value = effective(path, request, model)[1]
            return len(value) if isinstance(value, str) else None
        case Items(path):
            value = effective(path, request, model)[1]
            return len(value) if isinstance(value, list) else None
        case Arithmetic(left, op, right):
            a, b = term(left, request, model), term(right, request, model)
            a, b = (x if isinstance(x, Fraction) else number(x) for x in (a, b))
            return None if a is None or b is None or (op == "/" and b == 0) else SUMS[op](a, b)


def holds(e, request, model) -> bool:  # noqa: C901 - one case a node
    match e:
        case Sent(path):
            return effective(path, request, model)[0]
        case In(path, values):
            return any(equal(effective(path, request, model)[1], v) for v in values)
        case Contains(path, values):
            items = effective(path, request, model)[1]
            return isinstance(items, list) and any(equal(i, v) for i in items for v in values)
        case Compare(left, op, right):
            a, b = term(left, request, model), term(right, request, model)
            na, nb = (x if isinstance(x, Fraction) else number(x) for x in (a, b))
            if na is not None and nb is not None:
                return OPS[op](na, nb)
            return type(a) is type(b) and isinstance(a, (str, bool)) and op in ("=", "!=") and OPS[op](a, b)
        case Matches(path, pattern):
            value = effective(path, request, model)[1]
            regex = "".join({"*": ".*", ".": "."}.get(c, re.escape(c)) for c in pattern)
            return isinstance(value, str) and re.fullmatch(regex, value, re.DOTALL) is not None
        case Not(of):
            return not holds(of, request, model)
        case All(of):
            return all(holds(x, request, model) for x in of)
        case Any(of):
            return any(holds(x, request, model) for x in of)
        case Count(of, op, n):
            return OPS[op](sum(holds(x, request, model) for x in of), n)
    raise AssertionError(e)
