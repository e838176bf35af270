"""Several numbers taken together: their sum or product within bounds."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import Literal

from callsheet.constraints.cursor import Cursor
from callsheet.layers.rule import Arithmetic, Term, Value


def read_numbers(at: Cursor) -> tuple[str, ...]:
    """Paths of at least two numeric parameters, each once."""
    found = []
    for each in at.sequence(at_least=2):
        parameter = each.parameter()
        if parameter.type not in ("integer", "number"):
            raise each.error(f"{parameter.path} is no number")
        if parameter.path in found:
            raise each.error(f"{parameter.path} is named twice")
        found.append(parameter.path)
    return tuple(found)


def fold(terms: Iterable[Term], op: Literal["+", "*"]) -> Term:
    """``a + b + c`` as terms of two sides."""
    return reduce(lambda left, right: Arithmetic(left, op, right), terms)


def values(paths: Iterable[str]) -> list[Term]:
    return [Value(path) for path in paths]
