"""Parameters as JSON Schema: what one value may be."""

from __future__ import annotations

from callsheet.emit.schemas.leaf import enforced
from callsheet.emit.schemas.logic import Schema
from callsheet.emit.scope import wire_key
from callsheet.layers.format import PATTERNS
from callsheet.layers.model import Parameter

_NUMBER = {
    "minimum": "minimum",
    "maximum": "maximum",
    "above": "exclusiveMinimum",
    "below": "exclusiveMaximum",
    "step": "multipleOf",
}
_SIZE = {
    "min_length": "minLength",
    "max_length": "maxLength",
    "min_items": "minItems",
    "max_items": "maxItems",
}


def parameter_schema(parameter: Parameter, *, closed: bool) -> Schema:
    """The values that may be sent, the unset markers too. ``closed``: unknown members are refused."""
    notes = _notes(parameter)
    if not enforced(parameter):
        return notes  # what nobody at the provider says is advice, which JSON Schema cannot give
    fits = _fits(parameter, closed=closed)
    if parameter.required:
        return {**fits, **notes}
    return {**_with_markers(parameter, fits), **notes}


def object_schema(members: tuple[Parameter, ...], *, closed: bool) -> Schema:
    """``type``, ``properties``, ``required`` and, where unknown keys are refused, ``additionalProperties``."""
    required = [wire_key(m) for m in members if m.required and enforced(m)]
    return {
        "type": "object",
        "properties": {wire_key(m): parameter_schema(m, closed=closed) for m in members},
        **({"required": required} if required else {}),
        **({"additionalProperties": False} if closed else {}),
    }


def _notes(parameter: Parameter) -> Schema:
    notes: Schema = {"description": parameter.summary} if parameter.summary else {}
    if parameter.default is not None:
        notes["default"] = parameter.default
    if parameter.at:
        notes["x-callsheet-at"] = parameter.at
    if parameter.basis != "documented":
        notes["x-callsheet-basis"] = parameter.basis
    return notes


def _fits(parameter: Parameter, *, closed: bool) -> Schema:
    schema: Schema = {"type": "string" if parameter.type == "file" else parameter.type}
    if parameter.enum:
        schema["enum"] = list(parameter.enum)
    for field, keyword in (_NUMBER | _SIZE).items():
        if (limit := getattr(parameter, field)) is not None:
            schema[keyword] = limit
    if parameter.unique_items:
        schema["uniqueItems"] = True
    if parameter.format:
        schema["pattern"] = PATTERNS[parameter.format]
    if parameter.item:
        schema["items"] = parameter_schema(parameter.item, closed=closed)
    if parameter.members:
        schema |= object_schema(parameter.members, closed=closed)
    if parameter.required and parameter.unset:
        schema["not"] = {"enum": list(parameter.unset)}
    return schema


def _with_markers(parameter: Parameter, fits: Schema) -> Schema:
    """The same, and null and the unset markers where they may stand for nothing sent."""
    markers: list[object] = [*parameter.unset, *([None] if parameter.nullable else [])]
    if not markers:
        return fits
    if "enum" in fits:
        kinds = [fits["type"], *(["null"] if parameter.nullable else [])]
        return {**fits, "type": kinds, "enum": [*parameter.enum, *markers]}
    if set(fits) == {"type"} and fits["type"] == "string":
        return {"type": ["string", "null"]} if parameter.nullable else fits
    return {"anyOf": [fits, {"enum": markers}]}
