"""At most one of several."""

from __future__ import annotations

from dataclasses import dataclass

from callsheet.constraints.choices import read_choices, send
from callsheet.constraints.kind import Keys, Kind, Parameters
from callsheet.constraints.mend import each_false
from callsheet.constraints.shapes import CHOICES
from callsheet.layers.model import Fix
from callsheet.layers.rule import Count, Expr


@dataclass(frozen=True, slots=True, kw_only=True)
class ZeroOrOne:
    """``at_most_one: [end_frame_url, end_frame_generation_id]``."""

    choices: tuple[Expr, ...]

    def violation(self) -> Expr:
        return Count(self.choices, ">", 1)

    def message(self) -> str:
        return send("at most one", self.choices, "or")

    def fixes(self, parameters: Parameters) -> tuple[Fix, ...]:
        return each_false(self.choices, parameters)


def _read(keys: Keys) -> ZeroOrOne:
    return ZeroOrOne(choices=read_choices(keys["at_most_one"]))


KIND = Kind(
    name="zero or one",
    keys=("at_most_one",),
    schema={"at_most_one": CHOICES},
    read=_read,
    example={"at_most_one": ["end_frame_url", "end_frame_generation_id"]},
)
