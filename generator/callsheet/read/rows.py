"""One line of a pipe table to its cells."""

from __future__ import annotations

import re

_PIPE = re.compile(r"(?<!\\)\|")
_KEPT = re.compile(r"`[^`]*`|\\\||\|")
DELIMITER = re.compile(r"[ \t>]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?")


def cells_of(line: str, width: int = 0) -> list[str]:
    r"""``| a | b \| c |`` as ``["a", "b | c"]``.

    A row that has more cells than the header (``width``) is split again with pipes in code spans kept.
    """
    body = re.sub(r"^[ \t>]*\|?", "", line.rstrip())
    if body.endswith("|") and not body.endswith("\\|"):
        body = body[:-1]
    cells = _PIPE.split(body)
    if width and len(cells) > width:
        cells = _spanning(body)
    return [cell.replace("\\|", "|").strip(" \t") for cell in cells]


def _spanning(body: str) -> list[str]:
    cells, at = [], 0
    for found in _KEPT.finditer(body):
        if found.group() == "|":
            cells.append(body[at : found.start()])
            at = found.end()
    return [*cells, body[at:]]
