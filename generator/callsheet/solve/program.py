"""A model's limits and rules in a z3 solver: is there a request, which, and if none, why not."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

import z3

from callsheet.layers.model import Model, Rule
from callsheet.solve.domain import limits, structure
from callsheet.solve.encode import Encoder
from callsheet.solve.error import SolveError
from callsheet.solve.space import Space

SEED: Final = 1
LIMIT: Final = 10_000
"""Milliseconds that one question may take."""


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
        self.solver.set("timeout", LIMIT)
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

    def _add(self, name: str, holds: z3.BoolRef) -> None:
        self.formulas[name] = holds
        self._switches[name] = z3.Bool(f"{name} holds")
        self.solver.add(z3.Implies(self._switches[name], holds))

    def names(self, *, warnings: bool = False) -> tuple[str, ...]:
        """What makes a request valid: the limits, and the rules that are errors; with warnings, theirs too."""
        skipped = {rule.id for rule in self.model.rules if not _counts(rule, warnings=warnings)}
        return tuple(name for name in self._switches if name not in skipped)

    def check(self, *also: z3.BoolRef, names: Collection[str] | None = None) -> bool:
        """Whether there is a request for which all ``names`` (else: all that make it valid) and ``also`` hold."""
        wanted = self.names() if names is None else names
        facts = self.space.texts.facts
        self.solver.add(*facts[self._told :])
        self._told = len(facts)
        answer = self.solver.check(
            *(self._switches[name] for name in wanted if name in self._switches), *also
        )
        if answer == z3.unknown:
            raise SolveError(self.model.id, f"z3 cannot decide this: {self.solver.reason_unknown()}")
        return bool(answer == z3.sat)

    def model_found(self) -> z3.ModelRef:
        """The request of the last question that had one."""
        return self.solver.model()

    def because(self, *also: z3.BoolRef, names: Collection[str] | None = None) -> tuple[str, ...]:
        """A smallest set of names that excludes ``also``: without any one of them there is a request."""
        core = list(self.names() if names is None else names)
        if self.check(*also, names=core):
            raise SolveError(self.model.id, "asked for the reason of something that is possible")
        core = self._core(core)
        for name in tuple(core):
            rest = [each for each in core if each != name]
            if name in core and not self.check(*also, names=rest):
                core = self._core(rest)
        return tuple(name for name in self.formulas if name in core)

    def _core(self, names: list[str]) -> list[str]:
        """Those of ``names`` that the last refusal used."""
        used = {str(switch) for switch in self.solver.unsat_core()}
        return [name for name in names if str(self._switches[name]) in used]

    def denied(self, name: str) -> z3.BoolRef:
        """That a limit or rule is broken."""
        return z3.Not(self.formulas[name])

    def settled(
        self,
        groups: Iterable[tuple[z3.BoolRef, ...]],
        *also: z3.BoolRef,
        names: Collection[str] | None = None,
    ) -> z3.ModelRef | None:
        """The request that grants each group its first wish that earlier ones allow; None if there is no request.

        The answer depends on the wishes alone, not on what z3 happens to find first.
        """
        if not self.check(*also, names=names):
            return None
        found, held = self.model_found(), list(also)
        for group in groups:
            for wish in group:
                granted = z3.is_true(found.eval(wish, model_completion=True))
                if not granted and self.check(*held, wish, names=names):
                    found, granted = self.model_found(), True
                if granted:
                    held.append(wish)
                    break
        return found


def _counts(rule: Rule, *, warnings: bool) -> bool:
    return rule.is_error or (warnings and rule.effect == "refused")
