"""A JSON Schema's members as parameters, and what its combinators forbid. Iterative, with local references followed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from callsheet.extract.claims.literals import literal
from callsheet.extract.schema_resolve import DEPTH, Resolver, mapping, required_of, values_of
from callsheet.layers.facts import ParameterFact
from callsheet.layers.place import Place, digest_of

_Step: TypeAlias = tuple[str, Mapping[str, Any], bool, frozenset[str]]
"""Path, schema, whether required, references on the way to it."""
_TYPES = frozenset(("string", "integer", "number", "boolean", "array", "object"))


_LIMITS = (
    "default", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength",
    "minItems", "maxItems", "format", "pattern", "nullable",
)  # fmt: skip
"""Keywords that say what else holds of a parameter."""


@dataclass(slots=True)
class Walked:
    """What one schema says."""

    parameters: list[ParameterFact] = field(default_factory=list)
    texts: list[tuple[str, str, Place]] = field(default_factory=list)
    """Parameter, its description, its place."""
    schemas: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)
    """Every object met, by path, for rules."""


def walk(schema: Mapping[str, Any], resolver: Resolver, prefix: str = "", above: str = "") -> Walked:
    """Members depth first, in order, parents before members. ``above`` leads the places. A cycle ends where it closes."""
    walked = Walked()
    stack: list[_Step] = [(prefix, schema, False, frozenset())]
    while stack:
        path, raw, required, within = stack.pop()
        node, followed = resolver.resolved(raw)
        if path != prefix:
            fact, said = _fact(path, node, required=required, above=above)
            walked.parameters.append(fact)
            walked.texts.extend(said)
        walked.schemas.append((path, node))
        if not followed & within and path.count(".") < DEPTH:
            stack.extend(reversed([*_members(path, node, within | followed, resolver)]))
    return walked


def _members(
    path: str, node: Mapping[str, Any], within: frozenset[str], resolver: Resolver
) -> Iterator[_Step]:
    items = node.get("items")
    if isinstance(items, dict) and path:
        node, followed = resolver.resolved(items)
        if followed & within:
            return
        path, within = f"{path}[]", within | followed
    required = required_of(node)
    for name, member in mapping(node.get("properties")).items():
        if isinstance(member, dict) and not member.get("readOnly"):
            yield (f"{path}.{name}" if path else name), member, name in required, within


def _fact(
    path: str, node: Mapping[str, Any], *, required: bool, above: str
) -> tuple[ParameterFact, list[tuple[str, str, Place]]]:
    kind = _kind(node)
    items = mapping(node.get("items"))
    values = values_of(node) or (values_of(items) if kind == "array" else None)
    description = node.get("description") if isinstance(node.get("description"), str) else ""
    at = Place(
        path=f"{above}/{path}" if above else path,
        digest=digest_of(f"{path} {kind} {values} {description}{_limits_said(node, required=required)}"),
    )
    default, bounds = node.get("default"), _bounds(node, kind)
    fact = ParameterFact(
        name=path,
        type=kind,
        required=required,
        default=literal(default, kind)
        if isinstance(default, str) and kind in ("integer", "number", "boolean")
        else default,
        enum=tuple(dict.fromkeys(values))
        if values and kind != "boolean" and all(isinstance(v, (str, int, float)) for v in values)
        else None,
        min=bounds.get("min"),
        max=bounds.get("max"),
        above=bounds.get("above"),
        below=bounds.get("below"),
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


def _limits_said(node: Mapping[str, Any], *, required: bool) -> str:
    """All else that the schema states of a parameter: where it differs, the page states another thing."""
    said = {key: node[key] for key in _LIMITS if key in node}
    return (f" {json.dumps(said, sort_keys=True, default=str)}" if said else "") + " required" * required


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
    return {bool: "boolean", int: "integer", float: "number", dict: "object", list: "array"}.get(
        type(values[0]), "string"
    )


def _count(node: Mapping[str, Any], key: str) -> int | None:
    value = node.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _bounds(node: Mapping[str, Any], kind: str) -> dict[str, int | float]:
    """``min`` and ``max``, or ``above`` and ``below`` where an end is no value and numbers may be fractions."""
    found: dict[str, int | float] = {}
    for key, step, closed, open_ in (("inimum", 1, "min", "above"), ("aximum", -1, "max", "below")):
        value, exclusive = node.get(f"m{key}"), node.get(f"exclusiveM{key}")
        number, is_open = (exclusive, True) if _is_number(exclusive) else (value, exclusive is True)
        if isinstance(number, (int, float)) and _is_number(number):
            whole = is_open and kind == "integer"
            found[open_ if is_open and not whole else closed] = number + step if whole else number
    return found


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
