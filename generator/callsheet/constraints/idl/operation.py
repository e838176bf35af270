"""An operation of an OpenAPI description with ``x-dependencies`` (IDL4OAS), as our parameters and rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from callsheet.constraints.cursor import Cursor
from callsheet.constraints.exact import exact, plain
from callsheet.constraints.idl.names import path_of
from callsheet.constraints.idl.read import statements
from callsheet.constraints.paths import paths_of
from callsheet.layers.facts import Json
from callsheet.layers.model import Parameter, Rule, Type

_TYPES: Final[dict[str, Type]] = {
    "array": "array",
    "boolean": "boolean",
    "file": "file",
    "integer": "integer",
    "number": "number",
    "object": "object",
    "string": "string",
}


def parameters(listed: Iterable[Mapping[str, Json]]) -> tuple[Parameter, ...]:
    """Parameter objects of OpenAPI 2 or 3: their schema's keywords may stand beside ``name`` or below ``schema``."""
    return tuple(_parameter(each) for each in listed)


def rules(dependencies: Iterable[str], known: Iterable[Parameter]) -> tuple[Rule, ...]:
    """One rule for each dependency, ``dependency-1`` and so on; raises ConstraintError for what cannot be read."""
    by_path = {parameter.path: parameter for parameter in known}
    found: list[Rule] = []
    for number, text in enumerate(dependencies):
        for statement in statements(Cursor(text, ("x-dependencies", number), by_path)):
            violation = statement.violation()
            rule = Rule(
                id=f"dependency-{len(found) + 1}",
                kind="idl",
                violation=violation,
                fields=paths_of(violation),
                message=statement.message(),
                fixes=statement.fixes(by_path),
                at=f"x-dependencies/{number}",
            )
            found.append(rule)
    return tuple(found)


def _parameter(listed: Mapping[str, Json]) -> Parameter:
    schema = listed.get("schema")
    keywords = {**listed, **schema} if isinstance(schema, dict) else dict(listed)
    name = str(listed["name"])
    path = path_of(name)
    declared = _TYPES.get(str(keywords.get("type", "string")), "string")
    enum = keywords.get("enum")
    values = (plain(each) for each in enum) if isinstance(enum, list) else ()
    return Parameter(
        path=path,
        name=name,
        type=declared,
        required=keywords.get("required") is True or listed.get("in") == "path",
        enum=() if declared == "boolean" else tuple(value for value in values if value is not None),
        minimum=_decimal(keywords.get("minimum")),
        maximum=_decimal(keywords.get("maximum")),
        min_length=_count(keywords.get("minLength")),
        max_length=_count(keywords.get("maxLength")),
        min_items=_count(keywords.get("minItems")),
        max_items=_count(keywords.get("maxItems")),
    )


def _decimal(value: Json) -> Decimal | None:
    return Decimal(exact(value)) if isinstance(value, int | float) else None


def _count(value: Json) -> int | None:
    return value if isinstance(value, int) else None
