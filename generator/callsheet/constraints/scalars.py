"""Literals of a condition as values that a parameter can have."""

from __future__ import annotations

from decimal import Decimal

from callsheet.constraints.cursor import Cursor
from callsheet.constraints.exact import plain
from callsheet.layers.model import Parameter, Type
from callsheet.layers.rule import Scalar

_PYTHON: dict[Type, tuple[type, ...]] = {
    "boolean": (bool,),
    "file": (str,),
    "integer": (int,),
    "number": (int, Decimal),
    "string": (str,),
}


def scalar(at: Cursor, parameter: Parameter) -> Scalar:
    """The literal at ``at``, of the parameter's type and among its values; ``true`` never passes for 1."""
    value = plain(at.value)
    kinds = _PYTHON.get(parameter.type)
    if kinds is None:
        raise at.error(
            f"{parameter.path} is an {parameter.type}: it has no plain value", _INSTEAD[parameter.type]
        )
    if (
        value is None
        or isinstance(value, bool) != (parameter.type == "boolean")
        or not isinstance(value, kinds)
    ):
        raise at.error(f"{parameter.path} is of type {parameter.type}, {at.value!r} is not", "quote strings")
    if parameter.enum and value not in parameter.enum and value not in parameter.unset:
        listed = ", ".join(map(str, parameter.enum))
        raise at.error(f"{parameter.path} never has the value {at.value!r}", f"one of {listed}")
    return value


_INSTEAD: dict[Type, str] = {
    "array": "test {sent: …}, {items: …} or {contains: […]}",
    "object": "test {sent: …}, or one of its members",
}
