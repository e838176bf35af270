"""A schema node as one plain object: references followed, ``allOf`` merged, variants united. Bounded and cycle-proof."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from callsheet.layers.diagnostic import CallsheetError, Diagnostic, Severity
from callsheet.layers.facts import Json

DEPTH = 16
"""Of combinators within combinators."""
NODES = 20_000
"""Of one description; more is a bomb, not documentation."""
_KEPT = (
    "type",
    "format",
    "enum",
    "const",
    "items",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
)


class Resolver:
    """Resolves the nodes of one description. Counts what it unfolds and refuses to go on beyond ``NODES`` (CR111)."""

    def __init__(self, root: Mapping[str, Any]) -> None:
        self._root = root
        self._left = NODES

    def resolved(self, schema: Mapping[str, Any], depth: int = 0) -> tuple[dict[str, Any], frozenset[str]]:
        """The node, and the references that were followed to it."""
        self._left -= 1
        if self._left < 0:
            raise CallsheetError(
                Diagnostic(
                    code="CR111", severity=Severity.ERROR, where="schema", message=f"it unfolds to more than {NODES:,} nodes",
                    hint="references that multiply each other are not read",
                )
            )  # fmt: skip
        node, followed = self._followed(schema)
        if depth > DEPTH:
            return node, followed
        for part in parts_of(node, "allOf"):
            inner, more = self.resolved(part, depth + 1)
            node, followed = merged(node, inner), followed | more
        variants = []
        for part in (*parts_of(node, "anyOf"), *parts_of(node, "oneOf")):
            inner, more = self.resolved(part, depth + 1)
            followed |= more
            variants.extend([] if _is_null(inner) else [inner])
        return united(node, variants), followed

    def _followed(self, schema: Mapping[str, Any]) -> tuple[dict[str, Any], frozenset[str]]:
        seen: set[str] = set()
        while isinstance(schema.get("$ref"), str) and schema["$ref"] not in seen:
            seen.add(schema["$ref"])
            target = self._target(schema["$ref"])
            schema = {**target, **{key: value for key, value in schema.items() if key != "$ref"}}
        return {key: value for key, value in schema.items() if key != "$ref"}, frozenset(seen)

    def _target(self, ref: str) -> Mapping[str, Any]:
        """``#/components/schemas/Input``; nothing for references that leave the page."""
        if not ref.startswith("#/"):
            return {}
        at: Any = self._root
        for step in ref[2:].split("/"):
            at = at.get(step.replace("~1", "/").replace("~0", "~")) if isinstance(at, dict) else None
        return mapping(at)


def mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def parts_of(node: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    parts = node.get(key)
    return [part for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []


def required_of(node: Mapping[str, Any]) -> list[str]:
    """Names in ``required``, and members that carry ``required: true`` themselves, as some pages write it."""
    required = node.get("required")
    named = [name for name in required if isinstance(name, str)] if isinstance(required, list) else []
    own = [
        name
        for name, member in mapping(node.get("properties")).items()
        if mapping(member).get("required") is True
    ]
    return [*named, *(name for name in own if name not in named)]


def values_of(node: Mapping[str, Any]) -> list[Json] | None:
    """The values of ``enum`` or ``const``, null left out."""
    if "const" in node:
        return [node["const"]]
    values = node.get("enum")
    return [value for value in values if value is not None] if isinstance(values, list) else None


def _is_null(node: Mapping[str, Any]) -> bool:
    return node.get("type") == "null" or (
        set(node) <= {"nullable", "description", "title"} and node.get("nullable") is True
    )


def merged(node: Mapping[str, Any], part: Mapping[str, Any]) -> dict[str, Any]:
    """Two parts of an ``allOf``: members of both, required of both; the first wins on the rest."""
    made = {**part, **{key: value for key, value in node.items() if key != "allOf"}}
    if "properties" in part or "properties" in node:
        own, more = mapping(node.get("properties")), mapping(part.get("properties"))
        made["properties"] = {**own, **{name: member for name, member in more.items() if name not in own}}
    names = [*required_of(node), *(name for name in required_of(part) if name not in required_of(node))]
    return {**made, "required": names} if names else made


def united(node: dict[str, Any], variants: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Variants of one schema as one: what any allows, what all require. Objects keep their variants for rules."""
    if not variants:
        return node
    if len(variants) == 1 and "properties" not in node:
        return {**variants[0], **{key: value for key, value in node.items() if key not in ("anyOf", "oneOf")}}
    objects = [variant for variant in variants if "properties" in variant]
    return (
        _objects(node, objects, all_of=len(objects) == len(variants)) if objects else _scalars(node, variants)
    )


def _objects(node: dict[str, Any], objects: Sequence[dict[str, Any]], *, all_of: bool) -> dict[str, Any]:
    common = set.intersection(*(set(required_of(variant)) for variant in objects)) if all_of else set()
    properties: dict[str, Any] = dict(mapping(node.get("properties")))
    for variant in objects:
        for name, member in variant["properties"].items():
            properties[name] = _widened(properties.get(name), member)
    required = [*required_of(node), *sorted(common - set(required_of(node)))]
    return {"type": "object", **node, "properties": properties, "required": required, "x-variants": objects}


def _scalars(node: dict[str, Any], variants: Sequence[dict[str, Any]]) -> dict[str, Any]:
    first = {key: value for key, value in variants[0].items() if key in _KEPT}
    values = [value for variant in variants for value in values_of(variant) or ()]
    if values and all(values_of(variant) for variant in variants):
        first["enum"] = list(dict.fromkeys(values))
    elif len(variants) > 1:
        first.pop("enum", None)
        first.pop("const", None)
    return {**first, **node}


def _widened(known: Any, more: Any) -> Any:
    """A member that two variants have: the values of both."""
    if not isinstance(known, dict) or not isinstance(more, dict):
        return more if known is None else known
    values, others = values_of(known), values_of(more)
    if values and others:
        return {
            **{key: value for key, value in known.items() if key != "const"},
            "enum": list(dict.fromkeys([*values, *others])),
        }
    return known
