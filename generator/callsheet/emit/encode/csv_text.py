"""CSV: what spreadsheets open without running it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from callsheet.emit.encode.python_text import one_line


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """RFC 4180 with plain line ends; a cell that a spreadsheet would take for a formula begins with an apostrophe."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([_cell(each) for each in row] for row in rows)
    return stream.getvalue()


def _cell(value: str) -> str:
    plain = one_line(value).encode("ascii", "backslashreplace").decode("ascii")
    return f"'{plain}" if plain[:1] in ("=", "+", "-", "@") else plain
