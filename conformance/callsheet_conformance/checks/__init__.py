"""Everything that is checked of one model: one file a kind of thing, one row each in the table below."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.checks.coerced import coerced
from callsheet_conformance.checks.defaults import defaults
from callsheet_conformance.checks.excluded import excluded
from callsheet_conformance.checks.jobs import jobs
from callsheet_conformance.checks.near import near
from callsheet_conformance.checks.pairs import pairs
from callsheet_conformance.checks.prices import prices
from callsheet_conformance.checks.valid import valid
from callsheet_conformance.verdict import Check

Planner = Callable[[Subject, Sequence[Subject]], Iterable[Check]]
"""From a model, and all models beside it, to checks."""

PLANNERS: Final[tuple[Planner, ...]] = (pairs, coerced, near, valid, defaults, prices, jobs, excluded)
FIRST: Final = ("rule", "limit", "unknown-key", "value", "advice", "type", "near")
"""Kinds in the order in which checks are made: what a gateway refuses costs nothing, and tells one fault each."""
WRONG_TYPES: Final = (":type", ":null")
PAIRS: Final = 2
"""The strength of the covering set up to which it is tried before defaults, prices and jobs; the rest comes last."""


def plan(subject: Subject, beside: Sequence[Subject] = ()) -> tuple[Check, ...]:
    """All checks of one model, each name once, those first that tell most for their requests."""
    found = (check for planner in PLANNERS for check in planner(subject, beside))
    return tuple(sorted({check.id: check for check in found}.values(), key=_turn))


def _turn(check: Check) -> int:
    kind = "type" if check.kind == "limit" and check.about.endswith(WRONG_TYPES) else check.kind
    if kind in FIRST:
        return FIRST.index(kind)
    if check.kind == "covering":
        return len(FIRST) if within(check, PAIRS) else len(FIRST) + 2
    return len(FIRST) + 1


def within(check: Check, strength: int) -> bool:
    """Whether a covering set of this strength needs the check; all other checks are always needed."""
    needed: int = check.facts.get("strength", 0)
    return needed <= strength
