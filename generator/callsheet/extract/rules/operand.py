"""Tokens → groups: names, values, states and lists of them become one piece; the words around them stay words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from callsheet.extract.rules import lexicon
from callsheet.extract.rules.condition import Group, Op, Test
from callsheet.extract.rules.names import Names, singular, words_of
from callsheet.extract.rules.token import Token
from callsheet.extract.rules.values import UNITS, Values
from callsheet.layers.facts import Json

_IDENTIFIER = re.compile(r"[a-z]+(?:_[a-z0-9]+)+")
_PHRASE = 5
"""No name is looked for in more words than this."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a sentence may lean on: the row it stands in, the value at the head of its bullet."""

    subject: str | None = None
    chosen: Test | None = None
    sure: bool = True
    """Whether what follows surely speaks of that value: not where several such bullets run on in one line."""


class Operands:
    """Reads groups from the tokens of one clause; every method takes a position and answers with the next one."""

    def __init__(
        self, tokens: Sequence[Token], names: Names, values: Values, context: Context, reserved: Callable[[str], bool]
    ) -> None:
        self.tokens = [token for token in tokens if token.word not in lexicon.FILLER]
        self._names, self._values, self._context, self._reserved = names, values, context, reserved

    # -- lists ---------------------------------------------------------------------------------------------------

    def group(self, at: int, *, opening: bool = False) -> tuple[Group, int] | None:
        """A list of operands: ``hdr, start_frame, or end_frame``; a word that is no operand ends it.

        In an opening guard a comma ends the list too: "if A is set, B and C …" is not one list.
        """
        first = self._item(at, opening)
        if first is None:
            return None
        (test, account), at = first
        tests, joint, comma, unknown = ([test] if test else []), None, False, ""
        while (step := self._connective(at, commas=not opening)) is not None:
            mark, next_at = step
            item = self._item(next_at, opening)
            if item is None:
                unknown, next_at = self._unknown_item(next_at) if mark != "," else ("", next_at)
                if unknown:
                    joint, at = (mark in lexicon.AND), next_at
                break
            if mark == "," and tests and _is_state(tests[-1]) and item[0][0] and item[0][0].bare:
                break
            comma, joint = comma or mark == ",", joint if mark == "," else mark in lexicon.AND
            (test, more), at = item
            account = account or more
            tests = _joined(tests, test)
        whole = joint if joint is not None else comma
        return Group(tuple(tests), joint=whole, account=account, unknown=(unknown,) if unknown else ()), at

    def _connective(self, at: int, *, commas: bool) -> tuple[str, int] | None:
        """``, or`` → or; a comma alone counts where the caller allows it."""
        first, second = self.word(at), self.word(at + 1)
        if first == "," and (second in lexicon.OR or second in lexicon.AND):
            return second, at + 2
        if first == "and" and second == "/" and self.word(at + 2) == "or":
            return "or", at + 3
        if first in lexicon.OR or first in lexicon.AND:
            return first, at + 1
        return (",", at + 1) if first == "," and commas else None

    def _unknown_item(self, at: int) -> tuple[str, int]:
        """The last item of a list, where its words name no parameter: up to four words before the clause ends."""
        end = at
        while end < len(self.tokens) and self.tokens[end].kind == "word" and not self._reserved(self.word(end)):
            end += 1
        words = " ".join(token.text for token in self.tokens[at:end])
        return (words, end) if at < end <= at + 4 and end == len(self.tokens) else ("", at)

    def _item(self, at: int, opening: bool) -> tuple[tuple[Test | None, bool], int] | None:
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
            if self.tokens[end].kind == "mark" or (word != "or" and self._reserved(word)):
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
                return (_lacking(test), after) if word in lexicon.LACKING else (_given(test), after)
            return None
        return self._pronoun(at) or self._valued(at) or self._name(at) or self._modified(at)

    def _taken(self, at: int) -> tuple[Test, int] | None:
        """``set X to v``, ``enable X``."""
        if self.word(at) not in lexicon.TAKE:
            return None
        named = self._assigned(at + 1) or self._name(at + 1)
        return (_given(named[0]), named[1]) if named else None

    def _assigned(self, at: int) -> tuple[Test, int] | None:
        """``X to v``, after a verb."""
        named = self._longest_name(at)
        if named is None or self.word(named[1]) != "to":
            return None
        values = self._values_of(named[0][0], named[1] + 1)
        return (Test(named[0], "in", values[0]), values[1]) if values else None

    def _pronoun(self, at: int) -> tuple[Test, int] | None:
        word, both = self.word(at), f"{self.word(at)}-{self.word(at + 1)}"
        if both in lexicon.CHOSEN and self._context.chosen and self.word(at + 2) in lexicon.LINKING:
            return (self._context.chosen, at + 4) if self.word(at + 3) in lexicon.GIVEN else None
        if self._context.subject is None:
            return None
        for phrase, length in ((both, 2), (word, 1)):
            if phrase in lexicon.SUBJECTS:
                return self._stated(self._bare((self._context.subject,)), at + length)
        return None

    def _name(self, at: int) -> tuple[Test, int] | None:
        found = self._longest_name(at)
        if found is None:
            return None
        names, after = found
        while singular(self.word(after)) in lexicon.HEADS and not self._longest_name(after):
            after += 1
        return self._stated(self._bare(names), after)

    def _longest_name(self, at: int) -> tuple[tuple[str, ...], int] | None:
        if at >= len(self.tokens):
            return None
        token = self.tokens[at]
        if token.kind == "code":
            names = self._names.named(token.text, self._context.subject, code=True)
            return (names, at + 1) if names else None
        for end in range(self._phrase_end(at), at, -1):
            words = [token.text for token in self.tokens[at:end] if token.kind != "mark"]
            if len(words) == 1 and self._reserved(words[0].lower()):
                return None
            plain = not any(self._reserved(word.lower()) for word in words)
            names = self._names.named(" ".join(words), self._context.subject, code=not plain)
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

    def _modified(self, at: int) -> tuple[Test, int] | None:
        """Adjectives that the parameter's own description uses: ``multi-anchor keyframes``."""
        skipped: list[str] = []
        for here in range(at, min(at + 4, len(self.tokens))):
            word = self.word(here)
            if skipped and (found := self._longest_name(here)) is not None and len(found[0]) == 1:
                known = set(skipped) <= self._names.opening(found[0][0])
                return self._name(here) if known else None
            if (self.tokens[here].kind != "word" and word != "-") or self._reserved(word):
                return None
            skipped += words_of(word)
        return None

    # -- values --------------------------------------------------------------------------------------------------

    def _valued(self, at: int) -> tuple[Test, int] | None:
        """A value, or values of one parameter: ``720p/1080p``, ``10 seconds``, ``5s duration``."""
        first = self._value(at)
        if first is None:
            return None
        have, after = first
        have = {name: value for name, value in have.items()}
        values: dict[str, list[Json]] = {name: [value] for name, value in have.items()}
        while (step := self._connective(after, commas=True)) is not None and (more := self._value(step[1])) is not None:
            shared = [name for name in values if name in more[0]]
            if not shared:
                break
            values = {name: [*values[name], more[0][name]] for name in shared}
            after = more[1]
        name, after = self._bound(tuple(values), after)
        return None if name is None else (Test((name,), "in", _unique(values[name])), after)

    def _value(self, at: int) -> tuple[dict[str, Json], int] | None:
        """One value and the parameters that have it; a unit may be a word of its own."""
        if at >= len(self.tokens):
            return None
        token, unit, after = self.tokens[at], "", at + 1
        if token.kind in ("mark", "url") or (token.kind == "word" and self._reserved(token.word)):
            return None
        if token.word in ("true", "false"):
            return self._truth(token.word, after)
        if token.kind == "number":
            dash = 1 if self.word(after) == "-" else 0
            if self.word(after + dash) in UNITS and not token.text[-1].isalpha():
                unit, after = self.word(after + dash), after + dash + 1
        elif self._longest_name(at):
            return None
        meant = dict(self._values.meant(token.text, unit, code=token.kind == "code"))
        if not meant and token.kind == "word" and (named := self._longest_name(after)) is not None:
            loose = self._values.meant(token.text, code=True)
            meant = {name: loose[name] for name in named[0] if name in loose}
        return (meant, after) if meant else None

    def _truth(self, word: str, after: int) -> tuple[dict[str, Json], int] | None:
        subject = self._context.subject
        if subject is None or not self._names.is_boolean(subject):
            return None
        return {subject: word == "true"}, after

    def _bound(self, candidates: tuple[str, ...], at: int) -> tuple[str | None, int]:
        """Which candidate: the one named next (``720p resolution``), else the only one, else the row's own."""
        found = self._longest_name(at)
        if found is not None:
            named = [name for name in found[0] if name in candidates]
            if len(named) == 1:
                return named[0], found[1]
        subject = self._context.subject
        name = candidates[0] if len(candidates) == 1 else subject if subject in candidates else None
        while singular(self.word(at)) in lexicon.HEADS:
            at += 1
        return name, at

    # -- states --------------------------------------------------------------------------------------------------

    def _stated(self, test: Test, at: int) -> tuple[Test, int]:
        return self._related(test, at) or self._state(test, at) or self._beside(test, at) or (test, at)

    def _beside(self, test: Test, at: int) -> tuple[Test, int] | None:
        """``resolution 1080p``: a value of the parameter's own list right after its name."""
        values = self._values_of(test.names[0], at) if at < len(self.tokens) and self.tokens[at].kind != "word" else None
        listed = self._names.facts[test.names[0]].enum
        if values is None or listed is None or not set(map(str, values[0])) <= set(map(str, listed)):
            return None
        return Test(test.names, "in", values[0]), values[1]

    def _related(self, test: Test, at: int) -> tuple[Test, int] | None:
        tables: tuple[tuple[tuple[str, ...], Op], ...] = (
            (lexicon.DIFFERS, "not in"), (lexicon.EQUALS, "in"), (lexicon.ABOVE, ">"), (lexicon.BELOW, "<"),
        )  # fmt: skip
        for words, op in tables:
            after = self._said(words, at)
            values = self._values_of(test.names[0], after) if after is not None else None
            if values is not None and (op in ("in", "not in") or isinstance(values[0][0], (int, float))):
                return Test(test.names, op, values[0]), values[1]
        return None

    def _said(self, phrases: tuple[str, ...], at: int) -> int | None:
        """The end of the longest of these phrases that stands here."""
        best: int | None = None
        for phrase in phrases:
            words = phrase.split()
            if [self.word(at + i) for i in range(len(words))] == words:
                best = max(best or 0, at + len(words))
        return best

    def _values_of(self, name: str, at: int) -> tuple[tuple[Json, ...], int] | None:
        values: list[Json] = []
        step: int | None = at
        while step is not None and step < len(self.tokens):
            token = self.tokens[step]
            text, after = token.text, step + 1
            if token.kind == "number" and self.word(after) in UNITS:
                text, after = text + self.word(after), after + 1
            value = self._values.of(name, text, code=token.kind == "code") if token.kind not in ("mark", "url") else None
            if value is None:
                break
            values.append(value)
            at = after
            connective = self._connective(after, commas=True)
            step = connective[1] if connective else None
        return (_unique(values), at) if values else None

    def _state(self, test: Test, at: int) -> tuple[Test, int] | None:
        linked = at + 1 if self.word(at) in lexicon.LINKING else at
        negated = self.word(linked) == "not"
        word = self.word(linked + negated)
        if linked + negated > at and word == "left":
            linked, word = linked + 1, self.word(linked + negated + 1)
        if word not in lexicon.GIVEN and word not in lexicon.MISSING:
            return None
        after = linked + negated + 1
        if word == "used" and self.word(after) in ("only", "when", "if", "for", "instead", "with", "together", "as", "to"):
            return None
        if word == "turned":
            word, after = self.word(after), after + 1
        if word == "set" and linked == at and self.word(after) in ("to", ""):
            return None if self.word(after) == "to" else (_given(test), after)
        return (_lacking(test) if negated != (word in lexicon.MISSING) else _given(test)), after

    # -- what is not said ---------------------------------------------------------------------------------------

    def own(self) -> tuple[Test, ...]:
        """The row's own parameter, where a clause names none."""
        if self._context.chosen is not None:
            return (self._context.chosen,) if self._context.sure else ()
        return (self._bare((self._context.subject,)),) if self._context.subject else ()

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
        if self._context.subject is None or self.word(at) in lexicon.TAKING:
            return None
        own = self._bare((self._context.subject,))
        found = self._related(own, at) if self.word(at) == "set" else self._state(own, at)
        if found is None or self._longest_name(at) is not None:
            return None
        return Group((found[0],)), found[1]

    def valued_after(self, test: Test, at: int) -> tuple[Test, int] | None:
        """The value or missing state that follows an obligation: ``(must be) 720p or 1080p``, ``omitted``."""
        values = self._values_of(test.names[0], at)
        if values is not None:
            return Test(test.names, "in", values[0]), values[1]
        if self.word(at) in lexicon.MISSING:
            return _lacking(test), at + 1
        return None

    # -- words ---------------------------------------------------------------------------------------------------

    def word(self, at: int) -> str:
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def _bare(self, names: tuple[str, ...]) -> Test:
        if all(self._names.is_boolean(name) for name in names):
            return Test(names, "in", (True,), bare=True)
        return Test(names, "set", bare=True)


def _given(test: Test) -> Test:
    return replace(test, bare=False)


def _is_state(test: Test) -> bool:
    return not test.bare and test.values in ((), (True,))


def _lacking(test: Test) -> Test:
    opposite: dict[Op, Op] = {"set": "unset", "in": "not in"}
    return replace(test, op=opposite.get(test.op, test.op), bare=False)


def _joined(tests: list[Test], test: Test | None) -> list[Test]:
    """Values of one parameter are one test; a state said once is said of the names before it too."""
    if test is None:
        return tests
    last = tests[-1] if tests else None
    if last and last.op == test.op == "in" and last.names == test.names and not (last.bare or test.bare):
        return [*tests[:-1], replace(last, values=_unique([*last.values, *test.values]))]
    if not test.bare and test.values in ((), (True,)):
        lacking = test.op in ("unset", "not in")
        tests = [(_lacking(one) if lacking else _given(one)) if one.bare else one for one in tests]
    return [*tests, test]


def _unique(values: list[Json]) -> tuple[Json, ...]:
    kept: list[Json] = []
    for value in values:
        if value not in kept:
            kept.append(value)
    return tuple(kept)
