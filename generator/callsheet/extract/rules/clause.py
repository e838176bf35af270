"""A sentence as its clauses: items in which names, values and lists have become pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from callsheet.extract.rules.condition import Group
from callsheet.extract.rules.lexicon import words
from callsheet.extract.rules.listing import Operands
from callsheet.extract.rules.phrasing import GUARDS
from callsheet.extract.rules.spoken import obligation, spoken
from callsheet.extract.rules.token import Token

LONGEST = 90
"""Tokens of a clause that is still read; a longer one is no sentence."""
_FRONT = 40
"""Tokens before a parenthesis that may say what it speaks of."""
_ENDS = frozenset(".!?\n")
_BREAKS = frozenset(";—:")
_TITLE = 5
_IS = words("为 是")
_NOTES = words("note notes important warning tip caution attention 注 注意 说明 提示 备注 注意事项")
"""A line that begins so has a title before its colon."""
_GIVE = words("provide specify supply pass include upload set")
_MUST = words("must need-to should-always")


@dataclass(slots=True)
class Clause:
    """``items`` as the table matches them: ``["<0>", "is", "not", "supported", "with", "<1>"]``."""

    items: list[str] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    start: int = 0
    end: int = 0

    def group_of(self, item: str) -> Group | None:
        """The group that an item stands for."""
        return self.groups[int(item[1:-1])] if item.startswith("<") and item[1:-1].isdigit() else None


def sentences(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Tokens up to each full stop; a stop within a number, a name or an abbreviation ends nothing."""
    current: list[Token] = []
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.text in _ENDS and token.kind == "mark" and _stops(token, following, current):
            if current:
                yield current
            current = []
        else:
            current.append(token)
    if current:
        yield current


def _stops(token: Token, following: Token | None, before: Sequence[Token]) -> bool:
    if token.text != "." or following is None or following.spaced or following.kind in ("code", "mark"):
        return True
    if following.kind == "number" and before and len(before[-1].text) < 3:
        return False
    return following.text[:1].isupper() or len(following.text) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a sentence; ``before`` is what stands in front of it where it is a parenthesis."""

    tokens: Sequence[Token]
    before: Sequence[Token] = ()

    @property
    def words(self) -> str:
        """Its own words, without those of a parenthesis within it."""
        return "".join(f" {token.text}" if token.spaced else token.text for token in self.tokens)


def clauses(
    sentence: Sequence[Token], names_it: Callable[[Sequence[Token]], bool], loose: Callable[[Token], bool]
) -> Iterator[Part]:
    """The parts of a sentence between semicolons, dashes and colons; what stands in parentheses comes after.

    A parenthesis that is itself a name or condition takes the place of the loose words before it: "the edit
    function (`kind`: `base`)" speaks of the condition.
    """
    main: list[Token] = []
    inner: list[list[Token]] = []
    before: list[list[Token]] = []
    depth = 0
    for token in sentence:
        if token.text in "([{" and token.kind == "mark":
            depth += 1
            if depth == 1:
                inner.append([])
                before.append(main[-_FRONT:])
        elif token.text in ")]}" and token.kind == "mark":
            depth = max(0, depth - 1)
            if not depth and inner and main and loose(main[-1]) and names_it(inner[-1]):
                while main and loose(main[-1]):
                    main.pop()
                main += inner.pop()
                before.pop()
        elif depth and inner:
            inner[-1].append(token)
        elif not main and token.kind == "mark" and token.text in "-*•·–":
            continue
        elif _breaks(token, main) or _labels(token, main, loose):
            yield Part(tokens=main)
            main = []
        else:
            main.append(token)
    yield Part(tokens=main)
    yield from (Part(tokens=one, before=front) for one, front in zip(inner, before, strict=True))


def _breaks(token: Token, before: Sequence[Token]) -> bool:
    if token.kind != "mark":
        return False
    if token.text == ":" and before and before[0].word in GUARDS:
        return False
    if token.text == ":" and [one.word for one in before] == ["required"]:
        return False
    if token.text == ":":
        return not before or (before[-1].kind == "word" and before[-1].text[:1].isupper())
    return token.text in _BREAKS or (token.text in "-–" and token.spaced)


def _labels(token: Token, before: Sequence[Token], loose: Callable[[Token], bool]) -> bool:
    """Whether a colon ends a title that says nothing itself: "Note on `mode`:", "Limit handling:", "注意："."""
    if token.text != ":" or token.kind != "mark" or not before:
        return False
    titled = len(before) <= _TITLE and before[0].text[:1].isupper() and all(loose(one) for one in before)
    return before[0].word in _NOTES or titled


def rendered(operands: Operands) -> Clause:
    """The clause's items, left to right."""
    clause, at = Clause(), 0
    word = operands.word
    while at < len(operands.tokens):
        opening = len(clause.items) < 3 and bool(clause.items) and clause.items[0] in GUARDS
        if (obliged := obligation(at, word)) is not None and _oblige(
            clause, operands, obliged, at
        ) is not None:
            at = clause.end
            continue
        verbs = opening or (bool(clause.items) and clause.items[-1] in _MUST)
        if (found := operands.group(at, opening=verbs)) is not None:
            at = _add(clause, found)
        elif _leaves_out(clause, word(at)) and (elided := operands.elided(at)) is not None:
            at = _add(clause, elided)
        elif (
            clause.items[-1:]
            and clause.items[-1] in _GIVE
            and (unlisted := operands.unlisted(at)) is not None
        ):
            at = _add(clause, unlisted)
        elif (phrase := spoken(at, word)) is not None:
            clause.items += phrase[0]
            at += phrase[1]
        else:
            clause.items.append(_item(operands.tokens[at]))
            at += 1
    return clause


def _leaves_out(clause: Clause, word: str) -> bool:
    """Where the row's own parameter may be left out: after "when", and before 为 where a clause opens."""
    return clause.items[-1] in GUARDS if clause.items else word in _IS


def _add(clause: Clause, found: tuple[Group, int]) -> int:
    clause.items.append(f"<{len(clause.groups)}>")
    clause.groups.append(found[0])
    return found[1]


def _oblige(clause: Clause, operands: Operands, obliged: tuple[str, int], at: int) -> int | None:
    """``resolution must be 720p`` → must-hold <resolution in 720p>."""
    before = clause.group_of(clause.items[-1]) if clause.items else None
    tests = before.tests if before else operands.own()
    if not tests or not all(test.bare for test in tests):
        return None
    valued = [operands.valued_after(test, at + obliged[1]) for test in tests]
    if any(one is None for one in valued):
        return None
    if before:
        clause.items.pop()
    group = Group(tuple(one[0] for one in valued if one), joint=before.joint if before else False)
    clause.items.append(obliged[0])
    clause.end = _add(clause, (group, max(one[1] for one in valued if one)))
    return clause.end


def _item(token: Token) -> str:
    if token.kind == "number" and token.text.isdigit():
        return f"#{token.text}"
    if token.kind in ("word", "mark"):
        return token.word
    return "@"


def segments(run: str, known: frozenset[str], longest: int = 8) -> list[str]:
    """A run of Chinese characters, parted by the longest known words; what is between them stays together."""
    out: list[str] = []
    loose = ""
    at = 0
    while at < len(run):
        for length in range(min(longest, len(run) - at), 0, -1):
            if run[at : at + length] in known:
                out += [loose] if loose else []
                out.append(run[at : at + length])
                loose, at = "", at + length
                break
        else:
            loose += run[at]
            at += 1
    return [*out, loose] if loose else out
