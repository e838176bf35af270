"""Syntax trees of IDL to expressions. A bare parameter means "is sent"; ``p == v`` sent and equal."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, Literal

from lark import Tree
from lark.lexer import Token

from callsheet.constraints.cursor import Cursor
from callsheet.constraints.exact import exact
from callsheet.constraints.idl.names import path_of
from callsheet.layers.model import Parameter
from callsheet.layers.rule import (
    All,
    Any,
    Arithmetic,
    Compare,
    Constant,
    Count,
    Expr,
    In,
    Matches,
    Not,
    Order,
    Sent,
    Term,
    Value,
)

_ORDER: Final[dict[str, Order]] = {"!=": "!=", "<": "<", "<=": "<=", "==": "=", ">": ">", ">=": ">="}
_OPERATOR: Final[dict[str, Literal["+", "-", "*", "/"]]] = {"*": "*", "+": "+", "-": "-", "/": "/"}
_NUMBERS: Final = ("integer", "number")
_STRINGS: Final = ("string", "file")


def predicate(tree: Tree[Token], at: Cursor) -> Expr:
    """The expression of any node below a dependency; raises ConstraintError for what is ill-typed."""
    match tree.data:
        case "any" | "all":
            parts = tuple(predicate(child, at) for child in branches(tree))
            joined = Any if tree.data == "any" else All
            return parts[0] if len(parts) == 1 else joined(parts)
        case "negation" | "not_predefined":
            return Not(predicate(branches(tree)[0], at))
        case "predefined":
            return predefined(*named_choices(tree, at))
        case "presence":
            return Sent(_parameter(branches(tree)[0], at).path)
        case _:
            return _comparison(tree, at)


def branches(tree: Tree[Token]) -> list[Tree[Token]]:
    return [child for child in tree.children if isinstance(child, Tree)]


def _tokens(tree: Tree[Token]) -> list[str]:
    return [str(child) for child in tree.children if isinstance(child, Token)]


def named_choices(tree: Tree[Token], at: Cursor) -> tuple[str, tuple[Expr, ...]]:
    """``("Or", (…, …))`` of ``Or(a, b)``."""
    return _tokens(tree)[0], tuple(predicate(child, at) for child in branches(tree))


def predefined(name: str, choices: tuple[Expr, ...]) -> Expr:
    """``ZeroOrOne`` and ``OnlyOne`` count all of their arguments."""
    match name:
        case "Or":
            return Any(choices)
        case "OnlyOne":
            return Count(choices, "=", 1)
        case "ZeroOrOne":
            return Count(choices, "<=", 1)
        case _:
            return Any((All(choices), Not(Any(choices))))


def _comparison(tree: Tree[Token], at: Cursor) -> Expr:
    first, *others = branches(tree)
    match tree.data:
        case "like":
            pattern = _tokens(tree)[0][1:-1]
            return Matches(_typed(_parameter(first, at), at, _STRINGS, pattern).path, pattern)
        case "flagged":
            order, word = _tokens(tree)
            return _equal(_parameter(first, at), order, (word == "true",), at)
        case "worded":
            words = tuple(token[1:-1] for token in _tokens(others[0]))
            return _equal(_parameter(first, at), _tokens(tree)[0], words, at)
        case "compared":
            number = _number(others[0])
            parameter = _typed(_parameter(first, at), at, _NUMBERS, number)
            if _tokens(tree)[0] == "==":
                return In(parameter.path, (number,))
            return Compare(Value(parameter.path), _ORDER[_tokens(tree)[0]], Constant(number))
        case "arithmetic":
            order = _ORDER[_tokens(tree)[0]]
            return Compare(_operation(first, at), order, Constant(_number(others[0])))
        case _:
            return _relation(_parameter(first, at), _ORDER[_tokens(tree)[0]], _parameter(others[0], at), at)


def _relation(left: Parameter, order: Order, right: Parameter, at: Cursor) -> Expr:
    sorts = {
        "number" if p.type in _NUMBERS else "string" if p.type in _STRINGS else p.type for p in (left, right)
    }
    if len(sorts) > 1 or (sorts != {"number"} and order not in ("=", "!=")):
        raise at.error(
            f"{left.path} ({left.type}) and {right.path} ({right.type}) are not comparable by {order}"
        )
    return Compare(Value(left.path), order, Value(right.path))


def _equal(parameter: Parameter, order: str, values: tuple[str | bool, ...], at: Cursor) -> Expr:
    _typed(parameter, at, ("boolean",) if isinstance(values[0], bool) else _STRINGS, values[0])
    if order == "==":
        return In(parameter.path, values)
    if order == "!=":
        unequal = tuple(Compare(Value(parameter.path), "!=", Constant(value)) for value in values)
        return unequal[0] if len(unequal) == 1 else All(unequal)
    raise at.error(f"{parameter.path} is compared with text by {order}", "only == and != compare text")


def _typed(parameter: Parameter, at: Cursor, wanted: tuple[str, ...], value: object) -> Parameter:
    if parameter.type not in wanted:
        raise at.error(f"ill-typed: {parameter.path} is of type {parameter.type}, {value!r} is not")
    return parameter


def _parameter(tree: Tree[Token], at: Cursor) -> Parameter:
    written = _tokens(tree)[0]
    name = written[1:-1] if written.startswith("[") else written
    return at.named(name if name in at.parameters else path_of(name))


def _number(tree: Tree[Token]) -> int | Decimal:
    return exact(Decimal(_tokens(tree)[0]))


def _operation(tree: Tree[Token], at: Cursor) -> Term:
    """``a + b * c``: products first, as everybody reads it."""
    if tree.data == "value":
        parameter = _typed(_parameter(branches(tree)[0], at), at, _NUMBERS, "an operand")
        return Value(parameter.path)
    first, *others = (_operation(child, at) for child in branches(tree))
    sums: list[Term] = [first]
    signs: list[str] = []
    for operator, operand in zip(_tokens(tree), others, strict=True):
        if operator in "*/":
            sums[-1] = Arithmetic(sums[-1], _OPERATOR[operator], operand)
        else:
            signs.append(operator)
            sums.append(operand)
    return _chain(sums, signs)


def _chain(terms: list[Term], signs: list[str]) -> Term:
    total = terms[0]
    for sign, term in zip(signs, terms[1:], strict=True):
        total = Arithmetic(total, _OPERATOR[sign], term)
    return total
