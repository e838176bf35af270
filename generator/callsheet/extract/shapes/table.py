"""A table with a column of names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from callsheet.extract.entry import Entry, Group
from callsheet.extract.names import name_of, tells
from callsheet.extract.outline import Spot
from callsheet.extract.shapes.labels import add, label_of
from callsheet.extract.words.columns import Column, column_of
from callsheet.extract.words.sections import Part, group_of
from callsheet.layers.document import Row, Table

_ALONE = re.compile(r"`?[a-z_][\w.]*`?(?:\[\])?`?(?:\s?[(（][^()（）]{0,30}[)）])?")
NO_REQUEST: frozenset[Part] = frozenset(("response", "headers", "errors", "statuses"))
_LOOSE: frozenset[Part] = frozenset(("prices", "example", "related"))
_WORDS_IN_DEFAULT = 3
_TELLING: frozenset[Column] = frozenset(("type", "required", "optional", "default", "values", "range"))


def columns_of(table: Table) -> list[Column | None]:
    """What each column holds; an unnamed first column beside a type or a requirement holds the names."""
    columns = [column_of(head) for head in table.header]
    if columns and "name" not in columns and _TELLING & set(columns):
        first = table.header[0].strip()
        names = sum(bool(name_of(row.cells[0]).names) for row in table.rows)
        if columns[0] in (None, "title") and (not first or names * 2 > len(table.rows)):
            columns[0] = "name"
    return columns


def is_parameters(spot: Spot, table: Table) -> bool:
    """Whether a table lists what may be sent. Property sheets, headers and responses do not."""
    columns = columns_of(table)
    held = set(columns)
    if "name" not in held or "value" in held or spot.part in NO_REQUEST:
        return False
    strong = bool(_TELLING & held)
    if not strong and (spot.part in _LOOSE or not {"description", "example", "min", "max"} & held):
        return False
    at = columns.index("name")
    names = [name for row in table.rows for name in name_of(row.cells[at]).names[:1]]
    if strong:
        return len(names) * 2 > len(table.rows)
    return (
        spot.part == "request"
        and len(names) * 4 >= len(table.rows) * 3
        and sum(map(tells, names)) * 3 >= len(names) * 2
    )


def group(spot: Spot, table: Table, before: str = "") -> Group:
    """The rows as entries; ``before`` is the text above, which may be nothing but their parent's name."""
    columns = columns_of(table)
    at = columns.index("name")
    entries: list[Entry] = []
    dropped = []
    for row in table.rows:
        made = _entries(row, columns, at, group_of(spot.headings))
        entries.extend(made)
        if not made:
            dropped.append((row.at, " | ".join(row.cells)))
    return Group(
        entries=tuple(entries),
        headings=spot.headings,
        index=spot.index,
        shape="table",
        parent="".join(name_of(before.replace("`", "")).names[:1]) if _ALONE.fullmatch(before) else "",
        taken=frozenset((spot.index,)),
        dropped=tuple(dropped),
    )


def _entries(row: Row, columns: Sequence[Column | None], at: int, required: bool | None) -> list[Entry]:  # noqa: FBT001
    said = name_of(row.cells[at])
    cells: dict[Column, str] = {}
    for index, (column, cell) in enumerate(zip(columns, row.cells, strict=True)):
        if index != at and cell.strip():
            role: Column = column if column is not None and column != "name" else "description"
            cells[role] = f"{cells[role]}\n{cell}" if role in cells else cell
    _sort(cells)
    if said.note:
        cells["type"] = f"{cells['type']}, {said.note}" if "type" in cells else said.note
    title = cells.pop("title", None) or said.title
    return [
        Entry(
            name=name,
            cells=cells,
            at=row.at,
            required=said.required if said.required is not None else required,
            depth=said.depth,
            title=title,
            location=cells.get("location", ""),
        )
        for name in said.names
    ]


def _sort(cells: dict[Column, str]) -> None:
    """Part a default from the labelled lines below it; a sentence in its cell beside no description is one."""
    first, *rest = cells.get("default", "").split("\n")
    labels = [label_of(line) for line in rest]
    if rest and all(labels):
        cells["default"] = first
        for column, text in filter(None, labels):
            add(cells, column, text)
    elif len(first.split()) > _WORDS_IN_DEFAULT and not rest and not cells.get("description", "").strip():
        cells["description"] = cells.pop("default")
