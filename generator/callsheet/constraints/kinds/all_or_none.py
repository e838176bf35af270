"""All of several, or none of them."""

from __future__ import annotations

from dataclasses import dataclass

from callsheet.constraints.choices import read_choices
from callsheet.constraints.kind import Keys, Kind, Parameters
from callsheet.constraints.mend import each_true
from callsheet.constraints.shapes import CHOICES
from callsheet.constraints.words import clause, series
from callsheet.layers.model import Fix
from callsheet.layers.rule import All, Any, Expr, Not, Sent


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOrNone:
    """``all_or_none: [width, height]``."""

    choices: tuple[Expr, ...]

    def violation(self) -> Expr:
        return All((Any(self.choices), Not(All(self.choices))))

    def message(self) -> str:
        names = [choice.path for choice in self.choices if isinstance(choice, Sent)]
        if len(names) == len(self.choices):
            return f"send all of {series(names, 'and')}, or none"
        return f"all must hold, or none: {'; '.join(map(clause, self.choices))}"

    def fixes(self, parameters: Parameters) -> tuple[Fix, ...]:
        return each_true(self.choices, parameters)


def _read(keys: Keys) -> AllOrNone:
    return AllOrNone(choices=read_choices(keys["all_or_none"]))


KIND = Kind(
    name="all or none",
    keys=("all_or_none",),
    schema={"all_or_none": CHOICES},
    read=_read,
    example={"all_or_none": ["width", "height"]},
)
