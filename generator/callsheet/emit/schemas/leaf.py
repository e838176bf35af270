"""Schemas about one parameter's effective value: sent and fit, or not sent and the default is fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from callsheet.emit.schemas.logic import Schema
from callsheet.emit.scope import Scope
from callsheet.emit.values import same
from callsheet.layers.model import Parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A predicate over one value: the schema of the values that fit, and whether the default does."""

    path: str
    fits: Schema
    default_fits: bool


def effective(leaf: Leaf, scope: Scope) -> Schema:
    """A schema over the request. Right for requests within the limits of their parameters; others fail by those."""
    markers = absent_values(scope[leaf.path])
    keys = scope.keys(leaf.path)
    if leaf.default_fits:
        return _unless_there(keys, _or(leaf.fits, markers))
    return _there(keys, _without(leaf.fits, markers))


def sent(path: str, scope: Scope) -> Schema:
    return _there(scope.keys(path), _without({}, absent_values(scope[path])))


def absent_values(parameter: Parameter) -> list[object]:
    """Values within the parameter's limits that count as not sent."""
    null = [None] if parameter.nullable or not enforced(parameter) else []
    return [*parameter.unset, *null]


def enforced(parameter: Parameter) -> bool:
    """Whether the provider itself states the limits, so that a validator refuses what breaks them."""
    return parameter.basis in ("documented", "elsewhere")


def _there(keys: tuple[str, ...], schema: Schema) -> Schema:
    for depth, key in reversed(list(enumerate(keys))):
        schema = {"required": [key], **({"properties": {key: schema}} if schema else {})}
        if depth:
            schema = {"type": "object", **schema}  # on anything but an object, required says nothing
    return schema


def _unless_there(keys: tuple[str, ...], schema: Schema) -> Schema:
    for key in reversed(keys):
        schema = {"properties": {key: schema}} if schema else {}
    return schema


def _or(schema: Schema, values: list[object]) -> Schema:
    allowed = schema.get("enum")
    if isinstance(allowed, list) and len(schema) == 1:
        return {"enum": [*allowed, *(v for v in values if not _has(allowed, v))]}
    return {"anyOf": [{"enum": values}, schema]} if values and schema else schema


def _without(schema: Schema, values: list[object]) -> Schema:
    allowed = schema.get("enum")
    if isinstance(allowed, list) and len(schema) == 1:
        return {"enum": [v for v in allowed if not _has(values, v)]}
    if not values:
        return schema
    but = {"not": {"enum": values}}
    return {"allOf": [schema, but]} if "not" in schema else {**schema, **but}


def _has(values: Sequence[object], value: object) -> bool:
    return any(same(value, each) for each in values)
