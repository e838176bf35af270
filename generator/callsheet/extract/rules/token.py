"""Text → tokens: words, code spans, numbers with units, punctuation; words that ran together are parted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from callsheet.extract.rules.lexicon import words

Kind = Literal["word", "code", "number", "mark", "url"]

_TOKEN = re.compile(
    r"""(?P<url>https?://[^\s|)>\]]+)
      | `+(?P<tick>[^`\n]{1,80})`+
      | "(?P<double>[^"“”\n]{1,40})" | “(?P<curly>[^“”\n]{1,40})” | (?<![\w*])'(?P<single>[^'\n]{1,40})'(?!\w)
      | ‘(?P<curled>[^‘’\n]{1,40})’(?!\w) | 「(?P<corner>[^「」\n]{1,40})」
      | (?P<number>\d{1,12}(?::\d{1,5}(?!\d)|[xX×*]\d{2,5}(?!\d)|\.\d{1,9})?(?:[A-Za-z%]{1,7}(?![A-Za-z0-9_]))?)
      | (?P<word>[A-Za-z_][A-Za-z0-9_]{0,79}(?:'(?:s|t|ll|re)\b)?(?:\[\])?)
      | (?P<cjk>[\u3400-\u9fff]+)
      | (?P<mark><=|>=|!=|==|≤|≥|≠|\n|[^\s\w])""",
    re.VERBOSE,
)
_PLAIN = str.maketrans("’，。；：（）？！＝／—–【】\u00a0", "',\n;:()?!=/--[] ")
"""Typographic marks as the tokens have them; a Chinese full stop ends a sentence as a line's end does."""
_NEVER_SPLIT = 60
"""Longer words than this are left whole: no page glues that many."""


@dataclass(frozen=True, slots=True)
class Token:
    """``Token("code", "auto_controls", 24, 39, True)``: offsets into the text, and whether a space stands before it."""

    kind: Kind
    text: str
    start: int
    end: int
    spaced: bool

    @property
    def word(self) -> str:
        """Lower-case text of a word or mark; empty for a code span, so that no code span passes for a word."""
        return self.text.lower() if self.kind in ("word", "mark") else ""


def tokens_of(
    text: str, known: Callable[[str], bool], segment: Callable[[str], Iterable[str]]
) -> list[Token]:
    """All tokens of a text, in one pass.

    ``known`` says whether a string is a name or value of the page (dotted names and glued words are parted with
    it); ``segment`` parts a run of Chinese characters into words.
    """
    found: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(text.translate(_PLAIN)):
        spaced = match.start() > end or not found
        end = match.end()
        found += _tokens_at(match, spaced=spaced, known=known, segment=segment)
    return _join_dotted(found, known)


def _tokens_at(
    match: re.Match[str],
    *,
    spaced: bool,
    known: Callable[[str], bool],
    segment: Callable[[str], Iterable[str]],
) -> list[Token]:
    kind, text, start = match.lastgroup or "mark", match.group(match.lastgroup or 0), match.start()
    if kind in ("word", "number", "cjk"):
        pieces = list(segment(text)) if kind == "cjk" else parted(text, known)
        return _in_line(pieces, start, spaced=spaced)
    if kind in ("mark", "url"):
        return [Token("mark" if kind == "mark" else "url", text, start, match.end(), spaced)]
    return _code(text.strip(), start, match.end(), known, spaced=spaced)


_ASSIGNED = re.compile(
    r"""["']?([A-Za-z_][\w.\[\]]*)["']?\s*(==?|!=|:|>=|<=|[<>])\s*["']?([^"'=<>{}]{1,40}?)["']?"""
)


def _code(text: str, start: int, end: int, known: Callable[[str], bool], *, spaced: bool) -> list[Token]:
    """A code span is one token; `mode=fast` is a name, a mark and a value."""
    said = _ASSIGNED.fullmatch(text)
    if said is None or not known(said[1]):
        return [Token("code", text.strip("\"'“”‘’") or text, start, end, spaced)]
    return [
        Token("code", said[1], start, end, spaced),
        Token("mark", said[2], end, end, False),
        Token("code", said[3], end, end, False),
    ]


def _in_line(pieces: list[str], start: int, *, spaced: bool) -> list[Token]:
    out: list[Token] = []
    for piece in pieces:
        kind: Kind = "number" if piece[0].isdigit() else "word"
        out.append(Token(kind, piece, start, start + len(piece), spaced if not out else False))
        start += len(piece)
    return out


GLUE = words(
    "a accepts an and are as at by for from if in is just not of on only or requires set sets than the to "
    "use uses via when with"
)
"""Words found glued to a code span that lost its marks: ``10sis not supported withhdr``."""


_TRUTH = ("true", "false")


def parted(word: str, known: Callable[[str], bool]) -> list[str]:
    """``withhdr`` → with, hdr. A word that is known, or cannot be parted in full, stays whole."""
    if len(word) > _NEVER_SPLIT or word.lower() in GLUE or known(word):
        return [word]
    best: list[list[tuple[str, bool]] | None] = [[], *([None] * len(word))]
    for end in range(1, len(word) + 1):
        for start in range(end):
            head, piece = best[start], word[start:end]
            if head is None or piece[0] == "_" or not (piece in GLUE or piece in _TRUTH or known(piece)):
                continue
            if best[end] is None or len(head) + 1 < len(best[end] or ()):
                best[end] = [*head, (piece, piece not in GLUE)]
    way = best[-1]
    return [piece for piece, _ in way] if way and any(name for _, name in way) else [word]


def _join_dotted(tokens: list[Token], known: Callable[[str], bool]) -> list[Token]:
    """``lumaParams`` ``.`` ``duration`` → one token, where the page has that name."""
    out: list[Token] = []
    for token in tokens:
        if (
            len(out) > 1
            and out[-1].text == "."
            and not (token.spaced or out[-1].spaced)
            and out[-2].kind == "word"
        ):
            joined = f"{out[-2].text}.{token.text}"
            if known(joined):
                out[-2:] = [Token("word", joined, out[-2].start, token.end, out[-2].spaced)]
                continue
        out.append(token)
    return out
