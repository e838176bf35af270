"""A combination that is not available."""

from __future__ import annotations

from dataclasses import dataclass

from callsheet.constraints.conditions import read_condition
from callsheet.constraints.kind import Keys, Kind, Parameters
from callsheet.constraints.mend import fixes
from callsheet.constraints.shapes import CONDITION
from callsheet.constraints.words import clause, subject
from callsheet.layers.model import Fix
from callsheet.layers.rule import All, Expr


@dataclass(frozen=True, slots=True, kw_only=True)
class Forbid:
    """``forbid: {resolution: "540p", hdr: true}``."""

    condition: Expr

    def violation(self) -> Expr:
        return self.condition

    def message(self) -> str:
        parts = self.condition.of if isinstance(self.condition, All) else (self.condition,)
        noun = subject(parts[0])
        if not noun:
            return f"not available: {clause(self.condition)}"
        rest = parts[1:]
        return f"{noun} is not available" + (f" when {clause(All(rest))}" if rest else "")

    def fixes(self, parameters: Parameters) -> tuple[Fix, ...]:
        return fixes(self.condition, parameters)


def _read(keys: Keys) -> Forbid:
    return Forbid(condition=read_condition(keys["forbid"]))


KIND = Kind(
    name="forbid",
    keys=("forbid",),
    schema={"forbid": CONDITION},
    read=_read,
    example={"forbid": {"resolution": "540p", "hdr": True}},
)
