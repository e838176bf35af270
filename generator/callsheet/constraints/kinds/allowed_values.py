"""Under a condition, a parameter that has a value has one of some."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from callsheet.constraints.conditions import read_condition
from callsheet.constraints.cursor import Cursor
from callsheet.constraints.kind import Keys, Kind, Parameters
from callsheet.constraints.mend import fixes_of_parts
from callsheet.constraints.scalars import scalar
from callsheet.constraints.shapes import CONDITION
from callsheet.constraints.words import clause, one_of, series
from callsheet.layers.model import Fix, Parameter
from callsheet.layers.rule import All, Any, Contains, Expr, In, Not, Scalar, Sent


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowedValues:
    """``when: {duration: "10s"}``, ``allow: {resolution: ["540p", "720p"]}``."""

    when: Expr
    allow: Mapping[str, tuple[Scalar, ...]]
    parameters: Parameters

    def violation(self) -> Expr:
        broken = self._parts()
        return All((self.when, broken[0] if len(broken) == 1 else Any(broken)))

    def _parts(self) -> tuple[Expr, ...]:
        return tuple(_outside(self.parameters[path], values) for path, values in self.allow.items())

    def message(self) -> str:
        allowed = (f"{path} must be {one_of(values)}" for path, values in self.allow.items())
        return f"when {clause(self.when)}, {series(allowed, 'and')}"

    def fixes(self, parameters: Parameters) -> tuple[Fix, ...]:
        return fixes_of_parts(self.when, self._parts(), parameters, order=self.allow)


def _outside(parameter: Parameter, values: tuple[Scalar, ...]) -> Expr:
    """Has a value, and another one. Of an array: has an item, and another one."""
    if parameter.item is not None:
        return Contains(parameter.path, tuple(v for v in parameter.item.enum if v not in values))
    other = Not(In(parameter.path, values))
    return other if parameter.default is not None else All((Sent(parameter.path), other))


def _read(keys: Keys) -> AllowedValues:
    entries = keys["allow"].mapping()
    allow = {path: _values(at, at.named(path)) for path, at in entries.items()}
    return AllowedValues(when=read_condition(keys["when"]), allow=allow, parameters=keys["allow"].parameters)


def _values(at: Cursor, parameter: Parameter) -> tuple[Scalar, ...]:
    if parameter.type == "array" and not (parameter.item and parameter.item.enum):
        raise at.error(
            f"the items of {parameter.path} have no enum", "give its items an enum, or forbid {contains: …}"
        )
    return tuple(scalar(each, parameter.item or parameter) for each in at.sequence())


KIND = Kind(
    name="allowed values",
    keys=("allow", "when"),
    schema={
        "allow": {
            "type": "object",
            "additionalProperties": {"type": "array", "minItems": 1},
            "minProperties": 1,
        },
        "when": CONDITION,
    },
    read=_read,
    example={"when": {"duration": "10s"}, "allow": {"resolution": ["540p", "720p"]}},
)
