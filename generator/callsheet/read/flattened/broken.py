"""Tables whose rows were broken at the ends of their cells, and tables that stand too close to other text."""

from __future__ import annotations

import re

_DELIMITER = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+\|?[ \t]*")
_PIPE = re.compile(r"(?<!\\)\|")
_LONGEST_ROW = 40
_MIN_COLUMNS = 3


def mend_tables(text: str) -> str:
    """One row a line, and a blank line before what is no row."""
    out: list[str] = []
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        out.append(lines[at])
        width = len(re.findall(r"-{2,}", lines[at])) if _DELIMITER.fullmatch(lines[at]) else 0
        at += 1
        if width:
            _set_apart(out)
            rows, at = _joined(lines, at, width) if width >= _MIN_COLUMNS else ([], at)
            out.extend(rows)
    return "\n".join(out)


def _set_apart(out: list[str]) -> None:
    """A blank line between the rows of the table before and the text or header after them."""
    start = len(out) - 2
    while start > 0 and out[start - 1].strip() and not _PIPE.search(out[start - 1]):
        start -= 1
    if start > 0 and _PIPE.search(out[start - 1]):
        out.insert(start, "")
        if start + 1 < len(out) - 2:
            out.insert(len(out) - 2, "")


def _joined(lines: list[str], at: int, width: int) -> tuple[list[str], int]:
    """The rows from ``at`` on, if the first is broken, and where they end."""
    if at >= len(lines) or not 0 < len(_PIPE.findall(lines[at])) < width - 1:
        return [], at
    rows: list[str] = []
    while at < len(lines) and _PIPE.search(lines[at]):
        end = _end(lines, at, width)
        if end is None:
            break
        rows.append(_row(lines[at:end]))
        at = end
    return rows, at


def _end(lines: list[str], at: int, width: int) -> int | None:
    """Where the row that begins at ``at`` has all its pipes."""
    pipes = 0
    for end in range(at, min(at + _LONGEST_ROW, len(lines))):
        pipes += len(_PIPE.findall(lines[end]))
        if pipes >= width:
            return end + 1 if pipes == width and lines[end].rstrip().endswith("|") else None
    return None


def _row(lines: list[str]) -> str:
    cells = _PIPE.split("\n".join(lines))
    return "| " + " | ".join(re.sub(r"\n+", "<br>", cell.strip()) for cell in cells[:-1]) + " |"
