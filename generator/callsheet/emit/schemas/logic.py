"""Schemas joined: and, or, not, kept as flat as they read best."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

Schema: TypeAlias = dict[str, object]
"""JSON Schema; numbers may be decimals, which the JSON encoder prints exactly."""

NEVER: Schema = {"not": {}}


class Inexpressible(Exception):  # noqa: N818 - no failure: the answer that a rule has no JSON Schema
    """Why an expression has no finite JSON Schema; caught where rules are printed, and listed there."""


def negate(schema: Schema) -> Schema:
    if set(schema) == {"not"} and isinstance(schema["not"], dict):
        return schema["not"]
    return {"not": schema}


def conjunction(parts: list[Schema]) -> Schema:
    """``required`` and ``properties`` side by side where the parts speak of different keys; else ``allOf``."""
    merged: Schema = {}
    rest: list[Schema] = []
    for part in _flat(parts):
        joined = _merge(merged, part)
        if joined is None:
            rest.append(part)
        else:
            merged = joined
    whole = [merged, *rest] if merged else rest
    return whole[0] if len(whole) == 1 else {"allOf": whole} if whole else {}


def _flat(parts: list[Schema]) -> Iterator[Schema]:
    for part in parts:
        inner = part.get("allOf")
        if isinstance(inner, list) and len(part) == 1:
            yield from inner
        else:
            yield part


def disjunction(parts: list[Schema]) -> Schema:
    if {} in parts:
        return {}
    return parts[0] if len(parts) == 1 else {"anyOf": parts} if parts else NEVER


def _merge(one: Schema, other: Schema) -> Schema | None:
    mine, theirs = one.get("properties", {}), other.get("properties", {})
    plain = set(one) | set(other) <= {"required", "properties"}
    if not plain or not isinstance(mine, dict) or not isinstance(theirs, dict) or mine.keys() & theirs.keys():
        return None
    required = [*_names(one), *(name for name in _names(other) if name not in _names(one))]
    properties = {**mine, **theirs}
    return {
        **({"required": required} if required else {}),
        **({"properties": properties} if properties else {}),
    }


def _names(schema: Schema) -> list[object]:
    names = schema.get("required", [])
    return list(names) if isinstance(names, list) else []
