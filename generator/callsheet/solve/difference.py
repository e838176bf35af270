"""What became valid and what became invalid between two versions of a model, each with a request that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import z3

from callsheet.layers.facts import Json
from callsheet.layers.model import Model, Parameter
from callsheet.solve.judge import judge
from callsheet.solve.plain import plainest
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
    both = replace(takes, parameters=_merged(takes.parameters, refuses.parameters))
    found = []
    groups = list(wishes(both, space))
    for name in other.names():
        refused = z3.Not(other.formulas[name])
        alone = [other.formulas[each] for each in other.names() if each != name]
        answer = mine.settled(groups, refused, *alone)
        if answer is None:
            answer = mine.settled(groups, refused)
        if answer is not None:
            found.append(Witness(because=name, request=Renderer(both, space, answer).request()))
    witnesses = (*found, *_by_shape(takes, refuses, mine))
    return tuple({witness.because: witness for witness in reversed(witnesses)}.values())[::-1]


def _merged(mine: tuple[Parameter, ...], others: tuple[Parameter, ...]) -> tuple[Parameter, ...]:
    """The parameters of one version, and those that only the other has."""
    theirs = {p.path: p for p in others}
    own = {p.path for p in mine}
    shared = (
        replace(p, members=_merged(p.members, theirs[p.path].members)) if p.path in theirs else p
        for p in mine
    )
    return (*shared, *(p for p in others if p.path not in own))


def _by_shape(takes: Model, refuses: Model, mine: Program) -> tuple[Witness, ...]:
    """Nulls, keys that nobody knows, and what is inside arrays: these z3 is not asked about."""
    base = plainest(mine)
    if base is None:
        return ()
    nullable = [(p.path, None) for p in takes.walk() if p.nullable and "[]" not in p.path]
    probes: list[tuple[str, Json]] = [*nullable, ("unexpected_key", 1), *_items(takes, refuses)]
    requests = (changed(base, path, value) for path, value in probes)
    verdicts = (
        (request, judge(refuses, request).errors) for request in requests if judge(takes, request).is_valid
    )
    known = judge(refuses, base).errors
    return tuple(
        Witness(because=errors[0], request=request) for request, errors in verdicts if errors and not known
    )


def _items(takes: Model, refuses: Model) -> Iterator[tuple[str, Json]]:
    """Arrays of one item that only one version takes, the item compared as a model of its own."""
    theirs = refuses.at_path()
    for parameter in takes.walk():
        other = theirs.get(parameter.path)
        if (
            parameter.item
            and other
            and other.item
            and "[]" not in parameter.path
            and parameter.item != other.item
        ):
            for lost in _lost(_as_model(takes, parameter.item), _as_model(refuses, other.item)):
                yield parameter.path, [lost.request["item"]]


def _as_model(model: Model, item: Parameter) -> Model:
    """A model whose one parameter is the item of an array."""
    alone = _renamed(replace(item, required=True), item.path)
    return replace(model, parameters=(alone,), rules=(), needs=(), prices=())


def _renamed(parameter: Parameter, above: str) -> Parameter:
    item = None if parameter.item is None else _renamed(parameter.item, above)
    members = tuple(_renamed(member, above) for member in parameter.members)
    return replace(parameter, path="item" + parameter.path.removeprefix(above), item=item, members=members)
