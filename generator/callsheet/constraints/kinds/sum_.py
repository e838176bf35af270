"""The sum of several numbers within bounds; binds when all of them have a value."""

from __future__ import annotations

from dataclasses import dataclass

from callsheet.constraints.kind import Keys, Kind, Parameters
from callsheet.constraints.mend import fixes
from callsheet.constraints.ranges import Range, outside, range_text
from callsheet.constraints.shapes import BOUNDS, NAMES
from callsheet.constraints.totals import fold, read_numbers, values
from callsheet.layers.model import Fix
from callsheet.layers.rule import Expr


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """``sum: [images, videos]``, ``range: [null, 4]``."""

    of: tuple[str, ...]
    bounds: Range

    def violation(self) -> Expr:
        return outside(fold(values(self.of), "+"), self.bounds)

    def message(self) -> str:
        return f"{' + '.join(self.of)} must be {range_text(self.bounds)}"

    def fixes(self, parameters: Parameters) -> tuple[Fix, ...]:
        return fixes(self.violation(), parameters)


def _read(keys: Keys) -> Sum:
    return Sum(of=read_numbers(keys["sum"]), bounds=keys["range"].bounds())


KIND = Kind(
    name="sum",
    keys=("sum", "range"),
    schema={"sum": NAMES, "range": BOUNDS},
    read=_read,
    example={"sum": ["images", "videos"], "range": [None, 4]},
)
