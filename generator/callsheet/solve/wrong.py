"""Values that break one limit of a parameter, each as near to a valid one as can be."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from callsheet.constraints.exact import exact
from callsheet.constraints.kleene import same
from callsheet.layers.facts import Json
from callsheet.layers.model import Parameter, Type
from callsheet.solve import samples
from callsheet.solve.requests import MISSING, Missing, wire

Wrong = tuple[str, str, Json | Missing]
"""Limit, variant, value: ``("length", "long", "A red fox …")``."""

_OTHER_TYPE: Final[dict[Type, Json]] = {
    "array": "a string",
    "boolean": "true",
    "file": 7,
    "integer": "7",
    "number": "0.5",
    "object": "a string",
    "string": 7,
}
"""What people send by mistake. To rules all values of a wrong type look the same: sent, and unlike anything."""


def wrong_values(parameter: Parameter) -> Iterator[Wrong]:
    """At least one for every limit that the parameter has, in the order in which they are told."""
    if parameter.required:
        yield "required", "", MISSING
    if not parameter.nullable:
        yield "null", "", None
    yield "type", "", _OTHER_TYPE[parameter.type]
    if parameter.enum:
        yield "enum", "", _unlisted(parameter)
    match parameter.type:
        case "integer" | "number":
            yield from _numbers(parameter)
        case "array":
            yield from _arrays(parameter)
        case "string" | "file":
            yield from _texts(parameter)


def _unlisted(parameter: Parameter) -> Json:
    """Of the right type, and not among the values."""
    last = parameter.enum[-1]
    if isinstance(last, str):
        taken = (*parameter.enum, *parameter.unset)
        return next(
            each for each in (f"{last}{'-x' * n}" for n in range(1, len(taken) + 2)) if each not in taken
        )
    numbers = [each for each in parameter.enum if not isinstance(each, str | bool)]
    return wire(max(numbers) + 1) if numbers else 7


def _numbers(parameter: Parameter) -> Iterator[Wrong]:
    low, high = parameter.minimum, parameter.maximum
    if low is not None:
        yield "min", "", _number(low - _notch(parameter, low))
    elif parameter.above is not None:
        yield "min", "", _number(parameter.above)
    if high is not None:
        yield "max", "", _number(high + _notch(parameter, high))
    elif parameter.below is not None:
        yield "max", "", _number(parameter.below)
    if parameter.step:
        base = samples.value(parameter)
        notch = parameter.step / 2 if parameter.type == "number" else Decimal(1)
        yield "step", "", _number(Decimal(str(base)) + notch)
    if parameter.type == "integer":
        yield "type", "fraction", _number(Decimal(str(samples.value(parameter))) + Decimal("0.5"))


def _notch(parameter: Parameter, end: Decimal) -> Decimal:
    """A step; else the last digit of the bound, at least a tenth."""
    if parameter.step or parameter.type == "integer":
        return parameter.step or Decimal(1)
    exponent = end.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, -1)) if isinstance(exponent, int) else Decimal("0.1")


def _number(value: Decimal) -> Json:
    return wire(exact(value))


def _texts(parameter: Parameter) -> Iterator[Wrong]:
    natural = samples.text(parameter)
    if parameter.min_length:
        yield "length", "short", samples.fit(natural, parameter.min_length - 1, parameter.format)
    if parameter.max_length is not None:
        yield "length", "long", samples.fit(natural, parameter.max_length + 1, parameter.format)
    if parameter.format:
        yield "format", "", samples.wrong_format(parameter.format)
        yield "format", "", samples.wrong_format(parameter.format, len(natural))


def _arrays(parameter: Parameter) -> Iterator[Wrong]:
    item = parameter.item
    if item is None:
        return
    if parameter.min_items:
        yield "items", "few", samples.distinct(item, [], parameter.min_items - 1)
    if parameter.max_items is not None:
        yield "items", "many", samples.distinct(item, [], parameter.max_items + 1)
    if parameter.unique_items:
        yield from (("unique", "", items) for items in _repeated(parameter, item))


def _repeated(parameter: Parameter, item: Parameter) -> Iterator[list[Json]]:
    """One value twice, for every count that is allowed, up to a few."""
    least = max(parameter.min_items or 0, 2)
    most = least + 6 if parameter.max_items is None else min(parameter.max_items, least + 6)
    values = item.enum[:8] or (None,)
    for count in range(least, most + 1):
        for value in values:
            first = samples.value(item) if value is None else wire(value)
            others = [each for each in samples.distinct(item, [first], count - 2) if not _alike(each, first)]
            if len(others) == count - 2:
                yield [first, first, *others]


def _alike(left: Json, right: Json) -> bool:
    return same(left, right)
