"""What a lenient gateway makes of values of another type, for parameters that a mutation marked so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from callsheet_conformance.gateways.provider import Json

_WORDS = {"true": True, "false": False, "1": True, "0": False}


def coerced(model: Mapping[str, Any], request: Json) -> Json:
    """The request as such a gateway reads it; the same object where nothing is marked."""
    return _members(model["parameters"], request)


def _members(parameters: list[Json], value: Json) -> Json:
    changed = dict(value)
    for parameter in parameters:
        key = parameter["path"].rpartition(".")[2]
        if key in changed:
            changed[key] = _value(parameter, changed[key])
    return changed


def _value(parameter: Json, value: Any) -> Any:
    if parameter.get("x_coerce"):
        return _converted(parameter["type"], value)
    if isinstance(value, dict) and "members" in parameter:
        return _members(parameter["members"], value)
    if isinstance(value, list) and "item" in parameter:
        return [_value(parameter["item"], each) for each in value]
    return value


def _converted(kind: str, value: Any) -> Any:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    if kind == "boolean" and not isinstance(value, bool):
        return _WORDS.get(text.lower(), value)
    if kind in ("integer", "number") and isinstance(value, str | bool):
        number = {"true": "1", "false": "0"}.get(text, text)
        try:
            return int(number) if number.lstrip("-").isdecimal() else float(number)
        except ValueError:
            return value
    return text if kind == "string" and isinstance(value, int | float) else value
