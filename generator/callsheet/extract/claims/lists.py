"""Reading a list of values where it stands: back-ticked, quoted or bare items, with the separators pages use."""

from __future__ import annotations

import re

_ITEM = re.compile(r"`([^`\n]*)`|\"([^\"\n]*)\"|“([^”\n]*)”|'([^'\n]*)'|‘([^’\n]*)’|「([^」\n]*)」")
_BARE = re.compile(r"[^\s,，、;；|()（）\[\]{}`\"“”。！=]+(?:[ _]?(?:x|×|\*)[ ]?\d+)?")
_HAN_OR = re.compile(r"(?<=[A-Za-z0-9%])(?=(?:或者?|和|及|与)[A-Za-z0-9])")
"""Chinese conjunctions stand between values without blanks: ``5或10``."""
_GAP = re.compile(
    r"[ \t]*(?:\n\s*(?:[-*•·–]|\d+[.)])?\s*|[,，、;；|]|/(?=[ \t`\"'“\w])|(?:\bor\b|\band\b|或者?|和|与|以及|及|と|または)(?=[ \t`\"'“\d\w]))"
)
_AGAIN = re.compile(r"[ \t]*(?:or|and|或|和)\b[ \t]*")
_BLANK = re.compile(r"[ \t\n\[{(]*")
_BULLET = re.compile(r"(?:[-*•·][ \t]+)?")
_NOTE = re.compile(r"[ \t]*(?:\([^()\n]{0,300}(?:\([^()\n]{0,100}\)[^()\n]{0,100})?\)|（[^（）\n]{0,300}）)")
_GLOSS = re.compile(
    r"[ \t]*(?:[:：=]|[-–—](?=\s))[ \t]*[^\n`]{1,300}?(?=\n|$|(?<=[.;,])\s+(?:[-*•]\s+)?[`\"])"
)
_MORE = re.compile(r"[ \t,]*(?:\betc\b|\.\.\.|…|\band more\b|\band others\b|等(?!于)|など)", re.IGNORECASE)
_STOP = frozenset(
    [
        "the",
        "a",
        "an",
        "is",
        "are",
        "if",
        "when",
        "for",
        "with",
        "to",
        "of",
        "in",
        "on",
        "at",
        "by",
        "this",
        "that",
        "it",
        "as",
        "which",
        "not",
        "can",
        "may",
        "will",
        "must",
        "should",
        "only",
        "e.g.",
        "i.e.",
        "where",
        "from",
        "default",
        "defaults",
        "range",
        "recommended",
        "use",
        "see",
        "per",
        "than",
    ]
)
_VALUE = re.compile(
    r"-?\d+(?:[.,]\d+)*(?:[:x×*/]\d+(?:\.\d+)?)?[A-Za-z%]{0,10}|[A-Za-z]+(?:[_./:+-][A-Za-z0-9]+)+|[A-Za-z]*\d[\w.]*|true|false|auto|none|null"
)
MAX_ITEMS = 500


class Listed:
    """A list read from ``start``: its items, where it ended, and whether the page says that it goes on."""

    __slots__ = ("end", "items", "marked", "open")

    def __init__(self, items: list[str], end: int, marked: int, *, goes_on: bool) -> None:
        self.items = tuple(items)
        self.end = end
        self.marked = marked
        """How many items were back-ticked or quoted."""
        self.open = goes_on


def read_list(text: str, start: int = 0) -> Listed:
    """Items from ``start`` on: ``"`5`, `9` (slow) or 12. More"`` gives 5, 9, 12."""
    items: list[str] = []
    marked, end = 0, start
    at = _skip(text, start)
    while at < len(text) and len(items) < MAX_ITEMS:
        item, after, quoted = _item(text, at)
        if item is None or (marked and not quoted and not value_like(item)):
            break
        items.append(item)
        marked += quoted
        end = after
        after = _note(text, after)
        if _MORE.match(text, after):
            return Listed(items, after, marked, goes_on=True)
        gap = _GAP.match(text, after)
        if gap is None:
            end = after
            break
        at = _skip(text, gap.end())
    goes_on = bool(_MORE.match(text, at)) if items else False
    return Listed(items, end, marked, goes_on=goes_on)


def _skip(text: str, at: int) -> int:
    """Past blanks, an opening bracket, bullets, and the "or" of "a, or b"."""
    for pattern in (_BLANK, _BULLET, _AGAIN):
        found = pattern.match(text, at)
        at = found.end() if found else at
    return at


def _item(text: str, at: int) -> tuple[str | None, int, bool]:
    quoted = _ITEM.match(text, at)
    if quoted:
        inner = next((group for group in quoted.groups() if group is not None), "")
        return inner.strip().strip("\"'“”"), quoted.end(), True
    bare = _BARE.match(text, at)
    if not bare:
        return None, at, False
    word = _HAN_OR.split(bare.group(), maxsplit=1)[0].rstrip(".!?:：。")
    if not word or word.lower() in _STOP:
        return None, at, False
    return word, at + len(word), False


def _note(text: str, at: int) -> int:
    """Past what explains an item: a bracket, or ``: words`` to the end of its line."""
    note = _NOTE.match(text, at)
    at = note.end() if note else at
    gloss = _GLOSS.match(text, at)
    if (gloss and "\n" in text[at : gloss.end() + 1]) or (gloss and gloss.end() == len(text)):
        return gloss.end()
    return at


def value_like(item: str) -> bool:
    """Whether a bare item looks like a value rather than a word of prose: ``540p``, ``16:9``, ``flex_1``."""
    return bool(_VALUE.fullmatch(item))
