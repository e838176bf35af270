"""Lines above that govern a line: "In custom mode (`custom: true`):" and the bullets below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from callsheet.extract.rules.clause import Clause
from callsheet.extract.rules.guards import CLOSERS, leading, trailing
from callsheet.extract.rules.phrasing import CONDITIONAL, GUARDS, NEGATIVE, Guard

_BULLET = re.compile(r"([ \t]*)(?:[-*•·]|\d{1,2}[.)])[ \t]+")
_OPEN = (":", "：")
_MARKS = "*_ \t"
_TAIL = "."
"""Stands for what a guard guards, where a line holds the guard alone."""
_ANNOUNCES = re.compile(
    r"\b(?:depends? on|var(?:y|ies) (?:by|with)|as follows)\b[^.]*:\W*$|(?:有关|其中|如下|不同)[，,]?(?:其中)?[:：]\W*$",
    re.IGNORECASE,
)
_CASE = re.compile(r"\b(?:if|when|while|unless|without|in|with)\b|当|如果|若|时[，,:：]|除非", re.IGNORECASE)
_MOST = 4
"""Lines above that are looked at."""


@dataclass(slots=True)
class _Lead:
    depth: int
    text: str
    opens: bool
    flat: bool | None = None
    """Whether the bullets that it opens stand at its own depth: pages lose indentation."""

    def holds(self, depth: int, *, opens: bool) -> bool:
        if depth > self.depth:
            self.flat = bool(self.flat)
            return True
        self.flat = depth == self.depth and self.opens and not opens and self.flat is not False
        return self.flat


class Leads:
    """What governs each text of a run: introductions that end in a colon, and the bullets that a bullet is nested in."""

    def __init__(self) -> None:
        self._above: list[_Lead] = []

    def over(self, text: str, depth: int) -> tuple[str, ...]:
        """The texts above this one, outermost first. Depth 0 is a paragraph, 1 a bullet, 2 a bullet within one."""
        opens = text.rstrip(_MARKS).endswith(_OPEN)
        if not depth:
            self._above.clear()
        while self._above and not self._above[-1].holds(depth, opens=opens):
            self._above.pop()
        above = tuple(lead.text for lead in self._above[-_MOST:])
        if depth or opens:
            self._above.append(_Lead(depth, text, opens))
        return above


def governed(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Where each line of a text starts, and the lines of the same text that govern it."""
    leads, at = Leads(), 0
    for line in text.split("\n"):
        if line.strip():
            found = _BULLET.match(line)
            depth = len(found.group(1)) + 1 if found else 0
            yield at, leads.over(line[found.end() :] if found else line, depth)
        at += len(line) + 1


def announces(lead: str) -> bool:
    """Whether a line only says that cases follow: "The number depends on the mode, as follows:"."""
    return _ANNOUNCES.search(lead) is not None and _CASE.search(lead) is None


def guards_of(clause: Clause) -> tuple[Guard, ...] | None:
    """The conditions that such a line lays on what is below it; nothing for a mere title, None where it is not clear."""
    items = [item for item in clause.items if item not in (":", "-", "*")]
    if not items:
        return ()
    alone = clause.group_of(items[0]) if len(items) == 1 else None
    if alone is not None:
        bare = alone.unknown or any(test.bare for test in alone.tests)
        return () if bare else (Guard(word="when", group=alone, leading=True),)
    rest, guards = leading(clause, [*items, _TAIL])
    rest = [item for item in rest if item != _TAIL and item not in CLOSERS]
    while (step := trailing(clause, rest)) is not None:
        rest, guards = list(step[0]), (*guards, replace(step[1], leading=True))
    groups = [group for item in rest if (group := clause.group_of(item)) is not None]
    stated = any(not test.bare or group.unknown for group in groups for test in group.tests)
    if stated or not _plain(rest, opened=items[0] in GUARDS and not guards):
        return None
    return tuple(guards)


def _plain(items: Sequence[str], *, opened: bool) -> bool:
    """Whether these words lay down no condition of their own."""
    return not opened and not any(
        item in CONDITIONAL or item in NEGATIVE or item in CLOSERS for item in items
    )
