"""Covering sets: few valid requests that show every valid combination of two, or of three, choices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from callsheet.solve.judge import judge
from callsheet.solve.levels import Levels, Row
from callsheet.solve.possible import Possible
from callsheet.solve.program import Program
from callsheet.solve.requests import Request
from callsheet.solve.uncovered import Combination, Gains, Uncovered

TRIES: Final = 4
"""Rows that are grown for each that is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Covering:
    """Valid requests; ``combinations`` valid ones are covered, ``impossible`` ones no valid request has."""

    strength: int
    requests: tuple[Request, ...]
    """Those first that were given and show what no other does."""
    lower_bound: int
    """No set is smaller: so many combinations of the same parameters are valid."""
    combinations: int
    impossible: int


def covering_set(
    program: Program, strength: int = 2, given: Iterable[Request] = (), *, undoubted: bool = False
) -> Covering:
    """Greedy, after AETG. ``given`` are valid requests that are there anyway; of those that help, the first are kept.

    With ``undoubted``, what can be shown without breaking a rule that is only a warning is: the set is larger, and a
    gateway that has such a rule refuses fewer of them.
    """
    levels = Levels(program.model)
    sizes = [len(each) for each in levels.known]
    if not sizes:
        return _of_nothing(program)
    uncovered = Uncovered(sizes, min(strength, len(sizes)))
    valid = Counter(map(uncovered.parameters, uncovered))
    there = tuple(given)
    requests: list[Request] = []
    for warnings in (True, False) if undoubted else (False,):
        possible = Possible(program, levels, warnings=warnings)
        found: dict[Row, Request] = {}
        for request in there:
            if _is_valid(program, request, warnings=warnings):
                found.setdefault(levels.row(request), request)
        requests += _shown(uncovered, possible, found)
    valid.subtract(map(uncovered.parameters, uncovered))
    return Covering(
        strength=uncovered.strength,
        requests=tuple(requests),
        lower_bound=max(valid.values(), default=1),
        combinations=valid.total(),
        impossible=len(uncovered),
    )


def _of_nothing(program: Program) -> Covering:
    """Without parameters there is one combination, of nothing."""
    valid = int(program.check())
    return Covering(
        strength=0, requests=({},) * valid, lower_bound=valid, combinations=valid, impossible=1 - valid
    )


def _is_valid(program: Program, request: Request, *, warnings: bool) -> bool:
    found = judge(program.model, request)
    return not (found.refusing if warnings else found.errors)


def _shown(uncovered: Uncovered, possible: Possible, given: dict[Row, Request]) -> Iterator[Request]:
    """Requests that show all that is uncovered and possible, which is covered then."""
    wanted = set(uncovered)
    for row in given:
        uncovered.show(row)
    grown = tuple(_grown(uncovered, possible))
    for row in _needed(uncovered, wanted, grown, tuple(given)):
        yield given[row] if row in given else possible.request(row)


def _grown(uncovered: Uncovered, possible: Possible) -> Iterator[Row]:
    """Rows until nothing possible is uncovered; each the best of a few, which begin with other combinations."""
    impossible: set[Combination] = set()
    while rows := list(_tries(uncovered, possible, impossible)):
        row = max(rows, key=uncovered.gain)
        uncovered.show(row)
        yield row


def _tries(uncovered: Uncovered, possible: Possible, impossible: set[Combination]) -> Iterator[Row]:
    tries = 0
    for group in uncovered.groups():
        for seed in group:
            if seed in impossible:
                continue
            row = possible.row(dict(uncovered.choices[choice] for choice in seed))
            if row is not None:
                yield _from_seed(seed, row, uncovered, possible)
                tries += 1
                break
            impossible.add(seed)
        if tries == TRIES:
            return


def _from_seed(seed: Combination, row: Row, uncovered: Uncovered, possible: Possible) -> Row:
    """A possible row with the seed, and one after the other the choices that cover most."""
    gains, made = Gains(uncovered), dict(uncovered.choices[choice] for choice in seed)
    for choice in seed:
        gains.make(choice)
    while (best := gains.best()) is not None:
        number, level = uncovered.choices[best]
        found = possible.row({**made, number: level}, row)
        if found is None:
            gains.refuse(best)
        else:
            row, made[number] = found, level
            gains.make(best)
    return row


def _needed(
    uncovered: Uncovered, wanted: set[Combination], grown: Sequence[Row], given: Sequence[Row]
) -> list[Row]:
    """Without rows all of whose wanted combinations others show too; rows that were grown go first."""
    shown = {row: [some for some in uncovered.shown(row) if some in wanted] for row in (*given, *grown)}
    times = Counter(some for each in shown.values() for some in each)
    alone = {row: sum(times[some] == 1 for some in each) for row, each in shown.items()}
    for row in (*sorted(grown, key=alone.__getitem__), *reversed(given)):
        if all(times[some] > 1 for some in shown[row]):
            times.subtract(shown.pop(row))
    return list(shown)
