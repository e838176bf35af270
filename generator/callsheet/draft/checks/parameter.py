"""Parameters that contradict themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from callsheet.draft.checks.values import is_of, mistake, same
from callsheet.draft.finding import error, nearest, shown
from callsheet.layers.claim import says
from callsheet.layers.diagnostic import Diagnostic
from callsheet.layers.model import Type
from callsheet.layers.spec import UNBOUNDED, ParameterSpec

_NUMBERS: Final = ("integer", "number")
_TEXTS: Final = ("string", "file")
_FITS: Final[dict[str, tuple[Type, ...]]] = {
    "above": _NUMBERS,
    "below": _NUMBERS,
    "count": ("array",),
    "enum": (*_NUMBERS, "string", "boolean"),
    "format": ("string",),
    "items": ("array",),
    "length": _TEXTS,
    "media": (*_TEXTS, "array"),
    "range": _NUMBERS,
    "result": (*_NUMBERS, "string"),
    "role": ("string",),
    "step": _NUMBERS,
    "unique": ("array",),
    "unset": (*_NUMBERS, *_TEXTS, "boolean"),
}
"""Which types a key makes sense for."""


def check_parameter(spec: ParameterSpec) -> Iterator[Diagnostic]:
    """CS203 default, CS204 bounds, CS205 values, CS208 keys that the type does not have, CS213 claims; items too."""
    yield from _keys(spec)
    yield from _bounds(spec)
    yield from _media(spec)
    yield from _values(spec, "enum")
    yield from _values(spec, "unset")
    yield from _default(spec)
    yield from _claim(spec)
    if spec.items is not None:
        if spec.items.required:
            where = spec.items.source.at("required")
            yield error("CS208", where, "an item cannot be required", "use count: [1, null]")
        yield from check_parameter(spec.items)


def _keys(spec: ParameterSpec) -> Iterator[Diagnostic]:
    for key, types in _FITS.items():
        if spec.type not in types and _is_said(getattr(spec, key)):
            hint = f"{key} is for {', '.join(types)}"
            yield error("CS208", spec.source.at(key), f"{spec.type} {spec.path} cannot have {key}", hint)


def _is_said(value: object) -> bool:
    return value is not False and value not in (None, "", (), UNBOUNDED)


def _bounds(spec: ParameterSpec) -> Iterator[Diagnostic]:
    for key in ("range", "length", "count"):
        low, high = getattr(spec, key)
        if low is not None and high is not None and low > high:
            yield error("CS204", spec.source.value(key), f"{key}: {low} is above {high}", "[min, max]")
        if low is None and high is None and getattr(spec, key) is not UNBOUNDED:
            yield error("CS204", spec.source.value(key), f"{key} bounds nothing", "leave it out")
    low = spec.above if spec.above is not None else spec.range[0]
    high = spec.below if spec.below is not None else spec.range[1]
    is_open = spec.above is not None or spec.below is not None
    if is_open and low is not None and high is not None and low >= high:
        where = spec.source.at("above" if spec.above is not None else "below")
        yield error("CS204", where, f"no number is above {low} and below {high}")


def _media(spec: ParameterSpec) -> Iterator[Diagnostic]:
    """Each limit bounds something, and no two say it of one thing."""
    for number, limit in enumerate(spec.media):
        where = spec.source.value("media", number)
        if limit.what in [each.what for each in spec.media[:number]]:
            yield error("CS205", where, f"{limit.what} is listed twice", "one limit, with min and max")
        if limit.min is None and limit.max is None and not limit.values:
            yield error("CS204", where, f"{limit.what} bounds nothing", "min, max or values")
        if limit.min is not None and limit.max is not None and limit.min > limit.max:
            yield error("CS204", where, f"{limit.what}: {limit.min} is above {limit.max}")
        if any(end is not None and end < 0 for end in (limit.min, limit.max)):
            yield error("CS204", where, f"{limit.what} is never below 0")


def _values(spec: ParameterSpec, key: str) -> Iterator[Diagnostic]:
    seen: list[object] = []
    for number, value in enumerate(getattr(spec, key)):
        where = spec.source.value(key, number)
        if spec.type in _FITS[key] and not is_of(value, spec.type):
            hint = f'quote it: "{shown(value)}"' if spec.type == "string" else ""
            yield error("CS205", where, f"{shown(value)} is not of type {spec.type}", hint)
        if any(same(value, each) for each in seen):
            yield error("CS205", where, f"{shown(value)} is listed twice", "remove one")
        seen.append(value)


def _claim(spec: ParameterSpec) -> Iterator[Diagnostic]:
    """Each value that the parameter can have must say what it is said to say of the result."""
    claim = spec.result
    if claim is None or spec.type not in _FITS["result"]:
        return
    if "[]" in spec.path:
        yield error(
            "CS213",
            spec.source.at("result"),
            f"{spec.path} is below an array, which says nothing of the result",
        )
        return
    for value in (*spec.enum, *(() if spec.default is None else (spec.default,))):
        if not says(claim.what, value):
            where = spec.source.at("result", "what")
            yield error(
                "CS213",
                where,
                f"{shown(value)} says nothing of {claim.what}",
                "5s, 720p and 16:9 are how texts say it",
            )
            return


def check_claims(parameters: tuple[ParameterSpec, ...]) -> Iterator[Diagnostic]:
    """CS213: what a claim is said to depend on must be there."""
    known = {each.path for each in parameters}
    for spec in parameters:
        for number, path in enumerate(spec.result.unless if spec.result else ()):
            if path not in known:
                where = spec.source.value("result", "unless", number)
                yield error("CS213", where, f"{path} is no parameter", nearest(path, known))


def _default(spec: ParameterSpec) -> Iterator[Diagnostic]:
    if spec.default is not None and (found := mistake(spec.default, spec)):
        yield error("CS203", spec.source.value("default"), f"default of {spec.path}: {found}")
