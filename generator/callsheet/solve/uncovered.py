"""Combinations of choices that no request shows yet, as bits: one bit for each level of each parameter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from callsheet.solve.levels import NONE, Row

Combination = tuple[int, ...]
"""Choices, ascending. A choice is a level of a parameter, numbered through all parameters."""


class Uncovered:
    """Of ``strength`` parameters each; ``sizes`` tells how many levels each parameter has."""

    def __init__(self, sizes: Sequence[int], strength: int) -> None:
        self.strength = strength
        self.choices = tuple((number, level) for number, size in enumerate(sizes) for level in range(size))
        """Parameter and level of each choice."""
        self._first = [sum(sizes[:number]) for number in range(len(sizes))]
        self.rivals = tuple(((1 << sizes[number]) - 1) << self._first[number] for number, _ in self.choices)
        """All choices of the same parameter as this one, as bits."""
        self.lasting = dict(self._all(sizes))
        """For each combination that lacks one choice: what completes it to one that is uncovered, as bits."""
        self._turn = 0

    def _all(self, sizes: Sequence[int]) -> Iterator[tuple[Combination, int]]:
        for numbers in combinations(range(len(sizes)), self.strength - 1):
            others = (1 << len(self.choices)) - 1
            for number in numbers:
                others &= ~self.rivals[self._first[number]]
            for levels in product(*(range(sizes[number]) for number in numbers)):
                yield tuple(self._first[n] + level for n, level in zip(numbers, levels, strict=True)), others

    def __len__(self) -> int:
        return sum(mask.bit_count() for mask in self.lasting.values()) // self.strength

    def __iter__(self) -> Iterator[Combination]:
        for some, mask in self.lasting.items():
            yield from _completed(some, mask)

    def parameters(self, some: Combination) -> tuple[int, ...]:
        """Which parameters a combination is of."""
        return tuple(self.choices[choice][0] for choice in some)

    def groups(self) -> Iterator[Iterator[Combination]]:
        """All, in groups that differ in one choice; each walk begins behind the group where the last one stopped."""
        every = list(self.lasting)
        for position in (*range(self._turn, len(every)), *range(self._turn)):
            self._turn = (position + 1) % len(every)
            if self.lasting[every[position]]:
                yield _completed(every[position], self.lasting[every[position]])

    def shown(self, row: Row) -> Iterator[Combination]:
        """The combinations of a row, covered or not."""
        return combinations(self._chosen(row), self.strength)

    def gain(self, row: Row) -> int:
        """How many of them are uncovered."""
        chosen = self._chosen(row)
        held = sum(1 << choice for choice in chosen)
        some = combinations(chosen, self.strength - 1)
        return sum((self.lasting[each] & held).bit_count() for each in some) // self.strength

    def show(self, row: Row) -> None:
        """Cover them."""
        chosen = self._chosen(row)
        held = sum(1 << choice for choice in chosen)
        for some in combinations(chosen, self.strength - 1):
            self.lasting[some] &= ~held

    def _chosen(self, row: Row) -> list[int]:
        return [first + level for first, level in zip(self._first, row, strict=True) if level != NONE]


def _completed(some: Combination, mask: int) -> Iterator[Combination]:
    """With each choice behind the last one."""
    start = some[-1] + 1 if some else 0
    yield from ((*some, start + n) for n, bit in enumerate(reversed(f"{mask >> start:b}")) if bit == "1")


class Gains:
    """How many uncovered combinations each choice would add to those made, counted by bit planes, lowest first."""

    def __init__(self, uncovered: Uncovered) -> None:
        self._uncovered = uncovered
        self._open = (1 << len(uncovered.choices)) - 1
        self._made: list[int] = []
        self._planes = [uncovered.lasting[()]] if uncovered.strength == 1 else []

    def make(self, choice: int) -> None:
        """Count with this choice from now on."""
        for some in (
            combinations(self._made, self._uncovered.strength - 2) if self._uncovered.strength > 1 else ()
        ):
            self._add(self._uncovered.lasting[tuple(sorted((*some, choice)))])
        self._made.append(choice)
        self._open &= ~self._uncovered.rivals[choice]

    def _add(self, carry: int) -> None:
        """One more for each of these choices, as adders do."""
        for number, plane in enumerate(self._planes):
            self._planes[number], carry = plane ^ carry, plane & carry
        if carry:
            self._planes.append(carry)

    def refuse(self, choice: int) -> None:
        """It cannot be made with the others."""
        self._open &= ~(1 << choice)

    def best(self) -> int | None:
        """The choice that adds most, the first of several; None when each parameter has its level."""
        best = self._open
        for plane in reversed(self._planes):
            best = best & plane or best
        return (best & -best).bit_length() - 1 if best else None
