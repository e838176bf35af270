"""Text to syntax tree, by the grammar beside this file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from lark import Lark, Tree, UnexpectedInput
from lark.lexer import Token

from callsheet.constraints.cursor import Cursor


@cache
def _parser() -> Lark:
    text = files(__package__).joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(text, parser="lalr", maybe_placeholders=False)


def parse(text: str, at: Cursor) -> list[Tree[Token]]:
    """The dependencies of ``text``, each the tree of one of the grammar's four forms."""
    try:
        tree = _parser().parse(text)
    except UnexpectedInput as problem:
        place = f"line {problem.line}, column {problem.column}"
        raise at.error(f"this is not IDL: {place}", "a dependency ends with a semicolon") from None
    return [
        child for found in tree.find_data("dependency") for child in found.children if isinstance(child, Tree)
    ]
