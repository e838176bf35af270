"""Pipe tables whose rows run on in one line, or whose header or last row is glued to prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

_RUN = re.compile(r"\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)++\|?|\|[ \t]*:?-{2,}:?[ \t]*\|")
_PIPE = re.compile(r"(?<!\\)\|")
_FENCE = re.compile(r"[ \t>]*(```|~~~)")


def split_tables(text: str) -> str:
    """Give every table its own lines. Fenced code is left alone."""
    out: list[str] = []
    fenced = False
    for line in text.split("\n"):
        fenced ^= bool(_FENCE.match(line))
        found = None if fenced or "--" not in line or "|" not in line else _RUN.search(line)
        if found is None:
            out.append(line)
        elif found.group().strip() == line.strip(" \t>"):
            _part_header(out, len(_dashes(found.group())))
            out.append(line)
        else:
            out.extend(_spread(line))
    return "\n".join(out)


def _dashes(run: str) -> list[str]:
    return re.findall(r"-{2,}", run)


def _part_header(out: list[str], width: int) -> None:
    """Part prose from the header that it ran into: ``One block.| Quality | 540p |``."""
    cells = _PIPE.split(out[-1].rstrip()) if out else []
    if cells and not cells[-1].strip():
        cells.pop()
    if len(cells) > width and cells[0].strip(" \t>"):
        prose, header = "|".join(cells[:-width]), "|".join(cells[-width:])
        out[-1:] = [prose, "", f"|{header}|"]


def _spread(line: str) -> Iterator[str]:
    """A line that holds whole tables between prose."""
    at = 0
    while found := _RUN.search(line, at):
        width = len(_dashes(found.group()))
        before = _PIPE.split(line[at : found.start()])
        if found.group().startswith("|") and before and not before[-1].strip():
            before.pop()
        prose, header = "|".join(before[:-width]), before[-width:]
        yield from (prose.strip(" |"), "", "|" + "|".join(header) + "|", "|" + "---|" * width)
        at = found.end()
        for cells, end in _rows(line, at, width):
            yield "|" + "|".join(cells) + "|"
            at = end
        yield ""
    yield line[at:].strip()


def _rows(line: str, start: int, width: int) -> Iterator[tuple[list[str], int]]:
    """Rows of ``width`` cells from ``start``, each with where it ends; a blank cell parts them."""
    cells: list[str] = []
    at = start
    for found in _PIPE.finditer(line, start):
        cell = line[at : found.start()]
        at = found.end()
        if not cells and not cell.strip():
            continue
        if not cells and "\n" not in cell and _prose(cell):
            return
        cells.append(cell)
        if len(cells) == width:
            yield cells, at
            cells = []


def _prose(cell: str) -> bool:
    """Whether what should be a row's first cell is text after the table."""
    return bool(re.match(r"\s+#{1,6} |\s*\*\*[^*]+:\*\*", cell)) or len(cell.split()) > 12
