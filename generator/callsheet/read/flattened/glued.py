"""Words that a lost code span was glued to: ``540pis not available withhdr``. The page's own tables say which."""

from __future__ import annotations

import re

_NAME = re.compile(r"[A-Za-z_]\w*(?:\.\w+)*")
_VALUE = re.compile(r"\d+(?:\.\d+)?(?:[A-Za-z]{1,3}|:\d+)")
_TOKEN = re.compile(r"(?<![\w.:`-])[A-Za-z0-9_]{1,100}(?::\d+[a-z]*)?|(?<=[a-z)]\.)[A-Za-z0-9_]{3,100}")
_RATIO = re.compile(r"\d{1,2}:\d{1,2}")
_SNAKE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+")
_GLUE = frozenset(
    [
        "a",
        "accepts",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "can",
        "cannot",
        "controls",
        "for",
        "from",
        "has",
        "have",
        "in",
        "into",
        "is",
        "it",
        "lets",
        "may",
        "must",
        "no",
        "not",
        "of",
        "off",
        "on",
        "only",
        "or",
        "past",
        "ratios",
        "requires",
        "returns",
        "set",
        "sets",
        "than",
        "that",
        "the",
        "then",
        "to",
        "under",
        "unless",
        "until",
        "use",
        "uses",
        "via",
        "when",
        "which",
        "will",
        "with",
    ]
)
_LITERALS = frozenset(("true", "false"))


def unglue(text: str) -> str:
    """Part glued words with blanks, give the lost code spans their backticks back, and start a bullet at each.

    Only words are parted that a table of this page lists in its first column, or as a value, and only from
    function words; everything else stays.
    """
    known = _listed(text)
    if not known:
        return text
    seen: dict[str, list[str] | None] = {}
    return "\n".join(line if "|" in line else _parted(line, known, seen) for line in text.split("\n"))


def _listed(text: str) -> frozenset[str]:
    names: set[str] = set()
    for line in text.split("\n"):
        if line.count("|") < 2:
            continue
        cells = [cell.strip(" `\t") for cell in line.strip("| \t").split("|")]
        if _NAME.fullmatch(cells[0]):
            names.add(cells[0])
        names.update(found.group() for cell in cells for found in _VALUE.finditer(cell[:500]))
    return frozenset(names)


def _parted(line: str, known: frozenset[str], seen: dict[str, list[str] | None]) -> str:
    bulleted = False

    def part(found: re.Match[str]) -> str:
        nonlocal bulleted
        before = found.string[max(found.start() - 1, 0) : found.start()]
        if found.group() not in seen:
            seen[found.group()] = _pieces(found.group(), known)
        pieces = seen[found.group()]
        if pieces is None:
            return found.group()
        joined = " ".join(f"`{piece}`" if piece not in _GLUE else piece for piece in pieces)
        bulleted |= before == "."
        return f"\n- {joined}" if before == "." else joined

    parted = _TOKEN.sub(part, line)
    if parted == line:
        return line
    parted = re.sub(r"`\(", "` (", re.sub(r"([,;])(?=[`\w])", r"\1 ", parted))
    return parted if not bulleted or line.lstrip().startswith("- ") else f"\n- {parted.lstrip()}\n"


def _pieces(token: str, known: frozenset[str]) -> list[str] | None:
    """``exr_exportrequireshdr`` as exr_export, requires, hdr; None where the token is one word, or no such run."""
    if token in known:
        return [token] if "_" in token else None
    if token in _GLUE or token in _LITERALS or _RATIO.fullmatch(token):
        return None
    return _run(token, known, snake=False) or _run(token, known, snake=True)


def _run(token: str, known: frozenset[str], *, snake: bool) -> list[str] | None:
    """The token as listed words and function words; ``snake`` lets it end in a name that no table lists."""
    ways: dict[int, list[str]] = {0: []}
    for end in range(1, len(token) + 1):
        for start, way in sorted(ways.items()):
            piece = token[start:end]
            unlisted = snake and end == len(token) and bool(way) and bool(_SNAKE.fullmatch(piece))
            if piece in known or piece in _GLUE or piece in _LITERALS or _RATIO.fullmatch(piece) or unlisted:
                ways[end] = [*way, piece]
                break
    pieces = ways.get(len(token), [])
    return pieces if len(pieces) > 1 and not all(piece in _GLUE for piece in pieces) else None
