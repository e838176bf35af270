"""The notation of the table of phrasings, and how a row matches a clause.

A pattern is written as the clause is read once names, values and lists have become pieces:

    A B        a group: a parameter, a value, a condition, or a list of them; A may be left out where the row's
               own parameter is meant, which is written [A]
    C          a group that is a condition on the whole clause
    N          a number that is no parameter's value
    a|b        either word
    [a b]      may be missing
    (a b / c)  either sequence
    WORD       a word class, from ``CLASSES``
    ...        any words

A pattern must cover its clause from end to end: a clause with one word too many stays unclaimed. Guards ("when A
is v", "with B", "for C") are taken off both ends before, and handed to the meaning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from callsheet.extract.rules.condition import Group
from callsheet.extract.rules.lexicon import words
from callsheet.layers.facts import Json

CONDITIONAL = words("when whenever if while once until after 当 如果 若")
"""Words that open a condition: "when A and B" means both."""
NEGATIVE = words("unless without except-when 除非 除")
"""Words that open the opposite of a condition."""
GUARDS = (
    words("for with in at on by to using under where against during to-use 在 对 对于 如")
    | CONDITIONAL
    | NEGATIVE
)
"""All words that open a guard."""

_PART = re.compile(r"[\[\]()]|/(?= )|[^\s\[\]()]+")
_SLOT = "(?:(?P<{0}_of>both|either|any-of|all-of|one-of|at-least-one-of) )?<(?P<{0}>\\d+)> "


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """``when hdr is true`` → Guard(word="when", group=…): a condition on the whole clause."""

    word: str
    group: Group
    leading: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A clause as a row reads it."""

    a: Group | None
    b: Group | None = None
    number: int | None = None
    guards: tuple[Guard, ...] = ()
    types: Mapping[str, str] = field(default_factory=dict)
    """Parameter name → its type."""
    listed: Mapping[str, Sequence[Json]] = field(default_factory=dict)
    """Parameter name → its values, where the page lists them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A rule without its place."""

    kind: str
    all: tuple[Json, ...] = ()
    field: str | None = None
    value: Json = None
    fields: tuple[str, ...] = ()
    weak: bool = False
    """Said as a consequence ("… returns an error"): counts only where no other sentence says the same."""


Meaning = Callable[[Reading], Sequence[Draft]]
"""What a row says of a reading; empty where it says nothing that holds between two parameters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence of our own, and the gist of each rule that it must yield.

    ``row`` is the parameter in whose row it stands. The parameters are those of ``tests/extract/rules``.
    """

    text: str
    rules: tuple[str, ...] = ()
    row: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrasing:
    """One row: a pattern, its meaning, and an example."""

    pattern: str
    means: Meaning
    example: Example
    more: tuple[Example, ...] = field(default=())


def compiled(pattern: str, classes: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    """The pattern as an expression over space-ended items; without repetition, so matching is linear."""
    table = dict(classes)
    return re.compile("".join(_expression(part, table) for part in _PART.findall(pattern)))


def _expression(part: str, table: Mapping[str, str]) -> str:
    if part in "[(":
        return "(?:"
    if part in "])/":
        return {"]": ")?", ")": ")", "/": "|"}[part]
    if part in ("A", "B", "C", "G"):
        return _SLOT.format(part)
    if part == "N":
        return "#(?P<N>\\d+) "
    if part == "...":
        return "(?:\\S+ ){1,30}?"
    if part.isupper() and part in table:
        return f"(?:{table[part]}) "
    choice = "|".join(table.get(word) or re.escape(word) for word in part.split("|"))
    return f"(?:{choice}) "


def needed(pattern: str, classes: tuple[tuple[str, str], ...]) -> tuple[frozenset[str], ...]:
    """For each part that no match lacks, the words it may be: a cheap test before the expression."""
    table, depth, found = dict(classes), 0, []
    for part in _PART.findall(pattern):
        depth += (part in "[(") - (part in "])")
        if depth == 0 and part not in "]/)..." and part not in ("A", "B", "C", "N"):
            found.append(
                frozenset(one for word in part.split("|") for one in table.get(word, word).split("|"))
            )
    return tuple(found)


def words_in(pattern: str) -> frozenset[str]:
    """The literal words of a pattern."""
    return frozenset(
        word.lower()
        for part in _PART.findall(pattern)
        if part not in "[]()/" and not part.isupper()
        for word in part.split("|")
    )
