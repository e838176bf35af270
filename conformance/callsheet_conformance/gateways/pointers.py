"""JSON Pointers (RFC 6901) with ``*`` for the items of an array: write into and read from documents."""

from __future__ import annotations

from itertools import pairwise
from typing import Any


def put(document: dict[str, Any], pointer: str, value: object) -> None:
    """Write ``value``, making the objects and one-item arrays on the way; ``*`` writes the first item.

    ``put({}, "/videos/*/url", "u")`` makes ``{"videos": [{"url": "u"}]}``. An empty pointer merges an object into
    the document, without replacing what is there.
    """
    parts = _parts(pointer)
    if not parts:
        for key, item in value.items() if isinstance(value, dict) else ():
            document.setdefault(key, item)
        return
    place: Any = document
    for part, following in pairwise(parts):
        place = _step(place, part, [] if following == "*" else {})
    _step(place, parts[-1], value, replace=True)


def _step(place: Any, part: str, fresh: object, *, replace: bool = False) -> Any:
    if isinstance(place, list):
        if not place:
            place.append(fresh)
        elif replace:
            place[0] = fresh
        return place[0]
    if replace or not isinstance(place.get(part), dict | list):
        place[part] = fresh
    return place[part]


def get(document: object, pointer: str) -> Any:
    """What stands there, or None; ``*`` takes the first item."""
    place: Any = document
    for part in _parts(pointer):
        if isinstance(place, list) and part == "*" and place:
            place = place[0]
        elif isinstance(place, dict) and part in place:
            place = place[part]
        else:
            return None
    return place


def drop(document: object, pointer: str) -> None:
    """Take away what stands there, if anything does."""
    above, _, last = pointer.rpartition("/")
    place = get(document, above)
    if isinstance(place, dict):
        place.pop(last.replace("~1", "/").replace("~0", "~"), None)


def _parts(pointer: str) -> list[str]:
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
