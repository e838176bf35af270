"""A condition in a few characters, for price tables: ``resolution=540p hdr=false``."""

from __future__ import annotations

from collections.abc import Mapping

from callsheet.layers.facts import Json

_SIGNS = {"above": ">", "below": "<", "max": "<=", "min": ">="}


def label(when: Mapping[str, Json]) -> str:
    """``any`` for the condition that always holds."""
    return " ".join(_part(key, value) for key, value in when.items()) or "any"


def _part(key: str, value: Json) -> str:
    if key in ("$any", "$all") and isinstance(value, list):
        joint = " or " if key == "$any" else " "
        return f"({joint.join(label(each) for each in value if isinstance(each, dict))})"
    if key == "$not" and isinstance(value, dict):
        return f"not ({label(value)})"
    if isinstance(value, dict):
        return " ".join(_test(key, test, operand) for test, operand in value.items())
    return f"{key}={_plain(value)}"


def _test(name: str, test: str, operand: Json) -> str:
    if test in _SIGNS:
        return f"{name}{_SIGNS[test]}{_plain(operand)}"
    if test == "sent":
        return name if operand else f"no {name}"
    if test == "not":
        return f"not ({_part(name, operand)})"
    if test == "contains":
        return f"{name} has {_plain(operand)}"
    return label({f"{test} of {name}": operand})


def _plain(value: Json) -> str:
    if isinstance(value, list):
        return "|".join(_plain(each) for each in value)
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
