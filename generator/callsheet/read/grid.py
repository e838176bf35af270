"""An HTML table as a grid: spans repeated, nested tables left to themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborNode

from callsheet.read import limits


def grid_of(table: LexborNode, words_of: Callable[[LexborNode], str]) -> list[list[str]]:
    """Rows of cells, the header first. ``colspan`` and ``rowspan`` repeat the cell, clamped to 64."""
    grid: list[list[str]] = []
    pending: dict[int, tuple[int, str]] = {}
    for row in _rows(table):
        cells: list[str] = []
        for cell in row.iter():
            if cell.tag not in ("td", "th"):
                continue
            _carry(cells, pending)
            text = words_of(cell).strip()
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            for _ in range(min(across, limits.TABLE_COLUMNS + 1 - len(cells))):
                if down > 1:
                    pending[len(cells)] = (down - 1, text)
                cells.append(text)
        _carry(cells, pending)
        if cells:
            grid.append(cells)
        if len(grid) > limits.TABLE_ROWS:
            break
    return grid


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    """The table's own rows; those of a table in a cell are that cell's words."""
    for part in table.iter():
        if part.tag == "tr":
            yield part
        elif part.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in part.iter() if row.tag == "tr")


def _carry(cells: list[str], pending: dict[int, tuple[int, str]]) -> None:
    """Fill in what spans down from rows above."""
    while len(cells) in pending:
        left, text = pending[len(cells)]
        if left > 1:
            pending[len(cells)] = (left - 1, text)
        else:
            del pending[len(cells)]
        cells.append(text)


def _span(cell: LexborNode, name: str) -> int:
    value = (cell.attributes.get(name) or "1").strip()
    if not value.isdecimal():
        return 1
    return min(max(int(value[:9]), 1), limits.SPAN)
