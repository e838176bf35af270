"""A model of a manifest as the solver's noun: the way back from what ``emit/manifest`` writes."""

from __future__ import annotations

import sys
import types
import typing
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from callsheet.layers import facts, model, rule

NAMES = {**vars(facts), **vars(rule), **vars(model)}
EXPRESSIONS = {"sent": rule.Sent, "in": rule.In, "contains": rule.Contains, "matches": rule.Matches}
TERMS = {"value": rule.Value, "length": rule.Length, "items": rule.Items, "constant": rule.Constant}


def model_of(data: dict[str, Any]) -> model.Model:
    return _noun(model.Model, data)


def _noun(kind: type, data: dict[str, Any]) -> Any:
    hints = typing.get_type_hints(kind, {**NAMES, **vars(sys.modules[kind.__module__])})
    return kind(
        **{f.name: _value(f.name, hints[f.name], data[f.name]) for f in fields(kind) if f.name in data}
    )


def _value(name: str, hint: Any, data: Any) -> Any:
    if name in ("violation", "when"):
        return expression(data)
    if kind := next(
        (k for k in (date, Decimal) if k in (hint, *typing.get_args(hint)) and name != "default"), None
    ):
        return kind.fromisoformat(data) if kind is date else Decimal(str(data))
    if hint is rule.Term or name == "count":
        return term(data)
    inner = [each for each in (hint, *typing.get_args(hint)) if is_dataclass(each)]
    if isinstance(data, list):
        return tuple(_noun(inner[0], each) if inner else each for each in data)
    return _noun(inner[0], data) if inner and isinstance(hint, type | types.UnionType) else data


def expression(data: dict[str, Any]) -> rule.Expr:
    ((node, of),) = data.items()
    if node == "not":
        return rule.Not(expression(of))
    if node in ("all", "any"):
        return {"all": rule.All, "any": rule.Any}[node](tuple(map(expression, of)))
    if node == "count":
        return rule.Count(tuple(map(expression, of[0])), of[1], of[2])
    if node == "compare":
        return rule.Compare(term(of[0]), of[1], term(of[2]))
    if node == "sent":
        return rule.Sent(of)
    return EXPRESSIONS[node](of[0], tuple(of[1]) if isinstance(of[1], list) else of[1])


def term(data: dict[str, Any]) -> rule.Term:
    ((node, of),) = data.items()
    if node == "arithmetic":
        return rule.Arithmetic(term(of[0]), of[1], term(of[2]))
    return TERMS[node](of)
