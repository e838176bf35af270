"""Minimal pairs: a request that breaks one limit or rule and nothing else, and a valid one a change away."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import z3

from callsheet.layers.facts import Json
from callsheet.layers.model import Model
from callsheet.solve.domain import structure
from callsheet.solve.judge import judge
from callsheet.solve.program import Program
from callsheet.solve.render import Renderer
from callsheet.solve.requests import Missing, Request
from callsheet.solve.space import Space
from callsheet.solve.wishes import wishes


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """``broken`` breaks ``about`` alone; ``valid`` differs from it in ``path`` alone, and is valid."""

    about: str
    variant: str = ""
    """Which of several ways: ``short`` and ``long`` of a length; empty where there is one."""
    path: str
    broken: Request
    valid: Request


@dataclass(frozen=True, slots=True, kw_only=True)
class NoPair:
    """Proof that there is none: what ``because`` allows never breaks ``about``, or never one change from valid.

    ``because`` is a smallest such set of limits and rules; empty where ``about`` can never be broken by itself.
    """

    about: str
    variant: str = ""
    because: tuple[str, ...]
    one_change: bool = False
    """There are requests that break it alone, yet none with a valid one a single change away."""


Outcome: TypeAlias = Pair | NoPair
Raw: TypeAlias = dict[str, Json | Missing]


def shows(model: Model, about: str, broken: Request, valid: Request, *, warnings: bool = True) -> bool:
    """Whether two requests are a minimal pair; of advice, whether one gets it and the other does not.

    Without ``warnings``, other rules of which nobody is sure may be broken by both.
    """
    found, twin = judge(model, broken), judge(model, valid)
    if about in (*twin.errors, *twin.warnings, *twin.advice) or twin.errors or (warnings and twin.warnings):
        return False
    others = {*(found.refusing if warnings else found.errors)} - {about}
    return not others and about in (*found.refusing, *found.advice)


class Twins:
    """Two requests of one model that share all parameters but ``path``, in one solver.

    ``raw``: values that the first is pinned to, as they are sent.
    """

    def __init__(self, first: Program, path: str, raw: Raw | None = None, *, warnings: bool = True) -> None:
        model = first.model
        self._first, self._raw, self._warnings = first, raw or {}, warnings
        apart = [p.path for p in model.at_path()[path].walk()]
        self._second = Program(model, Space(model, shared=first.space, apart=apart))

    def find(self, about: str, names: Collection[str], *also: z3.BoolRef) -> tuple[Request, Request] | None:
        """The plainest two: ``names`` and ``also`` hold of the one; the other is valid and does not break ``about``."""
        model, mine, other = self._first.model, self._first.space, self._second.space
        held = [*structure(model, mine), *(self._first.formulas[name] for name in names), *also]
        valid = {*self._second.names(warnings=self._warnings), about}
        found = self._second.settled([*wishes(model, other), *wishes(model, mine)], *held, names=valid)
        if found is None:
            return None
        texts: dict[int, str] = {}
        broken = Renderer(model, mine, found, self._raw, texts).request()
        return broken, Renderer(model, other, found, texts=texts).request()


def visible(model: Model, fields: Collection[str]) -> Iterator[str]:
    """Fields that hold a value themselves: what one change can be made to."""
    parameters = model.at_path()
    return (path for path in fields if path in parameters and not parameters[path].members)
