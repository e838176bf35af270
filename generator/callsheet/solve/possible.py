"""Which choices of levels some valid request makes: decided by evaluating rules, by z3 where they leave it open.

Rules are evaluated as everywhere else, with values that no list names unknown. What that cannot decide (a length, a
number between bounds) z3 is asked, once for each combination of levels that the open rules look at; and it takes over
from a search that does not end soon.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from callsheet.constraints.kleene import Mark, evaluate
from callsheet.constraints.paths import paths_of
from callsheet.layers.model import Model
from callsheet.layers.rule import All, Expr, Not, Sent
from callsheet.solve.judge import judge
from callsheet.solve.levels import NONE, Levels, Row
from callsheet.solve.plain import plainest
from callsheet.solve.program import Program
from callsheet.solve.requests import Request

STEPS: Final = 1_000
"""Levels that one search may try."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """A violation; ``seen`` remembers it by the levels of its ``scope``, NONE for those not chosen yet."""

    name: str
    violation: Expr
    scope: Row
    seen: dict[Row, bool | None] = field(default_factory=dict)


class Possible:
    """Of one program. With ``warnings``, of requests that break no rule which is only a warning either."""

    def __init__(self, program: Program, levels: Levels, *, warnings: bool = False) -> None:
        self._program, self._levels = program, levels
        self.names = program.names(warnings=warnings)
        every = range(len(levels.parameters))
        numbers = {p.path: n for n, p in enumerate(levels.parameters)}
        rules = [
            _Rule(name=name, violation=each, scope=tuple(sorted({numbers[path] for path in paths_of(each)})))
            for name, each in _violations(levels.model, self.names)
        ]
        self._about = tuple(tuple(rule for rule in rules if n in rule.scope) for n in every)
        self._bound = sorted((n for n in every if self._about[n]), key=lambda n: -len(self._about[n]))
        open_ones = {n for n in every if levels.known[n][-1].value is Mark.UNKNOWN}
        self._perhaps = tuple(rule for rule in rules if not open_ones.isdisjoint(rule.scope))
        self._open: dict[tuple[tuple[str, Row], ...], bool] = {}
        self.alive = tuple(
            tuple(level for level in range(len(known)) if self._asked({n: level}))
            for n, known in enumerate(levels.known)
        )
        """The levels of each parameter that some request has."""

    def row(self, chosen: Mapping[int, int], near: Row | None = None) -> Row | None:
        """A row with these levels that some request has, mostly as ``near``; None if there is none."""
        if any(level not in self.alive[n] for n, level in chosen.items()):
            return None
        if near is not None:
            changed = [n for n, level in chosen.items() if near[n] != level]
            row = [*near]
            for number in changed:
                row[number] = chosen[number]
            if self._takes(row, changed):
                return tuple(row)
        steps = [STEPS]
        start = [chosen.get(n, NONE if self._about[n] else self.alive[n][0]) for n in range(len(self.alive))]
        waiting = [n for n in self._bound if n not in chosen]
        if any(self._broken(rule, start) for n in chosen for rule in self._about[n]):
            return None
        found = self._search(start, waiting, near, steps)
        return found if found is not None or steps[0] > 0 else self._settled(chosen)

    def request(self, row: Row) -> Request:
        """A request with the levels of a possible row, plain in everything else."""
        natural = self._levels.natural(row)
        judged = judge(self._levels.model, natural)
        broken = {*judged.refusing} & {*self.names} or judged.errors
        if not broken and self._levels.row(natural) == row:
            return natural
        held = [self._levels.formula(self._program, n, level) for n, level in enumerate(row)]
        found = plainest(self._program, *held, names=self.names)
        assert found is not None  # the row is possible
        return found

    def _takes(self, row: list[int], changed: Iterable[int]) -> bool:
        """Whether a row that was possible still is after changes."""
        return not any(
            self._broken(rule, row) for n in changed for rule in self._about[n]
        ) and self._ends_well(row)

    def _search(
        self, row: list[int], waiting: Sequence[int], near: Row | None, steps: list[int]
    ) -> Row | None:
        """Depth first, the levels of ``near`` first; None without steps left says nothing."""
        if not waiting:
            return tuple(row) if self._ends_well(row) else None
        number, rest = waiting[0], waiting[1:]
        first = [] if near is None else [near[number]]
        for level in dict.fromkeys((*first, *self.alive[number])):
            steps[0] -= 1
            if steps[0] <= 0:
                break
            row[number] = level
            if not any(self._broken(rule, row) for rule in self._about[number]):
                found = self._search(row, rest, near, steps)
                if found is not None:
                    return found
        row[number] = NONE
        return None

    def _broken(self, rule: _Rule, row: Sequence[int]) -> bool:
        """Whatever the levels that are not chosen yet."""
        return self._evaluated(rule, row) is True

    def _evaluated(self, rule: _Rule, row: Sequence[int]) -> bool | None:
        key = tuple([row[n] for n in rule.scope])
        if key not in rule.seen:
            levels = self._levels
            facts = {
                levels.parameters[n].path: levels.known[n][level]
                for n, level in zip(rule.scope, key, strict=True)
                if level != NONE
            }
            rule.seen[key] = evaluate(rule.violation, facts)
        return rule.seen[key]

    def _ends_well(self, row: Sequence[int]) -> bool:
        """Whether a whole row that breaks nothing for sure is what some request has."""
        undecided = [rule for rule in self._perhaps if self._evaluated(rule, row) is None]
        if not undecided:
            return True
        key = tuple((rule.name, tuple([row[n] for n in rule.scope])) for rule in undecided)
        if key not in self._open:
            scope = {n for rule in undecided for n in rule.scope}
            self._open[key] = self._asked({n: row[n] for n in scope})
        return self._open[key]

    def _asked(self, chosen: Mapping[int, int]) -> bool:
        held = [self._levels.formula(self._program, n, level) for n, level in chosen.items()]
        return self._program.check(*held, names=self.names)

    def _settled(self, chosen: Mapping[int, int]) -> Row | None:
        """What z3 says; the row does not depend on what it finds first."""
        if not self._asked(chosen):
            return None
        found = dict(chosen)
        for number, alive in enumerate(self.alive):
            if number not in found:
                found[number] = next(level for level in alive if self._asked({**found, number: level}))
        return tuple(found[n] for n in range(len(self.alive)))


def _violations(model: Model, names: Iterable[str]) -> Iterator[tuple[str, Expr]]:
    """What makes a request invalid beside limits of single values: members need their object, and what is required."""
    parameters = model.at_path()
    for path, parameter in parameters.items():
        parent = path.rpartition(".")[0]
        if "[]" in path:
            continue
        if parent:
            yield f"{path} inside", All((Sent(path), Not(Sent(parent))))
        if parameter.required:
            yield f"{path}:required", All((Sent(parent), Not(Sent(path)))) if parent else Not(Sent(path))
    wanted = set(names)
    yield from ((rule.id, rule.violation) for rule in model.rules if rule.id in wanted)
