"""Cross-field rules that a schema states by its combinators, as forbidden combinations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from callsheet.extract.schema_resolve import values_of
from callsheet.layers.facts import Json, RuleFact
from callsheet.layers.place import Place, digest_of


def rules_of(schemas: Sequence[tuple[str, Mapping[str, Any]]], above: str = "") -> list[RuleFact]:
    """Rules of all objects of a schema, each at its object's place."""
    out: list[RuleFact] = []
    for path, node in schemas:
        at = Place(
            path="/".join(part for part in (above, path) if part) or "schema",
            digest=digest_of(str(sorted(node))),
        )
        found = (finder(path, node) for finder in (_variants, _required_sets, _dependent, _conditional))
        out.extend(RuleFact(kind="forbid", at=at, all=tuple(forbidden)) for one in found for forbidden in one)
    return out


def _full(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _variants(path: str, node: Mapping[str, Any]) -> Iterator[list[Json]]:
    """Variants told apart by a constant: what one requires beyond the others is required with its constant."""
    variants = node.get("x-variants")
    if not isinstance(variants, list) or len(variants) < 2:
        return
    for name in variants[0].get("properties", {}):
        constants = [_constant(variant, name) for variant in variants]
        if any(value is None for value in constants) or len(set(map(str, constants))) != len(constants):
            continue
        common = set.intersection(*(set(variant.get("required") or ()) for variant in variants))
        for variant, value in zip(variants, constants, strict=True):
            for other in variant.get("required") or ():
                if other not in common:
                    yield [[_full(path, name), "=", value], [_full(path, other), "unset"]]
        return


def _constant(variant: Mapping[str, Any], name: str) -> Json:
    member = variant.get("properties", {}).get(name)
    values = values_of(member) if isinstance(member, dict) else None
    return values[0] if values and len(values) == 1 else None


def _required_sets(path: str, node: Mapping[str, Any]) -> Iterator[list[Json]]:
    """``oneOf: [{required: [a]}, {required: [b]}]`` is exactly one; ``anyOf`` at least one; ``not`` forbids all."""
    for key in ("oneOf", "anyOf"):
        parts = node.get(key)
        names = [part["required"][0] for part in parts if _bare(part)] if isinstance(parts, list) else []
        if len(names) > 1 and isinstance(parts, list) and len(names) == len(parts):
            full: list[Json] = [_full(path, name) for name in names]
            yield [[["count", full], "<", 1]]
            if key == "oneOf":
                yield [[["count", full], ">", 1]]
    refused = node.get("not")
    if (
        isinstance(refused, dict)
        and isinstance(refused.get("required"), list)
        and set(refused) <= {"required"}
    ):
        yield [[_full(path, name), "set"] for name in refused["required"]]


def _bare(part: Any) -> bool:
    return (
        isinstance(part, dict)
        and set(part) <= {"required", "title", "description"}
        and isinstance(part.get("required"), list)
        and len(part["required"]) == 1
    )


def _dependent(path: str, node: Mapping[str, Any]) -> Iterator[list[Json]]:
    for key in ("dependentRequired", "dependencies"):
        table = node.get(key)
        for name, needs in table.items() if isinstance(table, dict) else ():
            for need in needs if isinstance(needs, list) else ():
                yield [[_full(path, name), "set"], [_full(path, need), "unset"]]


def _conditional(path: str, node: Mapping[str, Any]) -> Iterator[list[Json]]:
    """``if`` a member has a value ``then`` others are required, or limited to values."""
    for part in [node, *(part for part in node.get("allOf") or () if isinstance(part, dict))]:
        when, then = part.get("if"), part.get("then")
        if not isinstance(when, dict) or not isinstance(then, dict):
            continue
        tests: list[Json] = []
        for name, member in (when.get("properties") or {}).items():
            values = values_of(member) if isinstance(member, dict) else None
            if values:
                tests.append(
                    [_full(path, name), "=", values[0]]
                    if len(values) == 1
                    else [_full(path, name), "in", values]
                )
        if not tests:
            continue
        for name in then.get("required") or ():
            yield [*tests, [_full(path, name), "unset"]]
        for name, member in (then.get("properties") or {}).items():
            values = values_of(member) if isinstance(member, dict) else None
            if values:
                yield [*tests, [_full(path, name), "set"], [_full(path, name), "not in", values]]
