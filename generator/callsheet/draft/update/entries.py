"""What a page states of a parameter, as the entry that a spec would have."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final, get_args

from callsheet.draft import build, shape
from callsheet.draft.checks.parameter import check_parameter
from callsheet.layers.facts import MediaLimit, ParameterFact
from callsheet.layers.model import Format, Type
from callsheet.layers.spec import NOWHERE

Entry = dict[str, Any]

LOST: Final = "The page announces it and does not give it."
MISFIT: Final = "What the page gives there does not fit its own type."
_ITEMS: Final[dict[type, Type]] = {bool: "boolean", int: "integer", Decimal: "number", str: "string"}


def entry_of(fact: ParameterFact) -> Entry:
    """``{"type": "string", "enum": […], "at": "…"}``; what cannot stand so is kept under ``page_says``."""
    type_ = fact.type if fact.type in get_args(Type) else "string"
    stated = {key: value for key, value in _stated(fact, type_).items() if value is not None}
    entry: Entry = {"type": type_}
    says: Entry = {} if fact.type == type_ else {"type": fact.type}
    for key, value in stated.items():
        if stands({**entry, key: value}):
            entry[key] = value
        else:
            says[key] = value
    entry["at"] = str(fact.at)
    lost = {key: None for key in fact.lost if key not in entry and key not in says}
    because = MISFIT if says else LOST
    return {**entry, **({"page_says": {**says, **lost}, "because": because} if says or lost else {})}


def exact(value: Any) -> Any:
    """Floats as the numbers that they were written as."""
    if isinstance(value, float):
        number = Decimal(str(value))
        return int(number) if number == number.to_integral_value() else number
    if isinstance(value, list | tuple):
        return [exact(each) for each in value]
    if isinstance(value, Mapping):
        return {key: exact(each) for key, each in value.items()}
    return value


def _stated(fact: ParameterFact, type_: str) -> Entry:
    values = [each for each in exact(fact.enum or ()) if isinstance(each, str | int | Decimal)] or None
    return {
        "required": True if fact.required else None,
        "enum": None if type_ == "array" else values,
        "default": exact(fact.default),
        "range": _pair(fact.min, fact.max),
        "above": exact(fact.above),
        "below": exact(fact.below),
        "step": exact(fact.step) or None,
        "length": _pair(fact.min_length, fact.max_length),
        "count": _pair(fact.min_items, fact.max_items),
        "items": {"type": _ITEMS[type(values[0])], "enum": values} if type_ == "array" and values else None,
        "nullable": True if fact.enum and None in fact.enum else None,
        "format": fact.format if fact.format in get_args(Format) else None,
        "media": [_media(limit) for limit in fact.media] or None,
    }


def _pair(low: Any, high: Any) -> list[Any] | None:
    return None if low is None and high is None else [exact(low), exact(high)]


def _media(limit: MediaLimit) -> Entry:
    entry = {
        "what": limit.what,
        "min": exact(limit.min),
        "max": exact(limit.max),
        "values": list(limit.values),
    }
    return {key: value for key, value in entry.items() if value not in (None, [])}


def stands(entry: Entry) -> bool:
    """Whether the loader would take it."""
    whole: Entry = {"model": "m", "page": "p", "parameters": {"value": entry}}
    parameter = build.parameter("value", entry, NOWHERE)
    return shape.of_models().fits(whole) and not list(check_parameter(parameter))
