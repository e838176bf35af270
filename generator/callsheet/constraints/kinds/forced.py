"""Parameters that the gateway sets, whatever is sent: advice, never an error."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from callsheet.constraints.conditions import read_condition
from callsheet.constraints.kind import Keys, Kind, Parameters
from callsheet.constraints.mend import fixes_of_parts
from callsheet.constraints.scalars import scalar
from callsheet.constraints.shapes import CONDITION
from callsheet.constraints.words import clause, scalar_text, series
from callsheet.layers.model import Fix
from callsheet.layers.rule import All, Any, Expr, In, Not, Scalar, Sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Forced:
    """``forced: {resolution: "720p"}``, ``when: {mode: "draft"}``; met when something else was sent."""

    values: Mapping[str, Scalar]
    when: Expr

    def violation(self) -> Expr:
        other = self._parts()
        return All((self.when, other[0] if len(other) == 1 else Any(other)))

    def _parts(self) -> tuple[Expr, ...]:
        return tuple(All((Sent(path), Not(In(path, (value,))))) for path, value in self.values.items())

    def message(self) -> str:
        taken = series((f"{path} is taken as {scalar_text(v)}" for path, v in self.values.items()), "and")
        return f"{taken} when {clause(self.when)}"

    def fixes(self, parameters: Parameters) -> tuple[Fix, ...]:
        return fixes_of_parts(self.when, self._parts(), parameters, order=self.values)


def _read(keys: Keys) -> Forced:
    entries = keys["forced"].mapping().items()
    values = {path: scalar(at, at.named(path)) for path, at in entries}
    return Forced(values=values, when=read_condition(keys["when"]))


KIND = Kind(
    name="forced",
    keys=("forced", "when"),
    schema={"forced": {"type": "object", "minProperties": 1}, "when": CONDITION},
    read=_read,
    example={"forced": {"resolution": "720p"}, "when": {"mode": "draft"}},
    effect="forced",
)
