"""Faults in the limits of single parameters."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.checks.near import near_values
from callsheet_conformance.manifest import Data
from callsheet_conformance.mutate.mutant import said, value
from callsheet_conformance.oracle_limits import STATED

BOUNDS = ("minimum", "maximum", "above", "below", "min_length", "max_length", "min_items", "max_items")
FLAGS = ("step", "format", "unique_items")
COERCED = ("integer", "number", "boolean", "string")


def _stated(subject: Subject) -> Iterator[Data]:
    """Parameters that the gateway speaks of, but the model's id, which is its address."""
    for parameter in subject.parameters():
        if parameter.get("basis", "documented") in STATED and parameter.get("role") != "model":
            yield parameter


def bounds_moved(subject: Subject, beside: tuple[Subject, ...]) -> Iterator[str]:
    """One notch each way: one for whole numbers and counts, the last digit of other numbers."""
    del beside
    for parameter in _stated(subject):
        for bound in BOUNDS:
            if bound in parameter:
                for direction in (1, -1):
                    moved = parameter[bound] + direction * _notch(parameter, bound)
                    if moved >= 0 or not bound.startswith(("min_", "max_")):
                        yield said("set-limit", subject.model["id"], parameter["path"], bound, value(moved))


def _notch(parameter: Data, bound: str) -> Decimal | int:
    number = parameter[bound]
    if "_" in bound or parameter["type"] == "integer":
        return int(parameter.get("step", 1)) if "_" not in bound else 1
    exponent = Decimal(str(number)).as_tuple().exponent
    return Decimal(1).scaleb(min(exponent if isinstance(exponent, int) else 0, -1))


def limits_dropped(subject: Subject, beside: tuple[Subject, ...]) -> Iterator[str]:
    """Bounds, steps, formats and uniqueness that the gateway forgot."""
    del beside
    for parameter in _stated(subject):
        for limit in (*BOUNDS, *FLAGS):
            if limit in parameter:
                yield said("drop-limit", subject.model["id"], parameter["path"], limit)


def required_changed(subject: Subject, beside: tuple[Subject, ...]) -> Iterator[str]:
    """Required parameters that are not, and optional ones that are."""
    del beside
    for parameter in _stated(subject):
        if parameter["path"].endswith("[]"):
            continue
        if parameter.get("required"):
            yield said("drop-limit", subject.model["id"], parameter["path"], "required")
        else:
            yield said("set-limit", subject.model["id"], parameter["path"], "required", "true")


def values_added(subject: Subject, beside: tuple[Subject, ...]) -> Iterator[str]:
    """Values that are near a listed one: a sibling's, the next number, another letter case."""
    for parameter in _stated(subject):
        for added in near_values(parameter, beside):
            yield said("add-value", subject.model["id"], parameter["path"], value(added))


def values_removed(subject: Subject, beside: tuple[Subject, ...]) -> Iterator[str]:
    """Each listed value."""
    del beside
    for parameter in _stated(subject):
        for removed in parameter.get("enum", ()):
            yield said("remove-value", subject.model["id"], parameter["path"], value(removed))


def types_loosened(subject: Subject, beside: tuple[Subject, ...]) -> Iterator[str]:
    """Text for numbers and booleans, numbers for booleans and text, fractions for integers, null for anything."""
    del beside
    for parameter in _stated(subject):
        model, path = subject.model["id"], parameter["path"]
        if _may_be_coerced(parameter):
            yield said("coerce", model, path)
        if parameter["type"] == "integer":
            yield said("set-limit", model, path, "type", "number")
        if not parameter.get("nullable"):
            yield said("set-limit", model, path, "nullable", "true")


def _may_be_coerced(parameter: Data) -> bool:
    """Not where a number written as text is refused anyway: beside a format, or among values that are no numbers."""
    if parameter["type"] != "string":
        return parameter["type"] in COERCED
    numeric = any(str(each).replace(".", "", 1).isdecimal() for each in parameter.get("enum", ()))
    return "format" not in parameter and (numeric or "enum" not in parameter)


def defaults_changed(subject: Subject, beside: tuple[Subject, ...]) -> Iterator[str]:
    """To each other value, the next number, the other truth value; and to none."""
    del beside
    for parameter in _stated(subject):
        if "default" not in parameter or "[]" in parameter["path"]:
            continue
        model, path, default = subject.model["id"], parameter["path"], parameter["default"]
        others: list[Any] = [not default]
        if not isinstance(default, bool):
            others = [each for each in parameter.get("enum", ()) if each != default]
        if not others and isinstance(default, int | Decimal):
            others = [default + 1]
        for other in others:
            yield said("set-default", model, path, value(other))
        yield said("set-default", model, path, "null")


def unknown_keys(subject: Subject, beside: tuple[Subject, ...]) -> Iterator[str]:
    """Accepted where they are documented as refused, and the other way round."""
    del beside
    stated = subject.model.get("unknown_keys") in STATED
    yield said("unknown-keys", subject.model["id"], "accepted" if stated else "refused")
