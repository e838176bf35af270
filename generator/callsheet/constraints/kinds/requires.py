"""One condition needs another."""

from __future__ import annotations

from dataclasses import dataclass

from callsheet.constraints.conditions import read_condition
from callsheet.constraints.kind import Keys, Kind, Parameters
from callsheet.constraints.mend import fixes
from callsheet.constraints.paths import paths_of
from callsheet.constraints.shapes import CONDITION
from callsheet.constraints.words import clause, demand
from callsheet.layers.model import Fix
from callsheet.layers.rule import All, Expr, Not


@dataclass(frozen=True, slots=True, kw_only=True)
class Requires:
    """``when: {exr_export: true}``, ``require: {hdr: true}``."""

    when: Expr
    require: Expr

    def violation(self) -> Expr:
        return All((self.when, Not(self.require)))

    def message(self) -> str:
        return f"when {clause(self.when)}, {demand(self.require)}"

    def fixes(self, parameters: Parameters) -> tuple[Fix, ...]:
        return fixes(self.violation(), parameters, order=paths_of(self.require))


def _read(keys: Keys) -> Requires:
    return Requires(when=read_condition(keys["when"]), require=read_condition(keys["require"]))


KIND = Kind(
    name="requires",
    keys=("require", "when"),
    schema={"require": CONDITION, "when": CONDITION},
    read=_read,
    example={"when": {"exr_export": True}, "require": {"hdr": True}},
)
