"""Text whose layout was lost on the way, put back into Markdown's lines. Repairs only move line ends and blanks."""

from __future__ import annotations

from callsheet.read.flattened.broken import mend_tables
from callsheet.read.flattened.plain import from_plain, is_plain
from callsheet.read.flattened.runs import unrun
from callsheet.read.flattened.tables import split_tables
from callsheet.read.flattened.tabs import tabs_to_pipes

__all__ = ["repaired"]


def repaired(text: str) -> str:
    """Markdown with one row, heading and bullet a line."""
    if is_plain(text):
        return from_plain(mend_tables(split_tables(tabs_to_pipes(text))))
    return split_tables(unrun(text))
