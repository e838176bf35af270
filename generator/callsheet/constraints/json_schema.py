"""Cross-field keywords of a JSON Schema as rules of ours, in the YAML of a spec.

A schema speaks of what is in the request, not of defaults: where a parameter has a default, a test of its value also
asks that it was sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Final

from callsheet.constraints.schema_condition import Condition, Conditions, Raw, Unreadable, denied
from callsheet.layers.facts import Json
from callsheet.layers.model import Parameter

LARGEST: Final = 200
"""How many combinations a count of properties may be spelled out to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaRules:
    """``rules`` are mappings that ``lower`` takes; ``unread`` says which keywords were not understood, and why."""

    rules: tuple[Raw, ...]
    unread: tuple[str, ...]


def rules_of(schema: Mapping[str, Json], parameters: Mapping[str, Parameter], above: str = "") -> SchemaRules:
    """The rules of an object schema; ``above`` is the path of the object, empty for the request.

    Ids are the keyword and a number: ``dependent-required-1``.
    """
    reader = Conditions(parameters=parameters, above=above)
    found: list[Raw] = []
    unread: list[str] = []
    for keyword in (each for each in _READERS if each in schema):
        try:
            bodies = list(_READERS[keyword](reader, dict(schema)))
        except Unreadable as why:
            unread.append(f"{keyword}: {why}")
            continue
        found += [{"id": f"{_kebab(keyword)}-{number}", **body} for number, body in enumerate(bodies, 1)]
    return SchemaRules(rules=tuple(found), unread=tuple(unread))


def _kebab(keyword: str) -> str:
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in keyword)


def _dependent(reader: Conditions, schema: Raw, keyword: str) -> Iterator[Raw]:
    entries = schema[keyword]
    for name, needed in entries.items() if isinstance(entries, dict) else ():
        wanted: Json = {"required": needed} if isinstance(needed, list) else needed
        yield from _when(reader.sent(name), reader.of(wanted))


def _when(when: Condition, require: Condition) -> Iterator[Raw]:
    """``when`` needs ``require``, in the shortest way."""
    if when is False or require is True:
        return
    if isinstance(require, bool):
        yield from _forbid(when)
    elif isinstance(when, bool):
        yield from _forbid(denied(require))
    else:
        yield {"when": when, "require": require}


def _forbid(condition: Condition) -> Iterator[Raw]:
    if condition is True:
        raise Unreadable("nothing at all is valid")
    if isinstance(condition, dict):
        yield {"forbid": condition}


def _branches(reader: Conditions, schema: Raw) -> Iterator[Raw]:
    when = reader.of(schema["if"])
    yield from _when(when, reader.of(schema.get("then", True)))
    yield from _when(denied(when), reader.of(schema.get("else", True)))


def _choices(reader: Conditions, schema: Raw, keyword: str, key: str) -> Iterator[Raw]:
    listed = schema[keyword]
    parts = [reader.of(each) for each in listed] if isinstance(listed, list) else []
    conditions: list[Json] = [_choice(part) for part in parts if isinstance(part, dict)]
    if len(parts) > 1 and len(conditions) == len(parts):
        yield {key: conditions}
    else:
        yield from _forbid(denied(reader.of({keyword: listed})))


def _choice(condition: Raw) -> Json:
    """A bare name stands for "is sent"."""
    ((name, test), *others) = condition.items()
    return name if test == {"sent": True} and not others else condition


def _all_of(reader: Conditions, schema: Raw) -> Iterator[Raw]:
    """Each part is a schema of its own; its own ``required`` and ``properties`` are rules here."""
    listed = schema["allOf"]
    for part in listed if isinstance(listed, list) else ():
        if not isinstance(part, dict):
            yield from _forbid(denied(reader.of(part)))
            continue
        cross = {key: value for key, value in part.items() if key in _READERS}
        rest = {key: value for key, value in part.items() if key not in (*cross, "then", "else")}
        for keyword in cross:
            yield from _READERS[keyword](reader, part)
        yield from _forbid(denied(reader.of(rest)))


def _counted(reader: Conditions, schema: Raw, keyword: str) -> Iterator[Raw]:
    """How many properties are sent: ``min`` of them, or at most ``max``."""
    parent = reader.above
    names = [path for path in reader.parameters if path.rpartition(".")[0] == parent and "[]" not in path]
    n = schema[keyword]
    if not isinstance(n, int):
        raise Unreadable("a count is a whole number")
    size = len(names) - n + 1 if keyword == "minProperties" else n + 1
    if not 0 < size <= len(names):
        yield from _forbid(condition=size <= 0)  # more properties are needed than there are
        return
    if comb(len(names), size) > LARGEST:
        raise Unreadable(f"{n} of {len(names)} properties are too many combinations")
    if n == 1 and len(names) > 1:
        yield {"at_most_one" if keyword == "maxProperties" else "at_least_one": [*names]}
        return
    for some in combinations(names, size):
        yield {"forbid": {name: {"sent": keyword == "maxProperties"} for name in some}}


_READERS: Final[dict[str, Callable[[Conditions, Raw], Iterator[Raw]]]] = {
    "allOf": _all_of,
    "anyOf": lambda reader, schema: _choices(reader, schema, "anyOf", "at_least_one"),
    "dependencies": lambda reader, schema: _dependent(reader, schema, "dependencies"),
    "dependentRequired": lambda reader, schema: _dependent(reader, schema, "dependentRequired"),
    "dependentSchemas": lambda reader, schema: _dependent(reader, schema, "dependentSchemas"),
    "if": _branches,
    "maxProperties": lambda reader, schema: _counted(reader, schema, "maxProperties"),
    "minProperties": lambda reader, schema: _counted(reader, schema, "minProperties"),
    "not": lambda reader, schema: _forbid(reader.of(schema["not"])),
    "oneOf": lambda reader, schema: _choices(reader, schema, "oneOf", "exactly_one"),
}
