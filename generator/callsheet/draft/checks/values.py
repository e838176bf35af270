"""Whether a value is one that a parameter can have."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final

from callsheet.draft.finding import shown
from callsheet.layers.model import Type
from callsheet.layers.spec import ParameterSpec

_KINDS: Final[dict[Type, tuple[type, ...]]] = {
    "array": (list,),
    "boolean": (bool,),
    "file": (str,),
    "integer": (int,),
    "number": (int, Decimal),
    "object": (dict,),
    "string": (str,),
}


def is_of(value: object, type_: Type) -> bool:
    """Of the type as JSON has it: true is no number, 5 is no string."""
    if isinstance(value, bool) != (type_ == "boolean"):
        return False
    return isinstance(value, _KINDS[type_])


def same(left: object, right: object) -> bool:
    """Equal as JSON values: 5 is 5.0, true is not 1."""
    return isinstance(left, bool) == isinstance(right, bool) and left == right


def mistake(value: object, spec: ParameterSpec) -> str:
    """What is wrong with the value, or nothing."""
    if not is_of(value, spec.type):
        return f"{shown(value)} is not of type {spec.type}"
    if any(same(value, each) for each in spec.unset):
        return ""
    if spec.enum and not any(same(value, each) for each in spec.enum):
        return f"{shown(value)} is not in enum"
    if isinstance(value, str):
        return _outside(len(value), spec.length, "length")
    if isinstance(value, list):
        return _outside(len(value), spec.count, "count") or _item_mistake(value, spec)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return _number_mistake(value, spec)
    return ""


def _item_mistake(value: list[object], spec: ParameterSpec) -> str:
    if spec.items is None:
        return ""
    return next((found for item in value if (found := mistake(item, spec.items))), "")


def _number_mistake(value: int | Decimal, spec: ParameterSpec) -> str:
    if found := _outside(value, spec.range, "range"):
        return found
    if spec.above is not None and value <= spec.above:
        return f"{value} is not above {spec.above}"
    if spec.below is not None and value >= spec.below:
        return f"{value} is not below {spec.below}"
    if spec.step is not None and Fraction(value) % Fraction(spec.step):
        return f"{value} is not a multiple of {spec.step}"
    return ""


def _outside(value: int | Decimal, bounds: tuple[object, object], name: str) -> str:
    low, high = bounds
    if isinstance(low, int | Decimal) and value < low:
        return f"{name}: {value} is below {low}"
    if isinstance(high, int | Decimal) and value > high:
        return f"{name}: {value} is above {high}"
    return ""
