"""Covering sets, each part of the next: every valid choice, then every valid pair of them, then every triple."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from callsheet import solve
from callsheet.emit.cases.case import Case, case
from callsheet.emit.encode.json_text import OneLine

STRENGTHS: Final = (1, 2, 3)
MOST: Final = 500_000
"""Combinations of one strength; a model with more of them has no set of that strength."""


def covered(
    program: solve.Program, there: Sequence[solve.Request]
) -> tuple[list[Case], list[dict[str, int]]]:
    """Cases, and for each strength how good the set is; ``strength`` of a case is the first whose set needs it.

    ``there`` is what is sent anyway: of that the sets take what they can, so that few requests are for them alone.
    """
    requests: list[solve.Request] = []
    cases: list[Case] = []
    sets = []
    levels = solve.Levels(program.model)
    for strength in (each for each in STRENGTHS if levels.combinations(each) <= MOST):
        found = solve.covering_set(program, strength, (*requests, *there), undoubted=True)
        for request in found.requests:
            if request not in requests:
                requests.append(request)
                name = f"covering/{len(requests)}"
                cases.append(OneLine(case(program.model, name, "covering", request, strength=strength)))
        sets.append(
            {
                "strength": strength,
                "size": len(requests),
                "made": sum(each not in there for each in requests),
                "lower_bound": found.lower_bound,
                "combinations": found.combinations,
                "impossible": found.impossible,
            }
        )
    return cases, sets
