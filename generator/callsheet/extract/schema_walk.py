"""A JSON Schema's members as parameters, and what its combinators forbid. Iterative, with local references followed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from callsheet.extract.claims.literals import literal
from callsheet.layers.facts import Json, ParameterFact
from callsheet.layers.place import Place, digest_of

DEPTH = 12
_TYPES = frozenset(("string", "integer", "number", "boolean", "array", "object"))


@dataclass(slots=True)
class Walked:
    """What one schema says."""

    parameters: list[ParameterFact] = field(default_factory=list)
    texts: list[tuple[str, str, Place]] = field(default_factory=list)
    """Parameter, its description, its place."""
    schemas: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)
    """Every object met, by path, for rules."""


def walk(schema: Mapping[str, Any], root: Mapping[str, Any], prefix: str = "", above: str = "") -> Walked:
    """Members depth first, in order, parents before members. ``above`` leads the places."""
    walked = Walked()
    stack: list[tuple[str, Mapping[str, Any], bool, int]] = [(prefix, schema, False, 0)]
    while stack:
        path, raw, required, depth = stack.pop()
        node = resolved(raw, root)
        if path != prefix:
            fact, said = _fact(path, node, required=required, above=above)
            walked.parameters.append(fact)
            walked.texts.extend(said)
        walked.schemas.append((path, node))
        if depth < DEPTH:
            stack.extend(reversed([*_members(path, node, root, depth)]))
    return walked


def _members(path: str, node: Mapping[str, Any], root: Mapping[str, Any], depth: int) -> Iterator[tuple[str, Mapping[str, Any], bool, int]]:
    items = node.get("items")
    if isinstance(items, dict) and path:
        node, path = resolved(items, root), f"{path}[]"
    required = node.get("required")
    names = required if isinstance(required, list) else []
    for name, member in _mapping(node.get("properties")).items():
        if isinstance(member, dict) and not member.get("readOnly"):
            yield (f"{path}.{name}" if path else name), member, name in names, depth + 1


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def resolved(schema: Mapping[str, Any], root: Mapping[str, Any], depth: int = 0) -> dict[str, Any]:
    """A schema with its reference followed, ``allOf`` merged, and object variants united."""
    seen: set[str] = set()
    while isinstance(schema.get("$ref"), str) and schema["$ref"] not in seen:
        seen.add(schema["$ref"])
        target = _target(schema["$ref"], root)
        schema = {**target, **{key: value for key, value in schema.items() if key != "$ref"}}
    node = {key: value for key, value in schema.items() if key != "$ref"}
    if depth > DEPTH:
        return node
    for part in _parts(node, "allOf"):
        node = _merged(node, resolved(part, root, depth + 1))
    variants = [resolved(part, root, depth + 1) for key in ("anyOf", "oneOf") for part in _parts(node, key)]
    return _united(node, [variant for variant in variants if not _is_null(variant)])


def _parts(node: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    parts = node.get(key)
    return [part for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []


def _target(ref: str, root: Mapping[str, Any]) -> Mapping[str, Any]:
    """``#/components/schemas/Input``; nothing for references that leave the page."""
    if not ref.startswith("#/"):
        return {}
    at: Any = root
    for step in ref[2:].split("/"):
        at = at.get(step.replace("~1", "/").replace("~0", "~")) if isinstance(at, dict) else None
    return _mapping(at)


def _is_null(node: Mapping[str, Any]) -> bool:
    return node.get("type") == "null" or (set(node) <= {"nullable", "description", "title"} and node.get("nullable") is True)


def _merged(node: dict[str, Any], part: Mapping[str, Any]) -> dict[str, Any]:
    made = {**part, **{key: value for key, value in node.items() if key != "allOf"}}
    if "properties" in part or "properties" in node:
        made["properties"] = {**_mapping(part.get("properties")), **_mapping(node.get("properties"))}
    made["required"] = [*_names(part), *(name for name in _names(node) if name not in _names(part))]
    return made


def _names(node: Mapping[str, Any]) -> list[str]:
    required = node.get("required")
    return [name for name in required if isinstance(name, str)] if isinstance(required, list) else []


