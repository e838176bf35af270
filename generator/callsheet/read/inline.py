"""Inline marks to plain text: code spans keep their backticks, ``<br>`` is a newline, all else is only its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from callsheet.read import limits

_BREAK = re.compile(r"<br\b[^<>]{0,20}>", re.IGNORECASE)
_CODE = re.compile(r"</?(?:code|kbd|tt)\b[^<>]{0,200}>", re.IGNORECASE)
_NO_TAG = re.compile(
    r"</?(?:string|str|object|number|integer|int|float|boolean|bool|any|file|file_?id|url|uri|[a-z]+_[a-z_]+)>",
    re.IGNORECASE,
)
_CROWDED = 400
"""Brackets, stars and backticks in one paragraph; above it, reading its marks may take quadratic time."""


_LABEL = re.compile(r"(?:[A-Z][A-Za-z]{2,20}(?: [a-z]{2,12}){0,2}|[\u4e00-\u9fff]{2,6})[:：](?!//)")
"""Lines that begin so are attributes, each for itself, and no lines of one sentence."""


def plain(parser: MarkdownIt, text: str) -> str:
    """The words of one paragraph or cell."""
    if len(text) > limits.INLINE or len(re.findall(r"[\[*_`<&]", text)) > _CROWDED:
        return _stripped(text)
    if _BREAK.search(text):
        return _tidy("\n".join(_line(parser, part) for part in _BREAK.split(text)))
    return _line(parser, text)


def _line(parser: MarkdownIt, text: str) -> str:
    """One line of a cell: a code span never reaches over ``<br>``, so a back-tick left open is a slip."""
    if text.count("`") == 1:
        text = text.replace("`", "")
    tokens = parser.parseInline(text)
    return _join(tokens[0].children or []) if tokens else ""


def is_strong(parser: MarkdownIt, text: str) -> bool:
    """Whether the whole paragraph is one bold run."""
    if not text.startswith(("**", "__")) or len(text) > 200:
        return False
    tokens = parser.parseInline(text)
    children = [token for token in (tokens[0].children or []) if token.type != "text" or token.content]
    return (
        bool(children)
        and children[0].type == "strong_open"
        and children[-1].type == "strong_close"
        and (sum(token.type == "strong_open" for token in children) == 1)
    )


def _join(tokens: Sequence[Token]) -> str:
    out: list[str] = []
    for token, after in pairwise([*tokens, None]):
        if token is None:
            break
        if token.type == "code_inline":
            out.append(f"`{token.content}`")
        elif token.type == "softbreak":
            line = "".join(out).rpartition("\n")[2]
            out.append("\n" if _LABEL.match(after.content if after else "") or _labelled(line) else " ")
        elif token.type == "hardbreak":
            out.append("\n")
        elif token.type == "html_inline":
            out.append(_html(token.content))
        elif token.type == "image":
            out.append(token.content)
        else:
            out.append(token.content)
    return _tidy("".join(out))


def _labelled(line: str) -> bool:
    """Whether a line is a label with its value, and does not go on in the next: ``Options: 5, 9``."""
    return _LABEL.match(line) is not None and not line.rstrip().endswith((",", "、", "，", ";", "|", "/"))


def _html(tag: str) -> str:
    """A tag's worth in words; ``<string>`` in ``array<string>`` is no tag."""
    if _BREAK.fullmatch(tag):
        return "\n"
    return tag if _NO_TAG.fullmatch(tag) else "`" if _CODE.fullmatch(tag) else ""


def _stripped(text: str) -> str:
    """A long or crowded paragraph: links and emphasis stay as they are written."""
    return _tidy(re.sub(r"\\([\\`*_{}\[\]()#+.!|~$<>-])", r"\1", _BREAK.sub("\n", text)))


def _tidy(text: str) -> str:
    """Fold runs of blanks; mark-up like ``<code>a</code><mark><code>*</code></mark>`` leaves empty spans."""
    text = text.replace("``", "") if "``" in text and "```" not in text else text
    return re.sub(r"[ \t]{2,}", " ", re.sub(r" ?\n ?", "\n", text)).strip(" \n\t")
