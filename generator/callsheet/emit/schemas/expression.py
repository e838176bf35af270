"""Expressions as JSON Schema: one printer for every rule."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor

from callsheet.emit.like import like
from callsheet.emit.schemas.count import counted
from callsheet.emit.schemas.leaf import Leaf, effective, sent
from callsheet.emit.schemas.logic import NEVER, Inexpressible, Schema, conjunction, disjunction, negate
from callsheet.emit.schemas.relation import expand
from callsheet.emit.scope import Scope
from callsheet.emit.values import among, compare, exact, matches, worth
from callsheet.layers.rule import (
    All,
    Any,
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


def schema_of(expr: Expr, scope: Scope) -> Schema:
    """A schema that holds of exactly the requests of which the expression holds."""
    match expr:
        case Sent(path):
            return sent(path, scope)
        case In() | Contains() | Matches():
            return effective(_leaf(expr, scope), scope)
        case Compare(left, op, right):
            return _compare(left, op, right, scope)
        case Not(of):
            return negate(schema_of(of, scope))
        case All(of):
            return conjunction([schema_of(each, scope) for each in of])
        case Any(of):
            return disjunction([schema_of(each, scope) for each in of])
        case Count(of, op, n):
            return counted([schema_of(each, scope) for each in of], op, n)


def _leaf(expr: In | Contains | Matches, scope: Scope) -> Leaf:
    default = scope[expr.path].default
    match expr:
        case In(path, values):
            return Leaf(path=path, fits={"enum": list(values)}, default_fits=among(default, values))
        case Contains(path, values):
            there = isinstance(default, list) and any(among(item, values) for item in default)
            return Leaf(
                path=path, fits={"type": "array", "contains": {"enum": list(values)}}, default_fits=there
            )
        case Matches(path, pattern):
            fits: Schema = {"type": "string", "pattern": like(pattern)}
            return Leaf(path=path, fits=fits, default_fits=matches(default, pattern))


SIZES = {Length: ("string", "minLength", "maxLength"), Items: ("array", "minItems", "maxItems")}
_FLIPPED: Mapping[Order, Order] = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


def _compare(left: Term, op: Order, right: Term, scope: Scope) -> Schema:
    match left, right:
        case Constant(a), Constant(b):
            return {} if compare(a, op, b) else NEVER
        case Constant(), Value() | Length() | Items():
            return _compare(right, _FLIPPED[op], left, scope)
        case Value(path) | Length(path) | Items(path), Constant(value):
            fits = _fits(left, op, value)
            holds = compare(worth(left, {path: scope[path].default}), op, value)
            return NEVER if fits is None else effective(Leaf(path=path, fits=fits, default_fits=holds), scope)
        case _:
            rows = expand(left, op, right, scope)
            if isinstance(rows, str):
                raise Inexpressible(rows)
            return disjunction([conjunction([effective(leaf, scope) for leaf in row]) for row in rows])


def _fits(term: Value | Length | Items, op: Order, constant: Scalar) -> Schema | None:
    """The values for which ``term op constant`` holds; None where no value does."""
    number = exact(constant)
    if number is None:
        return _same_or_other(op, constant) if isinstance(term, Value) else None
    if isinstance(term, Value):
        return {"type": "number", **_number(op, constant)}
    kind, low, high = SIZES[type(term)]
    return {"type": kind, **_size(op, number, low, high)}


def _same_or_other(op: Order, constant: Scalar) -> Schema | None:
    if op == "=":
        return {"enum": [constant]}
    kind = "boolean" if isinstance(constant, bool) else "string"
    return {"type": kind, "not": {"enum": [constant]}} if op == "!=" else None


def _number(op: Order, n: Scalar) -> Schema:
    shapes: Mapping[Order, Schema] = {
        "<": {"exclusiveMaximum": n},
        "<=": {"maximum": n},
        ">": {"exclusiveMinimum": n},
        ">=": {"minimum": n},
        "=": {"enum": [n]},
        "!=": {"not": {"enum": [n]}},
    }
    return shapes[op]


def _size(op: Order, n: Fraction, low: str, high: str) -> Schema:
    """Bounds of a length or count, both at least 0; whole numbers, whatever the constant is."""
    exactly: Schema = {low: int(n), high: int(n)} if n.denominator == 1 and n >= 0 else NEVER
    shapes: Mapping[Order, Schema] = {
        "<": _at_most(ceil(n) - 1, high),
        "<=": _at_most(floor(n), high),
        ">": {low: max(floor(n) + 1, 0)},
        ">=": {low: max(ceil(n), 0)},
        "=": exactly,
        "!=": {"not": exactly},
    }
    return shapes[op]


def _at_most(n: int, high: str) -> Schema:
    return {high: n} if n >= 0 else NEVER
