"""Several parameters taken together: sums and products of numbers, lengths of strings."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import Literal

from callsheet.constraints.cursor import Cursor
from callsheet.layers.model import Type
from callsheet.layers.rule import Arithmetic, Term, Value


def read_numbers(at: Cursor) -> tuple[str, ...]:
    """Paths of at least two numeric parameters, each once."""
    return _each(at, ("integer", "number"), "number")


def read_strings(at: Cursor) -> tuple[str, ...]:
    """Paths of at least two parameters that are text, each once."""
    return _each(at, ("string", "file"), "string")


def _each(at: Cursor, types: tuple[Type, ...], word: str) -> tuple[str, ...]:
    found: list[str] = []
    for each in at.sequence(at_least=2):
        parameter = each.parameter()
        if parameter.type not in types:
            raise each.error(f"{parameter.path} is no {word}")
        if parameter.path in found:
            raise each.error(f"{parameter.path} is named twice")
        found.append(parameter.path)
    return tuple(found)


def fold(terms: Iterable[Term], op: Literal["+", "*"]) -> Term:
    """``a + b + c`` as terms of two sides."""
    return reduce(lambda left, right: Arithmetic(left, op, right), terms)


def values(paths: Iterable[str]) -> list[Term]:
    return [Value(path) for path in paths]
