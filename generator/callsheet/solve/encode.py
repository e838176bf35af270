"""Expressions of the rule language as z3 formulas over a space."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any as Anything
from typing import Final

import z3

from callsheet.layers.model import Model
from callsheet.layers.rule import (
    All,
    Any,
    Arithmetic,
    Compare,
    Constant,
    Contains,
    Count,
    Expr,
    In,
    Items,
    Length,
    Matches,
    Not,
    Order,
    Sent,
    Term,
    Value,
)
from callsheet.solve.space import Space
from callsheet.solve.view import Part, View, fixed

_ORDERS: Final[dict[Order, Callable[[Anything, Anything], Anything]]] = {
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    ">": operator.gt,
    ">=": operator.ge,
}
_ARITHMETIC: Final[dict[str, Callable[[Anything, Anything], Anything]]] = {
    "*": operator.mul,
    "+": operator.add,
    "-": operator.sub,
    "/": operator.truediv,
}


class Encoder:
    """``Encoder(model, space).formula(rule.violation)``: the model tells the defaults."""

    def __init__(self, model: Model, space: Space) -> None:
        self.space = space
        self._parameters = model.at_path()
        self._views: dict[str, View] = {}

    def formula(self, expr: Expr) -> z3.BoolRef:
        """Holds of exactly the requests of which ``expr`` does."""
        match expr:
            case Sent(path):
                return self.space.sent(self._parameters[path])
            case In(path, values):
                return z3.Or([self._view(path).equals(value) for value in values])
            case Contains(path, values):
                return z3.Or([self._view(path).contains(value) for value in values])
            case Matches(path, pattern):
                return self._view(path).matches(pattern)
            case Compare(left, op, right):
                return self._compare(self.term(left), op, self.term(right))
            case Not(of):
                return z3.Not(self.formula(of))
            case All(of):
                return z3.And([self.formula(each) for each in of])
            case Any(of):
                return z3.Or([self.formula(each) for each in of])
            case Count(of, op, n):
                return _counted([self.formula(each) for each in of], op, n)

    def _view(self, path: str) -> View:
        if path not in self._views:
            self._views[path] = self.space.view(self._parameters[path])
        return self._views[path]

    def term(self, term: Term) -> dict[str, Part]:
        """What a term may be, by sort: number, text, flag."""
        match term:
            case Value(path):
                view = self._view(path)
            case Constant(value):
                view = fixed(value, self.space.texts)
            case Length(path):
                return _only("number", self._view(path).length)
            case Items(path):
                return _only("number", self._view(path).items)
            case Arithmetic(left, op, right):
                return self._arithmetic(left, op, right)
        return {**_only("number", view.number), **_only("text", view.text), **_only("flag", view.flag)}

    def _arithmetic(self, left: Term, op: str, right: Term) -> dict[str, Part]:
        a, b = self.term(left).get("number"), self.term(right).get("number")
        if a is None or b is None:
            return {}
        divisible = [b[1] != 0] if op == "/" else []
        return {"number": (z3.And(a[0], b[0], *divisible), _ARITHMETIC[op](_real(a[1]), _real(b[1])))}

    @staticmethod
    def _compare(left: dict[str, Part], op: Order, right: dict[str, Part]) -> z3.BoolRef:
        sorts = left.keys() & right.keys()
        if op not in ("=", "!="):
            sorts &= {"number"}
        return z3.Or([_compared(left[sort], op, right[sort]) for sort in sorted(sorts)])


def _compared(left: Part, op: Order, right: Part) -> z3.BoolRef:
    a, b = left[1], right[1]
    if z3.is_arith(a) and a.sort() != b.sort():
        a, b = _real(a), _real(b)
    return z3.And(left[0], right[0], _ORDERS[op](a, b))


def _only(sort: str, part: Part | None) -> dict[str, Part]:
    return {} if part is None else {sort: part}


def _real(term: Anything) -> Anything:
    """Division of whole numbers is exact too."""
    return z3.ToReal(term) if term.is_int() else term


def _counted(parts: list[z3.BoolRef], op: Order, n: int) -> z3.BoolRef:
    ones = [(part, 1) for part in parts]
    at_least: Callable[[int], z3.BoolRef] = lambda k: z3.PbGe(ones, k) if parts else z3.BoolVal(k <= 0)  # noqa: E731
    match op:
        case ">=":
            return at_least(n)
        case ">":
            return at_least(n + 1)
        case "<":
            return z3.Not(at_least(n))
        case "<=":
            return z3.Not(at_least(n + 1))
        case "=":
            return z3.And(at_least(n), z3.Not(at_least(n + 1)))
        case "!=":
            return z3.Or(z3.Not(at_least(n)), at_least(n + 1))
