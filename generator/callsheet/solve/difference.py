"""What became valid and what became invalid between two versions of a model, each with a request that shows it."""

from __future__ import annotations

from dataclasses import dataclass

import z3

from callsheet.layers.model import Model
from callsheet.solve.judge import judge
from callsheet.solve.program import Program
from callsheet.solve.render import Renderer
from callsheet.solve.requests import Request, changed
from callsheet.solve.space import Space
from callsheet.solve.wishes import wishes


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """A request that one version takes and the other refuses, for ``because`` alone."""

    because: str
    """The limit or rule of the refusing version."""
    request: Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One witness for each limit or rule that refuses something the other version takes; both empty: equal."""

    became_invalid: tuple[Witness, ...]
    became_valid: tuple[Witness, ...]


def difference(old: Model, new: Model) -> Difference:
    """Compares two versions over all well-typed requests, and over nulls and unknown keys."""
    return Difference(became_invalid=_lost(old, new), became_valid=_lost(new, old))


def _lost(takes: Model, refuses: Model) -> tuple[Witness, ...]:
    """What ``takes`` takes and ``refuses`` does not."""
    space = Space(takes, refuses)
    mine, other = Program(takes, space), Program(refuses, space)
    found = []
    for name in other.names():
        refused = [z3.Not(other.formulas[name])]
        alone = [other.formulas[each] for each in other.names() if each != name]
        answer = None
        if mine.check(*refused):
            answer = mine.settled(wishes(takes, space), *refused, *alone) or mine.settled(
                wishes(takes, space), *refused
            )
        if answer is not None:
            request = Renderer(takes, space, answer).request()
            found.append(Witness(because=name, request=request))
    return (*found, *_by_shape(takes, refuses, mine))


def _by_shape(takes: Model, refuses: Model, mine: Program) -> tuple[Witness, ...]:
    """Nulls and keys that nobody knows, which z3 is not asked about."""
    found = []
    groups = list(wishes(takes, mine.space))
    plainest = mine.settled(groups)
    if plainest is None:
        return ()
    base = Renderer(takes, mine.space, plainest).request()
    paths = [(p.path, None) for p in takes.walk() if p.nullable and "[]" not in p.path]
    for path, value in [*paths, ("unexpected_key", 1)]:
        request = changed(base, path, value)
        errors = judge(refuses, request).errors
        if judge(takes, request).is_valid and errors and not judge(refuses, base).errors:
            found.append(Witness(because=errors[0], request=request))
    return tuple(found)
