"""Attributes written as labelled lines: ``Default: 5``, ``- **Required**: Yes``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from callsheet.extract.words.columns import Column, column_of

_LABEL = re.compile(r"\s*(?:[-*•]\s+)?[*_`]*([^:：\n]{1,40}?)[*_`]*\s*[:：]\s*(.*)", re.DOTALL)
_NOT_LABELS: frozenset[Column] = frozenset(("name", "title", "response", "location"))
APART = re.compile(
    r"(?<=\S)(?=(?:Possible values|Allowed values|Available options|Default|Range|Example|Pattern): ?)"
)
"""Where a label was glued to what stands before it: ``Default: 1Range: 0 - 1``."""


def label_of(line: str) -> tuple[Column, str] | None:
    """``label_of("Max Length: 1500 characters") == ("max_length", "1500 characters")``."""
    found = _LABEL.fullmatch(line)
    if not found:
        return None
    column = column_of(found.group(1))
    return None if column is None or column in _NOT_LABELS else (column, found.group(2).strip().rstrip(",;"))


def add(cells: dict[Column, str], column: Column, text: str) -> None:
    """Put a cell; a second of the same kind is added below the first."""
    cells[column] = f"{cells[column]}\n{text}" if cells.get(column) else text


def gather(cells: dict[Column, str], lines: Iterable[str]) -> None:
    """Sort lines into cells: labelled ones by label, all others into the description."""
    last: Column = "description"
    for line in lines:
        said = label_of(line)
        if said:
            last = said[0]
            add(cells, *said) if said[1] else cells.setdefault(last, "")
        elif last in ("values", "default") and re.match(r"\s*[-*•]?\s*[`\"“]", line):
            add(cells, last, line)
        else:
            add(cells, "description", line)
            last = "description"
