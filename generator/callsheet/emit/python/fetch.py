"""Lines that bind the effective values of parameters: what was sent, else the default, else None."""

from __future__ import annotations

from collections.abc import Iterator

from callsheet.emit.encode.python_text import Code, code, literal
from callsheet.emit.python.expression import Printer, is_among
from callsheet.emit.python.lines import chain, indented
from callsheet.emit.scope import wire_key
from callsheet.layers.model import Parameter


def fetched(parameter: Parameter, container: Code, printer: Printer) -> list[Code]:
    """Bind what expressions look at, of the parameter and what is below it."""
    if not any(printer.is_used(each.path) for each in _tree(parameter)):
        return []
    name, key = printer.names[parameter.path], literal(wire_key(parameter))
    below = [line for member in parameter.members for line in fetched(member, name, printer)]
    lines = bound_below(parameter, printer)
    lines += [code("{} = {}.get({})", name, container, key), *noted(parameter, printer)]
    if unset := absent(parameter, printer):
        lines += chain([([marker], unset) for marker in markers(parameter, name)])
    if instead := default(parameter, printer):
        lines += chain([([code("{} is None", name)], instead)])
    if below:
        lines += [code("if {}({}):", printer.runtime("values", "is_object"), name), *indented(below)]
    return lines


def bound_below(parameter: Parameter, printer: Printer) -> list[Code]:
    """The values that all below an object of the request have where it was not sent."""
    if "." in parameter.path:
        return []
    below = [each for each in _tree(parameter) if each is not parameter]
    values = [
        code("{}: object = {}", printer.names[each.path], literal(each.default))
        for each in below
        if printer.is_used(each.path)
    ]
    return [*values, *(line for each in below for line in presence(each, printer))]


def noted(parameter: Parameter, printer: Printer) -> list[Code]:
    """Remember whether the parameter was sent, where its default would hide that."""
    name = printer.names[parameter.path]
    return [code("{}_sent = {} is not None", name, name)] if parameter.path in printer.presence else []


def presence(parameter: Parameter, printer: Printer) -> list[Code]:
    name = printer.names[parameter.path]
    return [code("{}_sent = False", name)] if parameter.path in printer.presence else []


def absent(parameter: Parameter, printer: Printer) -> list[Code]:
    """Put the default in the place of an unset marker."""
    is_there = parameter.unset == (parameter.default,)  # the only marker is the default
    value = [] if is_there or not printer.is_used(parameter.path) else [_assigned(parameter, printer)]
    return [*value, *presence(parameter, printer)]


def default(parameter: Parameter, printer: Printer) -> list[Code]:
    """Put the default in the place of None."""
    if parameter.default is None or not printer.is_used(parameter.path):
        return []
    return [_assigned(parameter, printer)]


def unbound(parameter: Parameter, printer: Printer) -> list[Code]:
    """Bind a local that has no value yet."""
    if not printer.is_used(parameter.path):
        return []
    return [_assigned(parameter, printer), *presence(parameter, printer)]


def markers(parameter: Parameter, name: Code) -> list[Code]:
    return [is_among(name, parameter.unset)] if parameter.unset else []


def _assigned(parameter: Parameter, printer: Printer) -> Code:
    return code("{} = {}", printer.names[parameter.path], literal(parameter.default))


def _tree(parameter: Parameter) -> Iterator[Parameter]:
    yield parameter
    for member in parameter.members:
        yield from _tree(member)
