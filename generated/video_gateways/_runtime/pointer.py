"""RFC 6901 JSON Pointers over parsed answers, with ``*`` for every item. Nothing found is no error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .exchange import Json


def find(data: Json, pointer: str) -> Iterator[Json]:
    """All that the pointer points at: ``find({"a": [{"u": 1}, {"u": 2}]}, "/a/*/u")`` gives 1 and 2."""
    found: list[Json] = [data]
    for segment in pointer.split("/")[1:]:
        key = segment.replace("~1", "/").replace("~0", "~")
        found = [child for value in found for child in _step(value, key)]
    yield from found


def _step(value: Json, key: str) -> Iterable[Json]:
    if isinstance(value, dict):
        return [value[key]] if key in value else []
    if isinstance(value, list):
        if key == "*":
            return value
        if key.isascii() and key.isdigit() and int(key) < len(value):
            return [value[int(key)]]
    return []


def texts(data: Json, pointers: Iterable[str]) -> tuple[str, ...]:
    """The strings of the first pointer that finds a non-empty one."""
    for pointer in pointers:
        found = tuple(value for value in find(data, pointer) if isinstance(value, str) and value)
        if found:
            return found
    return ()


def text(data: Json, pointers: Iterable[str]) -> str:
    """The first non-empty string."""
    return next(iter(texts(data, pointers)), "")


def first(data: Json, pointers: Iterable[str]) -> Json:
    """The first value that is there and not null."""
    for pointer in pointers:
        for value in find(data, pointer):
            if value is not None:
                return value
    return None


def put(body: dict[str, Json], pointer: str, value: Json) -> None:
    """Set a value in a body, making the objects on the way; ``*`` and array indexes have no place here."""
    *parents, last = (s.replace("~1", "/").replace("~0", "~") for s in pointer.split("/")[1:])
    here = body
    for key in parents:
        there = here.setdefault(key, {})
        if not isinstance(there, dict):
            raise TypeError(f"{pointer}: {key} is no object")
        here = there
    here[last] = value
