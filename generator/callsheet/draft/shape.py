"""Checks data against a JSON Schema and says each mistake once, in words, at its line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, TypeAlias

from jsonschema_rs import Draft202012Validator, ValidationError

from callsheet.draft.finding import error, nearest
from callsheet.draft.misfit import kind_of, misfit
from callsheet.draft.node import Data
from callsheet.draft.schema import provider_schema, schema
from callsheet.draft.schema.pieces import Schema
from callsheet.layers.diagnostic import Diagnostic
from callsheet.layers.spec import Source, Step

Path: TypeAlias = tuple[Step, ...]


class Shape:
    """A JSON Schema, compiled once."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._validator = Draft202012Validator(schema, validate_formats=True)

    def fits(self, data: Data) -> bool:
        return self._validator.is_valid(jsonable(data))

    def check(self, data: Data, source: Source) -> list[Diagnostic]:
        """What does not fit, in the order of the file; one finding a place and code."""
        mistakes = [leaf for found in self._validator.iter_errors(jsonable(data)) for leaf in _leaves(found)]
        shadows = _Shadows(mistakes)
        first: dict[tuple[object, str], Diagnostic] = {}
        for mistake in sorted(
            mistakes, key=lambda m: m.kind.name != "propertyNames"
        ):  # it knows the keys best
            if not shadows.hide(mistake):
                for finding in _words(mistake, self._schema, source):
                    first.setdefault((finding.where, finding.code), finding)
        return sorted(first.values(), key=lambda finding: (finding.where, finding.code))


@cache
def of_models() -> Shape:
    return Shape(schema())


@cache
def of_providers() -> Shape:
    return Shape(provider_schema())


def jsonable(data: Data) -> Any:
    """Dates as text; everything else is JSON already (Decimals count as numbers)."""
    if isinstance(data, dict):
        return {key: jsonable(value) for key, value in data.items()}
    if isinstance(data, list):
        return [jsonable(item) for item in data]
    return data.isoformat() if isinstance(data, date) else data


def _leaves(found: ValidationError) -> Iterator[ValidationError]:
    """Of alternatives, the mistakes of the one that was meant: the first that has the right type."""
    branches = kind_of(found).context if found.kind.name == "anyOf" else []
    meant = [branch for branch in branches if not any(_is_other_type(m, found) for m in branch)]
    if not meant:
        yield found
        return
    for mistake in meant[0]:
        yield from _leaves(mistake)


def _is_other_type(mistake: ValidationError, around: ValidationError) -> bool:
    return mistake.kind.name == "type" and mistake.instance_path == around.instance_path


class _Shadows:
    """Mistakes that only follow from another: a key is missing because it is misspelled beside."""

    def __init__(self, mistakes: list[ValidationError]) -> None:
        self._unknown: dict[Path, list[str]] = {}
        self._kinds = {tuple(m.instance_path) for m in mistakes if m.kind.name == "oneOf"}
        for mistake in mistakes:
            if mistake.kind.name == "additionalProperties":
                self._unknown.setdefault(tuple(mistake.instance_path), []).extend(kind_of(mistake).unexpected)

    def hide(self, mistake: ValidationError) -> bool:
        path = tuple(mistake.instance_path)
        unknown = self._unknown.get(path, [])
        match mistake.kind.name:
            case "required":
                wanted = [kind_of(mistake).property]
                return any(nearest(key, wanted).startswith("did you") for key in unknown)
            case "oneOf":
                return bool(unknown) or not isinstance(mistake.instance, dict)
            case "propertyNames":
                return path in self._kinds
            case _:
                return False


def _words(mistake: ValidationError, schema: Schema, source: Source) -> Iterator[Diagnostic]:
    path = tuple(mistake.instance_path)
    kind = kind_of(mistake)
    match kind.name:
        case "additionalProperties":
            known = _around(mistake, schema).get("properties", {})
            for key in kind.unexpected:
                yield error("CS110", source.at(*path, key), f"unknown key {key!r}", nearest(key, known))
        case "propertyNames":
            inner = kind.error
            yield misfit(inner, source.at(*path, str(inner.instance)), is_key=True)
        case "required":
            yield error("CS111", source.at(*path), f"missing key {kind.property!r}")
        case "oneOf":
            yield _one_of(mistake, _around(mistake, schema), source.at(*path))
        case _:
            yield misfit(mistake, source.value(*path), str(_around(mistake, schema).get("description", "")))


def _around(mistake: ValidationError, schema: Schema) -> dict[str, Any]:
    """The subschema that failed."""
    node: Any = schema
    for step in mistake.schema_path[:-1]:
        node = node[step]
    return node if isinstance(node, dict) else {}


def _one_of(mistake: ValidationError, around: dict[str, Any], where: Any) -> Diagnostic:
    """All of our ``oneOf`` are over the presence of a key."""
    keys = [branch["required"][0] for branch in around["oneOf"]]
    instance: Any = mistake.instance
    here = [key for key in keys if key in instance]
    if here:
        return error("CS114", where, f"{' and '.join(here)} cannot stand together", "keep one of them")
    few = len(keys) < 5
    return error(
        "CS111",
        where,
        "a key is missing",
        f"one of {', '.join(keys)}" if few else "which says of what kind it is",
    )
