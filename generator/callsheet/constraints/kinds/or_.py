"""At least one of several."""

from __future__ import annotations

from dataclasses import dataclass

from callsheet.constraints.choices import read_choices, send
from callsheet.constraints.kind import Keys, Kind, Parameters
from callsheet.constraints.mend import fixes
from callsheet.constraints.shapes import CHOICES
from callsheet.layers.model import Fix
from callsheet.layers.rule import Any, Expr, Not


@dataclass(frozen=True, slots=True, kw_only=True)
class Or:
    """``at_least_one: [prompt, image]``."""

    choices: tuple[Expr, ...]

    def violation(self) -> Expr:
        return Not(Any(self.choices))

    def message(self) -> str:
        return send("at least one", self.choices, "or")

    def fixes(self, parameters: Parameters) -> tuple[Fix, ...]:
        return fixes(self.violation(), parameters)


def _read(keys: Keys) -> Or:
    return Or(choices=read_choices(keys["at_least_one"]))


KIND = Kind(
    name="or",
    keys=("at_least_one",),
    schema={"at_least_one": CHOICES},
    read=_read,
    example={"at_least_one": ["prompt", "image"]},
)
