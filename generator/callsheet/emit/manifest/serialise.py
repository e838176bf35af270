"""Nouns as JSON: a dataclass is an object of its fields, an expression an object of one key."""

from __future__ import annotations

from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from typing import TypeAlias

from callsheet.layers.model import Model, Need, Parameter, PriceRow, PriceTable, Provider, Quantity, Rule
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
    Sent,
    Term,
    Value,
)

Noun: TypeAlias = Provider | Model | Parameter | Rule | Need | PriceTable | PriceRow | Quantity
_EXPRESSIONS = (Sent, In, Contains, Compare, Matches, Not, All, Any, Count)
_TERMS = (Value, Length, Items, Constant, Arithmetic)


def serialise(noun: Noun) -> dict[str, object]:
    """The fields of a noun, in order, without those that have their default."""
    return {
        field.name: _value(field.name, getattr(noun, field.name))
        for field in fields(noun)
        if getattr(noun, field.name) != _default(field)
    }


def _default(field: Field[object]) -> object:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default


def _value(name: str, value: object) -> object:
    if isinstance(value, _EXPRESSIONS):
        return expression(value)
    if isinstance(value, _TERMS):
        return term(value)
    if name == "amount":
        return str(value)  # money keeps its digits
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_value("", item) for item in value]
    if is_dataclass(value):
        return serialise(value)  # type: ignore[arg-type]  # every other dataclass below a Provider is a noun
    return value


def expression(expr: Expr) -> dict[str, object]:
    """``{"in": ["duration", ["10s"]]}``."""
    match expr:
        case Sent(path):
            return {"sent": path}
        case In(path, values):
            return {"in": [path, list(values)]}
        case Contains(path, values):
            return {"contains": [path, list(values)]}
        case Compare(left, op, right):
            return {"compare": [term(left), op, term(right)]}
        case Matches(path, pattern):
            return {"matches": [path, pattern]}
        case Not(of):
            return {"not": expression(of)}
        case All(of):
            return {"all": [expression(each) for each in of]}
        case Any(of):
            return {"any": [expression(each) for each in of]}
        case Count(of, op, n):
            return {"count": [[expression(each) for each in of], op, n]}


def term(of: Term) -> dict[str, object]:
    """``{"value": "seed"}``."""
    match of:
        case Value(path):
            return {"value": path}
        case Length(path):
            return {"length": path}
        case Items(path):
            return {"items": path}
        case Constant(value):
            return {"constant": value}
        case Arithmetic(left, op, right):
            return {"arithmetic": [term(left), op, term(right)]}
