"""Bytes to text that is what it looks like: UTF-8, no control, invisible or bidirectional characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from callsheet.draft.finding import error
from callsheet.layers.diagnostic import CallsheetError, Diagnostic
from callsheet.layers.place import Position

MAX_BYTES: Final = 1 << 20
"""Far above any hand-written spec; keeps hostile files from costing seconds."""
MAX_LINE: Final = 10_000
"""The scanner takes time that grows with the square of some lines."""


def decode(data: str | bytes, file: str) -> str:
    """The text with line feeds as line ends. Raises CallsheetError (CS101, CS102, CS107)."""
    start = Position(file=file, line=1, column=1)
    if len(data) > MAX_BYTES:
        raise CallsheetError(error("CS107", start, f"larger than {MAX_BYTES} bytes"))
    text = (_utf8(data, file) if isinstance(data, bytes) else data).replace("\r\n", "\n")
    findings = list(_findings(text, file))
    if findings:
        raise CallsheetError(*findings)
    return text


def _utf8(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as problem:
        before = data[: problem.start]
        line, column = before.count(b"\n") + 1, problem.start - before.rfind(b"\n")
        where = Position(file=file, line=line, column=column)
        raise CallsheetError(error("CS101", where, "not UTF-8", "save the file as UTF-8")) from None


def _findings(text: str, file: str) -> Iterator[Diagnostic]:
    """The first forbidden character of each line, for the first few lines that have one; lines without end."""
    longest = max(map(len, text.split("\n")))
    if longest > MAX_LINE:
        where = Position(
            file=file, line=1 + [len(line) for line in text.split("\n")].index(longest), column=1
        )
        yield error("CS107", where, f"a line of {longest} characters", f"at most {MAX_LINE}")
    bad = ((n, line) for n, line in enumerate(text.split("\n"), 1) if forbidden(line) is not None)
    for found, (number, line) in enumerate(bad):
        if found == 10:
            return
        column = forbidden(line) or 0
        where = Position(file=file, line=number, column=column + 1)
        yield error("CS102", where, f"{spell(line[column])} is not allowed", _hint(line[column]))


def forbidden(text: str) -> int | None:
    """Index of the first character that cannot be seen for what it is: controls, bidi marks, odd spaces."""
    if text.isprintable() and "\ufffd" not in text:
        return None
    return next(i for i, char in enumerate(text) if not char.isprintable() or char == "\ufffd")


def spell(char: str) -> str:
    """``U+202E RIGHT-TO-LEFT OVERRIDE``."""
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".strip()


def _hint(char: str) -> str:
    return {
        "\t": "use spaces",
        "\ufeff": "save without a byte order mark",
        "\u00a0": "use a plain space",
    }.get(char, "remove it, or write it as an escape in a quoted string where it is meant")
