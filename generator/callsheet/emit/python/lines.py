"""Lines of Python: indented, and broken where they are too long."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from callsheet.emit.encode.python_text import Code, code, join

WIDTH = 110


def indented(lines: Iterable[Code], steps: int = 1) -> list[Code]:
    return [code("    " * steps + "{}", line) for line in lines]


def call(head: Code, arguments: Sequence[Code], tail: str = "") -> list[Code]:
    """``head(a, b)``, or one argument a line where that is too long."""
    flat = code("{}({})" + tail, head, join(", ", arguments))
    if len(flat) <= WIDTH - 8:
        return [flat]
    return [code("{}(", head), *indented(code("{},", each) for each in arguments), Code(f"){tail}")]


def sequence(items: Sequence[Code]) -> Code:
    """A tuple on one line."""
    return code("({},)" if len(items) == 1 else "({})", join(", ", items))


def condition(word: str, conjuncts: Sequence[Code]) -> list[Code]:
    """``if a and b:``, or one part a line where that is too long."""
    flat = code(word + " {}:", join(" and ", conjuncts))
    if len(flat) <= WIDTH - 8:
        return [flat]
    first, *rest = conjuncts
    return [Code(f"{word} ("), *indented([first, *(code("and {}", each) for each in rest)]), Code("):")]


Branch: TypeAlias = tuple[Sequence[Code], Sequence[Code]]
"""All of some conditions, and what to do then."""


def chain(branches: Iterable[Branch], otherwise: Sequence[Code] = ()) -> list[Code]:
    """``if … elif … else``; a branch without lines passes."""
    lines: list[Code] = []
    for tests, body in branches:
        lines += condition("elif" if lines else "if", tests)
        lines += indented(body or [Code("pass")])
    if otherwise:
        lines += [Code("else:"), *indented(otherwise)] if lines else list(otherwise)
    return lines


def filled(items: Iterable[Code]) -> list[Code]:
    """Items of a display, as many to a line as fit."""
    lines: list[Code] = []
    for item in items:
        if lines and len(lines[-1]) + len(item) + 2 <= WIDTH - 14:
            lines[-1] = code("{} {},", lines[-1], item)
        else:
            lines.append(code("{},", item))
    return lines
