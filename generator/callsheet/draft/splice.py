"""Changes to a text by spans: what is not changed keeps every byte, comments and all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Put ``text`` in the place of the characters from ``start`` up to ``end``."""

    start: int
    end: int
    text: str


def splice(text: str, edits: Iterable[Edit]) -> str:
    """All edits at once; those at one place in the order given. Their spans must not overlap."""
    parts, done = [], 0
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        assert edit.start >= done, "edits overlap"
        parts += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*parts, text[done:]])


def after_line(text: str, end: int) -> int:
    """Where the line that ``end`` stands in is over: behind its comment and line feed.

    Folded scalars end, for the parser, behind the blank lines below them; for us, with their last word.
    """
    found = text.find("\n", len(text[:end].rstrip()))
    return len(text) if found < 0 else found + 1
