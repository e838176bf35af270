"""The limits of single parameters, judged on a concrete request: which of them it breaks, by id.

An id is ``<path>:<limit>``; limits are enum, format, items, length, max, min, null, required, step, type, unique
and unknown-key. A value of the wrong type breaks ``type`` and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

from callsheet.constraints.exact import exact, plain
from callsheet.constraints.kleene import same
from callsheet.layers.facts import Json
from callsheet.layers.format import PATTERNS
from callsheet.layers.model import Model, Parameter, Type
from callsheet.solve.requests import MISSING, Missing, is_sent

ENFORCED: Final = ("documented", "elsewhere")
"""Whose word is a refusal; other bases are advice."""


def broken_limits(model: Model, request: Mapping[str, Json]) -> tuple[str, ...]:
    """Ids of the limits that the request breaks, in the order of the parameters; unknown keys last."""
    closed = model.unknown_keys in ENFORCED
    return tuple(dict.fromkeys(_members("", model.parameters, request, closed=closed)))


def own_limits(model: Model, parameter: Parameter, value: Json) -> tuple[str, ...]:
    """Ids of the limits of one parameter, and of those below it, that a value breaks."""
    return tuple(dict.fromkeys(_one(parameter, value, closed=model.unknown_keys in ENFORCED)))


def _members(
    above: str, members: tuple[Parameter, ...], value: Mapping[str, Json], *, closed: bool
) -> Iterator[str]:
    for member in members:
        yield from _one(member, value.get(key_of(member), MISSING), closed=closed)
    if closed:
        known = {key_of(member) for member in members}
        yield from (f"{above}{key}:unknown-key" for key in value if key not in known)


def key_of(parameter: Parameter) -> str:
    """The key on the wire: ``duration`` of ``lumaParams.duration``."""
    return parameter.path.rpartition(".")[2]


def _one(parameter: Parameter, value: Json | Missing, *, closed: bool) -> Iterator[str]:
    if parameter.basis not in ENFORCED:
        return
    path = parameter.path
    if value is None and not parameter.nullable:
        yield f"{path}:null"
    elif isinstance(value, Missing) or not is_sent(value, parameter):
        if parameter.required:
            yield f"{path}:required"
    elif not has_type(value, parameter.type):
        yield f"{path}:type"
    else:
        yield from (f"{path}:{name}" for name in _names(parameter, value))
        yield from _below(parameter, value, closed=closed)


def _below(parameter: Parameter, value: Json, *, closed: bool) -> Iterator[str]:
    if isinstance(value, list) and parameter.item is not None:
        for item in value:
            yield from _one(parameter.item, item, closed=closed)
    if isinstance(value, dict) and parameter.members:
        yield from _members(f"{parameter.path}.", parameter.members, value, closed=closed)


def has_type(value: Json, wanted: Type) -> bool:
    """Whether a JSON value is of a type: true is no integer, 5.0 is one."""
    match wanted:
        case "boolean":
            return isinstance(value, bool)
        case "integer" | "number":
            number = plain(value)
            kinds = int if wanted == "integer" else int | Decimal
            return isinstance(number, kinds) and not isinstance(number, bool)
        case "array":
            return isinstance(value, list)
        case "object":
            return isinstance(value, dict)
        case _:
            return isinstance(value, str)


def _names(parameter: Parameter, value: Json) -> Iterator[str]:
    """The limits that a value of the right type breaks."""
    bare = plain(value)
    if parameter.enum and not any(same(bare, each) for each in parameter.enum):
        yield "enum"
    if isinstance(value, str):
        yield from _of_text(parameter, value)
    elif isinstance(value, list):
        yield from _of_array(parameter, value)
    elif isinstance(bare, int | Decimal) and not isinstance(bare, bool):
        yield from _of_number(parameter, Decimal(bare))


def _of_number(parameter: Parameter, value: Decimal) -> Iterator[str]:
    low, above = parameter.minimum, parameter.above
    if (low is not None and value < low) or (above is not None and value <= above):
        yield "min"
    high, below = parameter.maximum, parameter.below
    if (high is not None and value > high) or (below is not None and value >= below):
        yield "max"
    if parameter.step and (Fraction(value) / Fraction(parameter.step)).denominator != 1:
        yield "step"


def _of_text(parameter: Parameter, value: str) -> Iterator[str]:
    if _outside(len(value), parameter.min_length, parameter.max_length):
        yield "length"
    if parameter.format and not re.fullmatch(PATTERNS[parameter.format], value):
        yield "format"


def _of_array(parameter: Parameter, value: list[Json]) -> Iterator[str]:
    if _outside(len(value), parameter.min_items, parameter.max_items):
        yield "items"
    if parameter.unique_items and any(_equal(a, b) for i, a in enumerate(value) for b in value[:i]):
        yield "unique"


def _outside(count: int, low: int | None, high: int | None) -> bool:
    return (low is not None and count < low) or (high is not None and count > high)


def _equal(left: Json, right: Json) -> bool:
    """Equality of JSON, at any depth."""
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(_equal, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(_equal(left[key], right[key]) for key in left)
    if isinstance(left, int | float) and isinstance(right, int | float) and not isinstance(left, bool):
        return same(exact(left), right if isinstance(right, bool) else exact(right))
    return same(left, right)
