"""A valid request that has what somebody wants, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from callsheet.layers.facts import Json
from callsheet.layers.model import Model
from callsheet.solve.anchors import anchors, leaves, unkeepable
from callsheet.solve.error import SolveError
from callsheet.solve.plain import plainest, plainest_answer
from callsheet.solve.program import Program
from callsheet.solve.render import Renderer
from callsheet.solve.requests import MISSING, Missing, Request, look
from callsheet.solve.space import Space


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """No valid request is like that: a smallest set of limits and rules that forbid it."""

    because: tuple[str, ...]


def valid_request(program: Program) -> Request | None:
    """The plainest valid request: as few parameters as can be; None if there is none."""
    return plainest(program)


def complete(model: Model, wanted: Mapping[str, Json]) -> Request | Conflict:
    """The plainest valid request with these values, by dotted path; objects may be given whole."""
    raw = _flat(model, wanted)
    broken = unkeepable(model, raw)
    if broken:
        return Conflict(because=tuple(name for names in broken.values() for name in names))
    space = Space(model, pinned=anchors(model, raw))
    program = Program(model, space)
    found = plainest_answer(program)
    if found is None:
        return Conflict(because=program.because())
    return Renderer(model, space, found, raw).request()


def _flat(model: Model, wanted: Mapping[str, Json]) -> dict[str, Json | Missing]:
    """Wishes by leaf; those for an object are wishes for its members."""
    known = model.at_path()
    unknown = [path for path in wanted if path not in known or "[]" in path]
    if unknown:
        raise SolveError(model.id, f"no parameter {unknown[0]!r}", "wishes name parameters by dotted path")
    flat: dict[str, Json | Missing] = {}
    for path, value in wanted.items():
        below = [p.path for p in leaves(model) if p.path.startswith(f"{path}.")]
        if not below or not isinstance(value, dict):
            flat[path] = value
        for leaf in below if isinstance(value, dict) else ():
            inner = look(value, leaf.removeprefix(f"{path}."))
            if inner is not MISSING:
                flat[leaf] = inner
    return flat
