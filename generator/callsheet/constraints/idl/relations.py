"""Comparisons in IDL: parameter with parameter or number, a calculation with a number.

A parameter with a default takes part when it is left out too: a case for each set of those that may be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import combinations
from typing import Final

from callsheet.constraints.exact import plain
from callsheet.constraints.idl.inexpressible import Inexpressible
from callsheet.constraints.idl.names import written
from callsheet.constraints.kleene import evaluate
from callsheet.constraints.paths import paths_of
from callsheet.layers.model import Parameter
from callsheet.layers.rule import Arithmetic, Compare, Constant, Order, Term, Value

_SIGN: Final[dict[Order, str]] = {"!=": "!=", "<": "<", "<=": "<=", "=": "==", ">": ">", ">=": ">="}
_MIRROR: Final[dict[Order, Order]] = {"!=": "!=", "<": ">", "<=": ">=", "=": "=", ">": "<", ">=": "<="}


def relation(compare: Compare, parameters: Mapping[str, Parameter]) -> str:
    """The predicate; raises Inexpressible for lengths, counts, and numbers inside calculations."""
    cases = [text for text in _cases(compare, parameters) if text is not None]
    if not cases:
        raise Inexpressible(compare)
    return cases[0] if len(cases) == 1 else f"({' OR '.join(cases)})"


def _cases(compare: Compare, parameters: Mapping[str, Parameter]) -> Iterator[str | None]:
    defaulted = [path for path in paths_of(compare) if plain(parameters[path].default) is not None]
    for size in range(len(defaulted) + 1):
        for absent in combinations(defaulted, size):
            yield _case(compare, absent, parameters)


def _case(compare: Compare, absent: tuple[str, ...], parameters: Mapping[str, Parameter]) -> str | None:
    """The comparison where these are left out; None where it cannot hold then."""
    left, right = (_with_defaults(side, absent, parameters) for side in (compare.left, compare.right))
    told = [f"NOT {written(path)}" for path in absent]
    if not paths_of(Compare(left, compare.op, right)):
        if not evaluate(Compare(left, compare.op, right), {}):
            return None
        return _and(told)
    return _and([*told, _compared(left, compare.op, right)])


def _and(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({' AND '.join(parts)})"


def _with_defaults(term: Term, absent: tuple[str, ...], parameters: Mapping[str, Parameter]) -> Term:
    match term:
        case Value(path) if path in absent:
            default = plain(parameters[path].default)
            assert default is not None  # only parameters with a default are taken as left out
            return Constant(default)
        case Arithmetic(left, op, right):
            sides = (_with_defaults(side, absent, parameters) for side in (left, right))
            return Arithmetic(next(sides), op, next(sides))
        case _:
            return term


def _compared(left: Term, op: Order, right: Term) -> str:
    match left, right:
        case Constant(), _:
            return _compared(right, _MIRROR[op], left)
        case Value(a), Value(b):
            return f"{written(a)}{_SIGN[op]}{written(b)}"
        case Value(a), Constant(value):
            return f"{written(a)}{_SIGN[op]}{_constant(value)}"
        case Arithmetic(), Constant(value) if not isinstance(value, str | bool):
            return f"{_calculation(left)}{_SIGN[op]}{_constant(value)}"
        case _:
            return f"{_calculation(left)}-{_operand(right)}{_SIGN[op]}0"


def _constant(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        if "'" in value or "\n" in value:
            raise Inexpressible(value)
        return f"'{value}'"
    assert isinstance(value, int | Decimal)
    return format(Decimal(value), "f")


def _calculation(term: Term) -> str:
    match term:
        case Arithmetic(left, op, right):
            return f"{_operand(left)}{op}{_operand(right)}"
        case _:
            return _operand(term)


def _operand(term: Term) -> str:
    match term:
        case Value(path):
            return written(path)
        case Arithmetic():
            return f"({_calculation(term)})"
    raise Inexpressible(term)
