"""JSON Pointers with ``*`` for the items of an array."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any


def find(data: Any, pointers: Sequence[str]) -> Any:
    """The first thing that one of the pointers finds; None where none does."""
    for pointer in pointers:
        for found in _follow(data, _steps(pointer)):
            if found is not None:
                return found
    return None


def put(data: dict[str, Any], pointer: str, value: Any) -> None:
    """Set a value, making the objects on the way."""
    *above, last = _steps(pointer)
    for step in above:
        data = data.setdefault(step, {})
    data[last] = value


def _steps(pointer: str) -> list[str]:
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def _follow(data: Any, steps: list[str]) -> Iterator[Any]:
    if not steps:
        yield data
    elif isinstance(data, list):
        chosen = data if steps[0] == "*" else data[int(steps[0]) :][:1] if steps[0].isdecimal() else []
        for item in chosen:
            yield from _follow(item, steps[1:])
    elif isinstance(data, dict) and steps[0] in data:
        yield from _follow(data[steps[0]], steps[1:])
