"""``manifest/<provider>.json`` of a build, back to the nouns it was written from."""

from __future__ import annotations

import functools
import json
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from callsheet.layers import rule
from callsheet.layers.diagnostic import CallsheetError, Diagnostic, Severity
from callsheet.layers.model import Provider

SHAPE: Final = 1
"""The manifest's version that is read."""


def read_manifest(text: str, where: str) -> Provider:
    """Raises CallsheetError CV161 for anything but a manifest."""
    try:
        provider: Provider = _provider(json.loads(text, parse_float=Decimal))
    except (ValueError, TypeError, KeyError, ArithmeticError) as error:
        message, hint = f"no manifest of a build: {error}", "callsheet build writes it"
        raise CallsheetError(
            Diagnostic(code="CV161", severity=Severity.ERROR, where=where, message=message, hint=hint)
        ) from error
    return provider


def _provider(data: dict[str, Any]) -> Any:
    if data["callsheet_manifest"] != SHAPE:
        raise ValueError(f"its shape is {data['callsheet_manifest']!r}, not {SHAPE}")
    return _noun(Provider, data["provider"])


def _noun(kind: Any, data: dict[str, Any]) -> Any:
    hints = _hints(kind)
    known = {field.name for field in fields(kind)}
    if data.keys() - known:
        raise ValueError(f"unknown keys {sorted(data.keys() - known)}")
    return kind(**{key: _value(key, hints[key], value) for key, value in data.items()})


@functools.cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _value(key: str, hint: Any, value: Any) -> Any:
    if key in ("violation", "when"):
        return expression(value)
    if key == "count" and isinstance(value, dict):
        return term(value)
    if key == "transport":
        return _floats(value)
    wanted = _plain(hint)
    if get_origin(wanted) is tuple:
        return tuple(_value("", get_args(wanted)[0], item) for item in value)
    if is_dataclass(wanted) and isinstance(value, dict):
        return _noun(wanted, value)
    if wanted is date:
        return date.fromisoformat(value)
    return _exact(value) if wanted is Decimal else value


def _plain(hint: Any) -> Any:
    """Without None; the noun of a union."""
    if get_origin(hint) not in (Union, UnionType):
        return hint
    kinds = [each for each in get_args(hint) if each is not type(None)]
    return kinds[0] if len(kinds) == 1 else None


def _exact(value: Any) -> Any:
    return None if value is None else Decimal(str(value))


def _floats(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _floats(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_floats(each) for each in value]
    return float(value) if isinstance(value, Decimal) else value


def expression(data: dict[str, Any]) -> rule.Expr:
    """The inverse of the emitter's: ``{"in": ["duration", ["10s"]]}``."""
    ((name, of),) = data.items()
    match name:
        case "sent":
            return rule.Sent(of)
        case "in":
            return rule.In(of[0], tuple(of[1]))
        case "contains":
            return rule.Contains(of[0], tuple(of[1]))
        case "compare":
            return rule.Compare(term(of[0]), of[1], term(of[2]))
        case "matches":
            return rule.Matches(of[0], of[1])
        case "not":
            return rule.Not(expression(of))
        case "all":
            return rule.All(tuple(map(expression, of)))
        case "any":
            return rule.Any(tuple(map(expression, of)))
        case "count":
            return rule.Count(tuple(map(expression, of[0])), of[1], of[2])
    raise ValueError(f"no expression is called {name!r}")


def term(data: dict[str, Any]) -> rule.Term:
    """The inverse of the emitter's: ``{"value": "seed"}``."""
    ((name, of),) = data.items()
    match name:
        case "value":
            return rule.Value(of)
        case "length":
            return rule.Length(of)
        case "items":
            return rule.Items(of)
        case "constant":
            return rule.Constant(of)
        case "arithmetic":
            return rule.Arithmetic(term(of[0]), of[1], term(of[2]))
    raise ValueError(f"no term is called {name!r}")
