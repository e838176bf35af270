"""How many items arrays may have, perhaps under a condition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from callsheet.constraints.conditions import read_condition
from callsheet.constraints.cursor import Cursor
from callsheet.constraints.kind import Keys, Kind, Parameters
from callsheet.constraints.mend import fixes_of_parts
from callsheet.constraints.ranges import Range, outside, range_text
from callsheet.constraints.shapes import BOUNDS, CONDITION
from callsheet.constraints.words import clause, series
from callsheet.layers.model import Fix
from callsheet.layers.rule import All, Any, Expr, Items


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCount:
    """``when: {mode: "edit"}``, ``items: {keyframes: [1, 64]}``; says nothing of an array that is not there."""

    when: Expr
    items: Mapping[str, Range]

    def violation(self) -> Expr:
        broken = self._parts()
        wrong = broken[0] if len(broken) == 1 else Any(broken)
        return wrong if self.when == All(()) else All((self.when, wrong))

    def _parts(self) -> tuple[Expr, ...]:
        return tuple(outside(Items(path), bounds) for path, bounds in self.items.items())

    def message(self) -> str:
        counts = series(
            (f"{path} must have {range_text(bounds)} items" for path, bounds in self.items.items()), "and"
        )
        return counts if self.when == All(()) else f"when {clause(self.when)}, {counts}"

    def fixes(self, parameters: Parameters) -> tuple[Fix, ...]:
        return fixes_of_parts(self.when, self._parts(), parameters, order=self.items)


def _read(keys: Keys) -> ItemCount:
    when = read_condition(keys["when"]) if "when" in keys else All(())
    return ItemCount(
        when=when, items={path: _bounds(path, at) for path, at in keys["items"].mapping().items()}
    )


def _bounds(path: str, at: Cursor) -> Range:
    if at.named(path).type != "array":
        raise at.error(f"{path} is no array")
    return at.counts()


KIND = Kind(
    name="item count",
    keys=("items", "when"),
    optional=("when",),
    schema={
        "items": {"type": "object", "additionalProperties": BOUNDS, "minProperties": 1},
        "when": CONDITION,
    },
    read=_read,
    example={"when": {"mode": "edit"}, "items": {"keyframes": [1, 64]}},
)
