"""IDL text to statements: each dependency is one of the kinds that we have anyway."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from lark import Tree
from lark.lexer import Token

from callsheet.constraints.cursor import Cursor
from callsheet.constraints.idl.grammar import parse
from callsheet.constraints.idl.predicates import branches, named_choices, predefined, predicate
from callsheet.constraints.kind import Statement
from callsheet.constraints.kinds.all_or_none import AllOrNone
from callsheet.constraints.kinds.forbid import Forbid
from callsheet.constraints.kinds.only_one import OnlyOne
from callsheet.constraints.kinds.or_ import Or
from callsheet.constraints.kinds.relation import Relation
from callsheet.constraints.kinds.requires import Requires
from callsheet.constraints.kinds.zero_or_one import ZeroOrOne
from callsheet.layers.rule import All, Compare, Constant, Expr, In, Value

_PREDEFINED: Final[dict[str, Callable[[tuple[Expr, ...]], Statement]]] = {
    "AllOrNone": lambda choices: AllOrNone(choices=choices),
    "OnlyOne": lambda choices: OnlyOne(choices=choices),
    "Or": lambda choices: Or(choices=choices),
    "ZeroOrOne": lambda choices: ZeroOrOne(choices=choices),
}


def statements(at: Cursor) -> list[Statement]:
    """The dependencies of the IDL text at ``at``; raises ConstraintError for what is no IDL or ill-typed."""
    if not isinstance(at.value, str):
        raise at.error("IDL text is needed here")
    return [_statement(tree, at) for tree in parse(at.value, at)]


def _statement(tree: Tree[Token], at: Cursor) -> Statement:
    match tree.data:
        case "conditional":
            when, require = (predicate(child, at) for child in branches(tree))
            return Requires(when=when, require=require)
        case "predefined":
            name, choices = named_choices(tree, at)
            return _PREDEFINED[name](choices)
        case "not_predefined":
            return Forbid(condition=predefined(*named_choices(branches(tree)[0], at)))
        case _:
            return _relation(predicate(tree, at))


def _relation(expr: Expr) -> Statement:
    """A dependency of its own binds only where its parameters have values; nested it demands them."""
    match expr:
        case Compare(left, op, right):
            return Relation(left=left, op=op, right=right)
        case In(path, (value,)):
            return Relation(left=Value(path), op="=", right=Constant(value))
        case _:
            return Requires(when=All(()), require=expr)
