"""The valid request nearest to one that is not: fewest parameters changed, then cheapest, then plainest."""

from __future__ import annotations

from dataclasses import dataclass

import z3

from callsheet.layers.facts import Json
from callsheet.layers.model import Model
from callsheet.solve.anchors import anchors, given, unkeepable
from callsheet.solve.limits import ENFORCED, key_of
from callsheet.solve.prices import amount
from callsheet.solve.program import Program
from callsheet.solve.render import Renderer
from callsheet.solve.requests import Missing, Request, look
from callsheet.solve.space import Space
from callsheet.solve.wishes import wishes


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """``Change(path="resolution", before="540p", after="720p")``; MISSING stands for left out."""

    path: str
    before: Json | Missing
    after: Json | Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """A valid request, and how it differs from the one that was asked about."""

    request: Request
    changes: tuple[Change, ...]


def nearest(model: Model, request: Request) -> Nearest | None:
    """None if the model has no valid request at all. A valid request is nearest to itself."""
    raw = given(model, request)
    space = Space(model, anchored=anchors(model, raw))
    program = Program(model, space)
    kept = [space.kept(path) for path in raw]
    must = [z3.Not(space.kept(path)) for path in unkeepable(model, raw)]
    if not program.check(*must):
        return None
    few = _fewest(program, kept, must)
    cheap = _cheapest(program, [*must, few])
    groups = [*((each,) for each in kept), *wishes(model, space)]
    found = program.settled(groups, *must, few, *cheap)
    assert found is not None  # each bound was met by a request
    keeping = {path: raw[path] for path in raw if z3.is_true(found.eval(space.kept(path), True))}
    result = _with_unknown(model, request, Renderer(model, space, found, keeping).request())
    return Nearest(request=result, changes=_changes(model, request, result))


def _fewest(program: Program, kept: list[z3.BoolRef], must: list[z3.BoolRef]) -> z3.BoolRef:
    """As many kept as can be."""
    for changed in range(len(kept) + 1):
        bound = z3.PbGe([(each, 1) for each in kept], len(kept) - changed) if kept else z3.BoolVal(True)
        if program.check(*must, bound):
            return bound
    return z3.BoolVal(True)


def _cheapest(program: Program, held: list[z3.BoolRef]) -> list[z3.BoolRef]:
    """No dearer than the cheapest; no bound where there is no price."""
    total = amount(program)
    if total is None:
        return []
    best: z3.ArithRef | None = None
    while program.check(*held, *([] if best is None else [total < best])):
        best = program.model_found().eval(total, True)
    return [] if best is None else [total <= best]


def _with_unknown(model: Model, before: Request, after: Request) -> Request:
    """Keys that nobody knows stay, unless they are refused."""
    if model.unknown_keys in ENFORCED:
        return after
    known = {key_of(p) for p in model.parameters}
    return {**after, **{key: value for key, value in before.items() if key not in known}}


def _changes(model: Model, before: Request, after: Request) -> tuple[Change, ...]:
    paths = [
        *given(model, before),
        *(key for key in before if key not in {key_of(p) for p in model.parameters}),
    ]
    pairs = ((path, look(before, path), look(after, path)) for path in paths)
    return tuple(
        Change(path=path, before=a, after=b) for path, a, b in pairs if a != b or type(a) is not type(b)
    )
