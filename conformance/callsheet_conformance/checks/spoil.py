"""A valid request with one value changed, so that it breaks one thing alone: what the oracle confirms."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any, Final

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.oracle import Oracle
from callsheet_conformance.verdict import Request


class _Gone:
    """No place for a value."""


GONE: Final = _Gone()


def oracle_of(subject: Subject) -> Oracle:
    return Oracle(model=subject.model, formats=subject.formats)


def value_at(request: Any, path: str) -> Any:
    """At a dotted path, ``[]`` being the first item; GONE where nothing is."""
    for step in path.replace("[]", ".[]").split("."):
        if step == "[]" and isinstance(request, list) and request:
            request = request[0]
        elif isinstance(request, dict) and step in request:
            request = request[step]
        else:
            return GONE
    return request


def with_value(request: Request, path: str, value: Any) -> dict[str, Any] | None:
    """A changed copy; None where the object around the path is not there."""
    changed = copy.deepcopy(dict(request))
    above: Any = changed
    *outer, last = path.replace("[]", ".[]").split(".")
    for step in outer:
        inside = above[0] if step == "[]" and isinstance(above, list) and above else None
        above = above.get(step) if isinstance(above, dict) else inside
    if last == "[]" and isinstance(above, list) and above:
        above[0] = value
    elif isinstance(above, dict) and last != "[]":
        above[last] = value
    else:
        return None
    return changed


def without(request: Request, path: str) -> dict[str, Any]:
    """A copy without the value at a path outside arrays."""
    changed = copy.deepcopy(dict(request))
    above: Any = changed
    *outer, last = path.split(".")
    for step in outer:
        above = above.get(step, {}) if isinstance(above, dict) else {}
    if isinstance(above, dict):
        above.pop(last, None)
    return changed


def bases(subject: Subject, path: str) -> Iterator[Request]:
    """Valid requests that send something at the path, the shortest first."""
    yield from (request for request in subject.valid if value_at(request, path) is not GONE)


def breaking(subject: Subject, base: Request, path: str, value: Any, about: str) -> Request | None:
    """The request with this value, if it breaks ``about`` and nothing else."""
    broken = with_value(base, path, value)
    if broken is not None and [each.id for each in oracle_of(subject).violations(broken)] == [about]:
        return broken
    return None


def spoiled(subject: Subject, path: str, value: Any, about: str) -> tuple[Request, Request] | None:
    """A request that breaks ``about`` and nothing else, and the shortest valid one that it can be made of."""
    for base in bases(subject, path):
        broken = breaking(subject, base, path, value, about)
        if broken is not None:
            return broken, base
    return None
