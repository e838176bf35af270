"""Parameters that contradict themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from callsheet.draft.checks.values import is_of, mistake, same
from callsheet.draft.finding import error, shown
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
    "role": ("string",),
    "step": _NUMBERS,
    "unique": ("array",),
    "unset": (*_NUMBERS, *_TEXTS, "boolean"),
}
"""Which types a key makes sense for."""


def check_parameter(spec: ParameterSpec) -> Iterator[Diagnostic]:
    """CS203 default, CS204 bounds, CS205 values, CS208 keys that the type does not have; items too."""
    yield from _keys(spec)
    yield from _bounds(spec)
    yield from _values(spec, "enum")
    yield from _values(spec, "unset")
    yield from _default(spec)
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


def _default(spec: ParameterSpec) -> Iterator[Diagnostic]:
    if spec.default is not None and (found := mistake(spec.default, spec)):
        yield error("CS203", spec.source.value("default"), f"default of {spec.path}: {found}")
