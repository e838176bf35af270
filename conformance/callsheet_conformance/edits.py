"""Requests as a smallest one and edits: what the strategies draw, without Hypothesis."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.checks.spoil import GONE, oracle_of, value_at, with_value, without
from callsheet_conformance.plain_json import canonical
from callsheet_conformance.verdict import Request

Edit: TypeAlias = tuple[str, Any]
"""A path and its new value; GONE takes away what is there."""

PASSES = 2
"""How often an edit is tried that did not fit yet, since another may have to come first."""

_KEPT: dict[tuple[int, str], tuple[Subject, Sequence[Any]]] = {}
"""By identity of the subject, which is kept so that it stays the same one, and the kind of base."""


def valid_bases(subject: Subject) -> Sequence[Request]:
    """Valid requests from which nothing can be taken away, the shortest first."""

    def made() -> Iterator[Request]:
        yield from _smallest(subject, ((request, "") for request in subject.valid))

    return _once(subject, "valid", lambda: list(made()))


def breaking_bases(subject: Subject) -> Sequence[tuple[str, Request]]:
    """What is broken, and a request that breaks it alone and from which nothing can be taken away."""
    stated = [
        (case["about"], case["request"])
        for case in subject.cases
        if "twin" in case and case["verdict"] == "refused" and "warns" not in case
    ]

    def made() -> Iterator[tuple[str, Request]]:
        for about in dict.fromkeys(about for about, _ in stated):
            own = ((request, about) for name, request in stated if name == about)
            yield from ((about, request) for request in _smallest(subject, own))

    return _once(subject, "broken", lambda: list(made()))


def applied(subject: Subject, base: Request, edits: Sequence[Edit], about: str = "") -> Request:
    """The base with all the edits if that breaks ``about`` alone (nothing, if empty), else with those that can stay."""
    fits = _fits(subject, about)
    whole = base
    for path, value in edits:
        whole = placed(whole, path, value)
    if fits(whole):
        return whole
    request, waiting = base, list(edits)
    for _ in range(PASSES):
        left = []
        for path, value in waiting:
            changed = placed(request, path, value)
            if fits(changed):
                request = changed
            else:
                left.append((path, value))
        waiting = left
    return request


def placed(request: Request, path: str, value: Any) -> Request:
    """With this value at a path outside arrays, in objects that are made where they are missing."""
    if value is GONE:
        return without(request, path)
    above = path.rpartition(".")[0]
    if above and not isinstance(value_at(request, above), dict):
        request = placed(request, above, {})
    return with_value(request, path, copy.deepcopy(value)) or request


def _fits(subject: Subject, about: str) -> Callable[[Request], bool]:
    oracle, wanted = oracle_of(subject), [about] if about else []
    return lambda request: [each.id for each in oracle.violations(request)] == wanted


def _smallest(subject: Subject, found: Iterator[tuple[Request, str]]) -> Iterator[Request]:
    small = (_cut(subject, request, about) for request, about in found)
    cut = {canonical(request): request for request in small}
    yield from sorted(cut.values(), key=lambda request: len(canonical(request)))


def _cut(subject: Subject, request: Request, about: str) -> Request:
    """Without every key that is not needed, and with the first value wherever that does."""
    fits = _fits(subject, about)
    places = [p for p in subject.parameters() if "[]" not in p["path"] and p.get("role") != "model"]
    changed = True
    while changed:
        changed = False
        for parameter in reversed(places):
            path, here = parameter["path"], value_at(request, parameter["path"])
            first = parameter.get("enum", (False,) if parameter["type"] == "boolean" else ())[:1]
            for value in (GONE, *first):
                if here is GONE or (value is not GONE and type(here) is type(value) and here == value):
                    break
                smaller = placed(request, path, value)
                if fits(smaller):
                    request, changed = smaller, True
                    break
    return request


def _once(subject: Subject, kind: str, make: Callable[[], Sequence[Any]]) -> Sequence[Any]:
    key = (id(subject), kind)
    if key not in _KEPT:
        _KEPT[key] = (subject, make())
    return _KEPT[key][1]
