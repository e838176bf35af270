"""One twin for many checks: what breaks one thing in a small request mostly breaks the same thing in a full one.

Where jobs cost money, a valid request that sends as much as it can for the least price is bought once, and is the twin
of every check that can be asked one change away from it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.checks.spoil import GONE, oracle_of, value_at, with_value, without
from callsheet_conformance.estimate import stated
from callsheet_conformance.thrift import cheapest
from callsheet_conformance.verdict import Check, Request

MOVABLE: Final = ("rule", "limit", "unknown-key", "type", "near")
MOST: Final = 12
"""Anchors of a model; what fits none of them keeps its own twin."""


def fitted(check: Check, subject: Subject, today: date, among: Sequence[Request]) -> Check:
    """As it is asked of a gateway that takes what is valid: in the first anchor that fits, else cheapest by itself."""
    return beside(check, subject, among, lambda _: True) or cheapest(check, subject, today)


def beside(
    check: Check, subject: Subject, among: Sequence[Request], taken: Callable[[Request], bool]
) -> Check | None:
    """In the first of these requests that fits and is taken."""
    for anchor in among:
        moved = anchored(check, anchor, subject)
        if moved is not None and taken(anchor):
            return moved
    return None


def anchored(check: Check, anchor: Request, subject: Subject) -> Check | None:
    """The check one change away from a valid request; None where it breaks something else there, or nothing."""
    if check.kind not in MOVABLE:
        return None
    path = _change(check.requests["breaks"], check.requests["twin"])
    if not path:
        return None
    value = value_at(check.requests["breaks"], path)
    moved = without(anchor, path) if value is GONE else with_value(anchor, path, value)
    if moved is None or _broken(subject, moved) != _broken(subject, check.requests["breaks"]):
        return None
    return replace(check, requests={"breaks": moved, "twin": anchor})


def anchors(subject: Subject, today: date) -> list[Request]:
    """Valid requests that break no warning, the cheapest first, and of these the fullest."""

    def rank(request: Request) -> tuple[Decimal, int, int]:
        return (stated(subject.model, request, today) or Decimal(0), -_size(request), _late(subject, request))

    return sorted((each for each in subject.valid if not _broken(subject, each)), key=rank)[:MOST]


def _change(breaks: Request, twin: Request) -> str:
    """The path of the one value in which they differ; empty where there are several, or it is inside an array."""
    names = [name for name in {**breaks, **twin} if not _same(breaks.get(name, GONE), twin.get(name, GONE))]
    if len(names) != 1:
        return ""
    one, other = breaks.get(names[0], GONE), twin.get(names[0], GONE)
    inside = _change(one, other) if isinstance(one, dict) and isinstance(other, dict) else ""
    return f"{names[0]}.{inside}" if inside else names[0]


def _same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and bool(one == other)


def _broken(subject: Subject, request: Request) -> list[str]:
    return [each.id for each in oracle_of(subject).violations(request)]


def _late(subject: Subject, request: Request) -> int:
    """How far its values stand from the first ones of their lists, which mostly are the plainest."""
    places = 0
    for parameter in subject.parameters():
        value = value_at(request, parameter["path"])
        listed = [False, True] if parameter["type"] == "boolean" else parameter.get("enum", [])
        places += listed.index(value) if value in listed else 0
    return places


def _size(request: Any) -> int:
    """Values that are sent."""
    return sum(map(_size, request.values())) if isinstance(request, dict) else 1
