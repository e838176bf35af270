"""What makes a request plain and pretty, in order: few parameters, defaults, first values, natural samples."""

from __future__ import annotations

from collections.abc import Iterator

import z3

from callsheet.constraints.exact import plain
from callsheet.layers.model import Model, Parameter
from callsheet.layers.rule import Compare, Constant, Scalar
from callsheet.solve import samples
from callsheet.solve.cell import SORTS, Cell
from callsheet.solve.program import Group
from callsheet.solve.space import Space
from callsheet.solve.walk import nodes


def wishes(model: Model, space: Space) -> Iterator[Group]:
    """All parameters that can be left out are; then each value is as plain as it can be."""
    free = [p for p in model.walk() if "[]" not in p.path and p.path not in space.pinned]
    yield from ((z3.Not(space.cells[p.path].sent),) for p in free if not p.required)
    constants = _constants(model)
    for index, parameter in enumerate(free):
        own = space.cells[parameter.path]
        for group in _values(parameter, own, constants, index):
            yield tuple(z3.Or(z3.Not(own.sent), each) for each in group)


def _values(parameter: Parameter, own: Cell, constants: tuple[Scalar, ...], index: int) -> Iterator[Group]:
    listed = tuple(own.equals(value) for value in preferred(parameter))
    match SORTS[parameter.type]:
        case "flag":
            yield (*listed, own.equals(False))
        case "number":
            yield (*listed, *(own.equals(each) for each in _numbers(parameter, constants)))
        case "text" if parameter.enum:
            yield listed
        case "text":
            natural = (
                (samples.text(parameter), *own.texts.patterns) if own.texts.is_patterned(own.text) else ()
            )
            yield (*map(own.equals, natural), own.text == -1 - index, *listed)
            yield (own.texts.length(own.text) == len(samples.text(parameter)),)
        case "array":
            yield tuple(own.items == size for size in range(1, 9))
            yield tuple(holds for _, holds in own.has)
            yield from ((z3.Not(holds),) for _, holds in own.has)


def preferred(parameter: Parameter) -> tuple[Scalar, ...]:
    """The default first, then the values as listed."""
    default = plain(parameter.default)
    first = () if default is None or default in parameter.unset else (default,)
    return tuple(dict.fromkeys((*first, *parameter.enum)))


def _numbers(parameter: Parameter, constants: tuple[Scalar, ...]) -> tuple[Scalar, ...]:
    """Numbers to try for a parameter without an enum: its least, round ones, those around a rule's constants."""
    least = plain(samples.value(parameter)) if not parameter.enum else None
    ends = (least, parameter.maximum, 1, 2, 3, 5, 10, *constants)
    whole = (int(n) if n == int(n) else n for n in ends if n is not None and not isinstance(n, str | bool))
    return tuple(dict.fromkeys(whole))


def _constants(model: Model) -> tuple[Scalar, ...]:
    """Constants that rules compare with, and their neighbours."""
    found: list[Scalar] = []
    for rule in model.rules:
        for node in nodes(rule.violation):
            if isinstance(node, Compare) and isinstance(node.right, Constant):
                number = node.right.value
                if not isinstance(number, str | bool):
                    found += [number, number - 1, number + 1]
    return tuple(dict.fromkeys(found))
