"""A model's limits and rules in a z3 solver: is there a request, which, and if none, why not."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Final, TypeAlias

import z3

from callsheet.layers.model import Model, Rule
from callsheet.solve.domain import limits, structure
from callsheet.solve.encode import Encoder
from callsheet.solve.error import SolveError
from callsheet.solve.space import Space

Group: TypeAlias = tuple[z3.BoolRef, ...]
"""Alternatives, best first: at most one of them is granted."""

SEED: Final = 1
LIMIT: Final = 300_000
"""Steps of z3 that one question may take. None about a shipped model takes 100,000; where z3 strays, it strays for
ever. Counted in steps, since an answer must not depend on how busy the machine is."""
ANEW: Final = 10 * LIMIT
"""Steps for a question that is asked again, of a solver that was asked nothing before."""


class Program:
    """Everything about one model over one space, its own unless it is given one.

    Each limit and rule has its id as its name; a question says which of them are to hold.
    """

    def __init__(self, model: Model, space: Space | None = None) -> None:
        self.model = model
        self.space = space or Space(model)
        self.encoder = Encoder(model, self.space)
        self.formulas: dict[str, z3.BoolRef] = {}
        self.solver = z3.SolverFor("ALL")
        self.solver.set("random_seed", SEED)
        self.solver.set("rlimit", LIMIT)
        self._answering = self.solver
        self.groups: list[Group] | None = None
        """What is wished for of a request, once somebody has asked."""
        self._told = 0
        self._switches: dict[str, z3.BoolRef] = {}
        self.solver.add(*structure(model, self.space))
        grouped: dict[str, list[z3.BoolRef]] = {}
        for name, holds in limits(self.model, self.space):
            grouped.setdefault(name, []).append(holds)
        for name, parts in grouped.items():
            self._add(name, z3.And(parts))
        for rule in model.rules:
            self._add(rule.id, z3.Not(self.encoder.formula(rule.violation)))
        self._names = {warnings: self._chosen(warnings=warnings) for warnings in (False, True)}
        self._all = {warnings: self._one_for(names) for warnings, names in self._names.items()}

    def _add(self, name: str, holds: z3.BoolRef) -> None:
        self.formulas[name] = holds
        self._switches[name] = z3.Bool(f"{name} holds")
        self.solver.add(z3.Implies(self._switches[name], holds))

    def names(self, *, warnings: bool = False) -> tuple[str, ...]:
        """What makes a request valid: the limits, and the rules that are errors; with warnings, theirs too."""
        return self._names[warnings]

    def _chosen(self, *, warnings: bool) -> tuple[str, ...]:
        skipped = {rule.id for rule in self.model.rules if not _counts(rule, warnings=warnings)}
        return tuple(name for name in self._switches if name not in skipped)

    def check(self, *also: z3.BoolRef, names: Collection[str] | None = None) -> bool:
        """Whether there is a request for which all ``names`` (else: all that make it valid) and ``also`` hold."""
        facts = self.space.texts.facts
        self.solver.add(*facts[self._told :])
        self._told = len(facts)
        asked = (*self._switched(names), *also)
        self._answering, answer = self.solver, self.solver.check(*asked)
        if answer == z3.unknown:
            self._answering, answer = self._asked_anew(asked)
        if answer == z3.unknown:
            raise SolveError(self.model.id, f"z3 cannot decide this: {self._answering.reason_unknown()}")
        return bool(answer == z3.sat)

    def _asked_anew(self, asked: Iterable[z3.BoolRef]) -> tuple[z3.Solver, z3.CheckSatResult]:
        """What was learned from other questions can lead astray for ever; and all at once, z3 simplifies more."""
        solver = z3.SolverFor("ALL")
        solver.set("random_seed", SEED)
        solver.set("rlimit", ANEW)
        solver.add(*self.solver.assertions(), *asked)
        return solver, solver.check()

    def _one_for(self, names: tuple[str, ...]) -> z3.BoolRef:
        """One switch for all of these: most questions are about all."""
        switch = z3.FreshBool("all hold")
        self.solver.add(z3.Implies(switch, z3.And([self._switches[name] for name in names])))
        return switch

    def _switched(self, names: Collection[str] | None) -> list[z3.BoolRef]:
        for warnings in (False, True):
            if names is self._names[warnings] or (names is None and not warnings):
                return [self._all[warnings]]
        return [self._switches[name] for name in names or () if name in self._switches]

    def model_found(self) -> z3.ModelRef:
        """The request of the last question that had one."""
        return self._answering.model()

    def because(self, *also: z3.BoolRef, names: Collection[str] | None = None) -> tuple[str, ...]:
        """A smallest set of names that excludes ``also``: without any one of them there is a request.

        Rules come before limits, one rule by itself before several: the answer never depends on what z3 finds first.
        """
        wanted = list(self.names() if names is None else names)
        if self.check(*also, names=wanted):
            raise SolveError(self.model.id, "asked for the reason of something that is possible")
        rules = [name for name in wanted if ":" not in name]
        alone = (name for name in rules if not self.check(*also, names=[name]))
        single = next(alone, None)
        if single is not None and self.check(*also, names=[]):
            return (single,)
        limits = [name for name in wanted if ":" in name]
        core = smallest([*rules, *limits], lambda some: not self.check(*also, names=some))
        return tuple(name for name in self.formulas if name in core)

    def denied(self, name: str) -> z3.BoolRef:
        """That a limit or rule is broken."""
        return z3.Not(self.formulas[name])

    def settled(
        self,
        groups: Iterable[Group],
        *also: z3.BoolRef,
        names: Collection[str] | None = None,
    ) -> z3.ModelRef | None:
        """The request that grants each group its first wish that earlier ones allow; None if there is no request.

        The answer depends on the wishes alone, not on what z3 happens to find first.
        """
        every = list(groups)  # wishes may name new strings, which the solver must know of before it answers
        if not self.check(*also, names=names):
            return None
        found, held = self.model_found(), list(also)
        for group in every:
            for wish in group:
                granted = z3.is_true(found.eval(wish, model_completion=True))
                if not granted and self.check(*held, wish, names=names):
                    found, granted = self.model_found(), True
                if granted:
                    held.append(wish)
                    break
        return found


def smallest(names: list[str], excludes: Callable[[list[str]], bool]) -> set[str]:
    """QuickXplain: of ``names``, all of which together exclude something, as few as still do; early ones are preferred."""
    return set(_explain([], names, excludes, changed=False))


def _explain(
    background: list[str], names: list[str], excludes: Callable[[list[str]], bool], *, changed: bool
) -> list[str]:
    if changed and excludes(background):
        return []
    if len(names) <= 1:
        return names if changed or not excludes(background) else []
    half = len(names) // 2
    first, second = names[:half], names[half:]
    later = _explain([*background, *first], second, excludes, changed=bool(first))
    earlier = _explain([*background, *later], first, excludes, changed=bool(later))
    return [*earlier, *later]


def _counts(rule: Rule, *, warnings: bool) -> bool:
    return rule.is_error or (warnings and rule.effect == "refused")
