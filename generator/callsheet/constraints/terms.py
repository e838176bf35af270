"""Terms of a relation: a number, a parameter's name, ``{length: p}``, ``{items: p}``, ``{"+": [t, t]}``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from callsheet.constraints.cursor import Cursor
from callsheet.constraints.kleene import evaluate
from callsheet.layers.facts import Json
from callsheet.layers.model import Parameter
from callsheet.layers.rule import Arithmetic, Compare, Constant, Items, Length, Term, Value

_OPERATORS: dict[str, Literal["+", "-", "*", "/"]] = {"*": "*", "+": "+", "-": "-", "/": "/"}


def term(raw: Json, parameters: Mapping[str, Parameter]) -> Term:
    """``term("seconds", parameters)`` is ``Value("seconds")``; raises ConstraintError."""
    return read_term(Cursor(raw, (), parameters))


def read_term(at: Cursor) -> Term:
    """The term at a place of a rule."""
    if isinstance(at.value, str):
        return Value(at.parameter().path)
    if not isinstance(at.value, dict):
        return Constant(at.number())
    members = at.only(("length", "items", *_OPERATORS))
    if len(members) != 1:
        raise at.error("one of length, items, +, -, *, / is needed here")
    ((key, member),) = members.items()
    return _counted(key, member) if key in ("length", "items") else _arithmetic(key, member)


def _counted(key: str, at: Cursor) -> Term:
    parameter = at.parameter()
    if key == "items":
        if parameter.type != "array":
            raise at.error(f"{parameter.path} is no array")
        return Items(parameter.path)
    if parameter.type not in ("string", "file"):
        raise at.error(f"{parameter.path} is no string")
    return Length(parameter.path)


def _arithmetic(key: str, at: Cursor) -> Term:
    sides = at.sequence(at_least=2)
    if len(sides) != 2:
        raise at.error(f"{key} takes two terms", "nest them")
    left, right = (_number(side) for side in sides)
    if key == "/" and evaluate(Compare(right, "=", Constant(0)), {}):
        raise sides[1].error("this divides by zero", "such a term never has a value")
    return Arithmetic(left, _OPERATORS[key], right)


def _number(at: Cursor) -> Term:
    found = read_term(at)
    if isinstance(found, Value) and at.parameters[found.path].type not in ("integer", "number"):
        raise at.error(f"{found.path} is no number")
    return found
