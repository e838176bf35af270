"""How many valid requests there are, over the finite part: listed values, and whether the rest is sent.

Splits on one parameter at a time, drops rules that are decided, and counts independent parts by themselves. Only
where all that is finite is settled and a rule still hangs on an open value is z3 asked whether some value will do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import prod
from typing import TypeAlias

import z3

from callsheet.constraints.kleene import Known, Mark, evaluate
from callsheet.constraints.mend import default_of
from callsheet.constraints.paths import paths_of
from callsheet.layers.model import Parameter
from callsheet.layers.rule import All, Expr, Not, Sent
from callsheet.solve.dead import listed
from callsheet.solve.limits import own_limits
from callsheet.solve.program import Program
from callsheet.solve.requests import Request, changed, wire

Facts: TypeAlias = dict[str, Known]


def count_valid(program: Program) -> int:
    """Requests that differ in a listed value, or in what is sent; unset markers and null count as not sent."""
    return _Counter(program).count()


def valid_requests(program: Program) -> Iterator[Request]:
    """All of them, for models all of whose parameters have listed values."""
    counter = _Counter(program)
    for facts in counter.assignments():
        request: Request = {}
        for path, known in facts.items():
            if known.sent and not isinstance(known.value, tuple | Mark | Fraction):
                request = changed(request, path, wire(known.value))
        yield request


class _Counter:
    def __init__(self, program: Program) -> None:
        self._program = program
        self._parameters = {p.path: p for p in program.model.walk() if "[]" not in p.path}
        self._choices = {path: self._choices_of(p) for path, p in self._parameters.items()}
        errors = [rule.violation for rule in program.model.rules if rule.is_error]
        self._violations = [*self._structure(), *errors]

    def _choices_of(self, parameter: Parameter) -> list[Known]:
        values = listed(parameter)
        fitting = [v for v in values if not own_limits(self._program.model, parameter, wire(v))]
        sent = [Known(sent=True, value=v) for v in fitting]
        if (
            not parameter.enum
            and parameter.type != "boolean"
            and self._program.check(self._program.space.sent(parameter), names=self._own(parameter))
        ):
            sent = [Known(sent=True, value=Mark.UNKNOWN)]
        return [Known(sent=False, value=default_of(parameter)), *sent]

    def _own(self, parameter: Parameter) -> list[str]:
        return [name for name in self._program.formulas if name.startswith(f"{parameter.path}:")]

    def _structure(self) -> Iterator[Expr]:
        """Members need their object, and what is required must be sent."""
        for path, parameter in self._parameters.items():
            parent = path.rpartition(".")[0]
            if parent:
                yield All((Sent(path), Not(Sent(parent))))
            if parameter.required:
                yield All((Sent(parent), Not(Sent(path)))) if parent else Not(Sent(path))

    def count(self) -> int:
        return self._count({}, self._violations, list(self._parameters))

    def _count(self, facts: Facts, violations: Sequence[Expr], free: list[str]) -> int:
        live = [each for each in violations if evaluate(each, facts) is not False]
        if any(evaluate(each, facts) for each in live):
            return 0
        total = 1
        for paths, group in _parts(live, facts):
            total *= self._split(facts, group, [path for path in free if path in paths])
            free = [path for path in free if path not in paths]
        return total * prod(len(self._choices[path]) for path in free)

    def _split(self, facts: Facts, violations: Sequence[Expr], free: list[str]) -> int:
        """Branches on the parameter that most rules name."""
        if not free:
            return int(self._is_possible(facts, violations))
        named = [path for each in violations for path in paths_of(each)]
        chosen = max(free, key=named.count)
        rest = [path for path in free if path != chosen]
        return sum(self._count({**facts, chosen: known}, violations, rest) for known in self._choices[chosen])

    def _is_possible(self, facts: Facts, violations: Sequence[Expr]) -> bool:
        program = self._program
        named = {path for each in violations for path in paths_of(each)}
        settled = [self._is(path, known) for path, known in facts.items() if path in named]
        held = [z3.Not(program.encoder.formula(each)) for each in violations]
        return program.check(
            *settled, *held, names=[name for path in named for name in self._own(self._parameters[path])]
        )

    def _is(self, path: str, known: Known) -> z3.BoolRef:
        own = self._program.space.cells[path]
        if not known.sent:
            return z3.Not(own.sent)
        value = known.value
        if isinstance(value, tuple | Mark | Fraction):
            return own.sent
        return z3.And(own.sent, own.equals(value))

    def assignments(self) -> Iterator[Facts]:
        yield from self._assign({}, list(self._parameters))

    def _assign(self, facts: Facts, free: list[str]) -> Iterator[Facts]:
        if any(evaluate(each, facts) for each in self._violations):
            return
        if not free:
            yield facts
            return
        for known in self._choices[free[0]]:
            yield from self._assign({**facts, free[0]: known}, free[1:])


def _parts(violations: Sequence[Expr], facts: Facts) -> list[tuple[set[str], list[Expr]]]:
    """Violations that share a parameter which is not settled belong together."""
    parts: list[tuple[set[str], list[Expr]]] = []
    for each in violations:
        paths = {path for path in paths_of(each) if path not in facts or facts[path].value is Mark.UNKNOWN}
        group = [each]
        for part in [part for part in parts if part[0] & paths]:
            parts.remove(part)
            paths, group = paths | part[0], part[1] + group
        parts.append((paths, group))
    return parts
