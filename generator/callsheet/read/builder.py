"""Blocks in reading order, each with its place. All readers build documents through this."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from callsheet.layers.document import Block, Code, Data, Field, Heading, Row, Table, Text
from callsheet.layers.facts import Json
from callsheet.layers.place import Place, digest_of
from callsheet.read import limits
from callsheet.read.decode import breaking
from callsheet.read.refusals import refusal

ASIDE = 7
"""Level of a title that is no heading: a bold line, a tab, an accordion. It is no part of a place."""


class Builder:
    """Collects blocks. Places are the headings from the second level down, then a number or a row's key."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.blocks: list[Block] = []
        self.notes: list[str] = []
        self._headings: list[tuple[int, str]] = []
        self._ordinal = 0
        self._tables = 0

    def heading(self, level: int, text: str) -> None:
        """A heading; one without text ends the title of an aside."""
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        if text:
            self._headings.append((level, text))
        self._ordinal = self._ordinal if level == ASIDE else 0
        self.blocks.append(Heading(level=level, text=text, at=self._place("", text)))

    def text(
        self, text: str, kind: Literal["paragraph", "item", "note"] = "paragraph", depth: int = 0
    ) -> None:
        text = breaking(text)
        if text.strip():
            self._ordinal += 1
            self.blocks.append(
                Text(
                    text=text.strip(" \n\t"), at=self._place(str(self._ordinal), text), kind=kind, depth=depth
                )
            )

    def extend(self, text: str, depth: int) -> bool:
        """Join a further paragraph of a list item to its first; False where the last block is no such item."""
        last = self.blocks[-1] if self.blocks else None
        if not isinstance(last, Text) or last.kind != "item" or last.depth != depth:
            return False
        self.blocks.pop()
        self._ordinal -= 1
        self.text(f"{last.text}\n{text}", "item", depth)
        return True

    def code(self, language: str, text: str) -> None:
        if text.strip():
            self.blocks.append(Code(language=language, text=text, at=self._place("code", text)))

    def data(self, kind: Literal["openapi", "json-schema"], value: Json, text: str) -> None:
        self.blocks.append(Data(kind=kind, value=value, at=self._place("schema", text)))

    def field(self, name: str, attributes: Mapping[str, str], text: str) -> None:
        said = " ".join((name, *attributes.values(), text))
        self.blocks.append(
            Field(name=name, attributes=dict(attributes), text=breaking(text), at=self._place(name, said))
        )

    def table(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Rows are made as wide as the header; what is too wide or too long is refused (CR110)."""
        self._tables += 1
        width = len(header)
        if width > limits.TABLE_COLUMNS or len(rows) > limits.TABLE_ROWS or self._tables > limits.TABLES:
            raise refusal(self.page, "CR110", f"table {self._tables}: {len(rows)} rows of {width} columns")
        made = tuple(self._row(header, row) for row in rows)
        self.blocks.append(
            Table(header=_cells(header), rows=made, at=self._place("table", " | ".join(header)))
        )

    def _row(self, header: Sequence[str], cells: Sequence[str]) -> Row:
        width = len(header)
        kept = (*cells[: width - 1], "\n".join(cells[width - 1 :])) if len(cells) > width else tuple(cells)
        full = (*_cells(kept), *[""] * (width - len(kept)))
        key = full[0].strip("` *\u00a0\n") or "row"
        return Row(cells=full, at=self._place(key, " | ".join(full)))

    def _place(self, last: str, text: str) -> Place:
        above = [title for level, title in self._headings if 1 < level < ASIDE]
        return Place(path="/".join((*above, last) if last else above), digest=digest_of(text))


def _cells(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(breaking(each).rstrip(" ") for each in words)
