"""The length of several strings together within bounds; those that are not there count nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from callsheet.constraints.kind import Keys, Kind, Parameters
from callsheet.constraints.mend import fixes
from callsheet.constraints.ranges import Range, range_text
from callsheet.constraints.shapes import BOUNDS, NAMES
from callsheet.constraints.totals import fold, read_strings
from callsheet.constraints.words import series
from callsheet.layers.model import Fix
from callsheet.layers.rule import All, Any, Compare, Constant, Expr, Length, Not

MOST = 4
"""The violation has a case for each set of strings that are there: 15 for four."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths:
    """``lengths: [prompt, negative_prompt]``, ``range: [null, 2000]``."""

    of: tuple[str, ...]
    bounds: Range

    def violation(self) -> Expr:
        return Any((*self._too_long(), *self._too_short()))

    def _sets(self) -> Iterator[tuple[str, ...]]:
        for size in range(len(self.of), 0, -1):
            yield from combinations(self.of, size)

    def _too_long(self) -> Iterator[Expr]:
        """Some of them are too long already; those without a length make a sum without a value."""
        if self.bounds[1] is not None:
            for some in self._sets():
                yield Compare(fold(map(Length, some), "+"), ">", Constant(self.bounds[1]))

    def _too_short(self) -> Iterator[Expr]:
        """All that are there are too short."""
        if self.bounds[0] is not None:
            for some in self._sets():
                missing = tuple(Not(_is_there(path)) for path in self.of if path not in some)
                yield All((Compare(fold(map(Length, some), "+"), "<", Constant(self.bounds[0])), *missing))

    def message(self) -> str:
        return f"{series(self.of, 'and')} together must have {range_text(self.bounds)} characters"

    def fixes(self, parameters: Parameters) -> tuple[Fix, ...]:
        return fixes(self.violation(), parameters)


def _is_there(path: str) -> Expr:
    return Compare(Length(path), ">=", Constant(0))


def _read(keys: Keys) -> Lengths:
    if isinstance(keys["lengths"].value, list) and len(keys["lengths"].value) > MOST:
        raise keys["lengths"].error(f"at most {MOST} strings can be taken together")
    return Lengths(of=read_strings(keys["lengths"]), bounds=keys["range"].counts())


KIND = Kind(
    name="lengths",
    keys=("lengths", "range"),
    schema={"lengths": NAMES, "range": BOUNDS},
    read=_read,
    example={"lengths": ["prompt", "negative_prompt"], "range": [None, 2000]},
)
