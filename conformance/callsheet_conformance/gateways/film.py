"""What a result must look like, from what was asked: the lengths, sizes and ratios that requests name.

Which parameter names which is the spec's to say; where it does not, what looks like one counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from callsheet_conformance.gateways.media import Film

_SIDE = re.compile(r"(\d{3,4})p|\b(4k)\b", re.IGNORECASE)
_RATIO = re.compile(r"(\d{1,2}):(\d{1,2})\Z")
_LENGTH = re.compile(r"(\d{1,3}(?:\.\d{1,3})?)\s?s?\Z")


def film_of(model: dict[str, Any], request: dict[str, Any]) -> Film:
    """``720p``, ``16:9`` and ``5s``, wherever they stand in the request or in the model's defaults.

    The model's id counts too, where no parameter tells a size; 720p, 16:9 and five seconds where nothing does.
    """
    values = [*_sent(request), *_defaults(model.get("parameters", ()))]
    said = _claimed(model.get("parameters", ()), request)
    side = _side([("", _pixels(said.get("short_side"))), *values, ("", model["id"])])
    ratio = _ratio([("", said.get("ratio")), *values])
    seconds = _seconds([("duration", said.get("seconds")), *values])
    wide, high = ratio
    if wide >= high:
        return Film(width=round(side * wide / high), height=side, seconds=seconds)
    return Film(width=side, height=round(side * high / wide), seconds=seconds)


def _claimed(parameters: Any, request: Any) -> dict[str, object]:
    """By what it says of the result, the value that takes effect."""
    said: dict[str, object] = {}
    for parameter in parameters:
        sent = request.get(parameter["path"].rpartition(".")[2]) if isinstance(request, dict) else None
        claim = parameter.get("result")
        if claim:
            said[claim["what"]] = parameter.get("default") if sent is None else sent
        said |= _claimed(parameter.get("members", ()), sent)
    return said


def _sent(value: object, name: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _sent(item, str(key))
    else:
        yield name, value


def _defaults(parameters: Any) -> Iterator[tuple[str, object]]:
    for parameter in parameters:
        if parameter.get("default") is not None:
            yield parameter["path"].rpartition(".")[2], parameter["default"]
        yield from _defaults(parameter.get("members", ()))


def _pixels(value: object) -> object:
    return f"{value}p" if isinstance(value, int) else value


def _side(values: list[tuple[str, object]]) -> int:
    for name, value in values:
        found = (
            _SIDE.search(value)
            if isinstance(value, str) and "prompt" not in name and len(value) < 60
            else None
        )
        if found:
            return 2160 if found[2] else min(2160, max(64, int(found[1])))
    return 720


def _ratio(values: list[tuple[str, object]]) -> tuple[int, int]:
    for _, value in values:
        found = _RATIO.match(value) if isinstance(value, str) else None
        if found and int(found[1]) and int(found[2]):
            return int(found[1]), int(found[2])
    return 16, 9


def _seconds(values: list[tuple[str, object]]) -> float:
    for name, value in values:
        if "duration" not in name.lower() or isinstance(value, bool):
            continue
        found = _LENGTH.match(str(value))
        if found and float(found[1]):
            return float(found[1])
    return 5.0
