"""A position among the tokens of one clause: words, names and connectives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from callsheet.extract.rules import lexicon
from callsheet.extract.rules.condition import Test
from callsheet.extract.rules.names import Names
from callsheet.extract.rules.token import Token
from callsheet.extract.rules.values import Values

_PHRASE = 5
"""No name is looked for in more words than this."""
ACTORS = lexicon.words("model api node service")
"""Unmarked and alone, these act; they are no parameters."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a sentence may lean on: the row it stands in, the value at the head of its bullet."""

    subject: str | None = None
    chosen: Test | None = None
    sure: bool = True
    """Whether what follows surely speaks of that value: not where several such bullets run on in one line."""


def _filler(token: Token, after: Token | None) -> bool:
    """Whether a word says nothing: "automatically" does where something is set, and not where it is ignored."""
    changes = after is not None and after.word in lexicon.CHANGED
    return token.word in lexicon.FILLER and not (token.word == "automatically" and changes)


class Cursor:
    """Every method takes a position; those that read something answer with the next one."""

    def __init__(
        self,
        tokens: Sequence[Token],
        names: Names,
        values: Values,
        context: Context,
        reserved: Callable[[str], bool],
    ) -> None:
        self.tokens = [
            token for token, after in pairwise([*tokens, None]) if token and not _filler(token, after)
        ]
        self._words = [token.word for token in self.tokens]
        self.names, self.values, self.context, self.reserved = names, values, context, reserved

    def word(self, at: int) -> str:
        """The word here, or nothing: past either end, or where a name in code stands."""
        return self._words[at] if 0 <= at < len(self._words) else ""

    def said(self, phrases: tuple[tuple[str, ...], ...], at: int) -> int | None:
        """The end of the longest of these phrases that stands here."""
        first = self.word(at)
        ends = [
            at + len(phrase)
            for phrase in phrases
            if phrase[0] == first and tuple(self._words[at : at + len(phrase)]) == phrase
        ]
        return max(ends, default=None)

    def connective(self, at: int, *, commas: bool) -> tuple[str, int] | None:
        """``, or`` → or; a comma alone counts where the caller allows it."""
        first, second = self.word(at), self.word(at + 1)
        if first == "," and (second in lexicon.OR or second in lexicon.AND):
            return second, at + 2
        if first == "and" and second == "/" and self.word(at + 2) == "or":
            return "or", at + 3
        if first in lexicon.OR or first in lexicon.AND:
            return first, at + 1
        return (",", at + 1) if first == "," and commas else None

    def longest_name(self, at: int) -> tuple[tuple[str, ...], int] | None:
        if at >= len(self.tokens):
            return None
        token = self.tokens[at]
        if token.kind == "code":
            names = self.names.named(token.text, self.context.subject, code=True)
            return (names, at + 1) if names else None
        for end in range(self._phrase_end(at), at, -1):
            words = [token.text for token in self.tokens[at:end] if token.kind != "mark"]
            if len(words) == 1 and self.reserved(words[0].lower()):
                return None
            plain = not any(self.reserved(word.lower()) for word in words)
            names = self.names.named(" ".join(words), self.context.subject, code=not plain)
            if names:
                return names, end
        return None

    def _phrase_end(self, at: int) -> int:
        end = at
        while end < min(at + _PHRASE, len(self.tokens)):
            token = self.tokens[end]
            hyphen = token.text == "-" and not token.spaced and end > at
            if not (token.kind == "word" or hyphen):
                break
            end += 1
        return end

    def bare(self, names: tuple[str, ...]) -> Test:
        if all(self.names.is_boolean(name) for name in names):
            return Test(names, "in", (True,), bare=True)
        off, on = self.values.switched(names[0]) if len(names) == 1 else ((), ())
        if not off:
            return Test(names, "set", bare=True)
        given = self.names.always(names[0])
        return Test(names, "not in" if given else "in", off if given else on, bare=True, on=on)
