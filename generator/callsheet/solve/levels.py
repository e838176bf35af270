"""What a request chooses of each parameter: to leave it out, a listed value; of other parameters, to send one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import z3

from callsheet.constraints.kleene import Known, Mark, same
from callsheet.constraints.mend import default_of
from callsheet.layers.facts import Json
from callsheet.layers.model import Model, Parameter
from callsheet.solve import samples
from callsheet.solve.dead import Use, formula, listed
from callsheet.solve.limits import key_of
from callsheet.solve.program import Program
from callsheet.solve.requests import MISSING, Missing, Request, facts, wire

Row: TypeAlias = tuple[int, ...]
"""One level of each parameter, by number."""

NONE = -1
"""In the place of a level: the value is not a listed one."""


class Levels:
    """``Levels(model).known[n]``: what is known of parameter ``n`` at each of its levels; 0 is left out."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.parameters = tuple(p for p in model.walk() if "[]" not in p.path)
        self.known = tuple(tuple(_known(p)) for p in self.parameters)

    def combinations(self, strength: int) -> int:
        """How many combinations of levels of so many parameters there are, valid or not."""
        counts = [1, *[0] * strength]
        for known in self.known:
            for size in range(strength, 0, -1):
                counts[size] += counts[size - 1] * len(known)
        return counts[strength]

    def row(self, request: Mapping[str, Json]) -> Row:
        """The levels of a request."""
        seen = facts(self.model, request)
        return tuple(
            _level(seen[parameter.path], known)
            for parameter, known in zip(self.parameters, self.known, strict=True)
        )

    def formula(self, program: Program, number: int, level: int) -> z3.BoolRef:
        """That parameter ``number`` has a level."""
        parameter = self.parameters[number]
        if level == 0:
            return z3.Not(program.space.sent(parameter))
        values = listed(parameter)
        return formula(program, Use(path=parameter.path, value=values[level - 1] if values else None))

    def natural(self, row: Row) -> Request:
        """A request with these levels whose other values look like what people send; rules may refuse it."""
        level_at = {p.path: level for p, level in zip(self.parameters, row, strict=True)}
        return _members(self.model.parameters, level_at)


def _known(parameter: Parameter) -> list[Known]:
    sent = [Known(sent=True, value=value) for value in listed(parameter)]
    return [Known(sent=False, value=default_of(parameter)), *(sent or [Known(sent=True, value=Mark.UNKNOWN)])]


def _level(seen: Known, known: tuple[Known, ...]) -> int:
    if not seen.sent:
        return 0
    fits = (
        n
        for n, each in enumerate(known)
        if n and (each.value is Mark.UNKNOWN or same(seen.value, each.value))
    )
    return next(fits, NONE)


def _members(parameters: tuple[Parameter, ...], level_at: Mapping[str, int]) -> Request:
    values = ((key_of(p), _value(p, level_at)) for p in parameters)
    return {key: value for key, value in values if not isinstance(value, Missing)}


def _value(parameter: Parameter, level_at: Mapping[str, int]) -> Json | Missing:
    level = level_at[parameter.path]
    if level == 0:
        return MISSING
    if values := listed(parameter):
        return wire(values[level - 1])
    if parameter.type == "object":
        return _members(parameter.members, level_at)
    if parameter.type == "array" and parameter.item is not None:
        return samples.distinct(parameter.item, [], max(1, parameter.min_items or 0))
    return samples.value(parameter)
