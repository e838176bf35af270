"""One operand: a name, a value, or a name with its state or value."""

from __future__ import annotations

import re

from callsheet.extract.rules import lexicon
from callsheet.extract.rules.condition import Group, Test, fields_of
from callsheet.extract.rules.cursor import ACTORS
from callsheet.extract.rules.modes import longest
from callsheet.extract.rules.names import singular, words_of
from callsheet.extract.rules.stating import Stating

IDENTIFIER = re.compile(r"[a-z]+(?:_[a-z0-9]+)+")

_MORE = lexicon.phrases("multiple | several | more than one | more than 1")
_MODE = 9
"""Tokens of a mode's name, with its hyphens."""
_MODE_NOUNS = lexicon.words("mode workflow scenario")
_ON = lexicon.words("on in for with during under")
"""Before a mode's name of one word, which may be a verb elsewhere."""


class Operand(Stating):
    """Reads single operands from the tokens of one clause."""

    # -- one operand ---------------------------------------------------------------------------------------------

    def operand(self, at: int) -> tuple[Test, int] | None:
        """A name, a value, or a name with its state or value: ``duration is set to 10s``."""
        word = self.word(at)
        if word in lexicon.LACKING or word in lexicon.TAKING:
            inner = self._assigned(at + 1) or self.operand(at + 1)
            if inner is not None and (word not in lexicon.GIVEN or inner[1] > at + 1):
                test, after = inner
                return (test.lacking(), after) if word in lexicon.LACKING else (test.given(), after)
            return None
        if (
            singular(word) in lexicon.KINDS
            and at + 1 < len(self.tokens)
            and self.tokens[at + 1].kind == "code"
        ):
            return self.operand(at + 1)
        return (
            self._mode(at)
            or self._pronoun(at)
            or self.valued(at)
            or self._given_for(at)
            or self._many(at)
            or self._name(at)
            or self._modified(at)
        )

    def _mode(self, at: int) -> tuple[Test, int] | None:
        """``on extend``, ``Image-to-video mode``: a mode that the page defines by what is sent."""
        found = longest(self.names.modes, self._words[at : at + _MODE])
        if found is None:
            return None
        key, after = found[0], at + found[1]
        named = singular(self.word(after)) in _MODE_NOUNS
        if len(key) == 1 and not named and self.word(at - 1) not in _ON:
            return None
        cases = self.names.modes[key]
        names = tuple(dict.fromkeys(name for case in cases for name in fields_of(case)))
        return Test(names, "set", cases=cases), after + named

    def _given_for(self, at: int) -> tuple[Test, int] | None:
        """``image is provided for X``."""
        told = singular(self.word(at)) in lexicon.HEADS and self.word(at + 1) in lexicon.LINKING
        if (
            not told
            or self.word(at + 2) not in lexicon.GIVEN
            or self.word(at + 3) not in ("for", "in", "via", "as")
        ):
            return None
        named = self.longest_name(at + 4)
        return (self.bare(named[0]).given(), named[1]) if named else None

    def _taken(self, at: int) -> tuple[Test, int] | None:
        """``set X to v``, ``enable X``."""
        if self.word(at) not in lexicon.TAKE:
            return None
        named = self._assigned(at + 1) or self._name(at + 1)
        return (named[0].given(), named[1]) if named else None

    def _assigned(self, at: int) -> tuple[Test, int] | None:
        """``X to v``, after a verb."""
        named = self.longest_name(at)
        if named is None or self.word(named[1]) != "to":
            return None
        values = self.values_of(named[0][0], named[1] + 1)
        return (Test(named[0], "in", values[0]), values[1]) if values else None

    def _pronoun(self, at: int) -> tuple[Test, int] | None:
        word, both = self.word(at), f"{self.word(at)}-{self.word(at + 1)}"
        if both in lexicon.CHOSEN and self.context.chosen and self.word(at + 2) in lexicon.LINKING:
            return (self.context.chosen, at + 4) if self.word(at + 3) in lexicon.GIVEN else None
        if self.context.subject is None:
            return None
        for phrase, length in ((both, 2), (word, 1)):
            this = phrase == "this" and self.word(at + 1) in lexicon.THIS
            if this or phrase in lexicon.SUBJECTS:
                return self.stated(self.bare((self.context.subject,)), at + length)
        return None

    def _name(self, at: int) -> tuple[Test, int] | None:
        found = self.longest_name(at)
        if found is None or self._measures(at):
            return None
        names, after = found
        code = self.tokens[at].kind == "code"
        if (self.word(after), self.word(after + 1)) == ("sub", "-"):
            after += 2
        while singular(self.word(after)) in lexicon.HEADS and (code or not self.longest_name(after)):
            after += 1
        again = self.longest_name(after)
        if again is not None and again[0] == names:
            after = again[1]
        test, end = self.stated(self.bare(names), after)
        acts = self.word(at) in ACTORS or (self.word(at) == "mode" and self._qualified(at))
        return None if test.bare and acts else (test, end)

    def _many(self, at: int) -> tuple[Test, int] | None:
        """``multiple images are supplied in X``, ``more than one X``: more than one item of an array."""
        after = self.said(_MORE, at)
        if after is None:
            return None
        noun = after + (singular(self.word(after)) in lexicon.HEADS)
        given = noun > after and self.word(noun) in lexicon.LINKING and self.word(noun + 1) in lexicon.GIVEN
        placed = noun + 2 + (self.word(noun + 2) in ("in", "to", "via", "for", "with")) if given else after
        named = self.longest_name(placed)
        if named is None or len(named[0]) != 1 or self.names.facts[named[0][0]].type != "array":
            return None
        name, end = named[0][0], named[1]
        while singular(self.word(end)) in lexicon.HEADS:
            end += 1
        if not given and self.word(end) in lexicon.LINKING and self.word(end + 1) in lexicon.GIVEN:
            end += 2
        return Test((name,), "set", cases=(([["items", name], ">", 1],),)), end

    def _measures(self, at: int) -> bool:
        """Whether an unmarked measure is one of the medium right before it: "audio duration" is no `duration`."""
        if not at or self.tokens[at].kind == "code" or singular(self.word(at)) not in lexicon.MEASURED:
            return False
        before = self.longest_name(at - 1)
        return before is not None and before[1] == at and before[0] != self.names.named(self.tokens[at].text)

    def _qualified(self, at: int) -> bool:
        """Whether a word of no parameter stands right before: "image-to-image mode" is no parameter either."""
        before = self.tokens[at - 1] if at else None
        return before is not None and before.kind == "word" and not self.reserved(before.word)

    def _modified(self, at: int) -> tuple[Test, int] | None:
        """Adjectives that the parameter's own description uses: ``multi-anchor keyframes``."""
        skipped: list[str] = []
        for here in range(at, min(at + 4, len(self.tokens))):
            word = self.word(here)
            if skipped and (found := self.longest_name(here)) is not None and len(found[0]) == 1:
                known = set(skipped) <= self.names.opening(found[0][0])
                return self._name(here) if known else None
            if (
                (self.tokens[here].kind != "word" and word != "-")
                or self.reserved(word)
                or any(mark.isdigit() for mark in word)
            ):
                return None
            skipped += words_of(word)
        return None

    # -- what is not said ----------------------------------------------------------------------------------------

    def own(self) -> tuple[Test, ...]:
        """The row's own parameter, where a clause names none."""
        if self.context.chosen is not None:
            return (self.context.chosen,) if self.context.sure else ()
        return (self.bare((self.context.subject,)),) if self.context.subject else ()

    def unlisted(self, at: int) -> tuple[Group, int] | None:
        """A parameter that the page names in code and no table lists: ``you must provide the `alpha_mask` video``."""
        token = self.tokens[at]
        if token.kind != "code" or not IDENTIFIER.fullmatch(token.text):
            return None
        after = at + 1
        while singular(self.word(after)) in lexicon.HEADS:
            after += 1
        return Group((Test((token.text,), "set", bare=True),)), after

    def elided(self, at: int) -> tuple[Group, int] | None:
        """``when set to v``, ``if enabled``: a state of the row's own parameter."""
        if self.context.subject is None or self.word(at) in lexicon.TAKING:
            return None
        own = self.bare((self.context.subject,))
        valued = self.word(at) in ("set", "为", "是") or (self.word(at), self.word(at + 1)) == ("not", "set")
        found = (self.related(own, at) if valued else None) or self.state(own, at)
        if found is None or self.longest_name(at) is not None:
            return None
        return Group((found[0],)), found[1]
