"""Which single wish, given up or changed, would make the others possible."""

from __future__ import annotations

from collections.abc import Mapping

import z3

from callsheet.layers.facts import Json
from callsheet.layers.model import Model
from callsheet.plan.answer import Instead
from callsheet.plan.wanted import one_of, single_values
from callsheet.solve import Program
from callsheet.solve.anchors import anchors, unkeepable
from callsheet.solve.dead import listed
from callsheet.solve.requests import wire
from callsheet.solve.space import Space


def instead(model: Model, wanted: Mapping[str, tuple[Json, ...]]) -> tuple[Instead, ...]:
    """For each wish by itself: the listed values that go with the others, and whether leaving it out does."""
    found = (_instead_of(model, wanted, path) for path in wanted)
    return tuple(each for each in found if each is not None)


def _instead_of(model: Model, wanted: Mapping[str, tuple[Json, ...]], path: str) -> Instead | None:
    others = {each: some for each, some in wanted.items() if each != path}
    single = single_values(others)
    if unkeepable(model, single):
        return None
    space = Space(model, pinned=anchors(model, single))
    program = Program(model, space)
    held = one_of(space, others)
    own, parameter = space.cells[path], model.at_path()[path]
    values = tuple(
        wire(each) for each in listed(parameter) if program.check(*held, own.sent, own.equals(each))
    )
    without = program.check(*held, z3.Not(own.sent))
    return Instead(path=path, values=values, without=without) if values or without else None
