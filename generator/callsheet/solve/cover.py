"""Covering sets: few valid requests that show every valid combination of two, or of three, choices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

import z3

from callsheet.layers.model import Parameter
from callsheet.solve.dead import Use, formula, listed
from callsheet.solve.plain import plainest_answer
from callsheet.solve.program import Program
from callsheet.solve.render import Renderer
from callsheet.solve.requests import Request

Choice = tuple[int, int]
"""Number of a parameter, and of one of its levels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Covering:
    """Valid requests; ``combinations`` valid ones are covered, ``impossible`` ones no valid request has."""

    strength: int
    requests: tuple[Request, ...]
    lower_bound: int
    """No set is smaller: so many combinations of the same parameters are valid."""
    combinations: int
    impossible: int


def covering_set(program: Program, strength: int = 2) -> Covering:
    """Greedy, after AETG: each request starts from a missing combination and takes whatever covers most."""
    return _Cover(program, strength).run()


class _Cover:
    def __init__(self, program: Program, strength: int) -> None:
        self._program = program
        self._parameters = [p for p in program.model.walk() if "[]" not in p.path]
        self._levels = [list(self._levels_of(p)) for p in self._parameters]
        count = len(self._levels)
        self._strength = min(strength, count)
        self._missing: set[tuple[Choice, ...]] = {
            tuple(zip(some, levels, strict=True))
            for some in combinations(range(count), self._strength)
            for levels in product(*(range(len(self._levels[n])) for n in some))
        }
        self._impossible: set[tuple[Choice, ...]] = set()

    def _levels_of(self, parameter: Parameter) -> Iterator[z3.BoolRef]:
        """Left out, and each listed value; of other parameters: left out, and sent."""
        yield z3.Not(self._program.space.sent(parameter))
        for value in listed(parameter) or (None,):
            yield formula(self._program, Use(path=parameter.path, value=value))

    def _formula(self, choice: Choice) -> z3.BoolRef:
        return self._levels[choice[0]][choice[1]]

    def run(self) -> Covering:
        everything = len(self._missing)
        found: list[Request] = []
        rows: list[tuple[int, ...]] = []
        for seed in sorted(self._missing):
            if seed in self._missing and self._start(seed):
                model = self._grown(seed)
                rows.append(self._row(model))
                found.append(Renderer(self._program.model, self._program.space, model).request())
                self._missing.difference_update(self._shown(rows[-1]))
        kept = self._needed(rows)
        return Covering(
            strength=self._strength,
            requests=tuple(found[n] for n in kept),
            lower_bound=self._lower_bound(),
            combinations=everything - len(self._impossible),
            impossible=len(self._impossible),
        )

    def _start(self, seed: tuple[Choice, ...]) -> bool:
        if self._program.check(*map(self._formula, seed)):
            return True
        self._missing.discard(seed)
        self._impossible.add(seed)
        return False

    def _grown(self, seed: tuple[Choice, ...]) -> z3.ModelRef:
        """A request with the seed, and for each other parameter the level that covers most."""
        chosen = dict(seed)
        held = [self._formula(choice) for choice in seed]
        answer = self._program.model_found()
        for number in range(len(self._levels)):
            for level in self._ranked(number, chosen) if number not in chosen else ():
                wish = self._levels[number][level]
                granted = z3.is_true(answer.eval(wish, True))
                if not granted and self._program.check(*held, wish):
                    answer, granted = self._program.model_found(), True
                if granted:
                    chosen[number] = level
                    held.append(wish)
                    break
        settled = plainest_answer(self._program, *held)
        assert settled is not None  # held is satisfied by the answer
        return settled

    def _ranked(self, number: int, chosen: dict[int, int]) -> list[int]:
        """Levels of a parameter, those first that cover most missing combinations with what is chosen."""
        others = list(combinations(sorted(chosen.items()), self._strength - 1))
        gain = {
            level: sum(tuple(sorted((*some, (number, level)))) in self._missing for some in others)
            for level in range(len(self._levels[number]))
        }
        return sorted(gain, key=lambda level: (-gain[level], level))

    def _row(self, model: z3.ModelRef) -> tuple[int, ...]:
        return tuple(
            next(n for n, level in enumerate(levels) if z3.is_true(model.eval(level, True)))
            for levels in self._levels
        )

    def _shown(self, row: tuple[int, ...]) -> Iterator[tuple[Choice, ...]]:
        return combinations(enumerate(row), self._strength)

    def _needed(self, rows: list[tuple[int, ...]]) -> list[int]:
        """Without requests all of whose combinations others show too; later ones are kept."""
        times: dict[tuple[Choice, ...], int] = {}
        for row in rows:
            for some in self._shown(row):
                times[some] = times.get(some, 0) + 1
        kept = []
        for number, row in enumerate(rows):
            if any(times[some] == 1 for some in self._shown(row)):
                kept.append(number)
            else:
                for some in self._shown(row):
                    times[some] -= 1
        return kept

    def _lower_bound(self) -> int:
        """The most valid combinations that one set of parameters has: each needs its own request."""
        counts: dict[tuple[int, ...], int] = {}
        for some in combinations(range(len(self._levels)), self._strength):
            possible = 1
            for number in some:
                possible *= len(self._levels[number])
            counts[some] = possible
        for seed in self._impossible:
            counts[tuple(number for number, _ in seed)] -= 1
        return max(counts.values(), default=1)
