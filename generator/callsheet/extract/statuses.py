"""States that a job may be in, as the page lists them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from callsheet.extract.claims.lists import read_list
from callsheet.extract.outline import Spot
from callsheet.extract.words.columns import column_of
from callsheet.layers.document import Field, Table, Text

_NAMES = re.compile(r"(?:.*[._])?(?:task_?|job_?)?(?:status|state)$", re.IGNORECASE)
_SAYS = re.compile(
    r"\b(?:status(?:es)?|states?)\b[^.\n`]{0,40}?(?:\bis\b|\bare\b|\bone of\b|[:：]|\breturns\b)\s*|状态[^。\n`]{0,10}[:：]",
    re.IGNORECASE,
)
_ARROWS = re.compile(
    r"\b(\w+)\s*(?:→|->|=>)\s*(\w+)(?:\s*(?:→|->|=>|\bor\b|/|,)\s*(\w+))?(?:\s*(?:→|->|=>|\bor\b|/|,)\s*(\w+))?"
)
_WORD = re.compile(r"[A-Za-z][A-Za-z_ -]{2,30}")
_KNOWN = re.compile(
    r"queue|pend|process|progress|run|start|wait|generat|creat|dispatch|submit|success|succe|complet|finish|done|ready|fail|error|cancel|abort|expire|timeout|reject|moderat|block|init|dream",
    re.IGNORECASE,
)


def statuses_of(spots: Sequence[Spot]) -> tuple[str, ...]:
    """In order of first mention."""
    return tuple(dict.fromkeys(status for spot in spots for status in _of(spot)))


def _of(spot: Spot) -> Iterator[str]:
    block = spot.block
    if isinstance(block, Table):
        listed = spot.part == "statuses" and column_of(block.header[0]) != "name"
        for row in block.rows:
            first = row.cells[0].strip("` ")
            if listed and _KNOWN.search(first) and _WORD.fullmatch(first):
                yield first
            elif _NAMES.fullmatch(first):
                yield from (word for cell in row.cells[1:] for word in _spans(cell))
    elif isinstance(block, Text):
        for found in _SAYS.finditer(block.text):
            yield from _kept(read_list(block.text, found.end()).items)
            arrows = _ARROWS.match(block.text, found.end())
            yield from _kept([group for group in arrows.groups() if group] if arrows else [])
    elif isinstance(block, Field) and _NAMES.fullmatch(block.name):
        yield from _spans(block.text)


def _spans(text: str) -> Iterator[str]:
    yield from _kept(re.findall(r"`([^`\n]+)`", text))


def _kept(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        plain = word.strip("\"' ")
        if _WORD.fullmatch(plain) and _KNOWN.search(plain):
            yield plain
