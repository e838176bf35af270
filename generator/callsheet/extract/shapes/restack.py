"""Tables that a scraper took apart, each cell a paragraph of its own, put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from callsheet.extract.claims.types import type_of
from callsheet.extract.names import NAME
from callsheet.extract.words.columns import Column, column_of
from callsheet.layers.document import Block, Row, Table, Text
from callsheet.layers.place import Place, digest_of

_MONEY = re.compile(r"(?:US)?[$€¥£]\s?\d[\d.,]*(?:\s?/\s?\w+)?|\d[\d.,]*\s?(?:credits?|USD)|[-—–]")
_SHORT = 60
_MIN_COLUMNS = 3


def restacked(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with every run of such paragraphs replaced by a table."""
    out: list[Block] = []
    at = 0
    while at < len(blocks):
        end = at
        while end < len(blocks) and _plain(blocks[end]):
            end += 1
        if end - at < 2 * _MIN_COLUMNS:
            out.extend(blocks[at : max(end, at + 1)])
        else:
            out.extend(_run([block for block in blocks[at:end] if isinstance(block, Text)]))
        at = max(end, at + 1)
    return out


def _plain(block: Block) -> bool:
    return isinstance(block, Text) and block.kind == "paragraph"


def _run(texts: Sequence[Text]) -> list[Block]:
    """One run of paragraphs: what stands before the header stays, the rest becomes rows."""
    for start in range(len(texts) - 2 * _MIN_COLUMNS + 1):
        width = _header(texts[start : start + 12])
        if width:
            return [*texts[:start], *_parameters(texts[start : start + width], texts[start + width :])]
        priced = _prices(texts, start)
        if priced:
            return [*texts[:start], priced, *texts[start + _length(priced) :]]
    return list(texts)


def _header(texts: Sequence[Text]) -> int:
    """How many paragraphs from the first on are column names, if the first two are a name's and a type's."""
    seen: list[Column] = []
    for text in texts:
        column = column_of(text.text) if len(text.text) <= _SHORT else None
        if column is None or column in seen:
            break
        seen.append(column)
    return (
        len(seen) if len(seen) >= _MIN_COLUMNS and seen[0] in ("name", "response") and "type" in seen else 0
    )


def _parameters(header: Sequence[Text], cells: Sequence[Text]) -> list[Block]:
    """Rows begin where a name is followed by a type; a row's spare paragraphs go on its last cell."""
    columns = [column_of(text.text) for text in header]
    offset = columns.index("type")
    starts = [at for at in range(len(cells)) if _starts(cells, at, offset)]
    if not starts:
        return [*header, *cells]
    bounds = [*starts, len(cells)]
    width = len(header)
    rows = [
        _row([text.text for text in cells[low:high]], width, cells[low].at) for low, high in pairwise(bounds)
    ]
    names = tuple(text.text for text in header)
    return [Table(header=names, rows=tuple(rows), at=header[0].at), *cells[: starts[0]]]


def _starts(cells: Sequence[Text], at: int, offset: int) -> bool:
    if at + offset >= len(cells) or not NAME.fullmatch(cells[at].text.strip("`")):
        return False
    return (
        len(cells[at + offset].text) <= _SHORT
        and type_of(cells[at + offset].text).kind is not None
        and " " not in cells[at].text.strip()
    )


def _row(cells: Sequence[str], width: int, near: Place) -> Row:
    full = [*cells[: width - 1], "\n".join(cells[width - 1 :])]
    full += [""] * (width - len(full))
    above = near.path.rpartition("/")[0]
    key = full[0].strip("`")
    return Row(
        cells=tuple(full),
        at=Place(path=f"{above}/{key}" if above else key, digest=digest_of(" | ".join(full))),
    )


def _prices(run: Sequence[Text], start: int) -> Table | None:
    """A matrix of amounts: a corner, heads, then rows of a label and amounts."""
    lead = run[start : start + 10]
    first = next((at for at, text in enumerate(lead) if _MONEY.fullmatch(text.text.strip())), 0)
    width = first - 1
    if width < 2 or any(len(text.text) > _SHORT for text in lead[:first]):
        return None
    texts = run[start:]
    rows: list[Row] = []
    for at in range(width, len(texts) - width + 1, width):
        cells = [text.text for text in texts[at : at + width]]
        if len(cells[0]) > _SHORT or not all(_MONEY.fullmatch(cell.strip()) for cell in cells[1:]):
            break
        rows.append(_row(cells, width, texts[at].at))
    if not rows:
        return None
    return Table(header=tuple(text.text for text in texts[:width]), rows=tuple(rows), at=texts[0].at)


def _length(table: Table) -> int:
    return len(table.header) * (len(table.rows) + 1)
