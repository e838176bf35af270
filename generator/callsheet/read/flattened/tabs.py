"""Tables copied with tabs between cells; a long last cell runs on over the lines below its row."""

from __future__ import annotations

import re

_MIN_CELLS = 3
_DEEPEST = 3
_TYPES = frozenset(
    ["string", "str", "integer", "int", "number", "float", "boolean", "bool", "array", "object", "list"]
)
_IDENTIFIER = re.compile(r"[a-z]\w{0,40}")
_SECTION = re.compile(
    r"(?:request|response) (?:body|headers?|(?:(?:path|query|body) )?param(?:eter)?s)|请求体|请求头|请求参数|响应体|响应参数",
    re.IGNORECASE,
)
"""A line that is a section's name ends a table."""
_HEADS = frozenset(
    [
        "field",
        "parameter",
        "parameters",
        "name",
        "property",
        "key",
        "param",
        "argument",
        "参数",
        "参数名",
        "参数名称",
        "字段",
        "字段名",
        "字段名称",
        "名称",
    ]
)
"""First cells of headers."""


def tabs_to_pipes(text: str) -> str:
    """Every such table as a pipe table. A line without tabs belongs to the row above, unless a new header follows it."""
    lines = text.split("\n")
    out: list[str] = []
    header: list[str] = []
    rows: list[list[str]] = []
    for index, line in enumerate(lines):
        cells = [cell.strip() for cell in line.split("\t")]
        following = lines[index + 1].split("\t") if index + 1 < len(lines) else [""]
        if (len(cells) >= _MIN_CELLS and not header) or (len(cells) > 1 and _is_header(cells, header)):
            _flush(out, header, rows)
            header, rows = cells, []
        elif header and rows and _is_member(cells, header):
            rows.append([_taken_back(rows[-1]), *cells])
        elif header and len(cells) >= 2:
            rows.append(cells)
        elif header and _SECTION.fullmatch(line.strip()):
            _flush(out, header, rows)
            header, rows = [], []
            out.append(line)
        elif header and rows and not (len(following) > 1 and _is_header(following, header)):
            rows[-1][-1] = f"{rows[-1][-1]}<br>{line.strip()}".removeprefix("<br>")
        else:
            _flush(out, header, rows)
            header, rows = [], []
            out.append(line)
    _flush(out, header, rows)
    return "\n".join(out)


def _is_header(cells: list[str], header: list[str]) -> bool:
    """A row that begins as the header did, or as headers do."""
    return cells[0].strip() == (header or [""])[0] or cells[0].strip().lower() in _HEADS


def _is_member(cells: list[str], header: list[str]) -> bool:
    """A row that begins with its type: the name, and those of what it is a member of, stand on lines of their own above."""
    return len(cells) == len(header) - 1 and cells[0].lower() in _TYPES


def _taken_back(row: list[str]) -> str:
    """``camera`` and ``pan`` as ``camera.pan``, from the end of the last cell of the row above."""
    kept, names = row[-1].split("<br>"), list[str]()
    while len(kept) > 1 and len(names) < _DEEPEST and (not kept[-1] or _IDENTIFIER.fullmatch(kept[-1])):
        last = kept.pop()
        names = [last, *names] if last else names
    row[-1] = "<br>".join(kept)
    return ".".join(names)


def _flush(out: list[str], header: list[str], rows: list[list[str]]) -> None:
    if header:
        out += ["", _piped(header), "|" + "---|" * len(header), *map(_piped, rows), ""]


def _piped(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