def _united(node: dict[str, Any], variants: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Variants of one schema as one: what any allows, what all require."""
    if not variants:
        return node
    if len(variants) == 1 and "properties" not in node:
        return {**variants[0], **{key: value for key, value in node.items() if key not in ("anyOf", "oneOf")}}
    objects = [variant for variant in variants if "properties" in variant]
    if objects:
        common = set.intersection(*(set(_names(variant)) for variant in objects)) if len(objects) == len(variants) else set()
        properties: dict[str, Any] = dict(_mapping(node.get("properties")))
        for variant in objects:
            for name, member in variant["properties"].items():
                properties[name] = _widened(properties.get(name), member)
        return {"type": "object", **node, "properties": properties, "required": [*_names(node), *sorted(common - set(_names(node)))], "x-variants": objects}
    first = {key: value for key, value in variants[0].items() if key in ("type", "format", "enum", "const", "items", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems")}
    values = [value for variant in variants for value in values_of(variant) or ()]
    if values and all(values_of(variant) for variant in variants):
        first["enum"] = list(dict.fromkeys(values))
    elif len(variants) > 1:
        first.pop("enum", None)
        first.pop("const", None)
    return {**first, **node}


def _widened(known: Any, more: Any) -> Any:
    if not isinstance(known, dict) or not isinstance(more, dict):
        return more if known is None else known
    values, others = values_of(known), values_of(more)
    if values and others:
        return {**{key: value for key, value in known.items() if key != "const"}, "enum": list(dict.fromkeys([*values, *others]))}
    return known


def values_of(node: Mapping[str, Any]) -> list[Json] | None:
    """The values of ``enum`` or ``const``, null left out."""
    if "const" in node:
        return [node["const"]]
    values = node.get("enum")
    return [value for value in values if value is not None] if isinstance(values, list) else None


def _fact(path: str, node: Mapping[str, Any], *, required: bool, above: str) -> tuple[ParameterFact, list[tuple[str, str, Place]]]:
    kind = _kind(node)
    items = _mapping(node.get("items"))
    values = values_of(node) or (values_of(items) if kind == "array" else None)
    description = node.get("description") if isinstance(node.get("description"), str) else ""
    at = Place(path=f"{above}/{path}" if above else path, digest=digest_of(f"{path} {kind} {values} {description}"))
    default = node.get("default")
    fact = ParameterFact(
        name=path,
        type=kind,
        required=required,
        default=literal(default, kind) if isinstance(default, str) and kind in ("integer", "number", "boolean") else default,
        enum=tuple(dict.fromkeys(values)) if values and kind != "boolean" and all(isinstance(v, (str, int, float)) for v in values) else None,
        min=_bound(node, "minimum", "exclusiveMinimum", kind, 1),
        max=_bound(node, "maximum", "exclusiveMaximum", kind, -1),
        min_length=_count(node, "minLength"),
        max_length=_count(node, "maxLength"),
        min_items=_count(node, "minItems"),
        max_items=_count(node, "maxItems"),
        step=node.get("multipleOf") if isinstance(node.get("multipleOf"), (int, float)) else None,
        format=node.get("format") if isinstance(node.get("format"), str) else None,
        title=node.get("title") if isinstance(node.get("title"), str) and path else None,
        at=at,
    )
    return fact, [(path, description, at)] if description else []


def _kind(node: Mapping[str, Any]) -> str:
    said = node.get("type")
    kind = next((one for one in said if one != "null"), "string") if isinstance(said, list) and said else said
    if kind == "string" and node.get("format") == "binary":
        return "file"
    if kind in _TYPES:
        return str(kind)
    if "properties" in node:
        return "object"
    if "items" in node:
        return "array"
    values = values_of(node) or [node.get("default")]
    return {bool: "boolean", int: "integer", float: "number", dict: "object", list: "array"}.get(type(values[0]), "string")


def _count(node: Mapping[str, Any], key: str) -> int | None:
    value = node.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _bound(node: Mapping[str, Any], key: str, exclusive: str, kind: str, step: int) -> int | float | None:
    value, open_ = node.get(key), node.get(exclusive)
    if isinstance(open_, (int, float)) and not isinstance(open_, bool):
        return open_ + step if kind == "integer" else open_
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return value + step if open_ is True and kind == "integer" else value
