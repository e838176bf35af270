"""Strings as integers: a known one has its number in the pool, all others differ by number alone.

Rules look at strings through equality, length, formats and patterns only, so this loses nothing: those are functions
of the number, known for known strings. z3's own strings come in only where a rule has a pattern.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import z3

from callsheet.layers.format import PATTERNS
from callsheet.layers.model import Format

_SIZES: Final[dict[Format, Callable[[z3.ArithRef], z3.BoolRef]]] = {
    "date-time": lambda n: z3.Or(n == 20, n >= 22),
    "email": lambda n: n >= 3,
    "uri": lambda n: n >= 3,
    "uuid": lambda n: n == 36,
}
"""The lengths that strings of a format have: every one of these occurs."""


class Texts:
    """A pool of strings with what is known of them: ``facts`` are what a solver must be told."""

    def __init__(self) -> None:
        self.length = z3.Function("length", z3.IntSort(), z3.IntSort())
        self.string = z3.Function("string", z3.IntSort(), z3.StringSort())
        self.known: list[str] = []
        self.facts: list[z3.BoolRef] = []
        self.patterned: list[z3.ArithRef] = []
        self.patterns: list[str] = []
        """For each LIKE pattern, a string that matches it."""
        self._formats: dict[Format, z3.FuncDeclRef] = {}
        self.id_of("")

    def id_of(self, text: str) -> z3.IntNumRef:
        """The number of a known string."""
        if text not in self.known:
            self.known.append(text)
            number = z3.IntVal(len(self.known) - 1)
            self.facts.append(self.length(number) == len(text))
            self.facts.extend(self._formatted(name, len(self.known) - 1) for name in self._formats)
            self.facts.extend(self._spelled(one, len(self.known) - 1) for one in self.patterned)
        return z3.IntVal(self.known.index(text))

    def a_text(self, number: z3.ArithRef) -> None:
        """Let ``number`` stand for a string: only one has no characters, and it is known."""
        size = self.length(number)
        self.facts.append(z3.And(size >= 0, z3.Implies(size == 0, number == 0)))

    def format_of(self, name: Format, number: z3.ArithRef) -> z3.BoolRef:
        """Whether a string has a format."""
        if name not in self._formats:
            self._formats[name] = z3.Function(f"is {name}", z3.IntSort(), z3.BoolSort())
            self.facts.extend(self._formatted(name, known) for known in range(len(self.known)))
        holds: z3.BoolRef = self._formats[name](number)
        self.facts.append(z3.Implies(holds, _SIZES[name](self.length(number))))
        return holds

    def _formatted(self, name: Format, known: int) -> z3.BoolRef:
        fits = re.fullmatch(PATTERNS[name], self.known[known]) is not None
        holds = self._formats[name](z3.IntVal(known))
        return holds if fits else z3.Not(holds)

    def like(self, pattern: str, number: z3.ArithRef) -> z3.BoolRef:
        """Whether a string matches a LIKE pattern."""
        text = self.string(number)
        self.patterns.append(pattern.replace("*", "").replace(".", "x"))
        if not self.is_patterned(number):
            self.facts.append(z3.Length(text) == self.length(number))
            self.facts.extend(self._spelled(number, known) for known in range(len(self.known)))
            self.facts.extend((text == self.string(one)) == (number == one) for one in self.patterned)
            self.patterned.append(number)
        return z3.InRe(text, _expression(pattern))

    def is_patterned(self, number: z3.ArithRef) -> bool:
        """Whether some rule asks a pattern of it."""
        return any(number.eq(other) for other in self.patterned)

    def _spelled(self, number: z3.ArithRef, known: int) -> z3.BoolRef:
        return (self.string(number) == z3.StringVal(self.known[known])) == (number == known)


def _expression(pattern: str) -> z3.ReRef:
    """``*`` is any run of characters, ``.`` any one."""
    one = z3.AllChar(z3.ReSort(z3.StringSort()))
    parts = [z3.Star(one) if c == "*" else one if c == "." else z3.Re(z3.StringVal(c)) for c in pattern]
    return z3.Concat(*parts) if len(parts) > 1 else parts[0] if parts else z3.Re(z3.StringVal(""))
