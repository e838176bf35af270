"""Conflicts marked where they stand: a comment at the end of the line, put there and taken away by updates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from callsheet.draft.node import data_of
from callsheet.draft.tree import compose
from callsheet.layers.diagnostic import CallsheetError, Diagnostic
from callsheet.layers.place import Position

CONFLICTS: Final = frozenset({"CU101", "CU102", "CU103", "CU107", "CU108", "CU111", "CU113"})
"""Where page and spec disagree, and only a person can say which holds."""
_MARK: Final = re.compile(
    r"[ \t]+# conflict: CU\d{3}(?:, CU\d{3})*(?:(?P<more>[ \t]+(?!#)\S)|(?=[ \t]|$))", re.MULTILINE
)


def unmarked(text: str) -> str:
    """What people wrote behind a mark stays a comment."""
    return _MARK.sub(lambda found: f"  #{found['more']}" if found["more"] else "", text)


def marked(text: str, findings: Iterable[Diagnostic], file: str) -> str:
    """``findings`` are those of this very text. Where a mark would be read as a value there is none."""
    codes: dict[int, list[str]] = {}
    for found in findings:
        if found.code in CONFLICTS and isinstance(found.where, Position):
            codes.setdefault(found.where.line, []).append(found.code)
    lines = text.split("\n")
    for number, each in codes.items():
        lines[number - 1] += f"  # conflict: {', '.join(sorted(set(each)))}"
    new = "\n".join(lines)
    return new if _says(new, file) == _says(text, file) else text


def _says(text: str, file: str) -> object:
    try:
        return data_of(compose(text, file))
    except CallsheetError:
        return None
