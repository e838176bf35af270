"""Exactly one of several."""

from __future__ import annotations

from dataclasses import dataclass

from callsheet.constraints.choices import read_choices, send
from callsheet.constraints.kind import Keys, Kind, Parameters
from callsheet.constraints.mend import each_false, each_true
from callsheet.constraints.shapes import CHOICES
from callsheet.layers.model import Fix
from callsheet.layers.rule import Count, Expr


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlyOne:
    """``exactly_one: [image, video]``."""

    choices: tuple[Expr, ...]

    def violation(self) -> Expr:
        return Count(self.choices, "!=", 1)

    def message(self) -> str:
        return send("exactly one", self.choices, "or")

    def fixes(self, parameters: Parameters) -> tuple[Fix, ...]:
        """The first one on, then the others off: in this order they mend whatever was wrong."""
        return (*each_true(self.choices[:1], parameters), *each_false(self.choices[1:], parameters))


def _read(keys: Keys) -> OnlyOne:
    return OnlyOne(choices=read_choices(keys["exactly_one"]))


KIND = Kind(
    name="only one",
    keys=("exactly_one",),
    schema={"exactly_one": CHOICES},
    read=_read,
    example={"exactly_one": ["image", "video"]},
)
