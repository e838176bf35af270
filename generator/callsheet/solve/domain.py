"""The limits of single parameters as z3 formulas, and what holds of every well-typed request."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import ceil, floor

import z3

from callsheet.layers.model import Model, Parameter
from callsheet.solve.cell import SORTS, Cell
from callsheet.solve.limits import ENFORCED
from callsheet.solve.space import Space
from callsheet.solve.view import exact_number

Named = tuple[str, z3.BoolRef]


def limits(model: Model, space: Space) -> Iterator[Named]:
    """``("prompt:length", …)``: what each limit asks of a request; parents first."""
    mine = model.at_path()
    for path in space.cells:
        if path in space.pinned:
            continue
        if path in mine:
            yield from _of(mine[path], model, space)
        elif model.unknown_keys in ENFORCED:
            yield f"{path}:unknown-key", z3.Not(space.cells[path].sent)


def _of(parameter: Parameter, model: Model, space: Space) -> Iterator[Named]:
    path, own, sent = parameter.path, space.cells[parameter.path], space.sent(parameter)
    if parameter.required:
        parent = model.at_path().get(path.rpartition(".")[0])
        yield f"{path}:required", sent if parent is None else z3.Implies(space.sent(parent), sent)
    if len(own.sorts) > 1:
        yield f"{path}:type", z3.Implies(sent, own.is_sort(SORTS[parameter.type]))
    free = z3.And(sent, z3.Not(space.kept(path))) if path in space.anchored else sent
    when = z3.And(free, own.is_sort(SORTS[parameter.type])) if len(own.sorts) > 1 else free
    for name, holds in _value_limits(parameter, own):
        full = f"{path}{name}" if name.startswith("[]") else f"{path}:{name}"
        yield full, z3.Implies(when, holds)


def _value_limits(parameter: Parameter, own: Cell) -> Iterator[Named]:
    if parameter.enum:
        yield "enum", z3.Or([own.equals(value) for value in parameter.enum])
    match SORTS[parameter.type]:
        case "number":
            yield from _of_number(parameter, own.number)
        case "text":
            yield from _of_text(parameter, own)
        case "array":
            yield from _of_array(parameter, own)


def _of_number(parameter: Parameter, number: z3.ArithRef) -> Iterator[Named]:
    low = [number >= _exact(parameter.minimum)] if parameter.minimum is not None else []
    low += [number > _exact(parameter.above)] if parameter.above is not None else []
    high = [number <= _exact(parameter.maximum)] if parameter.maximum is not None else []
    high += [number < _exact(parameter.below)] if parameter.below is not None else []
    if low:
        yield "min", z3.And(low)
    if high:
        yield "max", z3.And(high)
    if parameter.type == "integer" and number.is_real():
        yield "type", z3.IsInt(number)
    if parameter.step:
        yield "step", _is_multiple(number, parameter.step)


def _exact(value: Decimal) -> z3.ArithRef:
    return exact_number(int(value) if value == value.to_integral_value() else value)


def _is_multiple(number: z3.ArithRef, step: Decimal) -> z3.BoolRef:
    if number.is_int() and step == step.to_integral_value():
        return number % int(step) == 0
    real = z3.ToReal(number) if number.is_int() else number
    return z3.IsInt(real / z3.RealVal(str(step)))


def _of_text(parameter: Parameter, own: Cell) -> Iterator[Named]:
    size = own.texts.length(own.text)
    if parameter.min_length is not None or parameter.max_length is not None:
        yield "length", _between(size, parameter.min_length, parameter.max_length)
    if parameter.format:
        yield "format", own.texts.format_of(parameter.format, own.text)


def _of_array(parameter: Parameter, own: Cell) -> Iterator[Named]:
    if parameter.min_items is not None or parameter.max_items is not None:
        yield "items", _between(own.items, parameter.min_items, parameter.max_items)
    item = parameter.item
    if item is not None and item.enum:
        yield "[]:enum", z3.And([z3.Not(holds) for value, holds in own.has if value not in item.enum])
    if parameter.unique_items and (size := _item_values(parameter, own)) is not None:
        yield "unique", own.items <= size


def _item_values(parameter: Parameter, own: Cell) -> z3.ArithRef | None:
    """How many different items there are; None where there is no end to them."""
    item = parameter.item
    if item is None:
        return None
    if item.enum:
        return _how_many(own)
    if item.type == "boolean":
        return z3.IntVal(2)
    low, high = item.minimum, item.maximum
    if item.type == "integer" and low is not None and high is not None:
        step = item.step or Decimal(1)
        return z3.IntVal(max(0, floor(high / step) - ceil(low / step) + 1))
    return None


def _how_many(own: Cell) -> z3.ArithRef:
    return z3.Sum([z3.If(holds, 1, 0) for _, holds in own.has]) if own.has else z3.IntVal(0)


def _between(count: z3.ArithRef, low: int | None, high: int | None) -> z3.BoolRef:
    ends = ([count >= low] if low is not None else []) + ([count <= high] if high is not None else [])
    return z3.And(ends)


def beyond(parameter: Parameter, own: Cell, variant: str) -> z3.BoolRef:
    """Which end of a length or count is broken: short, long, few, many; anything else says nothing."""
    match variant:
        case "short":
            return own.texts.length(own.text) < (parameter.min_length or 0)
        case "long":
            return own.texts.length(own.text) > (parameter.max_length or 0)
        case "few":
            return own.items < (parameter.min_items or 0)
        case "many":
            return own.items > (parameter.max_items or 0)
        case _:
            return z3.BoolVal(True)


def structure(model: Model, space: Space) -> Iterator[z3.BoolRef]:
    """What holds of every request, valid or not: members are within objects, items are counted."""
    mine = model.at_path()
    for path, own in space.cells.items():
        parent = path.rpartition(".")[0]
        if parent and path in mine and parent in mine:
            yield z3.Implies(space.sent(mine[path]), space.sent(mine[parent]))
        elif parent:
            yield z3.Implies(own.sent, space.cells[parent].sent)
        if "array" in own.sorts:
            yield from _counted(mine.get(path), own)
        if len(own.sorts) > 1:
            yield z3.And(own.sort >= 0, own.sort < len(own.sorts))
        if len(space.models) == 1 and path in mine:
            yield from (z3.Implies(own.sent, z3.Not(own.equals(each))) for each in mine[path].unset)


def _counted(parameter: Parameter | None, own: Cell) -> Iterator[z3.BoolRef]:
    yield own.items >= _how_many(own)
    if parameter is not None and parameter.item is not None and parameter.item.enum:
        yield z3.Implies(own.items > 0, z3.Or([holds for _, holds in own.has]))
