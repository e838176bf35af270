"""A minimal pair for each single-field limit, or the proof that it has none.

First the plainest valid request is taken and one value of it spoiled. Where that breaks more than the one limit, the
solver looks for any other request around the spoiled value, then for any spoiled value.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import combinations

import z3

from callsheet.constraints.kleene import Known
from callsheet.constraints.mend import omitted
from callsheet.layers.facts import Json
from callsheet.layers.model import Parameter
from callsheet.solve import samples
from callsheet.solve.domain import beyond
from callsheet.solve.limits import ENFORCED, own_limits
from callsheet.solve.pair import NoPair, Outcome, Pair, Twins, shows
from callsheet.solve.plain import plainest
from callsheet.solve.program import Program
from callsheet.solve.requests import Missing, Request, changed, known, look
from callsheet.solve.space import Space
from callsheet.solve.wrong import Wrong, wrong_values


def limit_pairs(program: Program) -> tuple[Outcome, ...]:
    """In the order of the parameters; limits that the provider does not state have none."""
    return tuple(pair for p in program.model.parameters for pair in _tree(program, p))


def _tree(program: Program, parameter: Parameter) -> Iterator[Outcome]:
    if parameter.basis not in ENFORCED:
        return
    found: dict[tuple[str, str], Outcome] = {}
    for warnings in (True, False):
        missing = [wrong for wrong in _wrong(parameter) if not isinstance(found.get(wrong[:2]), Pair)]
        if missing:
            found |= _searched(Search(program, parameter, warnings=warnings), missing)
    yield from found.values()
    for child in (*parameter.members, *((parameter.item,) if parameter.item else ())):
        yield from _tree(program, child)


def _searched(search: Search, missing: list[Wrong]) -> dict[tuple[str, str], Outcome]:
    """The first pair that some value of a kind gives, else why the last one gives none."""
    found: dict[tuple[str, str], Outcome] = {}
    for wrong in missing:
        if not isinstance(found.get(wrong[:2]), Pair):
            found[wrong[:2]] = search.pair(wrong)
    return found


def _wrong(parameter: Parameter) -> Iterator[Wrong]:
    for limit, variant, value in wrong_values(parameter):
        inside_array = parameter.path.endswith("[]")
        if not (inside_array and limit == "required"):
            yield limit, variant, value


def outer_path(path: str) -> str:
    """The part of a path that rules can see: ``keyframes`` of ``keyframes[].index``."""
    return path.partition("[]")[0]


class Search:
    """The pairs of one parameter. Without ``warnings``, rules that are only warnings may be broken by both."""

    def __init__(self, program: Program, parameter: Parameter, *, warnings: bool) -> None:
        self._program, self._parameter, self._warnings = program, parameter, warnings
        self._model = program.model
        self._outer = program.model.at_path()[outer_path(parameter.path)]
        self.base = self._plainest()

    def pair(self, wrong: Wrong) -> Outcome:
        limit, variant, value = wrong
        about, path = f"{self._parameter.path}:{limit}", self._parameter.path
        if self.base is not None:
            broken = spoiled(self.base, path, value)
            if shows(self._model, about, broken, self.base, warnings=self._warnings):
                return Pair(about=about, variant=variant, path=path, broken=broken, valid=self.base)
        if about in self._program.formulas and "[]" not in path:
            return self._any_value(about, variant)
        return self._this_value(about, variant, value)

    def _names(self, program: Program, about: str = "") -> Collection[str]:
        names = program.names(warnings=self._warnings)
        return [name for name in names if name != about] if about else names

    def _plainest(self) -> Request | None:
        """The plainest valid request that sends the parameter; None if none does."""
        program = self._program
        found = plainest(program, *self._reached(), names=self._names(program))
        return None if found is None else _with_path(found, self._outer, self._parameter.path)

    def _reached(self) -> list[z3.BoolRef]:
        """The parameter can be there: it is sent, or the array that it is in has items."""
        space = self._program.space
        has_items = [space.cells[self._outer.path].items > 0] if "[]" in self._parameter.path else []
        return [space.sent(self._outer), *has_items]

    def _any_value(self, about: str, variant: str) -> Outcome:
        """Of limits that z3 knows: whether any value breaks this one alone."""
        program, parameter = self._program, self._parameter
        others = self._names(program, about)
        denied = [program.denied(about), beyond(parameter, program.space.cells[parameter.path], variant)]
        if not program.check(*denied, names=others):
            return NoPair(about=about, variant=variant, because=program.because(*denied, names=others))
        twins = Twins(program, parameter.path, warnings=self._warnings)
        return self._shown(about, variant, twins.find(about, others, *denied))

    def _this_value(self, about: str, variant: str, value: Json | Missing) -> Outcome:
        """Any request around the spoiled value; to rules it stands for all values that are wrong in this way."""
        if "[]" not in self._parameter.path:
            return self._around(about, variant, value)
        if self.base is None:
            because = self._program.because(*self._reached(), names=self._names(self._program))
            return NoPair(about=about, variant=variant, because=because)
        outcomes = (self._around(about, variant, array) for array in self._arrays(self.base, value))
        return _first_pair(outcomes)

    def _arrays(self, base: Request, value: Json | Missing) -> Iterator[Json | Missing]:
        """The spoiled array by itself, and with up to three other items: rules may ask for them, or for more."""
        array = look(spoiled(base, self._parameter.path, value), self._outer.path)
        yield array
        item = self._outer.item
        if isinstance(array, list) and item is not None:
            others = samples.distinct(item, array, 3)
            for count in range(1, 4):
                yield from ([*array[:1], *some] for some in combinations(others, count))

    def _around(self, about: str, variant: str, value: Json | Missing) -> Outcome:
        """Any request around one value of the parameter that rules can see."""
        model, outer = self._model, self._outer
        own = () if isinstance(value, Missing) else own_limits(model, outer, value)
        if own != (about,):
            return NoPair(about=about, variant=variant, because=tuple(name for name in own if name != about))
        around = Program(model, Space(model, pinned=_pins(outer, value)))
        parent = model.at_path().get(outer.path.rpartition(".")[0])
        there = [] if parent is None else [around.space.sent(parent)]
        names = self._names(around, about)
        if not around.check(*there, names=names):
            return NoPair(about=about, variant=variant, because=around.because(*there, names=names))
        twins = Twins(around, outer.path, {outer.path: value}, warnings=self._warnings)
        return self._shown(about, variant, twins.find(about, names, *there))

    def _shown(self, about: str, variant: str, found: tuple[Request, Request] | None) -> Outcome:
        if found is None or not shows(self._model, about, *found, warnings=self._warnings):
            return NoPair(about=about, variant=variant, because=(), one_change=True)
        return Pair(about=about, variant=variant, path=self._outer.path, broken=found[0], valid=found[1])


def _first_pair(outcomes: Iterator[Outcome]) -> Outcome:
    """The first pair, else the first reason."""
    first = next(outcomes)
    return (
        first
        if isinstance(first, Pair)
        else next((each for each in outcomes if isinstance(each, Pair)), first)
    )


def _pins(outer: Parameter, value: Json | Missing) -> dict[str, Known]:
    """What rules see of a value, and of what should be inside it."""
    below = (p for p in outer.walk() if p is not outer and "[]" not in p.path)
    return {outer.path: known(value, outer), **{p.path: omitted(p) for p in below}}


def _with_path(request: Request, outer: Parameter, path: str) -> Request:
    """The same, with whatever is needed for ``path`` to be there in the first item."""
    if outer.path == path:
        return request
    value = look(request, outer.path)
    along = samples.value(outer, along=path)
    if isinstance(value, list) and isinstance(along, list) and isinstance(along[0], dict | list):
        return changed(request, outer.path, [along[0], *value[1:]])
    return request


def spoiled(request: Request, path: str, value: Json | Missing) -> Request:
    """A copy with one value changed, inside the first item of each array on the way."""
    first, *rest = path.split("[]", 1)
    if not rest:
        return changed(request, first, value)
    items = look(request, first)
    if not isinstance(items, list) or not items:
        return request
    inner = rest[0].removeprefix(".")
    item = items[0]
    if inner and isinstance(item, dict):
        value = spoiled(item, inner, value)
    elif inner and isinstance(item, list):
        value = spoiled({"item": item}, f"item{inner}", value)["item"]
    return changed(request, first, items[1:] if isinstance(value, Missing) else [value, *items[1:]])
