"""Tables copied with tabs between cells; a long last cell runs on over the lines below its row."""

from __future__ import annotations

_MIN_CELLS = 3
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
        elif header and len(cells) >= 2:
            rows.append(cells)
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


def _flush(out: list[str], header: list[str], rows: list[list[str]]) -> None:
    if header:
        out += ["", _piped(header), "|" + "---|" * len(header), *map(_piped, rows), ""]


def _piped(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
