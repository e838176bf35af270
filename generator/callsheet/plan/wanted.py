"""Wishes in the words of one model: which values of which parameters would do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeAlias

import z3

from callsheet.layers.facts import Json
from callsheet.layers.model import Model
from callsheet.plan.answer import Reason
from callsheet.plan.names import fold, known, meanings, meant
from callsheet.plan.reasons import apart, missing
from callsheet.plan.values import values
from callsheet.plan.wish import NoWish, Wish
from callsheet.solve.space import Space

Wanted: TypeAlias = Mapping[str, tuple[Json, ...]]
"""Path to the values that would do, at least one each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What a model can be asked for, under which names, and what it has no word for."""

    wanted: Wanted
    named: tuple[tuple[str, str], ...]
    missing: tuple[Reason, ...]


def stands_for(models: Sequence[Model], wish: Wish) -> frozenset[str]:
    """The capabilities, or the meanings of parameters, that a wish is about. Raises NoWish where no model has one."""
    able = {each for model in models for each in model.capabilities}
    if wish.order is None:
        found = frozenset(each for each in able if fold(each) == fold(wish.name))
    else:
        found = meanings(models, wish.name)
    if not found:
        what = "a parameter" if wish.order else "the capability"
        if wish.order is None and meanings(models, wish.name):
            raise NoWish(f"{wish.name} is a parameter: say {wish.name}=true, or another value")
        near = get_close_matches(wish.name, known(models) if wish.order else sorted(able), n=3, cutoff=0.5)
        raise NoWish(f"no model has {what} {wish.name!r}", near)
    return found


def understood(model: Model, wishes: Mapping[Wish, frozenset[str]]) -> Understood:
    """``wishes`` with what each stands for."""
    wanted: dict[str, tuple[Json, ...]] = {}
    named: list[tuple[str, str]] = []
    lacking: list[Reason] = []
    for wish, words in wishes.items():
        found = meant(model, wish.name, words) if wish.order else ()
        if wish.order is None and words.isdisjoint(model.capabilities):
            lacking.append(missing(wish, model))
        elif wish.order is not None and not found and wish.text == "false":
            named.append((str(wish), ""))  # what a model does not have is off
        elif wish.order is not None:
            granting = values(found[0], wish, words) if len(found) == 1 else None
            before = wanted.get(found[0].path) if found else None
            both = _both(before, granting)
            if not both:
                lacking.append(
                    apart(wish, found[0], before) if before and granting else missing(wish, model, found)
                )
                continue
            wanted[found[0].path] = both
            named.append((str(wish), found[0].path))
    return Understood(wanted=wanted, named=tuple(named), missing=tuple(dict.fromkeys(lacking)))


def single_values(wanted: Wanted) -> dict[str, Json]:
    """What is settled: one value would do."""
    return {path: some[0] for path, some in wanted.items() if len(some) == 1}


def one_of(space: Space, wanted: Wanted) -> tuple[z3.BoolRef, ...]:
    """That where several values would do, one of them is sent."""
    several = ((space.cells[path], some) for path, some in wanted.items() if len(some) > 1)
    return tuple(
        z3.And(own.sent, z3.Or([own.equals(each) for each in some if isinstance(each, str | bool | int)]))
        for own, some in several
    )


def _both(before: tuple[Json, ...] | None, now: tuple[Json, ...] | None) -> tuple[Json, ...] | None:
    """Values that grant two wishes about one parameter: at least 5s, and at most 9s."""
    return now if before is None or now is None else tuple(each for each in before if each in now)
