"""Judges requests by the emitted JSON Schema, through jsonschema-rs: a path that no emitted validator shares."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from callsheet_conformance.gateways.limit_text import text_of
from callsheet_conformance.gateways.provider import SHAPES, Breach, Json

LIMITS = {
    "additionalProperties": "unknown-key", "enum": "enum", "exclusiveMaximum": "max", "exclusiveMinimum": "min",
    "maxItems": "items", "maxLength": "length", "maximum": "max", "minItems": "items", "minLength": "length",
    "minimum": "min", "multipleOf": "step", "not": "required", "pattern": "format", "required": "required",
    "type": "type", "uniqueItems": "unique",
}  # fmt: skip
"""Names of limits, as the suite and the generator know them, by the keyword that found the breach."""


Place = tuple[str | int, ...]
"""Keys and indexes from the request down to a value."""


class SchemaJudge:
    """``SchemaJudge.read(generated, "gmicloud", "luma-ray-3-2-generate")``."""

    def __init__(self, schema: Json) -> None:
        self._schema = schema
        self._validator = jsonschema_rs.Draft202012Validator(schema)

    @staticmethod
    @cache
    def read(generated: Path, provider: str, slug: str) -> SchemaJudge:
        """The judge of an emitted schema. Raises ``FileNotFoundError``."""
        text = (generated / "schemas" / provider / f"{slug}.json").read_text("utf-8")
        return SchemaJudge(json.loads(text))

    def breaches(self, request: Json) -> tuple[Breach, ...]:
        """What the request breaks: shapes first, then other limits, then rules; each once."""
        if self._validator.is_valid(request):
            return ()
        found = [each for error in self._validator.iter_errors(request) for each in self._read(error)]
        mistyped = {place for place, breach in found if breach.id.endswith((":type", ":null"))}
        kept = {b.id: b for place, b in found if b.shape or place not in mistyped}
        return tuple(sorted(kept.values(), key=lambda breach: (not breach.shape, not breach.is_limit)))

    def _read(self, error: jsonschema_rs.ValidationError) -> Iterator[tuple[Place, Breach]]:
        path = list(error.schema_path)
        if path[:1] == ["allOf"] and len(path) > 1 and isinstance(path[1], int):
            rule = self._schema["allOf"][path[1]]
            yield (), Breach(id=rule["title"], fields=_fields(rule["not"]), text=rule["description"])
            return
        yield from _limits(error)


def _limits(error: jsonschema_rs.ValidationError) -> Iterator[tuple[Place, Breach]]:
    keyword, place = str(error.schema_path[-1]), tuple(error.instance_path)
    kind: Any = error.kind
    if keyword == "anyOf":
        for inner in kind.context[0]:
            yield from _limits(inner)
        return
    places = [place]
    if keyword in ("required", "additionalProperties"):
        keys = [kind.property] if keyword == "required" else list(kind.unexpected)
        places = [(*place, key) for key in keys]
    limit = "null" if keyword == "type" and error.instance is None else LIMITS.get(keyword, keyword)
    for each in places:
        name = _path(each)
        text = text_of(name, limit)
        yield each, Breach(id=f"{name}:{limit}", fields=(name,), text=text, shape=limit in SHAPES)


def _path(parts: Place) -> str:
    """``keyframes[].index`` from ``["keyframes", 0, "index"]``."""
    path = ""
    for part in parts:
        path += "[]" if isinstance(part, int) else f".{part}" if path else part
    return path


def _fields(schema: Json) -> tuple[str, ...]:
    """The top-level keys that a rule's schema looks at."""
    found = dict.fromkeys(
        name for part in _parts(schema) for name in (*part.get("required", ()), *part.get("properties", {}))
    )
    return tuple(found)


def _parts(schema: Json) -> Iterator[Json]:
    yield schema
    for key in ("allOf", "anyOf", "oneOf"):
        for part in schema.get(key, ()):
            yield from _parts(part)
    if isinstance(schema.get("not"), dict):
        yield from _parts(schema["not"])
