"""The table of phrasings as the reading uses it: words it reserves, and the rows that may cover some items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from callsheet.extract.rules import lexicon
from callsheet.extract.rules.guards import CLOSERS
from callsheet.extract.rules.phrasing import GUARDS, Phrasing, compiled, needed, words_in
from callsheet.extract.rules.phrasings import CLASSES, OPEN, ROWS
from callsheet.extract.rules.spoken import WORDS


@cache
def reserved() -> frozenset[str]:
    """Words of the table: alone and unmarked they are never taken for a name or value."""
    classes = {word for name, group in CLASSES if name not in OPEN for word in group.split("|")}
    return frozenset(classes.union(GUARDS, WORDS, *(words_in(row.pattern) for row in ROWS))) - {"...", ","}


@cache
def chinese_words() -> frozenset[str]:
    """What runs of Chinese characters are parted into."""
    return frozenset(word for word in reserved() | CLOSERS if word[:1] >= "\u3400") | lexicon.CHINESE


@cache
def _compiled(pattern: str) -> tuple[tuple[frozenset[str], ...], re.Pattern[str]]:
    return needed(pattern, CLASSES), compiled(pattern, CLASSES)


def covering(items: Sequence[str]) -> Iterator[tuple[Phrasing, re.Match[str]]]:
    """The rows that cover these items from end to end, in order."""
    text, words = "".join(f"{item} " for item in items), frozenset(items)
    for row in ROWS:
        parts, expression = _compiled(row.pattern)
        if any(words.isdisjoint(part) for part in parts):
            continue
        match = expression.fullmatch(text)
        if match is not None:
            yield row, match
