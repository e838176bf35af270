"""Which limits of single parameters a request breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from callsheet_conformance.manifest import Data
from callsheet_conformance.oracle_values import ABSENT, among, equal, is_marker, is_number

STATED: Final = ("documented", "elsewhere")
"""Bases that are the provider's own word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """``closed``: keys that nobody knows are refused."""

    formats: Mapping[str, str]
    closed: bool

    def of_request(self, parameters: list[Data], request: Any) -> Iterator[str]:
        yield from self._members("", parameters, request)

    def _members(self, above: str, parameters: list[Data], value: Any) -> Iterator[str]:
        keys = [parameter["path"].split(".")[-1] for parameter in parameters]
        for key, parameter in zip(keys, parameters, strict=True):
            if parameter.get("basis", "documented") in STATED:
                yield from self._parameter(parameter, value.get(key, ABSENT))
        if self.closed:
            yield from (f"{above}{key}:unknown-key" for key in value if key not in keys)

    def _parameter(self, parameter: Data, value: Any) -> Iterator[str]:
        path, nullable = parameter["path"], parameter.get("nullable", False)
        if value is None and not nullable:
            yield f"{path}:null"
        elif value is None or value is ABSENT or is_marker(value, parameter):
            if parameter.get("required", False):
                yield f"{path}:required"
        elif not _is_of(value, parameter["type"]):
            yield f"{path}:type"
        else:
            yield from self._value(parameter, value)

    def _value(self, parameter: Data, value: Any) -> Iterator[str]:
        path = parameter["path"]
        if "enum" in parameter and not among(value, parameter["enum"]):
            yield f"{path}:enum"
        if is_number(value):
            yield from (f"{path}:{name}" for name in _number(parameter, value))
        elif isinstance(value, str):
            yield from (f"{path}:{name}" for name in self._text(parameter, value))
        elif isinstance(value, list):
            yield from self._array(parameter, value)
        elif isinstance(value, dict) and "members" in parameter:
            yield from self._members(f"{path}.", parameter["members"], value)

    def _text(self, parameter: Data, value: str) -> Iterator[str]:
        if _outside(len(value), parameter.get("min_length"), parameter.get("max_length")):
            yield "length"
        if "format" in parameter and re.fullmatch(self.formats[parameter["format"]], value) is None:
            yield "format"

    def _array(self, parameter: Data, value: list[Any]) -> Iterator[str]:
        path = parameter["path"]
        if _outside(len(value), parameter.get("min_items"), parameter.get("max_items")):
            yield f"{path}:items"
        if parameter.get("unique_items") and any(equal(a, b) for n, a in enumerate(value) for b in value[:n]):
            yield f"{path}:unique"
        for item in value if "item" in parameter else ():
            yield from self._parameter({**parameter["item"], "required": False}, item)


def _number(parameter: Data, value: Any) -> Iterator[str]:
    low, above = parameter.get("minimum"), parameter.get("above")
    if (low is not None and value < low) or (above is not None and value <= above):
        yield "min"
    high, below = parameter.get("maximum"), parameter.get("below")
    if (high is not None and value > high) or (below is not None and value >= below):
        yield "max"
    step = parameter.get("step")
    if step is not None and (Fraction(value) / Fraction(step)).denominator != 1:
        yield "step"


def _outside(count: int, low: int | None, high: int | None) -> bool:
    return (low is not None and count < low) or (high is not None and count > high)


def _is_of(value: Any, kind: str) -> bool:
    if kind in ("integer", "number"):
        return is_number(value) and (kind == "number" or value == int(value))
    kinds = {"array": list, "boolean": bool, "file": str, "object": dict, "string": str}
    return isinstance(value, kinds[kind])
