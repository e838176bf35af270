"""Tokens → groups: names, values, states and lists of them become one piece; the words around them stay words."""

from __future__ import annotations

import re
from dataclasses import replace

from callsheet.extract.rules import lexicon
from callsheet.extract.rules.condition import Group, Test, unique
from callsheet.extract.rules.cursor import ACTORS
from callsheet.extract.rules.names import singular, words_of
from callsheet.extract.rules.stating import Stating

_SIGNS = frozenset("/+&")
_IDENTIFIER = re.compile(r"[a-z]+(?:_[a-z0-9]+)+")


class Operands(Stating):
    """Reads groups from the tokens of one clause."""

    # -- lists ---------------------------------------------------------------------------------------------------

    def group(self, at: int, *, opening: bool = False) -> tuple[Group, int] | None:
        """A list of operands: ``hdr, start_frame, or end_frame``; a word that is no operand ends it.

        In an opening guard a comma ends the list too: "if A is set, B and C …" is not one list.
        """
        start, first = at, self._item(at, opening=opening)
        if first is None:
            return None
        (test, account), at = first
        tests, joint, comma, unknown = ([test] if test else []), None, False, ""
        marks: set[str] = set()
        said = any(word in lexicon.VERBS for word in self._words[:start])
        while (step := self.connective(at, commas=not opening)) is not None:
            mark, next_at = step
            item = self._item(next_at, opening=opening)
            if item is None:
                unknown, next_at = self._unknown_item(next_at) if mark != "," else ("", next_at)
                if unknown:
                    joint, at = (mark in lexicon.AND), next_at
                break
            if mark == "," and (self._goes_on(item, tests) or (said and self.word(item[1]) in lexicon.VERBS)):
                break
            comma, joint = comma or mark == ",", joint if mark == "," else mark in lexicon.AND
            (test, more), at = item
            account = account or more
            marks |= {mark} if len(tests) < len(tests := _joined(tests, test)) else set()
        whole = joint if joint is not None else comma
        left = (unknown,) if unknown else ()
        return Group(tuple(tests), joint=whole, account=account, unknown=left, nested=_nested(marks)), at

    @staticmethod
    def _goes_on(item: tuple[tuple[Test | None, bool], int], tests: list[Test]) -> bool:
        """Whether a bare name follows a state: "when A is set, B …" is not one list."""
        test = item[0][0]
        return bool(tests) and tests[-1].is_state and test is not None and test.bare

    def _unknown_item(self, at: int) -> tuple[str, int]:
        """The last item of a list, where its words name no parameter: up to four words before the clause ends."""
        end = at
        while (
            end < len(self.tokens) and self.tokens[end].kind == "word" and not self.reserved(self.word(end))
        ):
            end += 1
        words = " ".join(token.text for token in self.tokens[at:end])
        return (words, end) if at < end <= at + 4 and end == len(self.tokens) else ("", at)

    def _item(self, at: int, *, opening: bool) -> tuple[tuple[Test | None, bool], int] | None:
        if (after := self._access(at)) is not None:
            return (None, True), after
        found = (self._taken(at) if opening else None) or self.operand(at)
        return None if found is None else ((found[0], False), found[1])

    def _access(self, at: int) -> int | None:
        """``HDR access on the account``, ``Pro or Business tier``: something that an account has."""
        for end in range(at, min(at + 5, len(self.tokens))):
            word = self.word(end)
            if word in lexicon.ACCESS:
                after = end + 1
                while self.word(after) in ("on", "for", "in", "or", "higher", "above", *lexicon.ACCESS):
                    if self.word(after) in ("on", "for", "in") and self.word(after + 1) not in lexicon.ACCESS:
                        break
                    after += 1
                return after
            if self.tokens[end].kind == "mark" or (word != "or" and self.reserved(word)):
                return None
        return None

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
        return self._pronoun(at) or self.valued(at) or self._name(at) or self._modified(at)

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
        if found is None:
            return None
        names, after = found
        code = self.tokens[at].kind == "code"
        while singular(self.word(after)) in lexicon.HEADS and (code or not self.longest_name(after)):
            after += 1
        again = self.longest_name(after)
        if again is not None and again[0] == names:
            after = again[1]
        test, end = self.stated(self.bare(names), after)
        return None if test.bare and self.word(at) in ACTORS else (test, end)

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
        if token.kind != "code" or not _IDENTIFIER.fullmatch(token.text):
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
        found = self.related(own, at) if self.word(at) in ("set", "为", "是") else self.state(own, at)
        if found is None or self.longest_name(at) is not None:
            return None
        return Group((found[0],)), found[1]


def _nested(marks: set[str]) -> bool:
    return bool(marks & _SIGNS) and bool(marks - _SIGNS)


def _joined(tests: list[Test], test: Test | None) -> list[Test]:
    """Values of one parameter are one test; a state said once is said of the names before it too."""
    if test is None:
        return tests
    last = tests[-1] if tests else None
    if last and last.op == test.op == "in" and last.names == test.names and not (last.bare or test.bare):
        return [*tests[:-1], replace(last, values=unique([*last.values, *test.values]))]
    if not test.bare and test.values in ((), (True,)):
        lacking = test.op in ("unset", "not in")
        tests = [(one.lacking() if lacking else one.given()) if one.bare else one for one in tests]
    return [*tests, test]
