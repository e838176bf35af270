"""Tokens → groups: names, values, states and lists of them become one piece; the words around them stay words."""

from __future__ import annotations

from dataclasses import replace

from callsheet.extract.rules import lexicon
from callsheet.extract.rules.condition import Group, Test, unique
from callsheet.extract.rules.operand import IDENTIFIER, Operand
from callsheet.extract.rules.phrasing import CONDITIONAL, GUARDS, NEGATIVE

_SIGNS = frozenset("/+&")


class Operands(Operand):
    """Reads groups from the tokens of one clause."""

    def group(self, at: int, *, opening: bool = False) -> tuple[Group, int] | None:
        """A list of operands: ``hdr, start_frame, or end_frame``; a word that is no operand ends it.

        In an opening guard a comma ends the list too: "if A is set, B and C …" is not one list.
        """
        if (after := self._not_given(at)) is not None:
            return self._none_of(after, opening=opening)
        start, first = at, self._item(at, opening=opening) or self._foreign(at)
        if first is None:
            return None
        (test, account), at = first
        tests, joint, comma = ([test] if test else []), None, False
        unknown = [] if test or account else [self.tokens[start].text]
        marks: set[str] = set()
        said = self.word(0) in GUARDS - {"at"} or any(word in lexicon.VERBS for word in self._words[:start])
        nested = False
        while (step := self.connective(at, commas=not opening)) is not None:
            mark, next_at = step[0], step[1] + (self.word(step[1]) == "any")
            item = self._item(next_at, opening=opening) or self._foreign(next_at)
            if item is None:
                words, next_at = self._unknown_item(next_at) if mark != "," else ("", next_at)
                if words:
                    joint, at = (mark in lexicon.AND), next_at
                    unknown.append(words)
                break
            if mark == "," and (self._goes_on(item, tests) or (said and self.word(item[1]) in lexicon.VERBS)):
                break
            comma, joint = comma or mark == ",", joint if mark == "," else mark in lexicon.AND
            (test, more), at = item
            account = account or more
            if test is None and not more:
                unknown.append(self.tokens[next_at].text)
            nested = nested or self._said_of_all(test, tests, self._words[next_at:at])
            marks |= {mark} if len(tests) < len(tests := _joined(tests, test)) else set()
        whole = joint if joint is not None else comma
        nested = nested or _nested(marks)
        group = Group(tuple(tests), joint=whole, account=account, unknown=tuple(unknown), nested=nested)
        return (group, at) if tests or account else None

    def _foreign(self, at: int) -> tuple[tuple[Test | None, bool], int] | None:
        """A name in the form of one, beside others, that is no parameter of this page."""
        if at >= len(self.tokens) or not IDENTIFIER.fullmatch(self.tokens[at].text):
            return None
        return ((None, False), at + 1)

    @staticmethod
    def _said_of_all(test: Test | None, tests: list[Test], words: list[str]) -> bool:
        """Whether a value is said of names before it too, as in "A and B are 720p": it may be no value of theirs."""
        plural = test is not None and not test.bare and not test.is_state and "are" in words
        return plural and any(one.bare for one in tests)

    def _not_given(self, at: int) -> int | None:
        """The end of "no" or "neither" before names, or of "if you do not provide": elsewhere that is an order."""
        if self.word(at) in lexicon.NONE:
            return at + 1
        told = self.word(at - 1) in CONDITIONAL | NEGATIVE or self.word(at - 2) in CONDITIONAL | NEGATIVE
        after = at + 1 if self.word(at) in ("don't", "doesn't") else at + 2
        negated = after == at + 1 or (self.word(at) in ("do", "does") and self.word(at + 1) == "not")
        return after + 1 if told and negated and self.word(after) in lexicon.TAKE else None

    def _none_of(self, at: int, *, opening: bool) -> tuple[Group, int] | None:
        """``no mask or references are provided``: each of them is missing. Of "A and B" it is not sure what is."""
        found = self.group(at, opening=opening)
        if found is None or any(
            not test.bare and (not test.is_state or test.is_lack) for test in found[0].tests
        ):
            return None
        group, after = found
        if group.joint or group.unknown or group.account:
            return None
        return Group(tuple(test.lacking() for test in group.tests), joint=True, none=True), after

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


def _nested(marks: set[str]) -> bool:
    return bool(marks & _SIGNS) and bool(marks - _SIGNS)


def _joined(tests: list[Test], test: Test | None) -> list[Test]:
    """Values of one parameter are one test; a state said once is said of the names before it too."""
    if test is None:
        return tests
    last = tests[-1] if tests else None
    if last and last.op == test.op == "in" and last.names == test.names and not (last.bare or test.bare):
        return [*tests[:-1], replace(last, values=unique([*last.values, *test.values]))]
    if test.is_state:
        tests = [_as(one, test) if one.bare else one for one in tests]
    return [*tests, test]


def _as(bare: Test, state: Test) -> Test:
    """The state that is said of the last of several, of one before it."""
    if state.values == (False,) and bare.values == (True,):
        return replace(bare, op=state.op, values=state.values, bare=False)
    return bare.lacking() if state.is_lack else bare.given()
